"""Rounds, one round and its progress: who sees which rows, what the counts say, filter and order."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from ratings.choices import Completion, State, Tier
from tests.snapshot import staged
from tests.workbooks import list_rows
from tests.world import close, found, move, rate

ROUND = "/rounds/2012-1/"
PROGRESS = f"{ROUND}progress/"


@pytest.fixture
@staged
def rated(world):
    """Three official ratings, one submitted, one draft; two base organisations rated by the university."""
    rate(world["0101"], world.baseline, Tier.ADVANCED)
    rate(world["0102"], world.baseline, Tier.ORDINARY, score=61)
    rate(world["0103"], world.baseline, Tier.GOOD, state=State.SUBMITTED)
    rate(world["0201"], world.baseline, Tier.ORDINARY, score=74)
    rate(world["0202"], world.baseline, Tier.LAGGING, state=State.DRAFT)
    rate(world["01"], world.baseline, Tier.GOOD)
    rate(world["03"], world.baseline, Tier.ADVANCED)
    return world


def listed(response):
    return [rating.organisation.code for rating in response.context["list"].page]


def counts(row):
    return [count for _, count in row.counts]


def test_rounds_lists_newest_first(world, client_of):
    response = client_of("department").get("/rounds/")
    assert [round_.code for round_, _ in response.context["rounds"]] == ["2012-2", "2012-1"]


def test_rounds_without_any_says_what_comes_next(world, client_of):
    world.campaign.rounds.all().delete()
    steps = client_of("department").get("/rounds/").context["steps"]
    assert [(step["url"], step["done"]) for step in steps] == [
        ("/workbooks/import/roster/", True),
        ("/campaigns/new/", True),
        ("/campaigns/2012/rounds/new/", False),
        (None, False),
    ]
    assert client_of("unit-01").get("/rounds/").context["steps"] == []


def test_rounds_tells_planned_open_and_closed(world, client_of):
    today = timezone.localdate()
    world.baseline.closes_on = today - timedelta(days=1)
    world.later.opens_on = today + timedelta(days=1)
    world.baseline.save()
    world.later.save()
    response = client_of("viewer").get("/rounds/")
    assert [phase for _, phase in response.context["rounds"]] == ["planned", "closed"]


@pytest.mark.parametrize(
    ("who", "codes"),
    [
        ("department", ["01", "0101", "0102", "0103", "0201", "0202", "03"]),
        ("viewer", ["01", "0101", "0102", "0103", "0201", "0202", "03"]),
        ("unit-01", ["01", "0101", "0102", "0103"]),
        ("unit-03", ["03"]),
        ("branch-0101", ["0101"]),
    ],
)
def test_round_lists_what_the_person_may_see(rated, client_of, who, codes):
    assert sorted(listed(client_of(who).get(ROUND))) == codes


def test_round_sheet_holds_what_is_on_screen(rated, client_of):
    rated["0101"].ratings.update(score="95.4567", remark="=1+1")
    rows = list_rows(client_of("department").get(f"{ROUND}sheet/?unit=01&level=branches&sort=-score"))
    assert rows[1:] == [
        ("0101", "文学院教工第一党支部", "文学院党委", 95.4567, "先进", "已审定", "=1+1"),
        ("0103", "文学院离退休党支部", "文学院党委", 82, "较好", "已提交", None),
        ("0102", "文学院学生第一党支部", "文学院党委", 61, "一般", "已审定", None),
    ]


def test_round_sheet_holds_all_pages(world, client_of, django_assert_max_num_queries):
    for number in range(55):
        rate(found(world["01"], f"9{number:03d}"), world.baseline, Tier.GOOD, state=State.DRAFT)
    client = client_of("department")
    with django_assert_max_num_queries(11):
        assert len(list_rows(client.get(f"{ROUND}sheet/"))) == 56


def test_round_shows_a_moved_branch_s_baseline_to_its_cohort_unit(rated, client_of):
    move(rated["0101"], rated["02"])
    assert "0101" in listed(client_of("unit-01").get(ROUND))


def test_round_counts_states_within_the_scope(rated, client_of):
    states = client_of("unit-01").get(ROUND).context["states"]
    assert {state: count for state, count in states if count} == {State.APPROVED: 3, State.SUBMITTED: 1}


def test_round_counts_official_tiers_by_unit(rated, client_of):
    response = client_of("department").get(ROUND)
    rows = [(row.unit.code, counts(row)) for row in response.context["tiers"]]
    assert rows == [("01", [1, 0, 1, 0]), ("02", [0, 0, 1, 0]), ("03", [0, 0, 0, 0])]
    assert [counts(row) for row in response.context["university"]] == [[1, 0, 2, 0], [1, 1, 0, 0]]


def test_round_shows_a_unit_its_own_row_and_the_totals(rated, client_of):
    response = client_of("unit-02").get(ROUND)
    assert [row.unit.code for row in response.context["tiers"]] == ["02"]
    assert counts(response.context["university"][0]) == [1, 0, 2, 0]


def test_round_shows_a_branch_no_distribution(rated, client_of):
    assert client_of("branch-0101").get(ROUND).context["tiers"] == []


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("?unit=02", ["0201", "0202"]),
        ("?tier=2", ["0102", "0201"]),
        ("?state=approved&unit=01", ["01", "0101", "0102"]),
        ("?q=0102", ["0102"]),
        ("?q=化学学院教工", ["0201"]),
        ("?q=tsg", ["03"]),
        ("?level=branches&unit=01&state=approved", ["0101", "0102"]),
        ("?level=base", ["01", "03"]),
        ("?unit=99", []),
    ],
)
def test_round_is_filtered(rated, client_of, query, codes):
    assert sorted(listed(client_of("department").get(ROUND + query))) == codes


def test_round_filter_offers_a_unit_no_other_units(rated, client_of):
    client = client_of("unit-01")
    response = client.get(ROUND)
    assert response.context["filter"].form.fields["unit"].widget.is_hidden
    assert sorted(listed(response)) == ["01", "0101", "0102", "0103"]
    assert listed(client.get(f"{ROUND}?unit=02")) == []


@pytest.mark.parametrize(
    ("sort", "first", "aria"), [("score", "0202", "ascending"), ("-score", "0101", "descending"), ("-code", "03", "")]
)
def test_round_is_sorted(rated, client_of, sort, first, aria):
    response = client_of("department").get(f"{ROUND}?sort={sort}")
    assert listed(response)[0] == first
    assert re.findall(r'aria-sort="(\w+)">\s*<a [^>]*>得分<', response.content.decode()) == [aria] * bool(aria)


@pytest.mark.parametrize(("sort", "kept"), [("-score", ["-score"]), ("nix", [])])
def test_round_filter_keeps_the_order(rated, client_of, sort, kept):
    text = client_of("department").get(f"{ROUND}?sort={sort}").content.decode()
    assert re.findall('<input type="hidden" name="sort" value="(.*?)">', text) == kept


def test_round_offers_a_correction_to_the_department_only(rated, client_of):
    pages = [client_of(who).get(ROUND).content.decode() for who in ("department", "viewer")]
    assert [text.count("/reopen/") for text in pages] == [5, 0]


def test_round_with_an_unknown_order_or_page_still_opens(rated, client_of):
    assert len(listed(client_of("department").get(f"{ROUND}?sort=nix&page=99&tier=x"))) == 7


def test_round_goes_page_by_page(world, client_of):
    for number in range(55):
        rate(found(world["01"], f"9{number:03d}"), world.baseline, Tier.GOOD, state=State.DRAFT)
    client = client_of("department")
    assert (len(listed(client.get(ROUND))), len(listed(client.get(f"{ROUND}?page=2")))) == (50, 5)


@pytest.mark.parametrize("who", ["expert", "accounts", "audit", "stranger"])
@pytest.mark.parametrize("address", ["/rounds/", ROUND, PROGRESS])
def test_rounds_are_for_readers(rated, client_of, who, address):
    assert client_of(who).get(address).status_code == 403


def test_progress_is_not_for_branches(rated, client_of):
    assert client_of("branch-0101").get(PROGRESS).status_code == 403


def test_unknown_round_is_not_found(world, client_of):
    assert client_of("department").get("/rounds/nix/").status_code == 404


def completions(response):
    return {
        row.unit.code: (row.expected, row.typed, row.submitted, row.returned, row.approved, row.state)
        for row in response.context["list"].page
        if row.unit
    }


def university(response):
    """The university's own row, which stands above the units; None without one."""
    return next((row for row in response.context["list"].page if row.unit is None), None)


