"""How an official form stands on paper: A4 landscape, headings on each page, what follows it below."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from openpyxl.chart._chart import ChartBase
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.pagebreak import Break, ColBreak
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from core.workbooks.official.shape import TITLE_ROW, Filing, OfficialForm

MARGIN = 0.4  # inches
PAPER_WIDTH = 138  # characters of the width of a column that a page takes in its own size
FOOT_SIZE = 7
CHART_ROWS = 18  # rows a chart covers


def set_paper(
    sheet: Worksheet, form: OfficialForm, filing: Filing, last_row: int, charts: Sequence[ChartBase] = ()
) -> None:
    """Set up `sheet`, which holds `form` down to `last_row`: as wide as a page, or as several where groups of columns
    begin one; the headings stay on screen, and stand on each page; the `charts` below."""
    _set_margins(sheet, filing)
    sheet.print_title_rows = f"{TITLE_ROW}:{form.first_row - 1}"
    _set_width(sheet, form)
    sheet.freeze_panes = sheet.cell(form.first_row, form.fixed + 2)
    for number, chart in enumerate(charts):
        sheet.add_chart(chart, f"A{last_row + 2 + number * CHART_ROWS}")
    end = last_row + 1 + len(charts) * CHART_ROWS if charts else last_row
    sheet.print_area = f"A1:{get_column_letter(len(form.whole.leaves))}{end}"


def set_plain_paper(sheet: Worksheet, filing: Filing) -> None:
    """Set up a plain `sheet` whose headings stand in its first row."""
    _set_margins(sheet, filing)
    sheet.print_title_rows = "1:1"
    _fit(sheet)


def _set_margins(sheet, filing):
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_margins = PageMargins(left=MARGIN, right=MARGIN, top=2 * MARGIN, bottom=2 * MARGIN, footer=MARGIN)
    sheet.print_options.horizontalCentered = True
    sheet.oddHeader.right.text = _plain(filing.mark)
    sheet.oddFooter.center.text = _("Page &P of &N")
    sheet.oddFooter.left.text, sheet.oddFooter.left.size = _plain(filing.foot), FOOT_SIZE


def _fit(sheet):
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _set_width(sheet, form):
    """Excel heeds no break while it fits a sheet to its paper, so a form of several pages is made smaller by hand."""
    starts = _starts(form)
    if not starts:
        _fit(sheet)
        return
    widths = [leaf.width for leaf in form.whole.leaves]
    kept = sum(widths[: form.fixed + 1])
    pages = [sum(widths[first:last]) for first, last in zip([0, *starts], [*starts, None], strict=True)]
    widest = max([pages[0], *(kept + width for width in pages[1:])])
    sheet.page_setup.scale = min(100, int(100 * PAPER_WIDTH / widest))
    sheet.print_title_cols = f"A:{get_column_letter(form.fixed + 1)}"
    sheet.col_breaks = ColBreak(brk=[Break(id=start) for start in starts])


def _starts(form):
    """How many columns stand before each group that begins a page."""
    found, at = [], 0
    for column in form.whole.columns:
        if getattr(column, "apart", False):
            found.append(at)
        at += len(column.leaves)
    return found


def _plain(text):
    """`text` in a header or footer, where "&" begins a code."""
    return text.replace("&", "&&") or None
