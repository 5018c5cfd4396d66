"""Word documents laid out as official papers are (GB/T 9704: margins, fonts, page number), and how they are handed out.

The fonts are named, not shipped: a reader without them sees the nearest ones. Words are Chinese in every language.
"""

import io
from collections.abc import Sequence
from datetime import date
from urllib.parse import quote

from django.http import FileResponse
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

TITLE_FONT, BODY_FONT, NUMBER_FONT = "方正小标宋简体", "仿宋_GB2312", "宋体"
SIZE_2, SIZE_3, SIZE_4 = Pt(22), Pt(16), Pt(14)  # 二号, 三号, 四号
LINE = Pt(28)  # 22 lines on a page
BLANK_DAY = "　　　　年　　月　　日"
CENTRE, LEFT, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def paper(title: str) -> WordDocument:
    """An empty paper called `title`: its size, margins, the fonts of everything that names no other, page numbers."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = (
        Mm(37), Mm(35), Mm(28), Mm(26),
    )  # fmt: skip
    section.footer_distance = Mm(24)
    normal = document.styles["Normal"]
    normal.font.size = SIZE_3
    _set_font(normal.element.get_or_add_rPr(), BODY_FONT)
    normal.paragraph_format.space_after = Pt(0)
    document.settings.odd_and_even_pages_header_footer = True
    for footer, align in ((section.footer, RIGHT), (section.even_page_footer, LEFT)):
        _number_page(footer.paragraphs[0], align)
    document.core_properties.author = document.core_properties.comments = ""
    document.core_properties.title = title
    return document


def heading(document: WordDocument, text: str) -> None:
    """The title of the paper in its font."""
    line(document, text, font=TITLE_FONT, size=SIZE_2, align=CENTRE)


def line(document: WordDocument, text: str, *, indent=False, **looks) -> None:
    """A paragraph of its own; `indent`: by two characters; `looks` as `put`."""
    paragraph = document.add_paragraph()
    put(paragraph, text, **looks)
    lines = paragraph.paragraph_format
    lines.line_spacing_rule, lines.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
    if indent:
        lines.first_line_indent = 2 * SIZE_3


def table(document: WordDocument, rows: int, widths: Sequence) -> Table:
    """An empty table of `rows`, its columns as wide as `widths` say."""
    found = document.add_table(rows, len(widths))
    found.style, found.autofit = "Table Grid", False
    for column, width in zip(found.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width
    return found


def listing(document: WordDocument, widths: Sequence, headings: Sequence[str], rows: Sequence, *, left=()) -> Table:
    """A table with `headings` that every page repeats and `rows` of texts that stay whole; `left`: columns of running
    text, the others are centred."""
    found = table(document, 1 + len(rows), widths)
    found.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, text in zip(found.rows[0].cells, headings, strict=True):
        write(cell, text, align=CENTRE)
    for row, texts in zip(found.rows[1:], rows, strict=True):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for at, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            write(cell, text, align=LEFT if at in left else CENTRE)
    return found


def write(cell: _Cell, text: str, *, align=LEFT) -> None:
    """`text` in the first paragraph of a cell."""
    put(cell.paragraphs[0], text, size=SIZE_4, align=align)


def put(paragraph: Paragraph, text: str, *, font=BODY_FONT, size=SIZE_3, align=LEFT) -> None:
    """`text` at the end of a paragraph."""
    _dress(paragraph.add_run(text), font, size)
    paragraph.alignment = align


def day_text(day: date | None) -> str:
    """A day as papers write it, room for one when there is none."""
    return f"{day.year}年{day.month}月{day.day}日" if day else BLANK_DAY


def answer(document: WordDocument, name: str) -> FileResponse:
    """`document` as a download called `name`."""
    stream = io.BytesIO()
    document.save(stream)
    stream.seek(0)
    response = FileResponse(stream, content_type=DOCX)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.docx"
    return response


def _number_page(paragraph, align):
    """— 1 — on the outer side, one character away from the edge."""
    put(paragraph, "— ", font=NUMBER_FONT, size=SIZE_4, align=align)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    number = paragraph.add_run("1")
    _dress(number, NUMBER_FONT, SIZE_4)
    field.append(number._r)
    _dress(paragraph.add_run(" —"), NUMBER_FONT, SIZE_4)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = SIZE_4


def _dress(run, font, size):
    run.font.size = size
    _set_font(run._r.get_or_add_rPr(), font)


def _set_font(properties, font):
    """For Chinese characters Word asks another attribute than for letters."""
    fonts = properties.get_or_add_rFonts()
    for part in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{part}"), font)