def test_progress_counts_each_unit(rated, client_of):
    assert completions(client_of("department").get(PROGRESS)) == {
        "01": (3, 0, 1, 0, 2, Completion.SUBMITTED),
        "02": (2, 1, 0, 0, 1, Completion.DRAFTED),
        "03": (0, 0, 0, 0, 0, Completion.NOTHING),
    }


def test_progress_counts_the_university_s_own_ratings(rated, client_of):
    row = university(client_of("department").get(PROGRESS))
    assert (row.expected, row.approved, row.left, row.state) == (3, 2, 1, Completion.DRAFTED)


@pytest.mark.parametrize(
    ("states", "state"),
    [
        ([], Completion.NOT_STARTED),
        ([State.DRAFT], Completion.DRAFTED),
        ([State.SUBMITTED, State.RETURNED], Completion.RETURNED),
        ([State.SUBMITTED, State.SUBMITTED], Completion.SUBMITTED),
        ([State.SUBMITTED, State.APPROVED], Completion.SUBMITTED),
        ([State.APPROVED, State.APPROVED], Completion.APPROVED),
    ],
)
def test_progress_state_is_the_furthest_behind(world, client_of, states, state):
    for code, kept in zip(("0201", "0202"), states, strict=False):
        rate(world[code], world.baseline, Tier.GOOD, state=kept)
    assert completions(client_of("department").get(PROGRESS))["02"][-1] == state


