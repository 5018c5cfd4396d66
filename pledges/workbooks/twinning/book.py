"""Reading a workbook of twinnings: to which twinning each row belongs. What is not named rightly is an error at its
cell."""

from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.workbooks.directory import misnamed
from core.workbooks.numbered.book import NumberedBook, NumberedEntry
from core.workbooks.numbered.columns import must_be_filled
from core.workbooks.numbered.places import RowPlace
from pledges.choices import HelperKind, TwinningState
from pledges.models import HelpRecord, Twinning
from pledges.workbooks.twinning.known import KnownTwinnings
from pledges.workbooks.twinning.rows import apart, twinning_values
from pledges.workbooks.twinning.sheets import DECIDED, RECORDS, RECORDS_SHEET, TWINNINGS, TWINNINGS_SHEET

TEXT = ("helper_name", "starts_on", "ends_on", "goal")
WHO = {"helped", "helped_name", "helper_kind", "helper", "helper_name"}


class HelpEntry(NamedTuple):
    """A row of 帮扶记录 that is not stored yet."""

    place: RowPlace
    record: HelpRecord


@dataclass
class TwinningEntry(NumberedEntry):
    """A twinning as the file leaves it (`row`), with its new `records`."""

    records: list[HelpEntry] = field(default_factory=list)

    @property
    def is_clear(self):
        """Whether it is known who helps whom."""
        return not self.unclear & WHO

    @property
    def is_written(self):
        """Whether there is something to write."""
        return self.is_judged or bool(self.records)

    def fill(self, by_department: bool):
        """Take over what its row of 结对 says."""
        twinning, values = self.row, self.place.row.values
        old = twinning_values(self.before) if self.before else {"state": TwinningState.PROPOSED.value}
        self.take(TWINNINGS_SHEET, old, TEXT, DECIDED, by_department=by_department)
        if self.before is None and by_department and values.get("result") and not values.get("state"):
            twinning.state = TwinningState.ENDED
        if twinning.helper:
            twinning.helper_name = ""
        elif "helper_name" in self.changed and twinning.helper_kind == HelperKind.LEADER:
            twinning.helper_name, twinning.helper_post = apart(twinning.helper_name)
        self._agree()

    def _agree(self):
        """What the ledger has in force was agreed by the day it starts, and by today."""
        twinning = self.row
        is_begun = self.before is None or "state" in self.changed
        if twinning.starts_on and twinning.state != TwinningState.PROPOSED and (is_begun or twinning.agreed_on):
            twinning.agreed_on = min(filter(None, (twinning.agreed_on, twinning.starts_on, timezone.localdate())))


class TwinningBook(NumberedBook):
    """The TwinningEntries of a workbook."""

    twice = gettext_lazy("The twinning %(number)s already stands in row %(row)s.")
    unknown = gettext_lazy("There is no twinning %(number)s. A new one carries a number of the file’s own such as +1.")

    def __init__(self, tables, known: KnownTwinnings):
        super().__init__(known.twinnings)
        self.known = known
        self.take({TWINNINGS: self._twinning, RECORDS: self._record}, tables)

    def begin(self, number, place):
        return TwinningEntry.begun(Twinning, number, place, self.stored.get(number))

    def _twinning(self, place):
        entry, values = self.own(place), place.row.values
        wrong = list(self._objections(entry, values))
        for key, sentence in wrong:
            self.refuse(place, key, sentence)
        entry.unclear = place.row.faulty | {key for key, _sentence in wrong}
        if entry.before is None and entry.is_clear:
            entry.row.helped = self.known.organisations[values["helped"]]
            entry.row.helper_kind = values["helper_kind"]
            entry.row.helper = self.known.organisations.get(values.get("helper"))
        entry.fill(self.known.by_department)

    def _record(self, place):
        entry, values = self.of(place), place.row.values
        is_new = entry is not None and not place.row.faulty
        if is_new and not self.is_stored(RECORDS_SHEET, values, self.known.records):
            told = {key: values.get(key) or "" for key in ("place", "people", "solved")}
            record = HelpRecord(twinning=entry.row, on=values["on"], text=values["text"], **told)
            entry.records.append(HelpEntry(place, record))

    def _objections(self, entry, values):
        """(column, sentence) of what names the wrong branch or helper."""
        yield from misnamed(self.known.directory, "helped", values)
        kind, code = values.get("helper_kind"), values.get("helper")
        if kind == HelperKind.BRANCH and code:
            yield from misnamed(self.known.directory, "helper", values)
        elif kind == HelperKind.BRANCH:
            yield "helper", must_be_filled(TWINNINGS_SHEET, "helper")
        elif kind and code:
            yield "helper", _("A leader or a department has no code.")
        if code and code == values.get("helped"):
            yield "helper", _("A branch cannot help itself.")
        if entry.before:
            yield from self._belonging(entry.before, values)

    def _belonging(self, stored, values):
        """Whom it helps and who helps stays as it is."""
        old = twinning_values(stored)
        for key in ("helped", "helper_kind", "helper"):
            value = values.get(key)
            if value and value != old[key]:
                sentence = _("%(row)s is one of %(helped)s and %(helper)s: that does not change.")
                yield key, sentence % {"row": stored, "helped": old["helped_name"], "helper": old["helper_name"]}
