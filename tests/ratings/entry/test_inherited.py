"""What came back of a closed unit: its successor corrects it, else two persons of the department (R30)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from branches import actions as roster
from branches.choices import ChangeKind, Kind
from branches.models import Change
from branches.places import places_of
from core.choices import Role
from core.scope import Scope
from core.workflow.lifecycle import TooLate
from ratings import actions, todos
from ratings.choices import Completion, State, Tier
from ratings.models import Rating, Standing
from ratings.queries import completion
from ratings.queries.board import board, campaigns, units_of
from ratings.queries.grid import read
from ratings.rounds.progress import ProgressList
from tests.ratings.entry.test_grid import fields
from tests.snapshot import staged
from tests.world import appoint, close, found, person, rate

HEIR, CLOSED = "/units/01/rate/2012-2/", "/units/02/rate/2012-2/"
MERGED = date(2012, 12, 1)
REASON = "得分请再核对一次"


def rating(world, code="0201"):
    return Rating.objects.get(organisation=world[code], round=world.later)


def reopen(world, code="0201"):
    rows = Rating.objects.filter(pk=rating(world, code).pk)
    actions.reopen(rows=rows, reason=REASON, by=world.people["department"])


def end_rounds(world):
    for round_ in (world.baseline, world.later):
        round_.closes_on = timezone.localdate() - timedelta(days=1)
        round_.save()


def emptied(world):
    """Unit 02 rated its two branches and closed them after the round; entry is over."""
    for code, tier in (("0201", Tier.ORDINARY), ("0202", Tier.LAGGING)):
        rate(world[code], world.baseline, tier)
    for code, tier in (("0201", Tier.ADVANCED), ("0202", Tier.ORDINARY)):
        rate(world[code], world.later, tier)
    close(world["0202"], MERGED - timedelta(days=2), into=world["0201"])
    close(world["0201"], MERGED - timedelta(days=1), into=world["0101"])
    end_rounds(world)


@pytest.fixture
@staged
def merged(world):
    """Unit 02 was merged into 01; the rating of 0201 is reopened afterwards, that of 0202 stays official."""
    emptied(world)
    close(world["02"], MERGED, into=world["01"])
    reopen(world)
    return world


@pytest.fixture
@staged
def dissolved(world):
    """Unit 02 was dissolved; the rating of 0201 is reopened afterwards, that of 0202 stays official."""
    emptied(world)
    close(world["02"], MERGED)
    reopen(world)
    return world


def typed(world, code="0201", score="84"):
    """What a browser sends of the row as it stands."""
    row = rating(world, code)
    return fields(code, score, "", "", str(row.version), was=("95", "", ""))


def enter(world, unit, code="0201", by="unit-01", **facts):
    values = {"score": Decimal(84), "tier": Tier.GOOD, "version": rating(world, code).version} | facts
    return actions.enter(
        round_=world.later, organisation=world[code], unit=world[unit], by=world.people[by], **values
    )  # fmt: skip


def test_successor_corrects_and_submits_and_the_department_approves(merged, client_of):
    client = client_of("unit-01")
    page = client.get(HEIR)
    assert [line.row.organisation.code for line in page.context["inherited"]] == ["0201"]
    assert "化学学院党总支" in page.content.decode()
    assert client.post(HEIR, typed(merged) | {"check": "1"})["Location"] == f"{HEIR}check/"
    checked = client.get(f"{HEIR}check/").context["summary"]
    assert [(row.organisation.code, row.tier) for row in checked.rows] == [("0201", Tier.GOOD)]
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
    assert client.get(own).context["grid"].lines == []
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


def test_chain_that_ends_in_a_dissolved_unit_is_the_department_s(merged, client_of):
    world = merged
    for day, code in enumerate(("0101", "0102", "0103"), start=1):
        close(world[code], MERGED + timedelta(days=day))
    close(world["01"], MERGED + timedelta(days=10))
    client = client_of("department")
    [line] = client.get(HEIR).context["inherited"]
    assert line.form is not None
    client.post(HEIR, typed(world))
    assert rating(world).score == 84
    assert [todo.url for todo in todos.to_correct(world["00"], scope_of(world, "department"))] == [
        f"{HEIR}#id_0201-score"
    ]


def test_dissolved_unit_one_officer_types_and_another_approves(dissolved, client_of):
    world, client = dissolved, client_of("department")
    page = client.get(CLOSED)
    forms = {line.row.organisation.code: line.form is not None for line in page.context["lines"]}
    assert (forms, page.context["inherited"]) == ({"0201": True, "0202": False}, [])
    assert client.post(f"{CLOSED}rows/0201/", typed(world)).status_code == 200
    client.post(f"{CLOSED}check/")
    row = rating(world)
    assert (row.state, row.score, row.unit, row.submitted_by) == (
        State.SUBMITTED,
        84,
        world["02"],
        world.people["department"],
    )
    rows = Rating.objects.filter(pk=row.pk)
    with pytest.raises(TooLate):
        actions.approve(rows=rows, by=world.people["department"])
    actions.approve(rows=rows, by=world.people["department-2"])
    assert Standing.objects.get(rating=row).tier == Tier.GOOD


@pytest.mark.parametrize("who", ["viewer", "unit-01", "unit-02"])
def test_nobody_else_types_for_a_dissolved_unit(dissolved, client_of, who):
    status = 404 if who == "unit-01" else 403
    assert client_of(who).post(f"{CLOSED}rows/0201/", typed(dissolved)).status_code == status


def test_of_a_dissolved_unit_only_what_came_back_is_typed(dissolved, client_of):
    """Also while entry is open: what was never handed in stays so."""
    world = dissolved
    Rating.objects.filter(organisation=world["0202"], round=world.later).delete()
    world.later.closes_on = None
    world.later.save()
    client = client_of("department")
    forms = {line.row.organisation.code: line.form is not None for line in client.get(CLOSED).context["lines"]}
    assert forms == {"0201": True, "0202": False}
    client.post(f"{CLOSED}rows/0202/", fields("0202", "95"))
    assert not Rating.objects.filter(organisation=world["0202"], round=world.later).exists()
    assert actions.submit(round_=world.later, unit=world["02"], by=world.people["department"]) == [rating(world).pk]


def test_undone_merger_gives_it_back(merged, client_of):
    """R28: also what the successor typed in the meantime."""
    enter(merged, "01")
    change = Change.objects.get(organisation=merged["02"], kind=ChangeKind.MERGED)
    roster.ask_void(change, reason="误录", by=merged.people["department"])
    roster.void(change, by=merged.people["department-2"])
    assert read(merged.later, merged["01"]).inherited == []
    page = client_of("unit-02").get(CLOSED)
    assert {line.row.organisation.code: line.form is not None for line in page.context["lines"]} == {
        "0201": True,
        "0202": False,
    }
    assert client_of("unit-01").post(f"{HEIR}rows/0201/", typed(merged)).status_code == 404
    merged["02"].refresh_from_db()
    actions.submit(round_=merged.later, unit=merged["02"], by=merged.people["unit-02"])
    assert (rating(merged).score, rating(merged).unit) == (84, merged["02"])


def test_what_closed_by_the_reference_date_is_inherited_by_nobody(merged):
    """It is settled."""
    merged.later.reference_date = MERGED
    merged.later.save()
    assert read(merged.later, merged["01"]).inherited == []


def scope_of(world, name):
    return Scope(world.people[name], places_of(world.people[name]))


def progress(world):
    """{unit: (to correct, state, who is next)} as the page of the round shows it."""
    rows = completion.by_unit(world.later, [world["01"], world["02"]])
    return {
        row.unit.code: (row.returned, row.state, ProgressList.value_waits_for(None, row))
        for row in rows
    }  # fmt: skip


def test_successor_is_asked_and_progress_says_whose_turn_it_is(merged):
    [todo] = todos.to_rate(merged["01"], scope_of(merged, "unit-01"))
    assert (todo.who, todo.url, todo.notes) == (Role.UNIT, f"{HEIR}#id_0201-score", (REASON,))
    assert progress(merged) == {
        "01": (1, Completion.RETURNED, Role.UNIT.label),
        "02": (0, Completion.APPROVED, "—"),
    }
    assert list(todos.to_rate(merged["02"], scope_of(merged, "department"))) == []
    assert list(todos.to_correct(merged["00"], scope_of(merged, "department"))) == []


def test_department_is_asked_for_a_dissolved_unit(dissolved):
    department = scope_of(dissolved, "department")
    [todo] = todos.to_correct(dissolved["00"], department)
    assert (todo.who, todo.url, todo.rule, todo.notes) == (
        Role.DEPARTMENT,
        f"{CLOSED}#id_0201-score",
        "R30",
        (REASON,),
    )
    [of_unit] = todos.to_rate(dissolved["02"], department)
    assert (of_unit.who, of_unit.url) == (Role.DEPARTMENT, f"{CLOSED}#id_0201-score")
    assert progress(dissolved)["02"] == (1, Completion.RETURNED, Role.DEPARTMENT.label)


def test_submitted_again_it_waits_for_the_department(merged):
    enter(merged, "01")
    actions.submit(round_=merged.later, unit=merged["01"], by=merged.people["unit-01"])
    assert list(todos.to_rate(merged["01"], scope_of(merged, "unit-01"))) == []
    [todo] = todos.to_decide(merged["00"], scope_of(merged, "department"))
    assert [name for name, _url in todo.names] == ["化学学院党总支（1）"]
    assert progress(merged)["02"][1:] == (Completion.SUBMITTED, Role.DEPARTMENT.label)


@pytest.mark.parametrize(("how", "words"), [("merged", "由承接单位文学院党委修改"), ("dissolved", "另一人审定")])
def test_page_that_reopens_says_who_corrects(request, client_of, how, words):
    request.getfixturevalue(how)
    assert words in client_of("department").get("/rounds/2012-2/reopen/0202/").content.decode()


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
    with django_assert_max_num_queries(16):
        page = client.get(HEIR)
    assert len(page.context["inherited"]) == branches
