"""The pages of the workbooks: template, export, upload, preview, import; and what may change in between."""

import json
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from core.models import Event, Upload
from core.workbooks import uploads
from core.workbooks.kinds import kind_of
from core.workbooks.reading import RawWorkbook, workbook_of
from ratings.choices import Tier
from ratings.models import Rating
from tests.workbooks import write_book
from tests.world import rate

HEADINGS = ["轮次编码", "组织编码", "组织名称", "得分", "等次", "备注"]
PREVIEW_QUERIES = 8
STAFF = ["2012-1", "0101", "文学院教工第一党支部", 68, "一般"]


@pytest.fixture
def send(department, tmp_path):
    """Uploads a ledger of these rows (or these bytes); returns the address of its preview."""

    def upload(*rows, content=None, name="ratings.xlsx"):
        if content is None:
            content = write_book(tmp_path / "sent.xlsx", {"分类定级": [HEADINGS, *rows]}).read_bytes()
        answer = department.post("/workbooks/import/ratings/", {"file": SimpleUploadedFile(name, content)})
        assert answer.status_code == 302
        return answer["Location"]

    return upload


def apply(client, preview):
    """What the button of the preview does."""
    digest = client.get(preview).context["plan"].digest
    return client.post(f"{preview}apply/", {"digest": digest})


def sheets(answer):
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    return {page.title: [list(row) for row in page.iter_rows(values_only=True)] for page in book}


def test_preview_writes_nothing_and_shows_what_would_change(department, send):
    preview = send(STAFF)
    page = department.get(preview)
    assert [(line.action, line.row, line.label) for line in page.context["page"]] == [
        ("new", 2, "0101 文学院教工第一党支部")
    ]
    assert Rating.objects.count() == 0


def test_import_writes_what_was_previewed_and_says_so(department, send, world):
    preview = send(STAFF)
    answer = apply(department, preview)
    assert (answer.status_code, answer["Location"]) == (302, "/workbooks/")
    assert [str(one) for one in get_messages(answer.wsgi_request)] == [
        'Imported as “Decided ratings”: 1 new, 0 changed. <a href="/rounds/">Look at the list</a>'
    ]
    assert Rating.objects.values_list("organisation__code", "tier", "approved_by__username").get() == (
        "0101",
        Tier.ORDINARY,
        "department",
    )
    assert Upload.objects.get().applied_at is not None
    assert Event.objects.filter(kind="import").values_list("subject", "by_name").get() == ("ratings.xlsx", "department")


def test_file_that_equals_the_system_has_nothing_to_do(department, send):
    apply(department, send(STAFF))
    page = department.get(send(STAFF))
    assert "The file equals the system. Nothing to do." in page.content.decode()
    assert (page.context["plan"].unchanged, list(page.context["page"])) == (1, [])


def test_errors_are_all_shown_and_nothing_can_be_imported(department, send):
    preview = send([*STAFF[:4], "优秀"], ["2012-1", "0999", "没有", None, "先进"])
    page = department.get(preview)
    assert [(one.sheet, one.cell) for one in page.context["plan"].errors] == [("分类定级", "E2"), ("分类定级", "B3")]
    assert "digest" not in page.content.decode()
    assert department.post(f"{preview}apply/", {"digest": page.context["plan"].digest}).status_code == 200
    assert (Rating.objects.count(), Upload.objects.get().applied_at) == (0, None)


def test_change_since_the_preview_is_seen_and_refuses_the_import(department, send, world):
    preview = send(STAFF)
    seen = department.get(preview).context["plan"].digest
    rate(world["0101"], world.baseline, Tier.GOOD)
    page = department.post(f"{preview}apply/", {"digest": seen}).content.decode()
    assert "Somebody changed the data since the preview. Nothing was imported." in page
    assert f'<a href="{preview}">Look at the preview again</a>' in page
    assert "Correct the cells" not in page
    assert (Rating.objects.get().tier, Upload.objects.get().applied_at) == (Tier.GOOD, None)


