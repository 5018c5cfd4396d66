"""The page behind a number: every list is as long as its figure; rules, computation, who sees names."""

import re
from datetime import date

import pytest

from branches import actions as roster
from branches.models import Organisation
from core.figures import explained
from core.lists import PAGE
from core.templatetags.numbers import count_of, number
from pledges.figures.texts import FIGURES, RULES
from ratings.choices import Tier
from ratings.figures.standings import LABELS, standing_explained
from ratings.queries import board as boards
from ratings.rules.progress import Figure
from tests.snapshot import staged
from tests.workbooks import list_rows
from tests.world import YEAR_1, close, found, move, rate

ON = "2012-12-31"
TARGETS = ("ordinary-1", "lagging-1", "ordinary-2", "lagging-2")
LISTED = ("cohort", "risen", "moved-up-not-counted", "not-rerated", "left-out")


@pytest.fixture
@staged
def rated(world):
    """A rise, a step up, one not re-rated, one dissolved, one merged, one moved: every list has something."""
    branches = {code: world[code] for code in ("0101", "0102", "0103", "0201", "0202")}
    branches |= {code: found(world["02"], code) for code in ("0203", "0204")}
    tiers = {"0202": Tier.LAGGING, "0204": Tier.ADVANCED}
    for code, branch in branches.items():
        rate(branch, world.baseline, tiers.get(code, Tier.ORDINARY))
    move(branches["0101"], world["02"])
    close(branches["0103"], date(2012, 9, 1))
    close(branches["0203"], date(2012, 6, 1), into=branches["0204"])
    for code, tier in {"0101": Tier.ADVANCED, "0102": Tier.GOOD, "0204": Tier.ADVANCED}.items():
        rate(branches[code], world.later, tier)
    return world


FOLDED = re.compile(r'<details class="folded"\s+id="([\w-]+)"( open)?>')


def page(client, metric, **asked):
    return client.get(f"/numbers/{metric}/", {"on": ON, **asked})


def lists(response):
    return {one.key: [row.code for row in rows] for one, _page, rows in response.context["lists"]}


@pytest.mark.parametrize("unit", [None, "01", "02", "03"])
@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("day", [date(2012, 3, 1), date(2012, 8, 1), YEAR_1, date(2014, 1, 1)])
def test_lists_are_as_long_as_their_figures(rated, unit, target, day):
    campaign = boards.chosen(boards.campaigns(), day)
    place = rated[unit] if unit else None
    units = boards.units_of(campaign, Organisation.objects.filter(code=unit))
    board = boards.board(campaign, day, units)
    figure = (board.units[0] if unit else board.university).figures[target]
    for key in FIGURES:
        if key in ("state", "cover"):
            continue
        shown = explained(campaign, day, f"{target}-{key}", place, named=True)
        lengths = {one.key: len(one.entries) for one in shown.lists}
        expected = {name: getattr(figure, name.replace("-", "_")) for name in LISTED}
        expected["not-risen"] = figure.cohort - figure.risen
        assert lengths == {name: expected[name] for name in lengths}
        assert next(iter(lengths)) == (key if key in LISTED else next(iter(lengths)))


def test_gap_begins_with_who_is_missing_and_folds_the_rest(rated, client_of):
    response = page(client_of("department"), "ordinary-1-gap")
    first, *others = lists(response)
    text = response.content.decode()
    assert [key for key, _open in FOLDED.findall(text)] == others
    assert (first, text.index('id="not-risen"') < text.index('<dl class="facts">')) == ("not-risen", True)
    turned = page(client_of("department"), "ordinary-1-gap", list="risen")
    assert [key for key, is_open in FOLDED.findall(turned.content.decode()) if is_open] == ["risen"]


def test_number_names_who_has_risen_and_of_whom(rated, client_of):
    response = page(client_of("department"), "ordinary-1-risen")
    assert response.context["explanation"].value == "2"
    assert lists(response) == {
        "risen": ["0101", "0203"],
        "cohort": ["0101", "0102", "0201", "0203"],
        "left-out": ["0103"],
    }


def test_number_shows_both_units_successor_and_document(rated, client_of):
    response = page(client_of("department"), "ordinary-1-risen")
    rows = {row.code: row for _one, _page, rows in response.context["lists"] for row in rows}
    assert (rows["0101"].cohort_unit, rows["0101"].unit) == ("文学院党委", "化学学院党总支")
    assert rows["0203"].via.startswith("0204 ")
    assert rows["0103"].document == Organisation.objects.get(code="0103").closing_document


def test_number_tells_the_own_last_tier_beside_that_of_the_successor(rated, client_of):
    response = page(client_of("department"), "ordinary-1-risen")
    rows = {row.code: row for _one, _page, rows in response.context["lists"] for row in rows}
    assert (rows["0203"].standing, rows["0203"].own, rows["0101"].own) == (Tier.ADVANCED, Tier.ORDINARY, None)
    assert "自身最近等次" in response.content.decode()


