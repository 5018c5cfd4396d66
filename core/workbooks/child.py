"""The child process that opens a stranger's workbook: limits first, then a look at the archive, then calamine.

Run by its path (``python -I child.py FILE TITLE…``), so it imports nothing of the project. It prints one JSON object:
``{"titles": […], "sheets": {title: [[row number, [cells…]], …]}}`` or ``{"refused": reason, …facts}``.
Dates arrive as ``{"date": "2012-03-31"}``, other times as ``{"time": …}``, formula errors as ``{"error": true}``.
Whatever it dies of (memory, CPU, a parser's panic), the parent has one sentence for it.
"""

import datetime
import json
import posixpath
import re
import resource
import sys
import zipfile
from xml.etree import ElementTree

from python_calamine import CalamineWorkbook

MEGABYTE = 2**20
MAX_MEMORY = 256 * MEGABYTE
MAX_CPU_SECONDS = 5
MAX_MEMBERS = 500
MAX_UNZIPPED = 128 * MEGABYTE
MAX_INDEX = 2 * MEGABYTE  # bytes of the list of sheets
MAX_ANSWER = 48 * MEGABYTE
MAX_ROWS = 20_000
SPARE_ROWS = 100  # title lines and blank lines around the table
MAX_COLUMNS = 100
CHUNK = MEGABYTE

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
PICTURES = {b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF", b"BM": "BMP", b"RIFF": "WEBP", b"II*\0": "TIFF"}
CELL = rb"<(?:\w+:)?c\s(?:[^>]*?\s)?r=[\"']([A-Z]{1,3})([0-9]{1,7})[\"']"
FILLED_CELL = re.compile(CELL + rb"(?:[^>]*[^>/])?>(?!</)")
ERROR_CELL = re.compile(CELL + rb"[^>]*\st=[\"']e[\"'][^>]*>(?!</)")
SHEET_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class FileRefused(Exception):
    """The workbook is not read: a reason the parent has a sentence for, and the facts in it."""

    def __init__(self, reason, **facts):
        super().__init__(reason)
        self.answer = {"refused": reason, **facts}


def limit_this_process() -> None:
    """Memory and CPU have an end; nothing is written to disk, not even a core."""
    for what, most in (
        (resource.RLIMIT_AS, MAX_MEMORY),
        (resource.RLIMIT_CPU, MAX_CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 32),
    ):
        resource.setrlimit(what, (most, most))


def check_beginning(path) -> None:
    """Refuse what its first bytes show to be something else."""
    with open(path, "rb") as file:
        head = file.read(8)
        if not head:
            raise FileRefused("empty")
        if head == OLE:
            encrypted = "EncryptedPackage".encode("utf-16-le") in file.read()
            raise FileRefused("encrypted" if encrypted else "old")
    picture = next((name for magic, name in PICTURES.items() if head.startswith(magic)), None)
    if picture:
        raise FileRefused("picture", format=picture)
    if not head.startswith(b"PK"):
        raise FileRefused("foreign")


def check_archive(archive) -> None:
    """Refuse an archive that is no workbook or would unfold beyond reason; nothing is unzipped yet."""
    members = archive.infolist()
    if "xl/workbook.xml" not in archive.namelist():
        raise FileRefused("foreign")
    if any(member.flag_bits & 1 for member in members):
        raise FileRefused("encrypted")
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNZIPPED:
        raise FileRefused("heavy")


def sheet_members(archive) -> dict:
    """Title of each sheet → the archive's member that holds it, in the workbook's order."""
    relations = {node.get("Id"): node.get("Target", "") for node in _xml(archive, "xl/_rels/workbook.xml.rels")}
    sheets = (node for node in _xml(archive, "xl/workbook.xml").iter() if node.tag.endswith("}sheet"))
    return {
        node.get("name"): posixpath.normpath(posixpath.join("/xl", relations.get(node.get(SHEET_RELATION), "")))[1:]
        for node in sheets
    }


def _xml(archive, member):
    if archive.getinfo(member).file_size > MAX_INDEX:
        raise FileRefused("heavy")
    return ElementTree.fromstring(archive.read(member))


def survey(archive, member, title) -> list:
    """Look over a sheet's cells without building it; returns the (row, column) of those that hold a formula error.

    A single cell at XFD1048576 would make calamine reserve a terabyte, so the ends are known before it starts.
    """
    rows, letters, errors, last = set(), set(), [], b""
    with archive.open(member) as stream:
        while chunk := stream.read(CHUNK):
            chunk = last + chunk
            cut = chunk.rfind(b"<c")
            cut = cut if cut > 0 else len(chunk)
            text, last = chunk[:cut], chunk[cut:]
            _note(text, rows, letters, errors)
    _note(last, rows, letters, errors)
    _check_ends(title, rows, letters)
    return errors


def _note(text, rows, letters, errors):
    found = FILLED_CELL.findall(text)
    rows.update(row for _, row in found)
    letters.update(letter for letter, _ in found)
    errors += [(int(row), column_number(letter)) for letter, row in ERROR_CELL.findall(text)]


def _check_ends(title, rows, letters):
    if len(rows) > MAX_ROWS + SPARE_ROWS:
        raise FileRefused("rows", sheet=title, rows=len(rows) - 1, most=MAX_ROWS, cell=f"A{MAX_ROWS + 2}")
    row = max(map(int, rows), default=1)
    letter = max(letters, key=column_number, default=b"A")
    if row > MAX_ROWS + 2 * SPARE_ROWS or column_number(letter) > MAX_COLUMNS:
        raise FileRefused("far", sheet=title, cell=f"{letter.decode()}{row}")


def column_number(letters) -> int:
    """A is 1, XFD is 16384."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def read(path, wanted) -> dict:
    """The titles of all sheets, and the filled rows of the wanted ones."""
    check_beginning(path)
    with zipfile.ZipFile(path) as archive:
        check_archive(archive)
        members = sheet_members(archive)
        chosen = [title for title in members if title in wanted or title.strip().casefold() in wanted]
        errors = {title: survey(archive, members[title], title) for title in chosen}
    book = CalamineWorkbook.from_path(path)
    return {"titles": list(members), "sheets": {title: rows_of(book, title, errors[title]) for title in chosen}}


def rows_of(book, title, errors) -> list:
    """[row number, cells] of every row that holds anything, cells from column A on."""
    rows = book.get_sheet_by_name(title).to_python(skip_empty_area=False)
    for row, column in errors:
        rows[row - 1][column - 1] = {"error": True}
    return [[number, cells] for number, cells in enumerate(rows, 1) if any(map(is_filled, cells))]


def is_filled(cell) -> bool:
    """Whether a cell holds more than blanks."""
    return bool(cell.strip()) if type(cell) is str else True


def encode(value) -> dict:
    """What JSON cannot say by itself."""
    if isinstance(value, datetime.datetime):
        return {"date": (value + datetime.timedelta(milliseconds=500)).date().isoformat()}
    if isinstance(value, datetime.date):
        return {"date": value.isoformat()}
    return {"time": str(value)}


def answer(path, wanted) -> str:
    """The JSON text for the parent."""
    try:
        text = json.dumps(read(path, wanted), default=encode, ensure_ascii=False)
    except FileRefused as refusal:
        return json.dumps(refusal.answer)
    except MemoryError:
        return json.dumps({"refused": "heavy"})
    except Exception:
        return json.dumps({"refused": "damaged"})
    return text if len(text) <= MAX_ANSWER else json.dumps({"refused": "heavy"})


if __name__ == "__main__":
    limit_this_process()
    sys.stdout.buffer.write(answer(sys.argv[1], set(sys.argv[2:])).encode("utf-8", "surrogatepass"))
