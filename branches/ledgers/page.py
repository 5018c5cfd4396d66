"""The page of a ledger: the one that is asked for among its likes, the units it is of, its official form."""

from functools import cached_property

from django.http import FileResponse, Http404
from django.urls import reverse

from branches.as_of import belonging
from branches.ledgers.filing import filing
from branches.ledgers.form import OVERSEERS
from branches.ledgers.list import DayLedger
from branches.models import Organisation
from branches.searching import named
from core.workbooks.listed import file_name


class LedgerPage:
    """The one of the `ledgers` ({name: DayLedger}) called `kind`, on the day of `query` (DayQuery).

    `route`: the name of their address, which takes `kind`; that of the official form is called so with `_sheet` behind.
    """

    def __init__(self, request, ledgers, kind, query, *, route):
        """Raises: Http404 without such a ledger, and for a unit that who looks does not see."""
        if kind not in ledgers:
            raise Http404
        self.request, self.ledgers, self.kind, self.query, self.route = request, ledgers, kind, query, route
        self.units = _units(request)

    @cached_property
    def ledger(self) -> DayLedger:
        """Its rows, of the branches that belonged to the unit on the day when there is one."""
        members, found = None, self.ledgers[self.kind]
        if len(self.units) == 1:
            members = belonging(self.request.scope.of(Organisation), self.units[0], self.query.on)
        return found(found.rows_of(self.request.scope, self.query, members), self.request, self.query)

    @property
    def tabs(self) -> list[tuple[str, str, bool]]:
        """(title, address, whether it is this one) of each ledger."""
        found = self.ledgers.items()
        return [(one.title, reverse(self.route, args=[name]), name == self.kind) for name, one in found]

    @property
    def sheet(self) -> str:
        """The address of its official form."""
        return reverse(f"{self.route}_sheet", args=[self.kind])

    def official(self, *codes: str) -> FileResponse:
        """All pages of it in official shape; `codes` stand in the name of the file, and whose it is."""
        filed, on = filing(self.request, self.ledger, self.units), self.query.on
        whose = filed.unit if self.units else self.request.scope.called(on)
        name = file_name(self.ledger.title, whose, *codes, on=on)
        return self.ledger.official(name, self.ledger.title, filed)


def _units(request):
    """The one asked for, else all of who does not look at the whole university; none of them: everybody.

    Raises: Http404.
    """
    rows, code = request.scope.of(Organisation).units().order_by("code"), request.GET.get("unit", "").strip()
    if code:
        return [request.scope.get(rows, pk=found.pk if (found := named(rows, code)) else None)]
    return [] if request.scope.oversees(*OVERSEERS) else list(rows)
