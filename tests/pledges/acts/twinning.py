"""The acts about twinnings and records of help."""

from datetime import date
from functools import partial

from core.choices import Role
from pledges.actions import twinning as actions
from pledges.actions.twinning.ledger import TwinningRecord, take_over
from pledges.choices import HelperKind, Party, TwinningResult
from pledges.models import Twinning
from tests.pledges.acts.ready import branch, done_by, officer, today
from tests.pledges.made import TODAY
from tests.pledges.twinning.made import agreed, noted, proposed

REASON = {"reason": "任务较重"}
DAYS = {"starts_on": TODAY, "ends_on": date(2012, 12, 31)}
WRITER = "branch-0101"


def _record(world):
    return noted(agreed(world), by=world.people[WRITER])


def _returned_record(world):
    record = _record(world)
    actions.send_back(record=record, reason="请写明地点", by=None)
    return record


def _take_over(world):
    facts = {"helper_kind": HelperKind.BRANCH, "helper": world["0201"], **DAYS}
    new = [Twinning(helped=world[code], **facts) for code in ("0101", "0102")]
    records = [TwinningRecord(one, None, records=(), read=()) for one in new]
    return partial(take_over, records, reason="import: a.xlsx", by=world.people["department"])


ACTS = {
    actions.propose: officer(
        actions.propose,
        helped=branch("0102"),
        helper=branch("0101"),
        helper_kind=HelperKind.BRANCH,
        role=Role.DEPARTMENT,
        **DAYS,
    ),
    actions.agree: officer(actions.agree, twinning=proposed, party=Party.HELPER),
    actions.decline: officer(actions.decline, twinning=proposed, party=Party.HELPER, **REASON),
    actions.withdraw: officer(actions.withdraw, twinning=proposed, **REASON),
    actions.end: officer(actions.end, twinning=agreed, result=TwinningResult.MET, **REASON),
    actions.note: officer(actions.note, twinning=agreed, on=TODAY, text="上门辅导组织生活", role=Role.BRANCH),
    actions.correct: done_by(
        WRITER, actions.correct, record=_returned_record, on=TODAY, text="上门辅导", place="会议室"
    ),
    actions.confirm: officer(actions.confirm, record=_record),
    actions.send_back: officer(actions.send_back, record=_record, **REASON),
    take_over: today(_take_over),
}
