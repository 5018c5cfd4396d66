"""What rows say in their cells, held against what is stored."""

from collections.abc import Mapping

from django.db.models import Model, QuerySet

from core.scope import Scope
from core.workbooks.columns import Sheet
from core.workbooks.tables import Table

AT_ONCE = 2000  # rows that are read from the database at once
FEW = 500  # rows that a query may name one by one


def changes(sheet: Sheet, old: Mapping, values: Mapping, keys) -> list[str]:
    """Those of `keys` that a row gives another value than the `old` one; an empty cell leaves it as it is."""
    given = [key for key in keys if values.get(key) is not None]
    return [key for key in given if not sheet.by_key[key].same(old.get(key), values[key])]


def signature(sheet: Sheet, values: Mapping) -> tuple:
    """What a row says in all its cells, as they are compared."""
    return tuple(column.compared(values.get(column.key)) for column in sheet.columns)


def in_order(sheet: Sheet, values: Mapping) -> list:
    """`values` in the order of the columns."""
    return [values[column.key] for column in sheet.columns]


def numbers_in(tables: Mapping[str, Table]) -> set[str]:
    """Every number that the sheets name."""
    return {row.values.get("number") for table in tables.values() for row in table.rows}


def within(scope: Scope | None, model: type[Model]) -> QuerySet:
    """The rows of `model` within `scope` (None: all of them), in no order."""
    rows = model._default_manager.all() if scope is None else scope.of(model)
    return rows.order_by()


def named(model: type[Model], lookup: str, keys) -> QuerySet:
    """The rows of `model` that hang on `keys`; of very many, all of them."""
    rows = model._default_manager.all()
    return rows.filter(**{f"{lookup}__in": keys}) if len(keys) <= FEW else rows
