"""公开承诺书 as a Word document, laid out as official papers are (GB/T 9704: margins, fonts, page number).

The fonts are named, not shipped: a reader without them sees the nearest ones.
"""

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from pledges.queries.letter import Letter

TITLE_FONT, BODY_FONT, NUMBER_FONT = "方正小标宋简体", "仿宋_GB2312", "宋体"
SIZE_2, SIZE_3, SIZE_4 = Pt(22), Pt(16), Pt(14)  # 二号, 三号, 四号
LINE = Pt(28)  # 22 lines on a page
HEAD_WIDTHS = (Mm(28), Mm(50), Mm(28), Mm(50))
ROW_WIDTHS = (Mm(13), Mm(55), Mm(38), Mm(27), Mm(23))
HEADINGS = ("序号", "承诺事项和具体措施", "完成时限", "责任人", "完成情况")
BLANK_DAY = "　　　　年　　月　　日"
CENTRE, LEFT, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT


def document_of(letter: Letter) -> WordDocument:
    """The document that says `letter`."""
    document = Document()
    _prepare(document, letter)
    _line(document, "公开承诺书", font=TITLE_FONT, size=SIZE_2, align=CENTRE)
    _head(document, letter)
    _line(document, _promise(letter), indent=True)
    _rows(document, letter)
    for text in ("监督电话：", "监督邮箱：", "支部书记（签名）：", f"承诺日期：{_day(letter.promised_on)}"):
        _line(document, text, indent=True)
    _opinion(document)
    return document


def _promise(letter):
    """The sentence between head and measures."""
    return (
        f"在“{letter.campaign}”活动中，我支部向全体师生公开承诺：于{_day(letter.due_on)}前晋位为“{letter.goal}”党支部，"
        "并落实下列事项，请师生监督。"
    )


def _head(document, letter):
    table = _table(document, 3, HEAD_WIDTHS)
    table.cell(0, 1).merge(table.cell(0, 3))
    facts = [
        ("党支部", letter.branch),
        ("书记", letter.secretary, "党员数", letter.members),
        ("当前等次", letter.standing, "晋位目标", letter.goal),
    ]
    for row, texts in zip(table.rows, facts, strict=True):
        for at, text in enumerate(texts):
            _write(row.cells[at], text, align=CENTRE)


def _rows(document, letter):
    table = _table(document, 1 + len(letter.rows), ROW_WIDTHS)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # repeated on every page
    for cell, text in zip(table.rows[0].cells, HEADINGS, strict=True):
        _write(cell, text, align=CENTRE)
    for row, said in zip(table.rows[1:], letter.rows, strict=True):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        texts = (str(said.number), said.text, _day(said.due_on), said.person, said.done)
        for at, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            _write(cell, text, align=LEFT if at == 1 else CENTRE)


def _opinion(document):
    """Where the organisation above signs."""
    cell = _table(document, 1, (sum(ROW_WIDTHS),)).cell(0, 0)
    _write(cell, "上级党组织审核意见：")
    for text in ("", "（签名、盖章）　　　　　　", BLANK_DAY):
        _put(cell.add_paragraph(), text, size=SIZE_4, align=RIGHT)


def _prepare(document, letter):
    """Paper, margins, the fonts of everything that names no other, the page number, who it is by."""
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
    document.core_properties.title = f"{letter.branch}公开承诺书"


def _number_page(paragraph, align):
    """— 1 — on the outer side, one character away from the edge."""
    _put(paragraph, "— ", font=NUMBER_FONT, size=SIZE_4, align=align)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    number = paragraph.add_run("1")
    _dress(number, NUMBER_FONT, SIZE_4)
    field.append(number._r)
    _dress(paragraph.add_run(" —"), NUMBER_FONT, SIZE_4)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = SIZE_4


def _table(document, rows, widths):
    table = document.add_table(rows, len(widths))
    table.style, table.autofit = "Table Grid", False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width
    return table


def _line(document, text, *, indent=False, **looks):
    """A paragraph of its own; `indent`: by two characters."""
    paragraph = document.add_paragraph()
    _put(paragraph, text, **looks)
    lines = paragraph.paragraph_format
    lines.line_spacing_rule, lines.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
    if indent:
        lines.first_line_indent = 2 * SIZE_3


def _write(cell, text, *, align=LEFT):
    _put(cell.paragraphs[0], text, size=SIZE_4, align=align)


def _put(paragraph, text, *, font=BODY_FONT, size=SIZE_3, align=LEFT):
    _dress(paragraph.add_run(text), font, size)
    paragraph.alignment = align


def _dress(run, font, size):
    run.font.size = size
    _set_font(run._r.get_or_add_rPr(), font)


def _set_font(properties, font):
    """For Chinese characters Word asks another attribute than for letters."""
    fonts = properties.get_or_add_rFonts()
    for part in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{part}"), font)


def _day(day):
    return f"{day.year}年{day.month}月{day.day}日" if day else BLANK_DAY
