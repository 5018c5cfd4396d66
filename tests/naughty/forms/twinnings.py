"""Text fields of the forms of twinnings and records of help."""

from functools import partial

from pledges.choices import RecordState, TwinningState
from pledges.models import HelpRecord, Twinning
from tests.naughty.fields import (
    LINE,
    LINES,
    LONG_TEXT,
    READ,
    REASON,
    TEXT,
    Text,
    of,
    put,
)
from tests.pledges.access import HELP, TWINNING

BRANCH, UNIT = "branch-0101", "unit-01"


PROPOSED = {"helper_kind": "leader", "helper_name": "李强", "helper_post": "副校长"}
PROPOSED |= {"starts_on": "2098-01-01", "ends_on": "2099-01-01"}
RECORDED = {"on": "2012-06-01", "text": "上门讲党课"}
TO_ANSWER = {"state": TwinningState.PROPOSED, "agreed_on": None}


def twinned():
    return Twinning.objects.filter(pk=TWINNING)


def proposal(name, longest, how):
    rows = partial(Twinning.objects.filter, helped__code="0102")
    return Text("/twinning/new/0102/", name, longest, of(rows, name), PROPOSED, UNIT, **how, **READ)


def help_record(name, longest, how):
    rows = partial(HelpRecord.objects.filter(twinning=TWINNING).exclude, pk=HELP)
    return Text(f"/twinning/{TWINNING}/records/new/", name, longest, of(rows, name), RECORDED, UNIT, **how, **READ)


def answer(verb, *, data=None, **values):
    url = put(Twinning, TWINNING, f"/twinning/{TWINNING}/{verb}/", **values)
    return Text(url, "reason", REASON, of(twinned, "reason"), data or {}, UNIT, **LONG_TEXT, **READ)


def corrected(world):
    returned = {"state": RecordState.RETURNED, "by": world.people[UNIT]}
    return put(HelpRecord, HELP, f"/twinning/{TWINNING}/records/{HELP}/", **returned)(world)


TEXTS = {
    "name of a leader": proposal("helper_name", LINE, LINES),
    "post of a leader": proposal("helper_post", LINE, LINES),
    "goal": proposal("goal", TEXT, LONG_TEXT),
    "help": help_record("text", TEXT, LONG_TEXT),
    "place": help_record("place", LINE, LINES),
    "people": help_record("people", LINE, LINES),
    "problem solved": help_record("solved", TEXT, LONG_TEXT),
    "help corrected": Text(
        corrected,
        "text",
        TEXT,
        of(partial(HelpRecord.objects.filter, pk=HELP), "text", known="上门辅导"),
        RECORDED,
        UNIT,
        **LONG_TEXT,
        **READ,
    ),
    "record sent back": Text(
        f"/twinning/{TWINNING}/records/{HELP}/return/",
        "reason",
        REASON,
        of(partial(HelpRecord.objects.filter, pk=HELP), "reason"),
        {},
        BRANCH,
        **LONG_TEXT,
        **READ,
    ),
    "declined": answer("decline_helper", **TO_ANSWER),
    "proposal withdrawn": answer("withdraw", **TO_ANSWER),
    "ended": answer("end", data={"result": "met"}),
}
