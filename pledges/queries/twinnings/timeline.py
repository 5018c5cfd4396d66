"""What happened to a twinning, and to all twinnings of an organisation, read from their history."""

from datetime import date

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from branches.as_of import call_as_on
from branches.models import Organisation
from core.timeline import ToldEvent, author, in_order, signed, since, taken_over
from pledges.choices import RecordState, TwinningState
from pledges.models import HelpRecord, Twinning

AGREED_FOR = {
    "helped_agreed_at": pgettext_lazy("twinning", "Agreed for the helped branch"),
    "helper_agreed_at": pgettext_lazy("twinning", "Agreed for the helper"),
}
RECORD = pgettext_lazy("record of help", "Record of %(day)s")
RECORDS = {
    RecordState.REPORTED: pgettext_lazy("record of help", "Record of %(day)s handed in"),
    RecordState.RETURNED: pgettext_lazy("record of help", "Record of %(day)s sent back"),
    RecordState.CONFIRMED: pgettext_lazy("record of help", "Record of %(day)s confirmed"),
}


def of_twinning(twinning: Twinning) -> list[ToldEvent]:
    """The ToldEvents of `twinning` and of its records: two queries."""
    return in_order([*_states(twinning), *_records(twinning)])


def of_organisation(organisation: Organisation, on: date) -> list[ToldEvent]:
    """What was agreed or declined and what became of it by day `on`, of twinnings in which `organisation` helps or is
    helped, in no order: one query, of a day gone by two."""
    former, events = {}, []
    own = Q(helped=organisation) | Q(helper=organisation)
    rows = list(signed(Twinning.history.filter(own).select_related("helped", "helper")))
    call_as_on([one for row in rows for one in (row.helped, row.helper) if one], on)
    for row in rows:
        seen = [told for is_so, told in TOLD if is_so(row)]
        events += [told(row, organisation) for told in seen if told not in former.get(row.id, ())]
        former[row.id] = seen
    return [event for event in events if event.day <= on]


def _agreed(row, organisation):
    return ToldEvent(since(row, row.agreed_on), author(row.history_user), _sentence(row, organisation))


def _declined(row, organisation):
    what = _("%(what)s: declined or withdrawn.") % {"what": _sentence(row, organisation)}
    return ToldEvent(row.history_date, author(row.history_user), what, row.reason)


def _over(row, organisation):
    day = row.ends_on if row.history_type == "+" else None  # of a ledger only the day of the end is known
    words = {"what": _sentence(row, organisation), "result": row.get_result_display()}
    return ToldEvent(since(row, day), author(row.history_user), _("%(what)s ended: %(result)s.") % words, row.reason)


# What is told of a twinning, once each: whether a row of history says so, and how.
TOLD = (
    (lambda row: row.agreed_on is not None, _agreed),
    (lambda row: row.state == TwinningState.ENDED and row.agreed_on is None and not row.state_before, _declined),
    (lambda row: bool(row.result), _over),
)


def _sentence(row, organisation):
    if row.helped_id == organisation.pk:
        called = row.helper.name if row.helper else f"{row.helper_post}{row.helper_name}"
        return _("Twinning, helped by %(name)s") % {"name": called}
    return _("Twinning, helping %(name)s") % {"name": row.helped.name}


def _states(twinning):
    former = None
    for row in signed(twinning.history.all()):
        yield from _state(row, former)
        former = row


def _state(row, former):
    who, why = author(row.history_user), row.reason
    if former is None and taken_over(row):
        yield ToldEvent(row.history_date, who, row.get_state_display(), taken_over(row))
        return
    if former is None:
        yield ToldEvent(row.history_date, who, pgettext("twinning", "Proposed"))
    for name, sentence in AGREED_FOR.items():
        if getattr(row, name) and not getattr(former, name, None):
            yield ToldEvent(row.history_date, who, str(sentence))
    if row.state == TwinningState.ENDED and getattr(former, "state", None) != TwinningState.ENDED:
        yield ToldEvent(row.history_date, who, _ended(row), why or row.history_change_reason or "")


def _ended(row):
    if row.result:
        return _("Ended: %(result)s.") % {"result": row.get_result_display()}
    if row.state_before:
        return _("Ended with its organisation.")
    return pgettext("twinning", "Declined or withdrawn")


def _records(twinning):
    """Each record as it was handed in, sent back, confirmed."""
    former = {}
    for row in signed(HelpRecord.history.filter(twinning=twinning)):
        if row.state != former.get(row.id):
            told = taken_over(row) if row.id not in former else ""
            what = (RECORD if told else RECORDS[row.state]) % {"day": date_format(row.on)}
            reason = told or (row.reason if row.state == RecordState.RETURNED else "")
            yield ToldEvent(row.history_date, author(row.history_user), what, reason)
        former[row.id] = row.state
