"""Whose ledgers an annual report holds."""

from datetime import date

from django.db.models import QuerySet

from branches import as_of
from branches.models import Organisation
from reports.queries.annual.query import AnnualQuery


def members(query: AnnualQuery, on: date) -> QuerySet[Organisation] | None:
    """Those that belonged to the unit of `query` on day `on`, itself among them; None: everybody."""
    return as_of.belonging(Organisation.objects.all(), query.unit, on) if query.unit else None


def rows_of(query: AnnualQuery) -> QuerySet[Organisation]:
    """The organisations the report is about: all, or the `members` of its unit on its day."""
    found = members(query, query.on)
    return Organisation.objects.all() if found is None else found
