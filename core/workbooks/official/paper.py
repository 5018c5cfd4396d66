"""How an official form stands on paper: A4 landscape, headings on each page, what follows it below."""

from collections.abc import Sequence
from itertools import accumulate

from django.utils.translation import gettext as _
from openpyxl.chart._chart import ChartBase
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.pagebreak import Break, ColBreak
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from core.workbooks.official.shape import TITLE_ROW, Filing, OfficialForm

MARGIN = 0.4  # inches
PAPER_WIDTH = 108  # characters of the width of a column that a page takes in its own size
UPRIGHT_WIDTH = 90  # those that can be read on an upright page that is as wide as they
FOOT_SIZE = 7
CHARACTER = 0.19  # centimetres
CHART_HEIGHT = 7  # centimetres
CHART_ROWS = 14  # rows a chart covers
SMALL = 75  # percent of its own size from which on two drawings stand on a page
SHORT = 15  # rows below which a drawing stands on the same page


def set_paper(
    sheet: Worksheet, form: OfficialForm, filing: Filing, last_row: int, charts: Sequence[ChartBase] = ()
) -> None:
    """Set up `sheet`, which holds `form` down to `last_row`, on paper and on screen: title and headings stay above,
    the first columns to the left; the `charts` stand below, on pages of their own where the form is long."""
    _set_margins(sheet, filing)
    sheet.print_title_rows = f"{TITLE_ROW}:{form.first_row - 1}"
    sheet.freeze_panes = sheet.cell(form.first_row, form.fixed + 2)
    if charts or len(form.pages) > 1:
        _scale(sheet, form)
    else:
        _fit(sheet)
    for number, chart in enumerate(charts):
        chart.width, chart.height = CHARACTER * sum(leaf.width for leaf in form.pages[0]), CHART_HEIGHT
        sheet.add_chart(chart, f"A{last_row + 2 + number * CHART_ROWS}")
        second = number % 2 == 1 and sheet.page_setup.scale <= SMALL
        if last_row > SHORT and not second:
            sheet.row_breaks.append(Break(id=last_row + number * CHART_ROWS))
    end = last_row + 1 + len(charts) * CHART_ROWS if charts else last_row
    sheet.print_area = f"A1:{get_column_letter(len(form.whole.leaves))}{end}"


def set_plain_paper(sheet: Worksheet, filing: Filing) -> None:
    """Set up a plain `sheet` whose headings stand in its first row."""
    _set_margins(sheet, filing)
    sheet.print_title_rows = "1:1"
    _fit(sheet)


def set_list_paper(sheet: Worksheet, heading_row: int, width: float) -> None:
    """Set up a list, so many characters wide: upright while it fits, its headings on each page."""
    _set_paper(sheet, lying=width > UPRIGHT_WIDTH)
    sheet.print_title_rows = f"{heading_row}:{heading_row}"
    _fit(sheet)


def _set_margins(sheet, filing):
    _set_paper(sheet)
    sheet.oddHeader.right.text = _plain(filing.mark)
    sheet.oddFooter.left.text, sheet.oddFooter.left.size = _plain(filing.foot), FOOT_SIZE


def _set_paper(sheet, *, lying=True):
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE if lying else sheet.ORIENTATION_PORTRAIT
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_margins = PageMargins(left=MARGIN, right=MARGIN, top=2 * MARGIN, bottom=2 * MARGIN, footer=MARGIN)
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.right.text = _("Page &P of &N")


def _fit(sheet):
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _scale(sheet, form):
    """Excel heeds no break while it fits a sheet to its paper: the sheet is made smaller by hand, each page beginning
    with the fixed columns."""
    widths = [sum(leaf.width for leaf in page) for page in form.pages]
    kept = sum(leaf.width for leaf in form.pages[0][: form.fixed + 1])
    widest = max([widths[0], *(kept + width for width in widths[1:])])
    sheet.page_setup.scale = min(100, int(100 * PAPER_WIDTH / widest))
    if len(form.pages) > 1:
        sheet.print_title_cols = f"A:{get_column_letter(form.fixed + 1)}"
        sheet.oddHeader.center.text = "&A"
        ends = accumulate(len(page) for page in form.pages[:-1])
        sheet.col_breaks = ColBreak(brk=[Break(id=end) for end in ends])


def _plain(text):
    """`text` in a header or footer, where "&" begins a code."""
    return text.replace("&", "&&") or None