def test_number_of_a_day_before_a_merger_tells_of_none(rated, client_of):
    response = page(client_of("department"), "ordinary-1-cohort", on="2012-05-01")
    assert {row.closing for _one, _page, rows in response.context["lists"] for row in rows} == {""}


def test_number_is_judged_on_the_deadline_once_past(rated, client_of):
    explanation = page(client_of("department"), "ordinary-1-risen", on="2014-05-01").context["explanation"]
    assert (explanation.on, explanation.judged) == (date(2014, 5, 1), YEAR_1)


@pytest.mark.parametrize(
    ("key", "formula"),
    [
        ("needed", "4 × 30 ÷ 100，向上取整为2"),
        ("gap", "已晋位2，已达应晋位2"),
        ("met", "100 × 2 ≥ 30 × 4"),
    ],
)
def test_number_shows_the_computation(rated, client_of, key, formula):
    assert page(client_of("department"), f"ordinary-1-{key}").context["explanation"].formula == [formula]


def test_number_tells_what_is_missing_in_words(rated, client_of):
    explanation = page(client_of("department"), "lagging-1-gap").context["explanation"]
    assert explanation.formula == ["应晋位1 − 已晋位0 = 尚差1"]
    named = page(client_of("department"), "state").context["explanation"].formula
    assert [line for line in named if "-1" in line or "（" not in line] == []


@pytest.mark.parametrize("metric", [*(f"lagging-1-{key}" for key in FIGURES), "state", *LABELS])
def test_number_quotes_its_rules(rated, client_of, metric):
    response = page(client_of("unit-02"), metric, unit="02")
    numbers = [number for number, _text in response.context["explanation"].rules]
    assert numbers == [
        number for number in numbers if number in RULES and f"<dt>{number}</dt>" in response.content.decode()
    ]
    assert numbers != []


def test_number_names_a_unit_its_own_cohort_only(rated, client_of):
    client = client_of("unit-01")
    assert lists(page(client, "ordinary-1-risen", unit="01"))["risen"] == ["0101"]
    assert page(client, "ordinary-1-risen", unit="02").status_code == 404


def test_number_names_a_moved_branch_without_opening_its_page(rated, client_of):
    rows = page(client_of("unit-01"), "ordinary-1-cohort", unit="01").context["lists"][0][-1]
    assert [(row.code, row.url) for row in rows] == [("0101", ""), ("0102", "/branches/0102/")]


@pytest.mark.parametrize(
    ("who", "named"), [("department", True), ("viewer", True), ("viewer-01", False), ("unit-01", False)]
)
def test_number_of_the_university_names_branches_to_those_who_see_all(rated, client_of, who, named):
    client = client_of(who)
    response = page(client, "ordinary-1-risen")
    assert (response.context["explanation"].value, bool(response.context["lists"])) == ("2", named)
    assert client.get("/numbers/ordinary-1-risen/sheet/").status_code == (200 if named else 404)


@pytest.mark.parametrize("figure", ["left_out", "not_rerated", "moved_up_not_counted"])
def test_number_is_found_by_the_name_programs_read(rated, client_of, figure):
    client = client_of("department")
    asked, linked = (page(client, f"ordinary-1-{name}") for name in (figure, figure.replace("_", "-")))
    assert lists(asked) == lists(linked)
    assert asked.context["explanation"].formula == linked.context["explanation"].formula
    sheet = client.get(f"/numbers/ordinary-1-{figure}/sheet/", {"on": ON})
    assert (asked.context["explanation"].value, sheet.status_code) == ("1", 200)


@pytest.mark.parametrize("metric", ["nothing", "ordinary-1", "ordinary-1-x", "-risen", "ordinary-9-risen"])
def test_number_nobody_knows_is_not_found(rated, client_of, metric):
    assert page(client_of("department"), metric).status_code == 404


@pytest.mark.parametrize("unit", ["0102", "00", "99"])
def test_number_of_what_is_no_unit_is_not_found(rated, client_of, unit):
    assert page(client_of("department"), "ordinary-1-risen", unit=unit).status_code == 404


@pytest.mark.parametrize(("asked", "status"), [({"on": "2012-02-30"}, 400), ({"campaign": "1999"}, 404)])
def test_number_explains_an_address_it_cannot_understand(rated, client_of, asked, status):
    response = page(client_of("department"), "ordinary-1-risen", **asked)
    assert (response.status_code, len(response.context["query"].problems)) == (status, 1)


@pytest.mark.parametrize(
    ("metric", "codes"),
    [
        ("tier-advanced", ["0101", "0204"]),
        ("tier-good", ["0102"]),
        ("tier-ordinary", ["0201"]),
        ("tier-lagging", ["0202"]),
        ("rated", ["0101", "0102", "0201", "0202", "0204"]),
        ("unrated", ["0205"]),
    ],
)
def test_standing_counts_open_branches_on_the_day(rated, client_of, metric, codes):
    found(rated["02"], "0205")
    response = page(client_of("department"), metric)
    assert lists(response)[metric] == codes
    assert response.context["explanation"].value == str(len(codes))


