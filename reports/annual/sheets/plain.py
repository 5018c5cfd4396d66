"""A plain sheet on paper: A4 landscape, headings on each page, the draft's mark and the edition's foot."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.workbooks.frames import StreamedPage, StreamedRow, dress_plain
from core.workbooks.official import Filing
from core.workbooks.official.paper import set_plain_paper


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
