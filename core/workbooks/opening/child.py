"""The child process that opens a stranger's workbook: limits first, then a look at the archive, then its sheets.

`main` prints one JSON object: ``{"titles": […], "sheets": {title: [[row number, [cells…]], …]}, "hidden": {title: [row
number, …]}, "merged": {title: ["A3:A5", …]}}`` or ``{"refused": reason, …facts}``. What cells are, `sheets` says.
Whatever it dies of (memory, CPU, a parser's panic), the parent has one sentence for it.
"""

import json
import resource
import sys
import zipfile

from core.workbooks.opening.limits import MAX_ANSWER, MAX_CPU_SECONDS, MAX_MEMORY, FileRefused
from core.workbooks.opening.package import Package
from core.workbooks.opening.sheets import SheetReader

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
PICTURES = {b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF", b"BM": "BMP", b"RIFF": "WEBP", b"II*\0": "TIFF"}


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


def read(path, wanted) -> bytes:
    """The titles of all sheets and what stands in the wanted ones, as JSON."""
    check_beginning(path)
    with zipfile.ZipFile(path) as archive:
        package = Package(archive)
        chosen = [title for title in package.sheets if title in wanted or title.strip().casefold() in wanted]
        found = {title: _read_sheet(package, title) for title in chosen}
    hidden = {title: sheet.hidden for title, sheet in found.items() if sheet.hidden}
    merged = {title: sheet.merged for title, sheet in found.items() if sheet.merged}
    rest = _json({"titles": list(package.sheets), "hidden": hidden, "merged": merged})
    rows = b",".join(b"%b:[%b]" % (_json(title), b",".join(sheet.rows)) for title, sheet in found.items())
    return b'%b,"sheets":{%b}}' % (rest.removesuffix(b"}"), rows)


def _read_sheet(package, title):
    reader = SheetReader(title, package)
    with package.open(package.sheets[title]) as stream:
        reader.read(stream)
    return reader


def _json(value):
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")


def answer(path, wanted) -> bytes:
    """What the parent gets, as JSON."""
    try:
        text = read(path, wanted)
    except FileRefused as refusal:
        return _json(refusal.answer)
    except MemoryError:
        return _json({"refused": "heavy"})
    except Exception:
        return _json({"refused": "damaged"})
    return text if len(text) <= MAX_ANSWER else _json({"refused": "heavy"})


def main() -> None:
    """Read the file named first on the command line; the titles of the sheets that are wanted follow."""
    limit_this_process()
    sys.stdout.buffer.write(answer(sys.argv[1], set(sys.argv[2:])))