def test_file_of_another_kind_is_told_which(department, client_of, tmp_path):
    """And where it is imported, told whoever may import it there."""
    content = write_book(tmp_path / "sent.xlsx", {"对标": [["编号"]], "说明": [["x"]]}).read_bytes()
    address = "/workbooks/import/twinning/"
    preview = department.post(address, {"file": SimpleUploadedFile("b.xlsx", content)})["Location"]
    page = department.get(preview)
    sentence = "This is a workbook of “Benchmarks”, not of “Twinnings”: import it as “Benchmarks”."
    assert [one.message for one in page.context["plan"].errors] == [sentence]
    assert 'href="/workbooks/import/benchmarks/"' in page.content.decode()
    content = write_book(tmp_path / "sent.xlsx", {"分类定级": [HEADINGS]}).read_bytes()
    branch = client_of("branch-0101")
    preview = branch.post(address, {"file": SimpleUploadedFile("b.xlsx", content)})["Location"]
    assert 'href="/workbooks/import/ratings/"' not in branch.get(preview).content.decode()


def test_import_without_a_preview_is_refused(department, send):
    assert department.post(f"{send(STAFF)}apply/").status_code == 200
    assert Rating.objects.count() == 0


def test_second_press_changes_nothing(department, send):
    preview = send(STAFF)
    digest = department.get(preview).context["plan"].digest
    answers = [department.post(f"{preview}apply/", {"digest": digest}) for _ in range(2)]
    assert [answer["Location"] for answer in answers] == ["/workbooks/", preview]
    page = department.get(preview).content.decode()
    assert "This file has been imported already; nothing was changed a second time." in page
    assert (Rating.objects.count(), Rating.history.count(), Event.objects.filter(kind="import").count()) == (1, 1, 1)


def test_imported_file_stays_imported_whatever_is_changed_later(department, send, world):
    """The same upload is no way to undo what was decided since."""
    preview = send(STAFF)
    apply(department, preview)
    rate(world["0101"], world.baseline, Tier.GOOD)
    page = department.get(preview).content.decode()
    assert "This file was imported" in page
    assert "apply/" not in page
    sent, ledger = Upload.objects.get(), kind_of("ratings")
    digest = uploads.preview(sent, ledger, scope=None, by=None).digest
    with pytest.raises(uploads.AlreadyImported):
        uploads.apply(upload=sent, kind=ledger, scope=None, by=None, expected=digest)
    assert Rating.objects.get().tier == Tier.GOOD


def test_file_is_read_once_when_it_is_sent_in(department, send):
    """Whoever takes the file away afterwards takes nothing from the preview or the import."""
    preview = send(STAFF)
    Path(Upload.objects.get().file.path).unlink()
    assert [line.label for line in department.get(preview).context["page"]] == ["0101 文学院教工第一党支部"]
    assert apply(department, preview)["Location"] == "/workbooks/"
    assert Rating.objects.get().tier == Tier.ORDINARY


def test_upload_without_its_content_asks_for_it_again(department, send):
    preview = send(STAFF)
    digest = department.get(preview).context["plan"].digest
    Upload.objects.update(cells=None)
    page = department.get(preview)
    sentence = "What stands in this file was not kept with it. Send it in again."
    assert [one.message for one in page.context["plan"].errors] == [sentence]
    assert department.post(f"{preview}apply/", {"digest": digest}).context["stale"] is True
    assert (Rating.objects.count(), Upload.objects.get().applied_at) == (0, None)


def test_refusal_is_read_in_the_language_of_who_looks(department, send):
    preview = send(content=b"")
    department.cookies["django_language"] = "zh-hans"
    assert [one.message for one in department.get(preview).context["plan"].errors] == ["文件是空的。"]


