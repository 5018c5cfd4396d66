"""Opening a stranger's workbook: whatever it is, one clear sentence, quickly, and never the worker's life."""

import datetime
import io
import subprocess
import sys
import time
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from config.settings import BASE_DIR
from core.workbooks.reading import RawWorkbook, WorkbookRefused
from tests.workbooks import raw, write_book, write_raw

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ALMOST_MIDNIGHT, MORNING = datetime.time(23, 59, 59, 900_000), datetime.time(8, 30, 15)
CELL = '<c r="{}" t="inlineStr"><is><t>{}</t></is></c>'


def read(path, title="表"):
    """The rows of one sheet."""
    return raw(path, [title]).sheets[title]


def refusal(path, title="表"):
    """Why a file is not read, and where: (message, sheet, cell)."""
    with pytest.raises(WorkbookRefused) as caught:
        raw(path, [title])
    return caught.value.message, caught.value.sheet, caught.value.cell


@pytest.fixture(autouse=True)
def english(settings):
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def file(tmp_path):
    return tmp_path / "book.xlsx"


def test_rows_carry_the_numbers_excel_shows(file):
    book = Workbook()
    page = book.active
    page.title = "表"
    page["C3"], page["D3"], page["C5"] = "编码", "名称", "01"
    book.save(file)
    assert read(file) == [[3, ["", "", "编码", "名称"]], [5, ["", "", "01"]]]


def test_cells_keep_their_kind(file):
    day = datetime.date(2012, 3, 31)
    almost, morning = (datetime.datetime.combine(day, at) for at in (ALMOST_MIDNIGHT, MORNING))
    write_book(file, {"表": [["01", 7, 89.96, True, day, almost, morning, MORNING]]})
    [[_number, cells]] = read(file)
    assert cells == [
        "01", 7, 89.96, True, {"date": "2012-03-31"}, {"date": "2012-04-01"}, {"moment": "2012-03-31 08:30:15"},
        {"time": "08:30:15"},
    ]  # fmt: skip


def test_formula_error_is_seen(file):
    write_raw(file, '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="e"><v>#N/A</v></c></row>')
    assert read(file) == [[1, [1, {"error": True}]]]


def test_cells_without_addresses_are_read(file):
    write_raw(file, "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>")
    assert read(file) == [[1, [1, 2]], [2, [3]]]


def test_only_the_sheets_asked_for_are_read(file):
    write_book(file, {" 表 ": [["a"]], "别的": [["b"]]})
    book = raw(file, ["表"])
    assert (book.titles, book.sheets) == ([" 表 ", "别的"], {" 表 ": [[1, ["a"]]]})


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "This is a picture (PNG), not a workbook. Choose the .xlsx file."),
        (b"\xff\xd8\xff\xe0" + bytes(100), "This is a picture (JPEG), not a workbook. Choose the .xlsx file."),
        (
            OLE + bytes(600),
            "This is a workbook of the old kind (.xls). Open it in Excel or WPS, save it as .xlsx and try again.",
        ),
        (
            OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
            "The workbook is protected by a password. Save it without one and try again.",
        ),
        (
            "编码,名称\n".encode("gbk"),
            "This is not an Excel workbook (.xlsx). Open it in Excel or WPS, save it as .xlsx and try again.",
        ),
        (
            b"PK\x03\x04" + bytes(200),
            "The workbook is damaged. Open it in Excel or WPS, save it again and try once more.",
        ),
    ],
    ids=["empty", "png", "jpeg", "xls", "password", "csv", "torn"],
)
def test_other_files_are_refused_in_one_sentence(file, content, sentence):
    file.write_bytes(content)
    assert refusal(file) == (sentence, None, None)


def test_other_archives_are_refused(file):
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert refusal(file)[0].startswith("This is not an Excel workbook")


def test_large_file_is_refused_unread(file):
    with file.open("wb") as stream:
        stream.truncate(20 * 2**20 + 1)
    assert refusal(file) == ("The file is larger than 20 MB. Divide it, or take the pictures out.", None, None)


def test_file_that_is_not_there_is_refused(file):
    assert refusal(file) == ("The file is no longer there, or cannot be opened. Send it in again.", None, None)


def test_thirty_thousand_rows_are_refused_with_their_number(file):
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 30_002))
    write_raw(file, rows)
    sentence = "The sheet “表” has 30000 rows; at most 20000 can be read at once. Divide the file."
    assert refusal(file) == (sentence, "表", "A20002")


