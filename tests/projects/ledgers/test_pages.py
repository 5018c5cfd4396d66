"""创新立项汇总表 and 验收汇总表: what they told on a day they tell for ever, on screen and as a form."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from branches import actions as roster
from core import history
from projects.actions import money
from projects.choices import Grade, PanelStage, ProjectState, SheetState, Verdict
from projects.models import Project, TeamMember
from projects.queries.money import money_of
from tests.projects import made
from tests.projects.money.entered import advance, running, spend

S = ProjectState
SEPTEMBER, OCTOBER, NOVEMBER, LATER = date(2012, 9, 1), date(2012, 10, 1), date(2012, 11, 1), date(2013, 7, 1)


@pytest.fixture
def project(world):
    """Begun in September, money in October and November, a wrong entry made void in November."""
    with made.on(SEPTEMBER):
        found = running(world, number="DJCX-2012-01", verdict=Verdict.AS_GENERAL)
        history.save(TeamMember(project=found, number=1, name="张强"), by=None)
    with made.on(OCTOBER):
        advance(found, "1000", on=OCTOBER)
        wrong = spend(found, "300.30", on=OCTOBER)
    with made.on(NOVEMBER):
        money.void_expenditure(expenditure=wrong, reason="误", by=None)
        spend(found, "100.10", on=NOVEMBER)
    return found


@pytest.fixture(autouse=True)
def _today(project):
    with made.on(LATER):
        yield


def lines(client, kind="approved", query=""):
    page = client.get(f"/projects/ledgers/{kind}/{query}").context["list"]
    return [row.record for row in page.paginated_rows]


def sums(client, query=""):
    found = client.get(f"/projects/ledgers/approved/{query}").context["list"].sums
    return tuple(str(one) for one in (found.granted, found.own, found.advanced, found.spent, found.balance))


def test_sums_are_those_of_the_day(client_of, project):
    client = client_of("department")
    assert lines(client, query="?on=2012-08-31") == []
    assert sums(client, "?on=2012-09-30") == ("1500.00", "500.00", "0.00", "0.00", "2000.00")
    assert sums(client, "?on=2012-10-31") == ("1500.00", "500.00", "1000.00", "300.30", "1699.70")
    assert sums(client) == ("1500.00", "500.00", "1000.00", "100.10", "1899.90")
    project.refresh_from_db()
    assert [one.money for one in lines(client)] == [money_of(project)]


def test_what_a_later_day_changed_an_earlier_one_does_not_tell(client_of, project, world):
    roster.rename(world["0101"], name="文学院新支部", on=date(2013, 1, 1), by=None)
    Project.objects.filter(pk=project.pk).update(state=S.STOPPED, ended_on=date(2013, 3, 1), reason="负责人离校")
    with made.on(date(2013, 3, 1)):
        history.remember(Project, [project.pk], by=None)
    [then], [now] = lines(client_of("department"), query="?on=2012-12-31"), lines(client_of("department"))
    assert (then.branch, then.told.state, then.members) == ("文学院教工第一党支部", S.RUNNING, ("张强",))
    assert (now.branch, now.told.state, now.members) == ("文学院新支部", S.STOPPED, ("张强",))


def test_unit_has_its_own_and_may_not_ask_for_another(client_of, world):
    running(world, "0201", number="DJCX-2012-02")
    assert [one.told.number for one in lines(client_of("unit-01"))] == ["DJCX-2012-01"]
    assert [one.told.number for one in lines(client_of("department"), query="?unit=02")] == ["DJCX-2012-02"]
    assert client_of("unit-01").get("/projects/ledgers/approved/?unit=02").status_code == 404
    assert client_of("branch-0101").get("/projects/ledgers/approved/").status_code == 403
    assert client_of("department").get("/projects/ledgers/other/").status_code == 404
    assert client_of("department").get("/projects/ledgers/approved/?on=2014-01-01").status_code == 400


def test_what_is_not_approved_stands_in_no_ledger(client_of, world):
    call = made.call(world["00"])
    made.project(world["0102"], call, S.REVIEWING)
    made.project(world["0102"], call, S.REJECTED, granted=1000, own_granted=0)
    assert len(lines(client_of("department"))) == 1


@pytest.fixture
def graded(world, project):
    """Accepted as excellent in June on two sheets, closed a week later."""
    with made.on(date(2013, 6, 20)):
        people = [made.expert(world.people[name]) for name in ("expert", "stranger")]
        panel = made.panel(project, *people, stage=PanelStage.ACCEPTANCE, closed_at=datetime(2013, 6, 20, tzinfo=UTC))
        points = [([50, 20, 20], people[0]), ([45, 22, 24], people[1])]
        for found, expert in points:
            panel.seats.filter(expert=expert).update(points=found, state=SheetState.SUBMITTED)
        _moved(project, state=S.CLOSING, grade=Grade.EXCELLENT, award="典型示范型")
    with made.on(date(2013, 6, 27)):
        _moved(project, state=S.ACCEPTED, ended_on=date(2013, 6, 27))
    return project


def _moved(project, **facts):
    Project.objects.filter(pk=project.pk).update(**facts)
    history.remember(Project, [project.pk], by=None)


def test_accepted_ones_stand_there_with_result_grade_and_day(client_of, graded):
    client = client_of("department")
    assert lines(client, "accepted", "?on=2013-06-19") == []
    [line] = lines(client, "accepted")
    assert (line.told.grade, line.told.award, line.accepted_on) == (Grade.EXCELLENT, "典型示范型", date(2013, 6, 20))
    assert (line.result.count, line.result.of, str(line.result.value)) == (2, 2, "90.5")
    assert "90.50" in client.get("/projects/ledgers/accepted/").content.decode()


def test_panel_that_nobody_closed_ends_with_its_day(client_of, graded):
    graded.panels.update(closed_at=None, due_on=date(2013, 6, 22))
    client = client_of("department")
    told = {day: lines(client, "accepted", f"?on={day}")[0].result for day in ("2013-06-22", "2013-06-23")}
    assert {day: found and found.count for day, found in told.items()} == {"2013-06-22": None, "2013-06-23": 2}


def test_forms_in_official_shape_hold_the_sums(client_of, graded):
    form = _form(client_of("department"), "approved", "?on=2012-10-31")
    heads = [one.value for one in form[3]] + [one.value for one in form[4]]
    for head in ("编号", "名称", "类别", "级别", "负责人", "成员", "学校经费", "配套经费", "结余", "备注"):
        assert any(head in str(one) for one in heads), head
    total = [one.value for one in form[6]]
    assert total[0] == "合计"
    for amount in (1500, 500, 2000, 1000, 300.3, 1699.7):
        assert amount in [round(one, 2) for one in total if isinstance(one, (int, float))]
    assert _form(client_of("unit-01"), "accepted")["A1"].value == "创新项目验收汇总表"


def _form(client, kind, query=""):
    answer = client.get(f"/projects/ledgers/{kind}/sheet/{query}")
    return load_workbook(BytesIO(b"".join(answer.streaming_content))).active


def test_number_of_queries_is_the_same_for_many(client_of, world, graded):
    client = client_of("department")
    lines(client)
    few = [_queries(client, kind) for kind in ("approved", "accepted")]
    for at in range(4):
        running(world, "0102", number=f"X{at}", grade=Grade.PASSED)
    assert [_queries(client, kind) for kind in ("approved", "accepted")] == few


def _queries(client, kind):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(f"/projects/ledgers/{kind}/?on=2013-06-30")
    return len(asked)
