"""A long grid turns its pages: each saves its own rows, all of them tell of the whole, the check submits everything."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from core import lists
from ratings.actions import Incomplete, entry, submit
from ratings.choices import State, Tier
from ratings.entry import page as entry_page
from ratings.models import Rating
from tests.ratings.entry.test_grid import GRID, fields, names, stored
from tests.world import BASELINE, close, found, move, rate

CHECK, SECOND = f"{GRID}check/", f"{GRID}?page=2"


@pytest.fixture(autouse=True)
def in_twos(monkeypatch):
    """Two rows on a page."""
    in_pages(monkeypatch, 2)


@pytest.fixture
def unit(client_of):
    client = client_of("unit-01")
    client.cookies["django_language"] = "en"
    return client


def in_pages(monkeypatch, rows):
    """So many rows on a page."""
    for module in (lists, entry_page, entry):
        monkeypatch.setattr(module, "PAGE", rows)


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ("", ["0101", "0102"]),
        ("?page=2", ["0103"]),
        ("?list=rows&page=2", ["0103"]),
        ("?page=99", ["0103"]),
        ("?page=0", ["0103"]),
        ("?page=none", ["0101", "0102"]),
        ("?row=0103", ["0103"]),
        ("?row=0103&page=1", ["0101", "0102"]),
        ("?row=0201", ["0101", "0102"]),
        ("?list=apart&page=2", ["0101", "0102"]),
    ],
)
def test_page_that_is_asked_for(world, unit, asked, codes):
    assert names(unit.get(GRID + asked)) == codes


def test_second_page_saves_its_rows_and_comes_back_to_itself(world, unit):
    assertContains(unit.get(SECOND), f'action="{SECOND}"')
    assertContains(unit.get(f"{GRID}?row=0103"), f'action="{SECOND}"')
    response = unit.post(SECOND, fields("0103", "95"))
    assert (response["Location"], stored("0103")[1]) == (SECOND, Tier.ADVANCED)
    assert Rating.objects.count() == 1
    assert (
        unit.post(SECOND, fields("0103", "80", version="1", was=("95", "", "")) | {"check": "1"})["Location"] == CHECK
    )


def test_second_page_keeps_what_was_refused(world, unit):
    response = unit.post(SECOND, fields("0103", "101"))
    assert (names(response), response.context["lines"][0].form["score"].value()) == (["0103"], "101")
    assertContains(response, f'action="{SECOND}"')


def test_page_with_a_refused_row_counts_what_was_saved_beside_it(world, unit):
    response = unit.post(GRID, fields("0101", "95") | fields("0102", "101"))
    assert response.status_code == 200
    assertContains(response, "2 organisations have no tier yet")


def test_names_that_are_no_row_s_are_left_alone(world, unit):
    sent = {"x\0-version": "1", "-version": "", "version": "2"} | fields("0103", "95")
    assert unit.post(SECOND, sent).status_code == 302
    assert stored("0103")[1] == Tier.ADVANCED


def test_row_of_the_second_page_is_saved_as_typed(world, unit):
    unit.post(f"{GRID}rows/0103/", fields("0103", "95"))
    assert stored("0103")[1] == Tier.ADVANCED
    conflict = unit.post(f"{GRID}rows/0103/", fields("0103", "80", version="7", was=("70", "", "")))
    assertContains(conflict, f'href="{GRID}?row=0103"')


def test_row_that_stands_on_another_page_by_now_is_saved(world, unit):
    """Two were founded while the second page was open: 0103 went on to the third."""
    for code in ("0099", "0100"):
        found(world["01"], code)
    assert names(unit.get(SECOND)) == ["0101", "0102"]
    assert unit.post(SECOND, fields("0103", "95") | fields("0201", "95")).status_code == 302
    assert list(Rating.objects.values_list("organisation__code", "tier")) == [("0103", Tier.ADVANCED)]
    refused = unit.post(SECOND, fields("0103", "101", version="1", was=("95", "", "")))
    assert names(refused) == ["0101", "0102", "0103"]


@pytest.mark.parametrize("page", ["", "?page=2"])
def test_every_page_tells_of_the_whole(world, unit, page):
    rate(world["0101"], world.baseline, Tier.GOOD, state=State.DRAFT)
    rate(world["0103"], world.baseline, Tier.GOOD, state=State.RETURNED)
    response = unit.get(GRID + page)
    counts = response.context["grid"].counts
    assert (counts.rows, counts.editable, counts.missing) == (3, 3, 1)
    assert counts.states == {State.DRAFT: 2, State.RETURNED: 1}
    assert [step.current for step in response.context["workflow"].steps] == [True, False, False]
    assertContains(response, "1 organisation has no tier yet")
    assertContains(response, f'href="{GRID}?row=0102#row-0102"')
    assertContains(response, "不够具体")
    [reason] = response.context["reasons"]
    here, elsewhere = ([], 1) if not page else (["0103"], 0)
    assert ([one.code for one in reason.here], reason.elsewhere) == (here, elsewhere)
    assert (f'href="{GRID}?row=0103#row-0103"' in response.content.decode()) == (page == "")


def test_reasons_of_this_page_stand_before_those_of_others(world, unit):
    for code, reason in (("0101", "乙"), ("0102", "甲"), ("0103", "甲")):
        rating = rate(world[code], world.baseline, Tier.GOOD, state=State.RETURNED)
        Rating.objects.filter(pk=rating.pk).update(reason=reason)
    told = [(one.text, [row.code for row in one.here], one.elsewhere) for one in unit.get(GRID).context["reasons"]]
    assert told == [("乙", ["0101"], 0), ("甲", ["0102"], 1)]
    told = [(one.text, [row.code for row in one.here], one.elsewhere) for one in unit.get(SECOND).context["reasons"]]
    assert told == [("甲", ["0103"], 1), ("乙", [], 1)]


def test_small_grid_has_nothing_new(world, unit, monkeypatch):
    in_pages(monkeypatch, 3)
    page = unit.get(GRID)
    for one in ("has no tier yet", "have no tier yet", "noscript", 'class="pages"'):
        assertNotContains(page, one)


def test_check_counts_the_whole_and_names_as_many_as_a_page(world, unit):
    found(world["01"], "0104")
    response = unit.get(CHECK)
    missing = response.context["summary"].missing
    assert ([one.code for one in missing.rows], missing.count, missing.more) == (["0101", "0102"], 4, 2)
    assertContains(response, "and 2 more")
    assertContains(response, f'href="{GRID}?row=0102#row-0102"')
    assert [row.organisation.code for row in response.context["page"]] == ["0101", "0102"]
    assert [row.organisation.code for row in unit.get(f"{CHECK}?page=2").context["page"]] == ["0103", "0104"]


@pytest.mark.parametrize("page", ["", "?page=2"])
def test_check_moves_warns_and_submits_what_stands_on_other_pages(world, unit, page):
    found(world["01"], "0104")
    world.organisations["0104"] = type(world["01"]).objects.get(code="0104")
    for code in ("0101", "0102", "0103", "0104"):
        rate(world[code], world.baseline, Tier.ADVANCED, score=70, state=State.DRAFT, remark="省级先进")
    response = unit.get(CHECK + page)
    summary = response.context["summary"]
    assert (len(summary.warnings), [count for _, count in summary.movements], summary.count) == (3, [0, 0, 0, 4], 4)
    assert ([row.organisation.code for row in summary.explained.rows], summary.explained.more) == (
        ["0101", "0102"],
        2,
    )
    assertContains(response, "Submit 4 ratings")
    unit.post(CHECK + page)
    assert set(Rating.objects.values_list("state", flat=True)) == {State.SUBMITTED}


def test_refusal_names_as_many_as_a_page(world):
    with pytest.raises(Incomplete) as refused:
        submit(round_=world.baseline, unit=world["01"], by=world.people["unit-01"])
    [sentence] = refused.value.messages
    assert ("3" in sentence, "0102" in sentence, "0103" in sentence, "…" in sentence) == (True, True, False, True)


def test_who_is_apart_turns_its_own_pages(world, unit):
    for number in range(3):
        close(found(world["01"], f"011{number}"), BASELINE)
    first = unit.get(GRID)
    assert [one.organisation.code for one in first.context["apart"]] == ["0110", "0111"]
    assertContains(first, "?page=2&amp;list=apart#apart")
    second = unit.get(f"{GRID}?page=2&list=apart")
    assert ([one.organisation.code for one in second.context["apart"]], names(second)) == (["0112"], ["0101", "0102"])
    assertContains(second, "?page=2&amp;list=rows#rows")


def test_what_moved_away_turns_its_own_pages(world, unit):
    for code in ("0101", "0102", "0103"):
        rate(world[code], world.baseline, Tier.GOOD)
        move(world[code], world["02"])
    codes = [
        [one.organisation.code for one in unit.get(f"{GRID}?list=moved&page={page}").context["moved"]]
        for page in (1, 2)
    ]
    assert codes == [["0101", "0102"], ["0103"]]


def test_university_s_grid_turns_its_pages(world, client_of):
    client = client_of("department")
    assert names(client.get("/rounds/2012-1/rate/?page=2")) == ["03"]
    assert client.post("/rounds/2012-1/rate/?page=2", fields("03", "95"))["Location"] == "/rounds/2012-1/rate/?page=2"
    assert stored("03")[1] == Tier.ADVANCED


def test_to_do_lands_on_the_page_of_the_field(world, unit):
    for code in ("0101", "0102"):
        rate(world[code], world.later, Tier.GOOD, state=State.SUBMITTED)
    address = "/units/01/rate/2012-2/?row=0103#id_0103-score"
    assertContains(unit.get("/todo/"), address)
    assertContains(unit.get(address), 'id="id_0103-score"')
