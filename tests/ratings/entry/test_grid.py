"""The grid: what a unit secretary sees and saves, with and without JavaScript; who may look and who may type."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from pytest_django.asserts import assertContains

from ratings.actions import enter
from ratings.choices import State, Tier
from ratings.entry.form import GridLine, RowForm
from ratings.models import Rating
from ratings.queries.grid import GridRow
from tests.world import close, found, move, rate

GRID = "/units/01/rate/2012-1/"


def fields(code, score="", tier="", remark="", version="", was=("", "", "")):
    """What a browser posts for one row; `was`: what the row showed."""
    values = {"score": score, "tier": tier, "remark": remark, "version": version}
    initial = dict(zip(("score", "tier", "remark"), was, strict=True))
    return {f"{code}-{name}": value for name, value in values.items()} | {
        f"initial-{code}-{name}": value for name, value in initial.items()
    }


def stored(code):
    rating = Rating.objects.get(organisation__code=code)
    return (rating.score, rating.tier, rating.remark, rating.state)


def end(round_, days=-1):
    round_.closes_on = timezone.localdate() + timedelta(days=days)
    round_.save()


def names(response):
    return [line.row.organisation.code for line in response.context["lines"]]


def test_grid_has_one_row_per_branch_with_the_last_round_beside_it(world, client_of):
    rate(world["0101"], world.baseline, Tier.ORDINARY, score=Decimal("68.96"))
    response = client_of("unit-01").get("/units/01/rate/2012-2/")
    assert names(response) == ["0101", "0102", "0103"]
    last = [line.row.last for line in response.context["lines"]]
    assert (last[0].tier, last[0].score, last[1:]) == (Tier.ORDINARY, "68.9", [None, None])


def test_score_typed_with_a_chinese_keyboard_is_that_score(world, client_of):
    client_of("unit-01").post(GRID, fields("0101", "８５．５"))
    assert stored("0101") == (Decimal("85.5"), Tier.GOOD, "", State.DRAFT)


def test_grid_saves_all_rows_without_javascript(world, client_of):
    data = fields("0101", "95") | fields("0102", "", Tier.LAGGING, "人数不足") | fields("0103")
    response = client_of("unit-01").post(GRID, data)
    assert (response.status_code, response["Location"]) == (302, GRID)
    assert stored("0101") == (Decimal(95), Tier.ADVANCED, "", State.DRAFT)
    assert stored("0102") == (None, Tier.LAGGING, "人数不足", State.DRAFT)
    assert Rating.objects.count() == 2
    assert Rating.objects.get(organisation=world["0101"]).entered_by == world.people["unit-01"]


def test_grid_goes_on_to_the_check_when_asked(world, client_of):
    response = client_of("unit-01").post(GRID, fields("0101", "80") | {"check": "1"})
    assert response["Location"] == f"{GRID}check/"
    assert stored("0101")[1] == Tier.GOOD


def test_grid_shows_errors_beside_the_cell_and_saves_the_rest(world, client_of):
    data = fields("0101", "101") | fields("0102", "70") | fields("0103", "abc")
    response = client_of("unit-01").post(GRID, data)
    assert response.status_code == 200
    wrong = [line.row.organisation.code for line in response.context["unsettled"]]
    assert wrong == ["0101", "0103"]
    assert response.context["lines"][0].form["score"].value() == "101"
    assertContains(response, "is-invalid", count=2)
    assert list(Rating.objects.values_list("organisation__code", flat=True)) == ["0102"]


def test_grid_leaves_untouched_rows_alone(world, client_of):
    """A row that somebody else changed in the meantime and that was not typed in here is no conflict."""
    rating = rate(world["0101"], world.baseline, Tier.GOOD, state=State.DRAFT)
    Rating.objects.filter(pk=rating.pk).update(tier=Tier.LAGGING, score=Decimal(40), version=2)
    shown = fields("0101", "82", "", "", "1", was=("82", "", ""))
    response = client_of("unit-01").post(GRID, shown | fields("0102", "70"))
    assert response.status_code == 302
    assert stored("0101")[:2] == (Decimal(40), Tier.LAGGING)


def test_grid_shows_both_versions_in_a_conflict_and_loses_nothing(world, client_of):
    rating = rate(world["0101"], world.baseline, Tier.GOOD, state=State.DRAFT)
    theirs = {"tier": Tier.LAGGING, "score": Decimal(40), "version": 2, "remark": "他人所填"}
    Rating.objects.filter(pk=rating.pk).update(entered_by=world.people["unit-01"], entered_at=timezone.now(), **theirs)
    mine = fields("0101", "91", "", "本人所填", "1", was=("82", "", ""))
    response = client_of("unit-01").post(GRID, mine)
    text = response.content.decode()
    assert (response.status_code, "他人所填" in text, "本人所填" in text) == (200, True, True)
    assert stored("0101") == (Decimal(40), Tier.LAGGING, "他人所填", State.DRAFT)
    again = fields("0101", "91", "", "本人所填", was=("82", "", "")) | dict(response.context["lines"][0].known)
    assert client_of("unit-01").post(GRID, again).status_code == 302
    assert stored("0101") == (Decimal(91), Tier.ADVANCED, "本人所填", State.DRAFT)


def test_grid_ignores_codes_of_other_units(world, client_of):
    client_of("unit-01").post(GRID, fields("0201", "95") | fields("01", "95") | fields("0101", "70"))
    assert list(Rating.objects.values_list("organisation__code", flat=True)) == ["0101"]


def test_row_is_saved_as_typed(world, client_of):
    response = client_of("unit-01").post(f"{GRID}rows/0101/", fields("0101", "89.96"))
    assert (response.status_code, stored("0101")) == (200, (Decimal("89.96"), Tier.GOOD, "", State.DRAFT))
    line = response.context["line"]
    assert (dict(line.known)["0101-version"], line.saved_at is not None) == (1, True)
    assertContains(response, '<input type="hidden" name="0101-version" value="1">', html=True)


def test_row_follows_the_score_until_a_tier_is_chosen(world, client_of):
    client = client_of("unit-01")
    client.post(f"{GRID}rows/0101/", fields("0101", "70"))
    client.post(f"{GRID}rows/0101/", fields("0101", "95", version="1"))
    assert stored("0101")[1] == Tier.ADVANCED
    client.post(f"{GRID}rows/0101/", fields("0101", "95", Tier.GOOD, version="2"))
    assert stored("0101")[:2] == (Decimal(95), Tier.GOOD)


def test_row_typed_back_to_what_it_was_is_saved(world, client_of):
    client, stays = client_of("unit-01"), {}
    for typed in ("74.2", "61.5", "74.2"):
        response = client.post(f"{GRID}rows/0101/", fields("0101", typed) | stays)
        stays = {name: str(value) for name, value in response.context["line"].known}
    assert stored("0101")[0] == Decimal("74.2")
    client.post(GRID, fields("0101", "50") | stays)
    assert stored("0101")[0] == Decimal(50)


def test_row_typed_back_after_a_conflict_is_saved(world, client_of):
    rate(world["0101"], world.baseline, Tier.LAGGING, score=40, state=State.DRAFT, version=2)
    client = client_of("unit-01")
    mine = client.post(f"{GRID}rows/0101/", fields("0101", "91", version="1", was=("82", "", "")))
    stays = {name: str(value) for name, value in mine.context["line"].known}
    client.post(f"{GRID}rows/0101/", fields("0101", "82") | stays)
    assert stored("0101")[0] == Decimal(82)


def test_row_refused_keeps_its_version(world, client_of):
    rate(world["0101"], world.baseline, Tier.GOOD, state=State.DRAFT)
    response = client_of("unit-01").post(f"{GRID}rows/0101/", fields("0101", "101", version="1"))
    line = response.context["line"]
    assert (dict(line.known)["0101-version"], line.messages != []) == ("1", True)
    assert stored("0101")[0] == Decimal(82)


def test_row_conflict_shows_theirs_and_carries_their_version(world, client_of):
    rate(world["0101"], world.baseline, Tier.GOOD, state=State.DRAFT, version=3)
    response = client_of("unit-01").post(f"{GRID}rows/0101/", fields("0101", "91", version="2"))
    line = response.context["line"]
    assert (line.theirs.score, dict(line.known)["0101-version"]) == (Decimal(82), 3)
    assert stored("0101")[0] == Decimal(82)


def test_grid_sent_while_a_row_saves_itself_is_no_conflict(world):
    """Who types the last score and presses the button at once sends it twice at the same moment."""
    seen = GridRow(world["0101"], None, None, editable=True)
    line = GridLine(seen, RowForm(fields("0101", "45"), row=seen))
    how = {"round_": world.baseline, "unit": world["01"], "by": world.people["unit-01"]}
    enter(organisation=world["0101"], score=Decimal(45), tier=Tier.LAGGING, version=None, **how)
    line.save(**how)
    assert (line.is_settled, line.row.rating.version) == (True, 1)


@pytest.mark.parametrize("code", ["0201", "01", "03", "9999"])
def test_row_of_another_place_is_refused(world, client_of, code):
    response = client_of("unit-01").post(f"{GRID}rows/{code}/", fields(code, "95"))
    assert Rating.objects.count() == 0
    assert response.status_code == 404


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("unit-01", 200),
        ("unit-02", 404),
        ("department", 200),
        ("viewer", 200),
        ("branch-0101", 403),
        ("expert", 403),
        ("accounts", 403),
        ("stranger", 403),
        (None, 302),
    ],
)
def test_grid_opens_for_its_own_unit_and_the_department(world, client_of, who, status):
    assert client_of(who).get(GRID).status_code == status


@pytest.mark.parametrize("who", ["department", "viewer"])
@pytest.mark.parametrize("address", [GRID, f"{GRID}check/", f"{GRID}rows/0101/"])
def test_readers_cannot_type(world, client_of, who, address):
    assert client_of(who).post(address, fields("0101", "95")).status_code == 403
    assert Rating.objects.count() == 0


def test_readers_see_no_fields(world, client_of):
    response = client_of("department").get(GRID)
    assert {line.form for line in response.context["lines"]} == {None}


def test_grid_of_an_unknown_round_is_not_found(world, client_of):
    assert client_of("unit-01").get("/units/01/rate/2099-1/").status_code == 404


@pytest.mark.parametrize(("opens", "closes"), [(1, None), (None, -1)])
def test_grid_says_why_nothing_can_be_typed(world, client_of, opens, closes):
    today = timezone.localdate()
    world.baseline.opens_on = opens and today + timedelta(days=opens)
    world.baseline.closes_on = closes and today + timedelta(days=closes)
    world.baseline.save()
    response = client_of("unit-01").get(GRID)
    assert response.context["grid"].locked_because != ""
    assert response.context["grid"].locked_because in response.content.decode()
    assert {line.form for line in response.context["lines"]} == {None}


def test_grid_of_a_past_round_says_since_when_entry_has_ended(world, client_of):
    end(world.baseline)
    rate(world["0101"], world.baseline, Tier.GOOD, state=State.RETURNED)
    yesterday = date_format(timezone.localdate() - timedelta(days=1))
    assert f"录入：{yesterday}截止。" in client_of("unit-01").get(GRID).content.decode()


def test_grid_lists_apart_who_is_not_rated_and_why(world, client_of):
    close(world["0102"], date(2012, 3, 31), into=world["0101"])
    close(world["0103"], date(2012, 3, 31))
    found(world["01"], "0199", founded_on=date(2012, 1, 1))
    response = client_of("unit-01").get(GRID)
    assert names(response) == ["0101"]
    assert [apart.organisation.code for apart in response.context["apart"]] == ["0102", "0103", "0199"]


def test_grid_lists_what_was_rated_before_a_move(world, client_of):
    rate(world["0101"], world.baseline, Tier.GOOD)
    move(world["0101"], world["02"])
    response = client_of("unit-01").get(GRID)
    assert [rating.organisation.code for rating in response.context["moved"]] == ["0101"]


def test_grid_puts_the_reason_on_top_of_what_came_back(world, client_of):
    rate(world["0101"], world.baseline, Tier.GOOD, state=State.RETURNED)
    response = client_of("unit-01").get(GRID)
    [reason] = response.context["reasons"]
    assert (reason.text, [one.code for one in reason.here], reason.elsewhere) == ("不够具体", ["0101"], 0)


def test_grid_of_a_direct_branch_says_who_rates_it(world, client_of):
    response = client_of("unit-03").get("/units/03/rate/2012-1/")
    assert (response.status_code, names(response)) == (200, [])


def test_grid_costs_the_same_for_few_and_many_branches(world, client_of, django_assert_max_num_queries):
    for number in range(30):
        branch = found(world["01"], f"9{number:03d}")
        rate(branch, world.baseline, Tier.GOOD)
        rate(branch, world.later, Tier.GOOD, state=State.DRAFT)
    client = client_of("unit-01")
    with django_assert_max_num_queries(15):
        response = client.get(reverse("ratings:grid", args=["01", "2012-2"]))
    assert len(names(response)) == 33