def test_progress_expects_nobody_who_is_closed_or_new(world, client_of):
    close(world["0101"], date(2012, 3, 1))
    found(world["01"], "0199", founded_on=date(2012, 1, 1))
    response = client_of("department").get(PROGRESS)
    assert completions(response)["01"][0] == 2
    assert [apart.organisation.code for apart in response.context["newcomers"]] == ["0199"]


def test_progress_keeps_handed_in_ratings_with_the_unit_that_rated(rated, client_of):
    move(rated["0101"], rated["02"])
    move(rated["0202"], rated["01"])
    found_completions = completions(client_of("department").get(PROGRESS))
    assert (found_completions["01"][:5], found_completions["02"][:5]) == ((4, 1, 1, 0, 2), (1, 0, 0, 0, 1))


def test_progress_shows_a_unit_its_own_row_only(rated, client_of):
    response = client_of("unit-01").get(PROGRESS)
    assert list(completions(response)) == ["01"]
    assert (university(response), list(response.context["newcomers"])) == (None, [])


def test_progress_turns_its_pages_and_counts_every_unit(rated, client_of, monkeypatch):
    monkeypatch.setattr("core.lists.PAGE", 2)
    client = client_of("department")
    first, second = client.get(PROGRESS), client.get(f"{PROGRESS}?page=2")
    assert [[row.unit and row.unit.code for row in one.context["list"].page] for one in (first, second)] == [
        [None, "01"],
        ["02", "03"],
    ]
    assert first.context["behind"] == second.context["behind"] == 1


def test_progress_turns_the_pages_of_newcomers_alone(rated, client_of, monkeypatch):
    monkeypatch.setattr("core.lists.PAGE", 1)
    found(rated["01"], "0198", founded_on=date(2012, 1, 1))
    found(rated["01"], "0199", founded_on=date(2012, 1, 1))
    response = client_of("department").get(f"{PROGRESS}?page=2&list=newcomers")
    assert [apart.organisation.code for apart in response.context["newcomers"]] == ["0199"]
    assert response.context["list"].page.number == 1


def test_progress_sheet_holds_every_unit(rated, client_of):
    rows = list_rows(client_of("department").get(f"{PROGRESS}sheet/"))
    assert rows[1:] == [
        (None, "基层党组织（由学校评定）", 3, 0, 0, 0, 2, 1, "已录入3个中的2个", "党委组织部", None, None),
        ("01", "文学院党委", 3, 0, 1, 0, 2, 0, "已提交", "党委组织部", None, None),
        ("02", "化学学院党总支", 2, 1, 0, 0, 1, 1, "已录入2个中的2个", "基层党组织书记", "unit-02", None),
        ("03", "图书馆直属党支部", 0, 0, 0, 0, 0, 0, "无须评定", "—", None, None),
    ]
    assert [row[0] for row in list_rows(client_of("unit-01").get(f"{PROGRESS}sheet/"))[1:]] == ["01"]


@pytest.mark.parametrize("address", ["/rounds/", ROUND, PROGRESS])
def test_rounds_cost_the_same_for_few_and_many(world, client_of, address, django_assert_max_num_queries):
    for number in range(40):
        rate(found(world["01"], f"9{number:03d}"), world.baseline, Tier.GOOD, state=State.DRAFT)
    client = client_of("department")
    with django_assert_max_num_queries(22):
        client.get(address)
