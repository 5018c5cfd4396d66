"""A workbook that came back: which edition it is, unchanged or not."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.workbooks.reading import WorkbookRefused, read_cells, workbook_of
from reports.annual.cover import EditionMark, mark_in
from reports.models import AnnualEdition

COVER_SHEET = "封面"


@dataclass(frozen=True)
class FileVerdict:
    """What a file is: `edition` None: none of ours; `is_whole`: it is the very file that was frozen; else `why`."""

    sha256: str
    edition: AnnualEdition | None = None
    is_whole: bool = False
    why: str = ""


def verdict_of(file: UploadedFile, editions: QuerySet[AnnualEdition]) -> FileVerdict:
    """Which of `editions` the `file` is: by its SHA-256, else by the mark on its cover."""
    sha256 = _digest(file)
    if found := editions.filter(sha256=sha256).first():
        return FileVerdict(sha256, found, is_whole=True)
    try:
        mark = _mark(file)
    except WorkbookRefused as refused:
        return FileVerdict(sha256, why=refused.message)
    if mark is None:
        return FileVerdict(sha256, why=_("Its cover names no edition of this report."))
    if mark.number is None:
        return FileVerdict(sha256, why=_("Its cover says that it is a draft: of drafts nothing is kept."))
    found = editions.filter(report__campaign__code=mark.campaign, report__year=mark.year, number=mark.number).first()
    return FileVerdict(sha256, found, why="" if found else _("Its cover names an edition that there is not."))


def _digest(file):
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def _mark(file) -> EditionMark | None:
    """What the cover of a stranger's file says; it is read by a child process. Raises: WorkbookRefused."""
    with NamedTemporaryFile(suffix=".xlsx") as copy:
        for chunk in file.chunks():
            copy.write(chunk)
        copy.flush()
        raw = workbook_of(read_cells(Path(copy.name), [COVER_SHEET]))
    texts = (cell for rows in raw.sheets.values() for _number, cells in rows for cell in cells if isinstance(cell, str))
    return next(filter(None, map(mark_in, texts)), None)
