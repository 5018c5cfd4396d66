"""What the rows of a workbook of twinnings are held against, in memory: as many queries for one row as for many."""

from collections import Counter, defaultdict

from branches.workbooks.directory import Directory, organisations_by_code
from core.choices import Role
from core.workbooks.numbered.cells import named, signature, within
from pledges.models import HelpRecord, Twinning
from pledges.twinning.parties import proposing_role
from pledges.workbooks.known import KnownStandings
from pledges.workbooks.twinning.rows import record_values
from pledges.workbooks.twinning.sheets import RECORDS_SHEET


class KnownTwinnings:
    """Organisations, twinnings within `scope` (None: all), and the records of those called `numbers`: `records`, how
    often each row is stored, by its cells; `read`, their primary keys by number."""

    def __init__(self, scope, numbers: set[str]):
        self.scope = scope
        self.by_department = scope is None or scope.has(Role.DEPARTMENT)
        self.organisations = organisations_by_code()
        self.directory = Directory(self.organisations)
        self.twinnings = {str(one.pk): one for one in self._twinnings()}
        self.records, self.read = Counter(), defaultdict(list)
        self._read({one.pk for key, one in self.twinnings.items() if key in numbers})
        self.standings = KnownStandings()

    def proposes(self, twinning: Twinning) -> bool:
        """Whether the person proposes `twinning`: the department, and who leads the helped branch or its unit."""
        return self.by_department or self.scope.covers(twinning.helped.path, Role.UNIT, Role.BRANCH)

    def proposing_role(self, twinning: Twinning) -> str:
        """The role in which the person proposes `twinning`: the branch's before its unit's; "" for a command."""
        return "" if self.scope is None else proposing_role(self.scope, twinning.helped)

    def _twinnings(self):
        """Each with its organisations in memory already."""
        by_key = {one.pk: one for one in self.organisations.values()}
        for one in within(self.scope, Twinning).order_by("pk"):
            one.helped, one.helper = by_key[one.helped_id], by_key.get(one.helper_id)
            yield one

    def _read(self, keys):
        for record in named(HelpRecord, "twinning", keys).order_by():
            number = str(record.twinning_id)
            self.records[signature(RECORDS_SHEET, record_values(number, record))] += 1
            self.read[number].append(record.pk)
