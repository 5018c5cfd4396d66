"""A sheet is data: one declaration serves import, export, blank template and help page (style.md, habit 10)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.core.exceptions import ValidationError

from core.names import fold, name_key
from core.workbooks import values
from core.workbooks.cells import objection
from core.workbooks.values import CellError


@dataclass(frozen=True)
class Column:
    """One column of a sheet.

    ``kind`` is one of the kinds in ``core.workbooks.values``; ``choices`` maps identifiers to the
    Chinese words written in the cells; ``validators`` are Django validators, the same ones the
    model's field has; ``help`` is a translatable sentence for the template and the help page;
    ``folding`` is how forms fold the same text (R33): it is read and compared folded, as one line
    unless the column says otherwise; a ``mark`` tells workbooks of its kind from others with the same
    sheet: its heading must be there, as it was downloaded, its cells may be empty; ``width`` is that of
    its cells in characters, 0: of its heading.
    """

    key: str
    zh: str
    en: str
    kind: str = values.TEXT
    required: bool = False
    choices: Mapping[str, str] | None = None
    validators: Sequence[Callable] = ()
    help: str = ""
    folding: Callable[[str], str] = fold
    mark: bool = False
    width: float = 0

    def read(self, cell):
        """The Python value of a cell; None when it is empty.

        Raises: CellError with a sentence for the user.
        """
        if cell is None or cell == "":
            return None
        if wrong := objection(cell):
            raise CellError(wrong)
        value = self._reader(cell, self)
        if isinstance(value, str):
            value = self.folding(value)
        if value == "" or value == ():
            return None
        for validate in self.validators:
            try:
                validate(value)
            except ValidationError as error:
                raise CellError(" ".join(error.messages)) from None
        return value

    def describe(self) -> str:
        """What the column holds, for the help page."""
        return values.describe(self.kind, list((self.choices or {}).values()))

    def show(self, value) -> str:
        """The value as the cell shows it; "" for None."""
        if value is None:
            return ""
        return self.folding(self._shower(value, self))

    def compared(self, value) -> str:
        """What a value is held against others by: the cell as it would be written."""
        return self.show(value)

    def same(self, old, new) -> bool:
        """Whether both values say the same."""
        return old == new or self.compared(old) == self.compared(new)

    @cached_property
    def _reader(self) -> Callable:
        return values.READERS[self.kind]

    @cached_property
    def _shower(self) -> Callable:
        return values.SHOWERS[self.kind]

    @cached_property
    def words(self) -> dict[str, str]:
        """Every word accepted in a cell of choices, with the identifier it stands for."""
        spoken = {word: identifier for identifier, word in (self.choices or {}).items()}
        return spoken | {identifier.casefold(): identifier for identifier in self.choices or {}}


@dataclass(frozen=True)
class PersonColumn(Column):
    """A column of people's names: who is only written otherwise is the same one (R33)."""

    def compared(self, value) -> str:
        """What all writings of the name have in common."""
        return name_key(self.show(value))


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook. An ``optional`` sheet may be absent."""

    title_zh: str
    title_en: str
    columns: tuple[Column, ...]
    optional: bool = False
    by_key: dict[str, Column] = field(init=False, repr=False, compare=False)

    def __post_init__(self):
        object.__setattr__(self, "by_key", {column.key: column for column in self.columns})

    @property
    def titles(self) -> tuple[str, str]:
        """Both titles under which the sheet is accepted, the canonical one first."""
        return self.title_zh, self.title_en
