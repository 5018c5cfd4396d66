"""Which kinds of files are accepted, known by their content; the name only says what it should be."""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MOST_MEMBERS = 10_000
MOST_UNZIPPED = 500 * 1024 * 1024
ZIP_ENTRY = b"PK\x01\x02"  # begins each line of a zip's table of contents
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLE_MACROS = "_VBA_PROJECT".encode("utf-16-le")
PICTURE = {".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".webp": "image/webp", ".gif": "image/gif"}
MACROS = {".docm", ".dotm", ".xlsm", ".xltm", ".xlsb", ".pptm", ".potm", ".ppsm", ".ppam", ".xlam"}


@dataclass(frozen=True)
class FileKind:
    """What a file of an ending holds: its media type, and what looks into it; a picture is written anew instead.

    `check(name, content)` raises ValidationError.
    """

    content_type: str
    check: Callable[[str, bytes], None] | None = None


def ending_of(name: str) -> str:
    """The ending of a file's `name` in small letters, "" when files of it are not accepted."""
    ending = PurePath(name).suffix.lower()
    return ending if ending in KINDS else ""


def kind_of(name: str) -> FileKind:
    """The kind that a file's `name` promises. Raises: ValidationError for one that is not accepted."""
    if ending := ending_of(name):
        return KINDS[ending]
    ending = PurePath(name).suffix.lower()
    if ending in MACROS:
        raise _macros(name)
    if ending in {".svg", ".svgz"}:
        text = _("“%(name)s”: an SVG picture can hold a program and is not accepted. Save it as PNG and choose that.")
        raise ValidationError(text % {"name": name})
    text = _(
        "“%(name)s” is of a kind that is not accepted. "
        "Choose a picture (JPEG, PNG, WebP, GIF), a PDF or a file of Word, Excel or PowerPoint."
    )
    raise ValidationError(text % {"name": name})


def _is_pdf(name, content):
    if not content.startswith(b"%PDF-"):
        text = _("“%(name)s” is not a PDF although its name says so. Open it, save it as PDF and choose that.")
        raise ValidationError(text % {"name": name})


def _is_ole(name, content):
    """A file of Office 97–2003."""
    if not content.startswith(OLE):
        raise _not_office(name)
    if OLE_MACROS in content:
        raise _macros(name)


def _is_ooxml(part):
    """The check of a file of Office 2007 or later whose contents lie in the folder `part`. Nothing is unzipped."""

    def check(name, content):
        members = _members(name, content)
        names = {member.filename.lower() for member in members}
        if "[content_types].xml" not in names or not any(one.startswith(part) for one in names):
            raise _not_office(name)
        if any(one.endswith("vbaproject.bin") for one in names):
            raise _macros(name)
        if sum(member.file_size for member in members) > MOST_UNZIPPED:
            raise _heavy(name)

    return check


def _members(name, content):
    """What a zip holds, by its table of contents, which is counted before it is read."""
    if content.count(ZIP_ENTRY) > MOST_MEMBERS:
        raise _heavy(name)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return archive.infolist()
    except Exception as broken:  # a broken table makes zipfile fail in many ways
        raise _not_office(name) from broken


def _not_office(name):
    text = _(
        "“%(name)s” is not such an Office file although its name says so, or it is locked with a password. "
        "Open it, save it anew without a password and choose that."
    )
    return ValidationError(text % {"name": name})


def _macros(name):
    text = _("“%(name)s” holds macros and is not accepted. Save it as .docx, .xlsx or .pptx and choose that.")
    return ValidationError(text % {"name": name})


def _heavy(name):
    text = _("“%(name)s” would become too large when it is unpacked. Save it with fewer pictures or as PDF.")
    return ValidationError(text % {"name": name})


OOXML = "application/vnd.openxmlformats-officedocument."
KINDS = {
    **{ending: FileKind(content_type) for ending, content_type in PICTURE.items()},
    ".pdf": FileKind("application/pdf", _is_pdf),
    ".docx": FileKind(f"{OOXML}wordprocessingml.document", _is_ooxml("word/")),
    ".xlsx": FileKind(f"{OOXML}spreadsheetml.sheet", _is_ooxml("xl/")),
    ".pptx": FileKind(f"{OOXML}presentationml.presentation", _is_ooxml("ppt/")),
    ".doc": FileKind("application/msword", _is_ole),
    ".xls": FileKind("application/vnd.ms-excel", _is_ole),
    ".ppt": FileKind("application/vnd.ms-powerpoint", _is_ole),
}
