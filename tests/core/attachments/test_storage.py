"""Attachments lie where no address leads to, under names that tell nothing, and leave as downloads."""

import re

import pytest
from django.core.files.base import ContentFile
from django.db.migrations.writer import MigrationWriter

from core.attachments.storage import AttachmentStorage, download
from core.checks import attachments_get_through

MEMORY_ONLY = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]


@pytest.fixture
def storage(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return AttachmentStorage()


@pytest.mark.parametrize(
    ("name", "ending"), [("总结.DOCX", ".docx"), ("../../总结.pdf", ".pdf"), ("照片.jpg.exe", ""), ("a", "")]
)
def test_file_lies_under_a_random_name(storage, tmp_path, name, ending):
    first, second = (storage.save(name.split("/")[-1], ContentFile(b"1")) for _ in range(2))
    assert re.fullmatch(rf"[0-9a-f]{{32}}{re.escape(ending)}", first)
    assert first != second
    assert sorted(path.name for path in (tmp_path / "attachments").iterdir()) == sorted([first, second])


def test_attachments_lie_outside_of_what_is_served(settings):
    folder = AttachmentStorage().location
    assert folder == str(settings.DATA_DIR / "attachments")
    assert [one for one in (settings.STATIC_ROOT, *settings.STATICFILES_DIRS) if folder.startswith(str(one))] == []


def test_migration_names_no_folder_of_a_machine():
    written, _imports = MigrationWriter.serialize(AttachmentStorage())
    assert written == "core.attachments.storage.AttachmentStorage()"


@pytest.mark.parametrize(
    ("name", "disposition", "content_type"),
    [
        ("a.pdf", 'attachment; filename="a.pdf"', "application/pdf"),
        (
            "总结 1.docx",
            "attachment; filename*=utf-8''%E6%80%BB%E7%BB%93%201.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        ('a"b\r\nX: y.png', 'attachment; filename="a b X y.png"', "image/png"),
        ("a.html", 'attachment; filename="a.html"', "application/octet-stream"),
        ("../\ud800a.jpg", 'attachment; filename="a.jpg"', "image/jpeg"),
    ],
)
def test_file_leaves_as_a_download(storage, name, disposition, content_type):
    kept = storage.save("x.pdf", ContentFile(b"%PDF-1.4"))
    headers = ("Content-Disposition", "Content-Type", "X-Content-Type-Options", "Content-Length")
    with storage.open(kept) as file:
        response = download(file, name)
        assert [response[header] for header in headers] == [disposition, content_type, "nosniff", "8"]
        assert b"".join(response.streaming_content) == b"%PDF-1.4"


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({}, []),
        ({"FILE_UPLOAD_HANDLERS": MEMORY_ONLY}, ["core.E002"]),
        ({"FILE_UPLOAD_HANDLERS": MEMORY_ONLY, "FILE_UPLOAD_MAX_MEMORY_SIZE": 20 * 1024 * 1024}, []),
    ],
)
def test_settings_that_lose_large_files_are_noticed(settings, changed, found):
    for name, value in changed.items():
        setattr(settings, name, value)
    assert [error.id for error in attachments_get_through(None)] == found