def test_twenty_thousand_rows_are_read(file):
    write_raw(file, "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 20_002)))
    assert len(read(file)) == 20_001


def test_cell_at_the_far_end_is_named(file):
    write_raw(
        file, f'<row r="1">{CELL.format("A1", "编码")}</row><row r="1048576">{CELL.format("XFD1048576", "x")}</row>'
    )
    sentence = "The cell XFD1048576 of the sheet “表” lies far away from the table. Empty it and try again."
    assert refusal(file) == (sentence, "表", "XFD1048576")


def test_empty_formatted_cells_at_the_far_end_do_no_harm(file):
    write_raw(
        file, f'<row r="1">{CELL.format("A1", "编码")}<c r="XFD1" s="0"/></row><row r="9000"><c r="B9000"></c></row>'
    )
    assert read(file)[0][1][0] == "编码"


def bomb(file):
    """130 MB of blanks in 130 KB."""
    write_raw(file, " " * 130 * 2**20)


def declared_small(file):
    """Members that unfold to more than the archive's list says."""
    write_raw(file, " " * 90 * 2**20)
    content = bytearray(file.read_bytes())
    at = content.rfind(b"xl/worksheets/sheet1.xml") - 46 + 24
    content[at : at + 4] = (1000).to_bytes(4, "little")
    file.write_bytes(content)


def many_members(file):
    write_raw(file, "", extra={f"xl/media/{n}.png": "" for n in range(600)})


def hidden_far_cell(file):
    """An address the survey does not see, so that only the limit on memory stands between it and the machine."""
    write_raw(file, '<row r="1048576"><c\nfoo=">" r="XFD1048576"><v>1</v></c></row><row r="1"><c><v>1</v></c></row>')


def slow_pattern(file):
    """Made against the survey's regular expression: tags that never end."""
    write_raw(file, "<c " * 5_000_000)


def many_entities(file):
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "lol"}">' for n in range(10))
    write_raw(file, "")
    swap(file, "xl/workbook.xml", f"<!DOCTYPE x [{entities}]><workbook>&e9;</workbook>")


def wide(file):
    cells = "<c><v>1</v></c>" * 400_000
    write_raw(file, "".join(f"<row>{cells}</row>" for _ in range(20)))


def long_texts(file):
    """One long shared text in a million cells."""
    strings = "<si><t>" + "长" * 30_000 + "</t></si>"
    sst = f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{strings}</sst>'
    rows = "".join(f'<row r="{n}">' + '<c t="s"><v>0</v></c>' * 50 + "</row>" for n in range(1, 20_001))
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"'
        ' Target="worksheets/sheet1.xml"/>'
        '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"'
        ' Target="sharedStrings.xml"/></Relationships>'
    )
    write_raw(file, rows, extra={"xl/sharedStrings.xml": sst, "xl/_rels/workbook.xml.rels": relations})


def swap(file, name, text):
    """The same archive with another member `name`."""
    with zipfile.ZipFile(file) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()} | {name: text}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members.items():
            archive.writestr(member, content)


HOSTILE = (
    bomb, declared_small, many_members, hidden_far_cell, slow_pattern, many_entities, wide, long_texts,
)  # fmt: skip


@pytest.mark.parametrize("make", HOSTILE, ids=lambda make: make.__name__)
def test_hostile_workbook_gets_one_sentence_in_time(file, make):
    make(file)
    before = time.monotonic()
    message, _sheet, _cell = refusal(file)
    assert time.monotonic() - before <= 10
    assert message.endswith(".")


def test_child_gets_no_more_than_256_megabytes():
    program = "from core.workbooks.opening import child; child.limit_this_process(); bytearray(257 * 2**20)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=BASE_DIR, check=False)
    assert done.stderr.endswith("MemoryError\n")


@pytest.fixture(scope="module")
def sound():
    stream = io.BytesIO()
    book = Workbook()
    book.active.title = "表"
    for number in range(50):
        book.active.append([f"{number:03}", "名称", datetime.date(2012, 3, 31), 89.5])
    book.save(stream)
    return stream.getvalue()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    spots=st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), min_size=1, max_size=40),
    length=st.integers(2000, 10_000),
)
def test_broken_workbook_is_read_or_refused_and_nothing_else(file, sound, spots, length):
    content = bytearray(sound)
    for at, byte in spots:
        content[at % len(content)] = byte
    file.write_bytes(content[:length])
    try:
        book = raw(file, ["表"])
    except WorkbookRefused as refused:
        book = refused
    assert isinstance(book, RawWorkbook) or book.message.endswith(".")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40), min_size=1, max_size=5))
def test_texts_arrive_as_they_were_written(file, texts):
    cells = "".join(f"<c t='inlineStr'><is><t xml:space='preserve'>{quote(text)}</t></is></c>" for text in texts)
    write_raw(file, f"<row>{cells}</row>")
    cells = [cell for _number, row in read(file) for cell in row]
    assert cells == [text if text.strip() else "" for text in texts][: len(cells)]
    assert "".join(texts[len(cells) :]).strip() == ""


def quote(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("_x", "_x005F_x")