@pytest.mark.parametrize("metric", LABELS)
@pytest.mark.parametrize("unit", [None, "02"])
def test_standing_is_the_same_figure_without_names(rated, metric, unit, django_assert_num_queries):
    found(rated["02"], "0205")
    facts = (boards.chosen(boards.campaigns(), YEAR_1), YEAR_1, metric, rated[unit] if unit else None)
    named = standing_explained(*facts, named=True)
    with django_assert_num_queries(1):
        counted = standing_explained(*facts, named=False)
    assert (counted.value, counted.formula, counted.lists) == (named.value, named.formula, [])
    assert named.value == str(len(named.lists[0].entries))


@pytest.mark.parametrize(
    ("unit", "day", "codes"),
    [
        ("01", "2012-06-30", ["0101", "0102", "0103"]),
        ("01", "2012-07-01", ["0102", "0103"]),
        ("02", "2012-06-30", ["0201"]),
        ("02", "2012-07-01", ["0101", "0201"]),
        ("02", "2012-12-31", ["0101", "0201"]),
    ],
)
def test_standing_belongs_to_the_unit_of_the_day(rated, client_of, unit, day, codes):
    """The path is the present only; 0101 left unit 01 for 02 on 2012-07-01, and goes back later."""
    move(rated["0101"], rated["01"], on=date(2013, 2, 1))
    response = page(client_of("department"), "rated", unit=unit, on=day)
    assert [code for code in lists(response)["rated"] if code in ("0101", "0102", "0103", "0201")] == codes


@pytest.mark.parametrize(
    ("day", "names"),
    [
        ("2012-11-30", ("文学院教工第一党支部", "文学院党委", "第0204党支部")),
        ("2012-12-31", ("教工党支部", "人文学院党委", "学生党支部")),
    ],
)
def test_number_names_everything_as_on_the_day_asked_about(rated, client_of, day, names):
    for code, name in (("0101", "教工党支部"), ("01", "人文学院党委"), ("0204", "学生党支部")):
        roster.rename(Organisation.objects.get(code=code), name=name, on=date(2012, 12, 1), by=None)
    response = page(client_of("department"), "ordinary-1-risen", unit="", on=day)
    rows = {row.code: row for _one, _page, rows in response.context["lists"] for row in rows}
    assert (rows["0101"].name, rows["0101"].cohort_unit, rows["0203"].via.removeprefix("0204 ")) == names
    assert page(client_of("unit-01"), "ordinary-1-risen", unit="01", on=day).context["unit_called"] == names[1]


def test_number_keeps_today_s_names_when_a_deadline_has_passed(rated, client_of):
    roster.rename(rated["0101"], name="教工党支部", on=date(2013, 6, 1), by=None)
    rows = client_of("department").get("/numbers/ordinary-1-risen/").context["lists"][0][-1]
    assert (rows[0].code, rows[0].name) == ("0101", "教工党支部")


def test_number_sheet_holds_every_list(rated, client_of):
    response = client_of("department").get("/numbers/ordinary-1-risen/sheet/", {"on": ON})
    assert [row[1] for row in list_rows(response)[1:]] == [
        *("0101", "0203"),
        *("0101", "0102", "0201", "0203"),
        "0103",
    ]


def test_number_tags_link_what_they_print():
    assert number("ordinary-1", "gap", 7, unit="01", on=YEAR_1) == (
        '<a class="figure-link" href="/numbers/ordinary-1-gap/?unit=01&amp;on=2012-12-31">7</a>'
    )
    assert number("", "tier-lagging", 13, campaign="2012") == (
        '<a class="figure-link" href="/numbers/tier-lagging/?campaign=2012">13</a>'
    )


def test_count_of_hands_over_the_counts_first():
    assert count_of("ordinary-1", Figure(30, cohort=3, risen=2)) == {
        "part": 2,
        "whole": 3,
        "share": "66.6",
        "url": "/numbers/ordinary-1-share/",
    }


def test_each_list_turns_its_own_pages(world, client_of):
    for serial in range(PAGE + 1):
        rate(found(world["02"], f"09{serial:03}"), world.baseline, Tier.ORDINARY)
    client = client_of("department")
    first = dict(lists(page(client, "ordinary-1-risen")))
    second = page(client, "ordinary-1-risen", list="cohort", page=2)
    assert len(first["cohort"]) == PAGE
    assert lists(second) == {**first, "cohort": [f"09{PAGE:03}"]}
    assert 'list=cohort#cohort"' in page(client, "ordinary-1-risen").content.decode().replace("&amp;", "&")
