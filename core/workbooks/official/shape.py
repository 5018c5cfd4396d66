"""Official forms declared as data: their columns under their headings, and who files them."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

NOTHING = "—"


@dataclass(frozen=True)
class FormColumn:
    """A column under its `heading`, so many characters wide; `left`: of running text; `summed`: added up in 合计;
    `look`: that of its numbers where they are no counts (looks.PERCENT, looks.MONEY)."""

    heading: str
    width: float = 12
    left: bool = False
    summed: bool = False
    look: str = ""

    depth = 1

    @property
    def leaves(self):
        """The columns under this heading: itself."""
        return (self,)


@dataclass(frozen=True)
class FormGroup:
    """A heading above several columns or groups; `apart`: on paper they begin a page of their own."""

    heading: str
    columns: tuple["FormColumn | FormGroup", ...]
    apart: bool = False

    @property
    def depth(self):
        """Rows of headings it takes."""
        return 1 + max(column.depth for column in self.columns)

    @property
    def leaves(self):
        """The columns under this heading, from left to right."""
        return tuple(leaf for column in self.columns for leaf in column.leaves)


SERIAL = FormColumn(gettext_lazy("No."), 5)


@dataclass(frozen=True)
class OfficialForm:
    """A form called `title` with its `columns`, before which 序号 is put; the first `fixed` ones stay when one scrolls
    to the right."""

    title: str
    columns: tuple[FormColumn | FormGroup, ...]
    fixed: int = 1

    @property
    def whole(self) -> FormGroup:
        """All its columns, 序号 first."""
        return FormGroup(self.title, (SERIAL, *self.columns))

    @property
    def pages(self) -> list[tuple[FormColumn, ...]]:
        """Its columns as pages beside each other show them, 序号 and the fixed ones on the first only."""
        found = [()]
        for column in self.whole.columns:
            if isinstance(column, FormGroup) and column.apart:
                found.append(())
            found[-1] += column.leaves
        return found

    @property
    def first_row(self) -> int:
        """The number of its first row, below title, filing and headings."""
        return FIRST_HEADING_ROW + self.whole.depth - 1


TITLE_ROW, FILING_ROW, FIRST_HEADING_ROW = 1, 2, 3


@dataclass(frozen=True)
class Filing:
    """Who reports (`unit`, `person`, `telephone`), on which day, and in a `note` what the rows are: which day, which
    filter. On paper `mark` stands in every header, `foot` in every footer."""

    unit: str
    person: str
    on: datetime.date
    note: str
    telephone: str = ""
    mark: str = ""
    foot: str = ""
