"""The parts of a workbook under whatever names and namespaces the program gave them."""

import zipfile

import pytest
from openpyxl import Workbook

from core.workbooks.reading import WorkbookRefused
from tests.workbooks import raw, write_book

STRICT = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}
ROWS = [["编码", "名称"], ["01", "文学院党委"]]
READ = [[1, ["编码", "名称"]], [2, ["01", "文学院党委"]]]


@pytest.fixture(autouse=True)
def english(settings):
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def file(tmp_path):
    return write_book(tmp_path / "book.xlsx", {"表": ROWS})


def rewrite(file, change, rename=str):
    """The same archive, each member's content as `change` makes it and under the name that `rename` gives."""
    with zipfile.ZipFile(file) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(rename(name), change(content))


def replaced(pairs):
    def change(content):
        for old, new in pairs.items():
            content = content.replace(old, new)
        return content

    return change


def test_strict_open_xml_is_read(file):
    rewrite(file, replaced(STRICT))
    assert raw(file, ["表"]).sheets["表"] == READ


def test_strict_days_are_read(tmp_path):
    file = write_book(tmp_path / "book.xlsx", {"表": [[41000.0]]})
    rewrite(file, replaced(STRICT | {b't="n"><v>41000</v>': b't="d"><v>2012-03-31T00:00:00</v>'}))
    assert raw(file, ["表"]).sheets["表"] == [[1, [{"date": "2012-03-31"}]]]


def test_parts_under_other_names_are_read(file):
    names = {b"workbook.xml": b"workbook2.xml", b"sheet1.xml": b"data.xml", b"sharedStrings.xml": b"words.xml"}
    names |= {b"styles.xml": b"looks.xml"}
    rewrite(file, replaced(names), lambda name: replaced(names)(name.encode()).decode())
    assert raw(file, ["表"]).sheets["表"] == READ


def test_prefix_of_the_namespace_does_not_matter(file):
    def change(content):
        if b"<sheetData" not in content:
            return content
        for tag in (b"worksheet", b"sheetData", b"row", b"c", b"v", b"is", b"t"):
            for old, new in ((b"<%b>", b"<x:%b>"), (b"<%b ", b"<x:%b "), (b"</%b>", b"</x:%b>")):
                content = content.replace(old % tag, new % tag)
        return content.replace(b"xmlns=", b"xmlns:x=")

    rewrite(file, change)
    assert [number for number, _cells in raw(file, ["表"]).sheets["表"]] == [1, 2]


def refusal(file):
    with pytest.raises(WorkbookRefused) as caught:
        raw(file, ["表"])
    return caught.value.message


def test_workbook_with_macros_is_refused_whatever_it_is_called(file):
    plain, macros = b"openxmlformats-officedocument.spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main"
    rewrite(file, replaced({plain: macros}))
    assert refusal(file) == (
        "This is a workbook with macros (.xlsm). Save it as an ordinary workbook (.xlsx) and try again."
    )


def test_document_of_another_office_program_is_no_workbook(file):
    plain, other = b"spreadsheetml.sheet.main", b"wordprocessingml.document.main"
    rewrite(file, replaced({plain: other}))
    assert refusal(file).startswith("This is not an Excel workbook (.xlsx).")


def test_sheet_whose_part_is_not_there_is_damaged(file):
    rewrite(file, lambda content: content, lambda name: name.replace("sheet1.xml", "sheet9.xml"))
    assert refusal(file).startswith("The workbook is damaged.")


def test_chart_sheets_among_the_others_do_no_harm(tmp_path):
    book = Workbook()
    book.active.title = "表"
    for row in ROWS:
        book.active.append(row)
    book.create_chartsheet("图")
    book.save(tmp_path / "book.xlsx")
    assert raw(tmp_path / "book.xlsx", ["表"]).sheets["表"] == READ
