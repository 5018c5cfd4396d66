"""Whose ledgers an annual report holds."""

from datetime import date

from django.db.models import QuerySet

from branches import as_of
from branches.models import Organisation
from reports.queries.annual.query import AnnualQuery


def members(query: AnnualQuery, on: date) -> QuerySet[Organisation] | None:
    """Those that belonged to the unit of `query` on day `on`, itself among them; None: everybody."""
    return as_of.belonging(Organisation.objects.all(), query.unit, on) if query.unit else None
