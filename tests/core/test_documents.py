"""Papers laid out as official ones are: what every document is made of."""

import io
from datetime import date

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from core.documents import BLANK_DAY, answer, day_text, heading, line, listing, paper

WIDTHS = (Mm(13), Mm(100))


@pytest.fixture
def written():
    """A document as its reader opens it."""
    document = paper("结对帮扶协议")
    heading(document, "结对帮扶协议")
    line(document, "为落实结对帮扶，双方约定如下。", indent=True)
    listing(document, WIDTHS, ("序号", "内容"), [("1", "组织联动"), ("2", "党员联训")], left=(1,))
    content = b"".join(answer(document, "结对帮扶协议 0101"))
    return Document(io.BytesIO(content))


def test_paper_has_official_margins(written):
    section = written.sections[0]
    sizes = (section.page_width, section.page_height, section.top_margin, section.left_margin)
    assert [round(size.mm) for size in sizes] == [210, 297, 37, 28]
    assert written.core_properties.title == "结对帮扶协议"


def test_heading_and_text_have_their_fonts(written):
    title, text = written.paragraphs[:2]
    fonts = [one.runs[0]._r.rPr.rFonts.get(qn("w:eastAsia")) for one in (title, text)]
    assert fonts == ["方正小标宋简体", "仿宋_GB2312"]
    assert (title.alignment, text.paragraph_format.first_line_indent) == (WD_ALIGN_PARAGRAPH.CENTER, Pt(32))


def test_listing_repeats_its_headings_and_keeps_rows_whole(written):
    table = written.tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["序号", "内容"],
        ["1", "组织联动"],
        ["2", "党员联训"],
    ]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows] == [False, True, True]
    assert [cell.paragraphs[0].alignment for cell in table.rows[1].cells] == [
        WD_ALIGN_PARAGRAPH.CENTER,
        WD_ALIGN_PARAGRAPH.LEFT,
    ]


@pytest.mark.parametrize(("day", "text"), [(date(2012, 3, 1), "2012年3月1日"), (None, BLANK_DAY)])
def test_day_text(day, text):
    assert day_text(day) == text


def test_answer_is_a_download_with_its_name():
    response = answer(paper("x"), "协议 0101")
    assert response["Content-Disposition"] == "attachment; filename*=UTF-8''%E5%8D%8F%E8%AE%AE%200101.docx"
