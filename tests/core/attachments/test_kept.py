"""A file and the row that knows it stay together, or neither does: a full disk, an act that fails after all."""

import resource
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from core.attachments.fields import Attachment
from core.attachments.models import put_file
from core.choices import EventKind
from core.log.acts import acting
from core.models import Upload
from core.workbooks import uploads
from core.workbooks.kinds import kind_of
from pledges.models import Proof
from tests.core.attachments.files import PDF


@pytest.fixture
def kept(settings, tmp_path):
    """Tells which files there are by now."""

    def files():
        return {path for folder in folders for path in folder.rglob("*") if path.is_file()}

    settings.MEDIA_ROOT = tmp_path
    folders = [tmp_path, Path(Proof._meta.get_field("file").storage.location)]
    before = files()
    return lambda: sorted(files() - before)


@contextmanager
def full_disk():
    """The system takes no byte of a file more."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def _put():
    put_file(Proof(), Attachment("总结.pdf", "application/pdf", PDF))


def test_proof_on_a_full_disk_is_refused_in_words_and_leaves_nothing(kept):
    with full_disk(), pytest.raises(ValidationError, match="服务器磁盘无法写入文件"):
        _put()
    assert kept() == []


def test_workbook_on_a_full_disk_is_refused_in_words_and_leaves_nothing(world, kept):
    facts = {"kind": kind_of("roster"), "file": ContentFile(b"PK", name="a.xlsx"), "by": world.people["department"]}
    with full_disk(), pytest.raises(ValidationError, match="服务器磁盘无法写入文件"):
        uploads.receive(**facts)
    assert (kept(), Upload.objects.count()) == ([], 0)


def test_workbook_that_cannot_be_kept_leaves_no_file(world, kept, monkeypatch):
    monkeypatch.setattr(Upload, "save", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        uploads.receive(kind=kind_of("roster"), file=ContentFile(b"PK", name="a.xlsx"), by=world.people["department"])
    assert kept() == []


def test_act_that_fails_after_all_takes_its_file_back(db, kept):
    def fail():
        with acting("add_proof", EventKind.WRITE, by=None):
            _put()
            seen.extend(path.suffix for path in kept())
            raise RuntimeError

    seen = []
    with pytest.raises(RuntimeError):
        fail()
    assert (seen, kept()) == ([".pdf"], [])


def test_part_that_fails_takes_its_own_file_back_only(db, kept):
    def fail():
        with acting("add_proof", EventKind.WRITE, by=None):
            _put()
            raise RuntimeError

    with acting("report", EventKind.WRITE, by=None):
        _put()
        with pytest.raises(RuntimeError):
            fail()
    assert [path.suffix for path in kept()] == [".pdf"]
