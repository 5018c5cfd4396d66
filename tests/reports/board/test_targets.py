"""The target board: rows by role, figures, order, filter, columns, days, workbook."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from django.utils.html import strip_tags

from branches import actions as roster
from branches.models import Secretary
from core.models import Event
from ratings.choices import Tier
from reports.board.columns import BY_KEY
from tests.workbooks import list_rows
from tests.world import LATER, YEAR_1, close, found, rate

BOARD = "/targets/"
ON = "2012-12-31"


@pytest.fixture
def client_of(client_of):
    """As everywhere, but reading English: the words of a cell are compared."""

    def reader(username):
        client = client_of(username)
        client.cookies["django_language"] = "en"
        return client

    return reader


def rows(response):
    return [line.unit.code for line in response.context["page"].lines]


def cells(line):
    return [strip_tags(cell.link) for cell in line.cells]


@pytest.mark.parametrize(
    ("who", "codes"),
    [
        ("department", ["02", "01", "03"]),
        ("viewer", ["02", "01", "03"]),
        ("viewer-01", ["01"]),
        ("unit-02", ["02"]),
    ],
)
def test_board_shows_the_units_in_scope_largest_gap_first(rated, client_of, who, codes):
    assert rows(client_of(who).get(BOARD, {"on": ON})) == codes


def test_board_shows_a_unit_the_university_s_totals(rated, client_of):
    line = client_of("unit-02").get(BOARD, {"on": ON}).context["page"].university
    assert cells(line) == [
        *("1 of 4 (25.0%)", "2", "1", "0", "1", "2", "0"),
        *("0 of 1 (0.0%)", "1", "1", "0", "0", "1", "0"),
    ]


def test_board_prints_counts_first_and_says_what_does_not_apply(rated, client_of):
    page = client_of("department").get(BOARD, {"on": ON, "sort": "name"}).context["page"]
    assert [cells(line)[:3] for line in page.lines] == [
        ["1 of 3 (33.3%)", "1", "0"],
        ["0 of 1 (0.0%)", "1", "1"],
        ["not applicable", "—", "—"],
    ]
    assert [line.state[0] for line in page.lines] == ["on_target", "off_track", "not_applicable"]


def test_board_links_units_and_figures(rated, client_of):
    text = client_of("department").get(BOARD, {"on": ON}).content.decode()
    assert 'href="/units/01/?on=2012-12-31"' in text
    assert 'href="/numbers/ordinary-1-gap/?unit=02&amp;on=2012-12-31"' in text
    assert 'href="/numbers/state/?on=2012-12-31"' in text


@pytest.mark.parametrize(
    ("sort", "codes"),
    [
        ("name", ["01", "02", "03"]),
        ("-name", ["03", "02", "01"]),
        ("state", ["02", "01", "03"]),
        ("gap", ["01", "02", "03"]),
        ("-ordinary-1.risen", ["01", "02", "03"]),
        ("ordinary-1.risen", ["02", "01", "03"]),
        ("nonsense", ["02", "01", "03"]),
    ],
)
def test_board_sorts_by_any_column_and_puts_what_does_not_apply_last(rated, client_of, sort, codes):
    assert rows(client_of("department").get(BOARD, {"on": ON, "sort": sort})) == codes


def test_board_says_by_what_it_is_sorted(rated, client_of):
    text = client_of("department").get(BOARD, {"on": ON, "sort": "-lagging-1.gap"}).content.decode()
    assert text.count('aria-sort="descending"') == 1


def test_board_filters_by_state_and_text(rated, client_of):
    client = client_of("department")
    assert rows(client.get(BOARD, {"on": ON, "state": "off_track"})) == ["02"]
    assert rows(client.get(BOARD, {"on": ON, "q": "文学"})) == ["01"]
    assert rows(client.get(BOARD, {"on": ON, "q": "hxxy"})) == ["02"]
    assert rows(client.get(BOARD, {"on": ON, "q": "nobody"})) == []


def test_board_of_a_day_is_filtered_by_what_was_so_then(rated, client_of):
    """A name of that day and its initials, and who led the unit then (R34)."""
    roster.rename(rated["02"], name="材料学院党总支", on=date(2013, 3, 1), by=None)
    for name, facts in (("王早", {"left_on": date(2013, 3, 1)}), ("李晚", {"term_from": date(2013, 3, 1)})):
        Secretary.objects.create(organisation=rated["02"], name=name, **facts)
    client = client_of("department")
    asked = {text: rows(client.get(BOARD, {"on": ON, "q": text})) for text in ("化学", "hxxy", "王早", "李晚")}
    assert asked == {"化学": ["02"], "hxxy": ["02"], "王早": ["02"], "李晚": []}


def test_board_shows_the_columns_and_the_deadline_asked_for(rated, client_of):
    client = client_of("department")
    page = client.get(BOARD, {"on": ON, "columns": ["gap"], "show": "2013-12-31"}).context["page"]
    assert [(head.target.code, head.column.key) for head in page.heads] == [("ordinary-2", "gap"), ("lagging-2", "gap")]
    every = client.get(BOARD, {"on": ON, "show": "all"}).context["page"]
    assert (len(every.targets), every.keys) == (4, ["risen", "needed", "gap", "cover"])
    chosen = client.get(BOARD, {"on": ON, "show": "all", "columns": ["left-out"]}).context["page"]
    assert (len(chosen.heads), chosen.keys) == (4, ["left-out"])
    assert client.get(BOARD, {"on": ON}).context["page"].keys == list(BY_KEY)


@pytest.mark.parametrize(
    ("on", "codes"),
    [
        ("2012-12-31", ["ordinary-1", "lagging-1"]),
        ("2013-01-01", ["ordinary-2", "lagging-2"]),
        ("2020-01-01", ["ordinary-2", "lagging-2"]),
    ],
)
def test_board_shows_the_nearest_open_deadline_else_the_last(rated, client_of, on, codes):
    page = client_of("department").get(BOARD, {"on": on}).context["page"]
    assert [target.code for target in page.targets] == codes


def test_board_of_another_day_says_so(rated, client_of):
    context = client_of("department").get(BOARD, {"on": ON, "sort": "name"}).context
    assert (context["as_of"], context["as_of_today_url"]) == (YEAR_1, "/targets/?sort=name")
    today = timezone.localdate().isoformat()
    assert client_of("department").get(BOARD, {"on": today}).context["as_of"] is None


def test_board_before_the_later_round_knows_no_rise(rated, client_of):
    before = (LATER - timedelta(days=1)).isoformat()
    page = client_of("department").get(BOARD, {"on": before}).context["page"]
    assert cells(page.university)[0] == "0 of 4 (0.0%)"


def test_board_before_the_baseline_has_empty_cohorts_and_names_the_day(rated, client_of):
    response = client_of("department").get(BOARD, {"on": "2012-03-31"})
    assert cells(response.context["page"].university)[0] == "not applicable"
    assert "(R3)" in response.content.decode()


@pytest.mark.parametrize(
    ("asked", "status"), [({"on": "2012-02-30"}, 400), ({"on": "soon"}, 400), ({"campaign": "1999"}, 404)]
)
def test_board_explains_an_address_it_cannot_understand(rated, client_of, asked, status):
    response = client_of("department").get(BOARD, asked)
    assert response.status_code == status
    assert len(response.context["query"].problems) == 1
    assert response.context["query"].on == timezone.localdate()


def test_board_without_rounds_says_what_comes_next(world, client_of):
    world.campaign.rounds.all().delete()
    steps = client_of("department").get(BOARD).context["steps"]
    assert [step["done"] for step in steps] == [True, True, False, False]
    assert client_of("unit-01").get(BOARD).context["steps"] == []
    assert client_of("department").get("/targets/sheet/").status_code == 200


def test_board_says_what_was_met_thanks_to_closings(rated, client_of):
    rate(rated["0202"], rated.later, Tier.ADVANCED)
    lagging = found(rated["02"], "0203"), found(rated["02"], "0204")
    for branch in lagging:
        rate(branch, rated.baseline, Tier.LAGGING)
        close(branch, date(2012, 11, 1))
    line = client_of("department").get(BOARD, {"on": ON}).context["page"].university
    assert [(strip_tags(cell.link), cell.note and cell.note[0]) for cell in line.cells if cell.note] == [
        ("1 of 1 (100.0%)", "met")
    ]


def test_board_keeps_what_became_of_a_past_deadline(rated, client_of):
    asked = {"on": "2013-01-01", "show": ON, "sort": "name"}
    lines = client_of("department").get(BOARD, asked).context["page"].lines
    assert [line.cells[0].note and line.cells[0].note[0] for line in lines] == ["met", "missed", None]


def test_board_marks_a_closed_unit(rated, client_of):
    close(rated["03"], date(2012, 11, 1))
    lines = client_of("department").get(BOARD, {"on": ON}).context["page"].lines
    assert [(line.unit.code, line.closed) for line in lines] == [("02", False), ("01", False), ("03", True)]


def test_board_names_units_as_on_the_day(rated, client_of):
    roster.rename(rated["01"], name="人文学院党委", on=date(2012, 12, 1), by=None)
    client, names = client_of("department"), {}
    for day in ("2012-11-30", "2012-12-01", ""):
        page = client.get(BOARD, {"on": day, "sort": "name"}).context["page"]
        names[day] = page.lines[0].unit.name
    assert names == {"2012-11-30": "文学院党委", "2012-12-01": "人文学院党委", "": "人文学院党委"}
    sheet = list_rows(client.get(f"{BOARD}sheet/", {"on": "2012-11-30", "sort": "name"}))
    assert sheet[2][:2] == ("01", "文学院党委")


def test_board_sheet_holds_what_is_on_screen(rated, client_of):
    asked = {"on": ON, "sort": "name", "state": "off_track", "columns": ["risen", "gap"]}
    response = client_of("department").get("/targets/sheet/", asked)
    assert [row[:6] for row in list_rows(response)[1:]] == [
        (None, "University", 1, 4, 0.25, 1),
        ("02", "化学学院党总支", 0, 1, 0, 1),
    ]
    assert Event.objects.filter(kind="export").count() == 1


def test_board_says_that_the_baseline_is_not_settled(world, client_of):
    client = client_of("unit-01")
    assert "/rounds/2012-1/progress/" in client.get(BOARD).content.decode()
    rate(world["0101"], world.baseline, Tier.ORDINARY)
    assert "/rounds/2012-1/progress/" not in client.get(BOARD).content.decode()
    world.baseline.closes_on = timezone.localdate()
    world.baseline.save()
    assert "/rounds/2012-1/progress/" in client.get(BOARD).content.decode()
