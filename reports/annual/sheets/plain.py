"""A plain sheet on paper: A4 landscape, headings on each page, the draft's mark and the edition's foot."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openpyxl.styles import Alignment

from core.workbooks.frames import PLAIN_LOOKS, Look, StreamedPage, StreamedRow, dress_plain
from core.workbooks.official import Filing, FormColumn
from core.workbooks.official.heights import row_height
from core.workbooks.official.paper import set_plain_paper
from core.workbooks.writing import Looked

WRAPPED = "wrapped"


@dataclass(frozen=True)
class PaperPage(StreamedPage):
    """`rows` below `headings`, so wide as `widths` say; `filing` says what stands in header and footer."""

    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence]
    filing: Filing
    widths: Sequence[float] = ()

    first_row = 2

    def dress(self, sheet):
        dress_plain(sheet, self.headings, widths=self.widths)
        set_plain_paper(sheet, self.filing)

    def lines(self):
        return map(StreamedRow, self.rows)


@dataclass(frozen=True)
class TextPage(PaperPage):
    """Rows of running text."""

    looks = {**PLAIN_LOOKS, WRAPPED: Look(alignment=Alignment(wrap_text=True, vertical="center"))}

    def lines(self):
        columns = [FormColumn("", width) for width in self.widths]
        for row in self.rows:
            yield StreamedRow([Looked(text, WRAPPED) for text in row], row_height(row, columns))
