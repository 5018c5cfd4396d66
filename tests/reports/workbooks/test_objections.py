"""What a preview says of what is wrong: a screenful at most, in words for a cell or for the whole file, and as a
workbook to correct."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from core.workbooks.tables import Problem
from reports.workbooks.objections import KindOfProblem, ProblemList
from tests.workbooks import downloaded, write_book

HEADINGS = ["轮次编码", "组织编码", "组织名称", "得分", "等次", "备注"]
STAFF = ["2012-1", "0101", "文学院教工第一党支部", 68, "一般"]
STUDENTS = ["2012-1", "0102", "文学院学生第一党支部", 80]
ADDRESS = "/workbooks/import/ratings/"


@pytest.fixture
def send(department, tmp_path):
    """Uploads a ledger of these rows, or these bytes; returns the address of its preview."""

    def upload(*rows, content=None, change=None):
        path = write_book(tmp_path / "sent.xlsx", {"分类定级": [HEADINGS, *rows]})
        if change:
            book = load_workbook(path)
            change(book.active)
            book.save(path)
        file = SimpleUploadedFile("定级.xlsx", path.read_bytes() if content is None else content)
        return department.post(ADDRESS, {"file": file})["Location"]

    return upload


def test_first_200_are_shown_and_the_rest_counted_by_kind():
    typed = [Problem("分类定级", f"E{row}", f"“{row}” is none of 先进、较好. (R4)") for row in range(2, 302)]
    twice = [Problem("分类定级", f"B{row}", f"It already stands in row {row}.") for row in range(302, 352)]
    found = ProblemList.of([*typed, *twice])
    assert (len(found.first), found.rest) == (200, 150)
    assert found.kinds == [
        KindOfProblem("分类定级", "… is none of 先进、较好. (R4)", 100),
        KindOfProblem("分类定级", "It already stands in row ….", 50),
    ]


def test_few_are_shown_in_full():
    problems = [Problem(None, None, "x")]
    assert ProblemList.of(problems) == ProblemList(problems, 0, [], in_cells=False)


def test_page_of_many_errors_stays_short(department, send):
    page = department.get(send(*[["2012-1", f"x{number}", "没有", None, "优秀"] for number in range(400)]))
    text = page.content.decode()
    assert text.count("<tr>") < 320
    assert "600 more, counted by kind:" in text
    assert len(page.context["plan"].errors) == 800


def test_what_is_wrong_with_the_file_speaks_of_no_cells(department, send):
    text = department.get(send(content=b"")).content.decode()
    assert "The file is empty." in text
    assert "Correct the cells" not in text
    assert "What is wrong" not in text


def test_rows_with_errors_are_downloaded_with_what_is_wrong_beside_them(department, send):
    wrong = ["2012-1", "0999", "没有", date(2012, 3, 31), "优秀", "备注"]
    preview = send(STAFF, wrong, [*STUDENTS, "优秀"])
    assert f'href="{preview}refused/"' in department.get(preview).content.decode()
    answer = department.get(f"{preview}refused/")
    assert "%E5%AE%9A%E7%BA%A7-%E9%97%AE%E9%A2%98.xlsx" in answer["Content-Disposition"]
    head, *rows = downloaded(answer)
    assert list(head) == [*HEADINGS, "问题"]
    assert [list(row[:3]) for row in rows] == [wrong[:3], STUDENTS[:3]]
    assert (rows[0][3].date(), rows[0][5]) == (wrong[3], "备注")
    assert [line[:3] for line in rows[0][6].split("\n")] == ["B3:", "D3:", "E3:"]
    assert rows[1][6].startswith("E4: ")


def test_corrected_rows_go_in_again_beside_their_objections(department, send):
    preview = send([*STAFF[:4], "优秀"])
    rows = [list(row) for row in downloaded(department.get(f"{preview}refused/"))]
    rows[1][4] = "一般"
    assert department.get(send(change=lambda sheet: fill(sheet, rows))).context["plan"].errors == []


def fill(sheet, rows):
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column, value)


def test_without_a_row_that_is_wrong_there_is_nothing_to_download(department, send):
    for preview in (send(STAFF), send(content=b"")):
        assert "refused/" not in department.get(preview).content.decode()
        assert department.get(f"{preview}refused/").status_code == 404


def test_hidden_row_is_marked_in_the_preview(department, send):
    def hide(sheet):
        sheet.row_dimensions[2].hidden = True

    text = department.get(send(STAFF, change=hide)).content.decode()
    assert ">2 (hidden)</td>" in text
    assert "Hidden rows are read too: 2." in text
