"""Where in the file something stands, and what is objected to there."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.workbooks.tables import Problem, SheetRow, Table

FOREIGN = _("Only the organisation department changes this: leave it empty or as it is.")


class RowPlace(NamedTuple):
    """A row of a sheet."""

    table: Table
    row: SheetRow

    def problem(self, key: str, message: str) -> Problem:
        """A Problem at the cell of `key`."""
        return self.table.problem(self.row, key, message)


Objections = Iterator[tuple[RowPlace, str, str]]  # where, at the cell of which column, why


def said(place: RowPlace, key: str, check, *args, **facts) -> Objections:
    """What a `check` that raises ValidationError objects to, at the cell of `key`."""
    try:
        check(*args, **facts)
    except ValidationError as refused:
        for message in refused.messages:
            yield place, key, message


def said_by_field(cells: Mapping[str, tuple[RowPlace, str]], check, *args, **facts) -> Objections:
    """What a `check` objects to field by field, at the cell where each stands; "": where the others stand."""
    try:
        check(*args, **facts)
    except ValidationError as refused:
        for field, messages in _by_field(refused):
            for message in messages:
                yield *(cells.get(field) or cells[""]), message


def _by_field(refused):
    return refused.message_dict.items() if hasattr(refused, "error_dict") else [("", refused.messages)]


def problems(objections: Objections) -> list[Problem]:
    """Problems of what is objected to."""
    return [place.problem(key, sentence) for place, key, sentence in objections]
