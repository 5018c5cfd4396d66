"""Whose ledgers an annual report holds."""

from datetime import date

from django.db.models import QuerySet

from branches import as_of
from branches.models import Organisation
from core.choices import Role
from core.scope import Place, Scope
from reports.queries.annual.query import AnnualQuery


def members(query: AnnualQuery, on: date) -> QuerySet[Organisation] | None:
    """Those that belonged to the unit of `query` on day `on`, itself among them; None: everybody."""
    return as_of.belonging(Organisation.objects.all(), query.unit, on) if query.unit else None


def everything() -> Scope:
    """The scope of a report, which nobody in particular asks for: all that is below the top of the tree."""
    top = Organisation.objects.top().get()
    return Scope(None, [Place(Role.DEPARTMENT, top.path, top.code, top.name)])
