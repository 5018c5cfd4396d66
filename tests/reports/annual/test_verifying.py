"""A file that comes back is recognised: unchanged, saved elsewhere, or none of ours."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.workbooks.writing import SheetPage, write
from reports.annual.cover import EditionMark, edition_mark, mark_in
from tests.reports.access import freeze
from tests.reports.annual.made import PAGE, asked

VERIFY = f"{PAGE}verify/"


def book(*texts):
    """A workbook on whose cover stand `texts`."""
    stream = io.BytesIO()
    write(stream, [SheetPage("封面", ["年度报告"], [[text] for text in texts])])
    return stream.getvalue()


def sent(client, content, name="年报.xlsx"):
    return client.post(VERIFY, {"file": SimpleUploadedFile(name, content)}).context["verdict"]


def frozen_bytes(edition):
    with edition.file.open() as stream:
        return stream.read()


@pytest.fixture
def edition(rated):
    return freeze(rated, year=2012)


def test_unchanged_file_is_recognised(edition, client_of):
    verdict = sent(client_of("department"), frozen_bytes(edition))
    assert (verdict.edition, verdict.is_whole) == (edition, True)


def test_file_that_was_saved_elsewhere_is_recognised_by_its_number(edition, rated, client_of):
    client = client_of("viewer")
    verdict = sent(client, book(edition_mark(asked(rated), 1)))
    assert (verdict.edition, verdict.is_whole, verdict.why) == (edition, False, "")
    answer = client.post(VERIFY, {"file": SimpleUploadedFile("a.xlsx", book(edition_mark(asked(rated), 1)))})
    assert "曾在别处打开另存，或内容已被改动" in answer.content.decode()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (book("年报编号：2012-2012-第7版"), "封面所写的版次不存在。"),
        (book("年报编号：2012-2012-草稿"), "封面注明为草稿，草稿不留存。"),
        (book("别的表"), "封面上没有本年报的编号。"),
        (b"%PDF-1.4", "这不是Excel工作簿（.xlsx）。"),
    ],
    ids=["number", "draft", "other", "pdf"],
)
def test_other_files_are_none_of_ours(edition, client_of, content, why):
    verdict = sent(client_of("department"), content)
    assert (verdict.edition, verdict.why[: len(why)]) == (None, why)


def test_viewer_of_a_unit_sees_no_edition_of_the_university(edition, client_of):
    verdict = sent(client_of("viewer-01"), frozen_bytes(edition))
    assert verdict.edition is None


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("年报编号：2012-2013-第2版", EditionMark("2012", 2013, 2)),
        (" 年报编号：a-b-2013-第12版 ", EditionMark("a-b", 2013, 12)),
        ("年报编号：2012-2013-草稿", EditionMark("2012", 2013, None)),
        ("年报编号：2012-2013-第0版", None),
        ("年报编号：2012-第2版", None),
        ("", None),
    ],
)
def test_mark_is_read(text, mark):
    assert mark_in(text) == mark


def test_mark_says_what_it_is_of(rated):
    query = asked(rated)
    assert [edition_mark(query, number) for number in (None, 3)] == [
        "年报编号：2012-2012-草稿",
        "年报编号：2012-2012-第3版",
    ]
