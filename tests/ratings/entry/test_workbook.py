"""The grid in Excel, by page: taken out, filled in, sent in, looked at, confirmed; whose it is and who is told what."""

from datetime import timedelta
from io import BytesIO
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django.asserts import assertContains, assertNotContains

from core.choices import EventKind
from core.models import Event, Upload
from ratings.actions import enter
from ratings.choices import State, Tier
from ratings.models import Rating
from tests.workbooks import downloaded
from tests.world import rate

GRID, SHEET, SEND = "/units/01/rate/2012-1/", "/units/01/rate/2012-1/workbook/", "/workbooks/import/drafts/"


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def unit(client_of):
    client = client_of("unit-01")
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def filled(unit):
    """Takes the grid out, types the scores ({code: score}) and sends it in; returns the address of the preview."""

    def send(scores, *, client=unit, address=SEND, change=None):
        book = load_workbook(BytesIO(b"".join(unit.get(SHEET).streaming_content)))
        for line in book["分类定级"].iter_rows(min_row=2):
            line[3].value = scores.get(line[1].value, line[3].value)
        if change:
            change(book["分类定级"])
        stream = BytesIO()
        book.save(stream)
        return client.post(address, {"file": SimpleUploadedFile("定级.xlsx", stream.getvalue())})["Location"]

    return send


def confirm(client, preview):
    return client.post(f"{preview}apply/", {"digest": client.get(preview).context["plan"].digest}, follow=True)


def scores():
    rows = Rating.objects.order_by("organisation__code")
    return {row.organisation.code: row.score for row in rows.select_related("organisation")}


def test_three_clicks_lead_from_the_grid_to_the_grid(unit, filled):
    page = unit.get(GRID)
    assertContains(page, f'href="{SHEET}"')
    assertContains(page, f'action="{SEND}"')
    preview = filled({"0101": 91, "0102": 70})
    assertContains(unit.get(preview), "0101 文学院教工第一党支部")
    answer = confirm(unit, preview)
    assert answer.redirect_chain == [(GRID, 302)]
    assertContains(answer, "Imported as “Grid of a unit&#x27;s ratings”: 2 new, 0 changed.")
    assert (scores(), set(Rating.objects.values_list("state", flat=True))) == ({"0101": 91, "0102": 70}, {State.DRAFT})


def test_workbook_is_named_in_words_and_explains_its_columns(unit):
    response = unit.get(SHEET)
    name = unquote(response["Content-Disposition"]).removeprefix("attachment; filename*=utf-8''")
    assert name == f"Ratings_文学院党委_轮次 2012-1_{timezone.localdate().isoformat()}.xlsx"
    page = load_workbook(BytesIO(b"".join(response.streaming_content)))["分类定级"]
    assert [cell.value for cell in page[1]] == ["轮次编码", "组织编码", "组织名称", "得分", "等次", "备注", "版本"]
    assert "Leave it as it is" in page["G1"].comment.text
    assert [str(rule.sqref)[:2] for rule in page.data_validations.dataValidation] == ["E2"]
    assert Event.objects.filter(kind=EventKind.EXPORT).count() == 1


def test_download_holds_this_unit_s_grid_alone(unit):
    rows = downloaded(unit.get(SHEET))
    assert [line[:2] for line in rows[1:]] == [("2012-1", code) for code in ("0101", "0102", "0103")]


def test_row_that_somebody_typed_between_download_and_preview_is_an_objection(unit, filled, world):
    preview = filled({"0101": 91, "0102": 70}, change=lambda page: _type(world, "0101"))
    [objection] = unit.get(preview).context["plan"].errors
    assert (objection.cell, "unit-01" in objection.message) == ("G2", True)
    assert len(downloaded(unit.get(f"{preview}refused/"))) == 2
    assert unit.post(f"{preview}apply/", {"digest": "x"}).status_code == 200
    assert scores() == {"0101": 55}


def test_row_that_somebody_typed_between_preview_and_confirmation_stops_all(unit, filled, world):
    preview = filled({"0101": 91, "0102": 70})
    digest = unit.get(preview).context["plan"].digest
    _type(world, "0101")
    answer = unit.post(f"{preview}apply/", {"digest": digest})
    assertContains(answer, "Nothing was imported")
    assert [one.cell for one in unit.get(preview).context["plan"].errors] == ["G2"]
    assert (scores(), Upload.objects.get().applied_at) == ({"0101": 55}, None)


def _type(world, code):
    facts = {"score": 55, "tier": Tier.LAGGING, "version": None, "by": world.people["unit-01"]}
    enter(round_=world.baseline, organisation=world[code], unit=world["01"], **facts)


def test_second_press_types_nothing_twice(unit, filled):
    preview = filled({"0101": 91})
    digest = unit.get(preview).context["plan"].digest
    for _press in range(2):
        unit.post(f"{preview}apply/", {"digest": digest})
    assert list(Rating.objects.values_list("score", "version")) == [(91, 1)]


def test_what_says_nothing_new_leads_back_to_the_grid(unit, filled):
    assertContains(unit.get(filled({})), f'href="{GRID}"')


def test_form_without_a_file_says_so(unit):
    assertContains(unit.post(SEND), "Choose a file first.")


@pytest.mark.parametrize("who", ["department", "viewer", "viewer-01"])
def test_who_only_looks_is_offered_nothing(client_of, who):
    page = client_of(who).get(GRID).content.decode()
    assert [SHEET in page, SEND in page] == [False, False]


def test_nothing_is_offered_where_nothing_can_be_typed(unit, world):
    world.baseline.closes_on = timezone.localdate() - timedelta(days=1)
    world.baseline.save()
    assertNotContains(unit.get(GRID), SHEET)
    rate(world["0101"], world.baseline, Tier.GOOD, state=State.RETURNED)
    assertContains(unit.get(GRID), SHEET)


def test_file_of_a_unit_never_becomes_a_decided_ledger(unit, filled, client_of):
    """Neither does the unit bring one, nor the department this file."""
    assert unit.get("/workbooks/import/ratings/").status_code == 403
    department = client_of("department")
    department.cookies["django_language"] = "en"
    page = department.get(filled({"0101": 91}, client=department, address="/workbooks/import/ratings/"))
    assertContains(page, "It is sent in by: Unit secretary.")
    assertNotContains(page, "Import it as")
    assert department.get(SEND).status_code == 403
    assert scores() == {}


def test_file_sent_in_as_another_kind_is_led_to_its_own(unit, filled):
    page = unit.get(filled({"0101": 91}, address="/workbooks/import/plans/"))
    assertContains(page, f'href="{SEND}"')


def test_file_without_its_version_is_to_be_downloaded_anew(unit, filled):
    [objection] = unit.get(filled({"0101": 91}, change=lambda page: page.delete_cols(7))).context["plan"].errors
    assert (objection.cell, "Download this workbook anew" in objection.message) == ("A1", True)


def test_list_of_workbooks_has_it_for_units_only(client_of):
    def offered(name):
        page = client_of(name).get("/workbooks/").content.decode()
        return ["/workbooks/export/drafts/" in page, SEND in page]

    others = ("department", "viewer", "branch-0101")
    assert [offered("unit-01"), *map(offered, others)] == [[True, True], *[[False, False]] * 3]
    asked = [
        client_of(name).get(f"/workbooks/{what}/drafts/").status_code
        for name in ("unit-01", *others)
        for what in ("export", "templates")
    ]
    assert asked == [200, 200, *[403] * 6]
