"""The successor of a closed unit corrects what came back of it, and nothing else (R30)."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from branches import actions as roster
from branches.choices import ChangeKind, Kind
from branches.models import Change
from core.choices import Role
from ratings import actions
from ratings.choices import State, Tier
from ratings.models import Rating, Standing
from ratings.queries import completion
from ratings.queries.board import board, campaigns, units_of
from ratings.queries.grid import read
from tests.ratings.entry.test_grid import fields
from tests.ratings.inherited import CLOSED, HEIR, MERGED, REASON, enter, rating, typed
from tests.world import appoint, close, found, person, rate


def test_successor_corrects_and_submits_and_the_department_approves(merged, client_of):
    client = client_of("unit-01")
    page = client.get(HEIR)
    assert [line.row.organisation.code for line in page.context["inherited"]] == ["0201"]
    assert "化学学院党总支" in page.content.decode()
    assert client.post(HEIR, typed(merged) | {"check": "1"})["Location"] == f"{HEIR}check/"
    checked = client.get(f"{HEIR}check/").context["page"]
    assert [(row.organisation.code, row.tier) for row in checked] == [("0201", Tier.GOOD)]
    client.post(f"{HEIR}check/")
    row = rating(merged)
    assert (row.state, row.score, row.submitted_by) == (State.SUBMITTED, 84, merged.people["unit-01"])
    assert [line.row.rating.state for line in client.get(HEIR).context["inherited"]] == [State.SUBMITTED]
    actions.approve(rows=Rating.objects.filter(pk=row.pk), by=merged.people["department"])
    assert Standing.objects.get(rating=row).tier == Tier.GOOD
    assert client.get(HEIR).context["inherited"] == []
    assert client.post(f"{HEIR}rows/0201/", typed(merged)).status_code == 404


def test_row_is_saved_as_it_is_typed(merged, client_of):
    response = client_of("unit-01").post(f"{HEIR}rows/0201/", typed(merged))
    assert (response.status_code, rating(merged).score, rating(merged).state) == (200, 84, State.RETURNED)


def test_what_the_department_returns_once_more_is_corrected_once_more(merged, client_of):
    enter(merged, "01")
    actions.submit(round_=merged.later, unit=merged["01"], by=merged.people["unit-01"])
    actions.return_(rows=Rating.objects.filter(pk=rating(merged).pk), reason=REASON, by=merged.people["department"])
    assert client_of("unit-01").post(f"{HEIR}rows/0201/", typed(merged, score="70")).status_code == 200
    assert rating(merged).score == 70


def test_corrected_rating_stays_that_of_the_closed_unit(merged):
    """Cohorts, and the tiers by the unit that rated, move by no correction."""
    before = [(row.unit.code, row.total) for row in tiers(merged)]
    enter(merged, "01")
    assert rating(merged).unit == merged["02"]
    actions.submit(round_=merged.later, unit=merged["01"], by=merged.people["unit-01"])
    assert rating(merged).unit == merged["02"]
    actions.approve(rows=Rating.objects.filter(pk=rating(merged).pk), by=merged.people["department"])
    assert before == [("01", 0), ("02", 1)]
    assert [(row.unit.code, row.total) for row in tiers(merged)] == [("01", 0), ("02", 2)]
    [campaign] = campaigns()
    shown = board(campaign, merged.later.reference_date, units_of(campaign, type(merged["01"]).objects.units()), None)
    assert {row.unit.code: row.figures["ordinary-1"].cohort for row in shown.units if row.unit} == {
        "01": 0,
        "02": 1,
        "03": 0,
    }


def tiers(world):
    return completion.tiers_by_unit(world.later, [world["01"], world["02"]])


def test_own_rows_of_the_successor_stay_its_own(merged):
    for code in ("0101", "0102"):
        rate(merged[code], merged.later, Tier.GOOD, state=State.RETURNED)
    enter(merged, "01")
    actions.submit(round_=merged.later, unit=merged["01"], by=merged.people["unit-01"])
    rated = Rating.objects.filter(round=merged.later, state=State.SUBMITTED)
    assert dict(rated.values_list("organisation__code", "unit__code")) == {"0101": "01", "0102": "01", "0201": "02"}


@pytest.mark.parametrize("code", ["0202", "02", "00", "03", "9999"])
def test_other_rows_of_the_closed_unit_are_not_reached(merged, client_of, code):
    """0202 is official and was not reopened."""
    client = client_of("unit-01")
    before = list(Rating.objects.order_by("pk").values())
    assert client.post(f"{HEIR}rows/{code}/", fields(code, "95")).status_code == 404
    client.post(HEIR, fields(code, "95"))
    assert list(Rating.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("state", [None, State.DRAFT, State.APPROVED])
def test_verb_refuses_what_did_not_come_back(merged, state):
    world, version = merged, 1
    rating(world, "0202").history.all().delete()
    Rating.objects.filter(organisation=world["0202"], round=world.later).delete()
    if state:
        version = rate(world["0202"], world.later, Tier.GOOD, state=state).version
    world.later.closes_on = None
    world.later.save()
    with pytest.raises(ValidationError):
        actions.enter(
            round_=world.later, organisation=world["0202"], unit=world["01"], score=None, tier=Tier.LAGGING,
            version=version, by=None,
        )  # fmt: skip


def test_secretary_of_another_unit_reaches_nothing(merged, client_of):
    appoint(merged.people["stranger"], Role.UNIT, merged["03"])
    client = client_of("stranger")
    data = typed(merged)
    for address in (HEIR, CLOSED):
        assert client.get(address).status_code == 404
        assert client.post(f"{address}rows/0201/", data).status_code == 404
    own = "/units/03/rate/2012-2/"
    assert client.get(own).context["grid"].counts.rows == 0
    assert client.post(f"{own}rows/0201/", data).status_code == 404
    assert rating(merged).score == 95


def test_former_secretary_reaches_nothing(merged, client_of):
    assert client_of("unit-02").post(f"{CLOSED}rows/0201/", typed(merged)).status_code == 403


@pytest.mark.parametrize("who", ["department", "viewer"])
def test_readers_of_the_successors_grid_do_not_type(merged, client_of, who):
    client = client_of(who)
    page = client.get(HEIR)
    assert [(line.row.organisation.code, line.form) for line in page.context["inherited"]] == [("0201", None)]
    for address in (HEIR, f"{HEIR}check/", f"{HEIR}rows/0201/"):
        assert client.post(address, typed(merged)).status_code == 403


def test_grid_of_the_merged_unit_is_read_and_leads_to_the_successors(merged, client_of):
    client = client_of("department")
    page = client.get(CLOSED)
    assert {line.form for line in page.context["lines"]} == {None}
    assert f'href="{HEIR}"' in page.content.decode()
    assert "文学院党委" in page.context["workflow"].waits_for
    assert client.post(f"{CLOSED}rows/0201/", typed(merged)).status_code == 403
    with pytest.raises(ValidationError):
        enter(merged, "02", by="department")
    with pytest.raises(ValidationError):
        actions.submit(round_=merged.later, unit=merged["02"], by=merged.people["department"])


def test_chain_of_two_mergers_ends_at_the_last(merged, client_of):
    world = merged
    for code in ("0101", "0102", "0103"):
        world[code].refresh_from_db()
    world.organisations["04"] = found(world["00"], "04", name="理学院党委", kind=Kind.PARTY_COMMITTEE)
    close(world["01"], MERGED + timedelta(days=10), into=world["04"])
    world.people["unit-04"] = person("unit-04")
    appoint(world.people["unit-04"], Role.UNIT, world["04"])
    grid = "/units/04/rate/2012-2/"
    page = client_of("unit-04").get(grid)
    assert [line.row.closed_unit.code for line in page.context["inherited"]] == ["02"]
    for closed in (HEIR, CLOSED):
        assert f'href="{grid}"' in client_of("department").get(closed).content.decode()
    assert client_of("unit-04").post(f"{grid}rows/0201/", typed(world)).status_code == 200
    actions.submit(round_=world.later, unit=world["04"], by=world.people["unit-04"])
    assert (rating(world).state, rating(world).unit) == (State.SUBMITTED, world["02"])


def test_what_closed_by_the_reference_date_is_inherited_by_nobody(merged):
    """It is settled."""
    merged.later.reference_date = MERGED
    merged.later.save()
    assert [row for row in read(merged.later, merged["01"]).lines if row.closed_unit] == []


def test_undone_merger_gives_it_back(merged, client_of):
    """R28: also what the successor typed in the meantime."""
    enter(merged, "01")
    change = Change.objects.get(organisation=merged["02"], kind=ChangeKind.MERGED)
    roster.ask_void(change, reason="误录", by=merged.people["department"])
    roster.void(change, by=merged.people["department-2"])
    assert [row for row in read(merged.later, merged["01"]).lines if row.closed_unit] == []
    page = client_of("unit-02").get(CLOSED)
    assert {line.row.organisation.code: line.form is not None for line in page.context["lines"]} == {
        "0201": True,
        "0202": False,
    }
    assert client_of("unit-01").post(f"{HEIR}rows/0201/", typed(merged)).status_code == 404
    merged["02"].refresh_from_db()
    actions.submit(round_=merged.later, unit=merged["02"], by=merged.people["unit-02"])
    assert (rating(merged).score, rating(merged).unit) == (84, merged["02"])


@pytest.mark.parametrize("branches", [1, 30])
def test_grid_with_inherited_rows_costs_the_same_for_few_and_many(
    world, client_of, branches, django_assert_max_num_queries
):
    for number in range(branches):
        branch = world.organisations[f"8{number:03}"] = found(world["02"], f"8{number:03}")
        rate(branch, world.later, Tier.GOOD)
    for number in range(branches):
        close(world[f"8{number:03}"], MERGED - timedelta(days=1))
    close(world["02"], MERGED, into=world["01"])
    rows = Rating.objects.filter(round=world.later)
    actions.reopen(rows=rows, reason=REASON, by=world.people["department"])
    client = client_of("unit-01")
    with django_assert_max_num_queries(17):
        page = client.get(HEIR)
    assert len(page.context["inherited"]) == branches