def test_nulls_and_halves_of_characters_are_kept_and_looked_at(department, send):
    """Such text breaks JSON and databases elsewhere; here it is read as what can be printed of it."""
    preview = send(STAFF)
    titles, rows = ["分类定级", "\ud800\0"], [[1, HEADINGS], [2, [*STAFF, "台\0账\ud800"]]]
    answer = json.dumps({"titles": titles, "sheets": {"分类定级": rows}}, ensure_ascii=False)
    Upload.objects.update(cells=zlib.compress(answer.encode("utf-8", "surrogatepass")))
    assert workbook_of(Upload.objects.get().cells) == RawWorkbook(titles, {"分类定级": rows})
    apply(department, preview)
    assert Rating.objects.get().remark == "台账"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b"\x89PNG\r\n\x1a\n", "This is a picture (PNG), not a workbook. Choose the .xlsx file."),
        (b"PK\x03\x04 torn", "The workbook is damaged. Open it in Excel or WPS, save it again and try once more."),
    ],
    ids=["empty", "picture", "torn"],
)
def test_file_that_is_no_workbook_gets_one_sentence(department, send, content, sentence):
    page = department.get(send(content=content))
    assert [str(one.message) for one in page.context["plan"].errors] == [sentence]


def test_upload_without_a_file_asks_for_one(department):
    page = department.post("/workbooks/import/ratings/")
    assert page.context["form"].errors == {"file": ["Choose a file first."]}


def test_file_is_kept_under_a_random_name(department, send, settings):
    send(STAFF, name="../../etc/名册<b>.xlsx")
    upload = Upload.objects.get()
    assert upload.name == "名册<b>.xlsx"
    assert [path.name for path in (settings.MEDIA_ROOT / "uploads").iterdir()] == [upload.file.name.split("/")[1]]
    assert "<b>.xlsx" not in department.get(f"/workbooks/uploads/{upload.pk}/").content.decode()


def test_template_is_the_empty_sheet_and_is_in_the_log(department):
    assert sheets(department.get("/workbooks/templates/ratings/")) == {"分类定级": [HEADINGS]}
    assert Event.objects.filter(kind="download").values_list("subject", "by_name").get() == ("ratings", "department")


def test_export_holds_the_rows_of_the_person_s_scope(client_of, world):
    for code in ("0101", "0201"):
        rate(world[code], world.baseline, Tier.ORDINARY)
    found = {}
    for name in ("department", "viewer", "viewer-01", "unit-02"):
        rows = sheets(client_of(name).get("/workbooks/export/ratings/"))["分类定级"]
        found[name] = [row[1] for row in rows[1:]]
    assert found == {
        "department": ["0101", "0201"], "viewer": ["0101", "0201"], "viewer-01": ["0101"], "unit-02": ["0201"],
    }  # fmt: skip
    assert Event.objects.filter(kind="export").count() == 4


def test_only_the_department_sends_ratings_in(client_of, send):
    """Units and branches send in workbooks of their own: another's is not there for them."""
    preview = send(STAFF)
    for name, seen in {"viewer": 403, "unit-01": 404, "branch-0101": 404, "accounts": 403, "audit": 403}.items():
        client = client_of(name)
        addresses = ("/workbooks/import/ratings/", preview)
        assert [client.get(address).status_code for address in addresses] == [403, seen]
        assert client.post(f"{preview}apply/").status_code == seen
    assert Rating.objects.count() == 0


@pytest.mark.parametrize("rows", [1, 5])
def test_preview_costs_the_same_however_many_rows(department, send, django_assert_num_queries, rows):
    named = (("0101", "文学院教工第一党支部"), ("0102", "文学院学生第一党支部"), ("0103", "文学院离退休党支部"))
    named += (("0201", "化学学院教工党支部"), ("0202", "化学学院学生党支部"))
    preview = send(*(["2012-1", code, name, None, "一般"] for code, name in named[:rows]))
    department.get(preview)  # the session's time stamp is written at the first visit
    with django_assert_num_queries(PREVIEW_QUERIES):
        department.get(preview)
