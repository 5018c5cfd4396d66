"""The ranking of a call (R37)."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from projects.choices import PanelStage, ProjectState, ResultRule
from projects.models import Project, Seat
from projects.queries.reviews import results_of
from tests.projects.made import call, panel
from tests.projects.reviews.judged import handed_in, judge, judged
from tests.workbooks import list_rows

pytestmark = pytest.mark.django_db
STAGE = PanelStage.APPLICATION


@pytest.fixture
def called(world):
    return call(world["00"])


def scored(world, called, code, *totals, title="课题"):
    """A project with a sheet of each of `totals`, 100 at most."""
    made = judged(world, code, call=called, title=title)
    experts = [judge(world, f"{title}-{number}") for number in range(len(totals))]
    panel(made, *experts)
    for one, total in zip(experts, totals, strict=True):
        handed_in(made, one, [min(total, 30), min(max(total - 30, 0), 30), max(total - 60, 0)])
    return made


def address(called, end="", stage="application"):
    return f"/projects/calls/{called.pk}/ranking/{end}?stage={stage}"


def cells(client, called, *names):
    rows = client.get(address(called)).context["list"].paginated_rows
    return [tuple(str(row.get_cell(name)).partition(" <")[0] for name in names) for row in rows]


def test_best_first_ties_share_a_place_and_those_without_a_sheet_come_last(world, called, client_of):
    scored(world, called, "0101", 80, 81, 82, title="甲")
    scored(world, called, "0201", 90, 91, 93, title="乙")
    scored(world, called, "0102", 81, 81, title="丙")
    judged(world, "0202", call=called, title="丁")
    found = cells(client_of("department"), called, "place", "sheets", "result", "lowest", "highest")
    assert found == [
        ("1", "3/3", "91.33", "90", "93"),
        ("2", "3/3", "81.00", "80", "82"),
        ("2", "2/2", "81.00", "81", "81"),
        ("—", "—", "—", "—", "—"),
    ]


def test_sheets_and_rule_stand_below_the_result_and_the_class_below_the_title(world, called, client_of):
    scored(world, called, "0101", 80, 81, 82, title="甲")
    page = client_of("department").get(address(called)).content.decode()
    assert '81.00 <small class="below">3/3份</small> <small class="below">平均分</small>' in page
    assert '甲</a> <small class="below">一般项目</small>' in page


def test_places_are_told_apart_by_the_unrounded_result(world, called, client_of):
    scored(world, called, "0101", *[80] * 200, 81, title="甲")
    scored(world, called, "0201", 80, title="乙")
    assert cells(client_of("department"), called, "place", "result") == [("1", "80.00"), ("2", "80.00")]


def test_trimmed_with_few_sheets_is_the_plain_mean_and_says_so(world, client_of):
    called = call(world["00"], result_rule=ResultRule.TRIMMED)
    few, many = (
        scored(world, called, "0101", 60, 70, 80, 100),
        scored(world, called, "0201", 0, 70, 71, 72, 100, title="乙"),
    )
    found = results_of([few, many], STAGE)
    assert (found[few.pk].rule, found[few.pk].value) == (ResultRule.MEAN, Decimal("77.5"))
    assert (found[many.pk].rule, found[many.pk].value) == (ResultRule.TRIMMED, Decimal(71))
    assert cells(client_of("department"), called, "rule")[0] == ("平均分",)


def test_who_is_recused_or_joined_the_team_is_not_counted(world, called):
    made = scored(world, called, "0101", 60, 80, 100)
    seats = list(Seat.objects.order_by("pk"))
    seats[0].state = "recused"
    seats[0].save()
    Project.objects.update(leader_user=seats[1].expert.user)
    found = results_of(Project.objects.all(), STAGE)[made.pk]
    assert (found.count, found.of, found.value) == (1, 1, Decimal(100))


def test_query_count_does_not_grow(world, called, client_of):
    client = client_of("department")

    def counted():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(address(called))
        return len(queries)

    scored(world, called, "0101", 80, 81, title="甲")
    counted()  # what is read once only is read by now
    few = counted()
    for number in range(4):
        scored(world, called, "0201", 70, 71, title=f"乙{number}")
    assert counted() == few


def test_workbook_says_the_same(world, called, client_of):
    scored(world, called, "0101", 80, 81, 83, title="甲")
    heading, row = list_rows(client_of("viewer").get(address(called, "sheet/")))
    said = dict(zip(heading, row, strict=True))
    assert (said["项目"], said["已提交"], said["结果"]) == ("甲", "3/3", 81.33)
    assert "操作" not in heading


def test_who_only_applies_sees_no_ranking(world, called, client_of):
    assert client_of("unit-01").get(address(called)).status_code == 404
    assert client_of("viewer-01").get(address(called)).status_code == 404
    assert client_of("branch-0101").get(address(called)).status_code == 403
    own = call(world["01"])
    assert client_of("unit-01").get(address(own)).status_code == 200
    assert client_of("unit-02").get(address(own)).status_code == 404


def test_only_who_decides_ticks(world, client_of):
    called = call(world["01"])
    judged(world, call=called)
    assert len(client_of("unit-01").get(address(called)).context["list"].mine) == 1
    assert client_of("department").get(address(called)).context["list"].mine == set()


def test_acceptance_has_a_ranking_of_its_own(world, called, client_of):
    made = judged(world, call=called)
    Project.objects.filter(pk=made.pk).update(state=ProjectState.ACCEPTING)
    panel(made, judge(world), stage=PanelStage.ACCEPTANCE)
    lines = client_of("department").get(address(called, stage="acceptance")).context["list"]
    assert lines.count == 1
    assert client_of("department").get(address(called, stage="else")).status_code == 404


def test_nothing_ticked_leads_back(world, called, client_of):
    answer = client_of("department").get(f"/projects/calls/{called.pk}/assign/?stage=application&ticked=x")
    assert answer.url == f"/projects/calls/{called.pk}/ranking/?stage=application"
