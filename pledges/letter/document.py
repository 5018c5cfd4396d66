"""公开承诺书 as a Word document."""

from docx.document import Document as WordDocument
from docx.shared import Mm

from core.documents import BLANK_DAY, CENTRE, RIGHT, SIZE_4, day_text, heading, line, listing, paper, put, table, write
from pledges.queries.plans.letter import Letter

HEAD_WIDTHS = (Mm(28), Mm(50), Mm(28), Mm(50))
ROW_WIDTHS = (Mm(13), Mm(55), Mm(38), Mm(27), Mm(23))
HEADINGS = ("序号", "承诺事项和具体措施", "完成时限", "责任人", "完成情况")


def document_of(letter: Letter) -> WordDocument:
    """The document that says `letter`."""
    document = paper(f"{letter.branch}公开承诺书")
    heading(document, "公开承诺书")
    _head(document, letter)
    line(document, _promise(letter), indent=True)
    listing(document, ROW_WIDTHS, HEADINGS, [_texts(row) for row in letter.rows], left=(1,))
    for text in ("监督电话：", "监督邮箱：", "支部书记（签名）：", f"承诺日期：{day_text(letter.promised_on)}"):
        line(document, text, indent=True)
    _opinion(document)
    return document


def _promise(letter):
    """The sentence between head and measures."""
    return (
        f"在“{letter.campaign}”活动中，我支部向全体师生公开承诺：于{day_text(letter.due_on)}前"
        f"晋位为“{letter.goal}”党支部，并落实下列事项，请师生监督。"
    )


def _head(document, letter):
    found = table(document, 3, HEAD_WIDTHS)
    found.cell(0, 1).merge(found.cell(0, 3))
    facts = [
        ("党支部", letter.branch),
        ("书记", letter.secretary, "党员数", letter.members),
        ("当前等次", letter.standing, "晋位目标", letter.goal),
    ]
    for row, texts in zip(found.rows, facts, strict=True):
        for at, text in enumerate(texts):
            write(row.cells[at], text, align=CENTRE)


def _texts(row):
    return str(row.number), row.text, day_text(row.due_on), row.person, row.done


def _opinion(document):
    """Where the organisation above signs."""
    cell = table(document, 1, (sum(ROW_WIDTHS),)).cell(0, 0)
    write(cell, "上级党组织审核意见：")
    for text in ("", "（签名、盖章）　　　　　　", BLANK_DAY):
        put(cell.add_paragraph(), text, size=SIZE_4, align=RIGHT)
