"""Changes are asked for and decided; granting makes them."""

from datetime import date
from decimal import Decimal

import pytest

from core import history
from core.workflow.lifecycle import TooLate
from projects.actions import changes as actions
from projects.choices import ProjectState, ReportKind, RequestKind
from projects.models import Expenditure, ProjectReport, TeamMember
from projects.queries.carrying.changes import as_it_is
from tests.projects import made
from tests.world import appoint, person

LATER = {"ends_on": "2013-11-30"}


@pytest.fixture
def ask(project, world):
    """Asks for a change of the project; returns the request."""

    def asked(kind, after, **facts):
        by = world.people["branch-0101"]
        return actions.ask(project=project, kind=kind, after=after, reason="工作需要", by=by, **facts)

    return asked


@pytest.fixture
def grant(project, world):
    """Grants a request as the department; the project is read anew."""

    def granted(request):
        actions.grant(request=request, by=world.people["department"])
        project.refresh_from_db()
        return project

    return granted


def test_title_is_changed_when_granted(project, ask, grant):
    request = ask(RequestKind.TITLE, {"title": "“教研室学习日”"})
    assert (project.title, request.before) == ("“课题组学习日”", {"title": "“课题组学习日”"})
    assert grant(request).title == "“教研室学习日”"


def test_one_of_a_kind_waits(ask, project, world, refused):
    ask(RequestKind.TITLE, {"title": "新名称"})
    facts = {"project": project, "kind": RequestKind.TITLE, "reason": "工作需要", "by": world.people["branch-0101"]}
    assert refused(actions.ask, after={"title": "新名称"}, **facts)
    assert project.requests.count() == 1


def test_what_would_change_nothing_is_not_asked(project, world, refused):
    facts = {"project": project, "reason": "工作需要", "by": world.people["branch-0101"]}
    for kind in RequestKind:
        assert refused(actions.ask, kind=kind, after=as_it_is(project, kind), **facts)


def test_who_asked_or_leads_does_not_grant(world, project, ask, refused):
    request = ask(RequestKind.TITLE, {"title": "新名称"})
    request.asked_by = world.people["department"]
    request.save()
    assert refused(actions.grant, request=request, by=world.people["department"])
    project.leader_user = world.people["department-2"]
    project.save()
    assert refused(actions.grant, request=request, by=world.people["department-2"])


def test_two_officers_decide_once(world, project, ask, grant):
    request = ask(RequestKind.TITLE, {"title": "新名称"})
    grant(request)
    with pytest.raises(TooLate):
        actions.refuse(request=request, reason="不妥", by=world.people["department-2"])
    assert request.state == "granted"


def test_refusal_needs_its_reason_and_changes_nothing(world, project, ask, refused):
    request = ask(RequestKind.TITLE, {"title": "新名称"})
    assert refused(actions.refuse, request=request, reason="", by=world.people["department"])
    actions.refuse(request=request, reason="不妥", by=world.people["department"])
    project.refresh_from_db()
    assert (project.title, request.answer) == ("“课题组学习日”", "不妥")


def test_end_moves_with_the_final_report_and_its_tasks(world, project, ask, grant, refused):
    made.task(project, 1, due_on=project.ends_on)
    made.task(project, 2)
    draft = ProjectReport(project=project, kind=ReportKind.FINAL, due_on=project.final_on)
    history.save(draft, by=None)
    grant(ask(RequestKind.PERIOD, LATER))
    assert (project.ends_on, project.final_on) == (date(2013, 11, 30), date(2013, 9, 14))
    assert [task.due_on for task in project.tasks.all()] == [date(2013, 11, 30), date(2012, 10, 31)]
    assert project.reports.get().due_on == date(2013, 9, 14)
    facts = {"project": project, "reason": "再延", "by": world.people["branch-0101"]}
    assert refused(actions.ask, kind=RequestKind.PERIOD, after={"ends_on": "2013-12-31"}, **facts)


@pytest.mark.parametrize("day", ["2013-08-30", "2013-12-01"])
def test_end_moves_by_three_months_at_most(project, world, refused, day):
    facts = {"project": project, "reason": "延期", "by": world.people["branch-0101"]}
    assert "2013年11月30日" in str(refused(actions.ask, kind=RequestKind.PERIOD, after={"ends_on": day}, **facts))


def test_leader_is_somebody_in_office(world, project, ask, grant, refused):
    stranger = world.people["stranger"]
    facts = {"project": project, "kind": RequestKind.LEADER, "reason": "调离", "by": world.people["branch-0101"]}
    assert refused(actions.ask, after={"name": "外人", "post": ""}, new_leader=stranger, **facts)
    newcomer = person("newcomer")
    appoint(newcomer, "branch", world["0101"])
    grant(ask(RequestKind.LEADER, {"name": "新人", "post": "副书记"}, new_leader=newcomer))
    assert (project.leader, project.leader_user, project.leader_post) == ("新人", newcomer, "副书记")


def test_leader_who_left_meanwhile_is_not_granted(world, project, ask, refused):
    newcomer = person("newcomer")
    held = appoint(newcomer, "branch", world["0101"])
    request = ask(RequestKind.LEADER, {"name": "新人", "post": ""}, new_leader=newcomer)
    held.ends_on = date(2013, 1, 1)
    held.save()
    assert refused(actions.grant, request=request, by=world.people["department"])


def test_team_keeps_the_account_of_who_stays(world, project, ask, grant):
    for number, name in enumerate(("甲", "乙"), start=1):
        history.save(TeamMember(project=project, number=number, name=name, user=world.people["stranger"]), by=None)
    grant(ask(RequestKind.MEMBER, {"members": [[1, "甲", "讲师", "", ""], [None, "丙", "", "", "宣传"]]}))
    found = [(one.number, one.name, one.user_id is not None) for one in project.members.all()]
    assert found == [(1, "甲", True), (3, "丙", False)]


def test_sixth_member_is_refused(project, world, refused):
    after = {"members": [[None, f"成员{number}", "", "", ""] for number in range(6)]}
    facts = {"project": project, "reason": "扩充", "by": world.people["branch-0101"]}
    assert "5" in str(refused(actions.ask, kind=RequestKind.MEMBER, after=after, **facts))


def test_budget_keeps_its_sum_and_the_lines_of_expenditures(world, project, ask, grant, refused):
    books = project.lines.get(number=1)
    history.save(
        Expenditure(project=project, line=books, on=date(2013, 1, 1), amount=Decimal("10.50"), use="图书"), by=None
    )
    facts = {"project": project, "kind": RequestKind.BUDGET, "reason": "调整", "by": world.people["branch-0101"]}
    less = {"lines": [[1, "书籍", "1000.00", ""], [2, "活动", "999.99", ""]]}
    assert "1,999.99" in str(refused(actions.ask, after=less, **facts))
    assert "书籍" in str(refused(actions.ask, after={"lines": [[2, "活动", "2000.00", ""]]}, **facts))
    grant(ask(RequestKind.BUDGET, {"lines": [[1, "书籍", "500.00", "按市价"], [None, "调研", "1500.00", "交通"]]}))
    found = [(one.number, one.use, one.amount) for one in project.lines.all()]
    assert found == [(1, "书籍", Decimal("500.00")), (3, "调研", Decimal("1500.00"))]


def test_what_changed_since_is_asked_anew(world, project, ask, refused):
    request = ask(RequestKind.TITLE, {"title": "新名称"})
    project.title = "别的名称"
    project.save()
    assert refused(actions.grant, request=request, by=world.people["department"])


@pytest.mark.parametrize("state", [ProjectState.NOTICE, ProjectState.ACCEPTING, ProjectState.ACCEPTED])
def test_changes_are_asked_at_work_only(world, call, refused, state):
    project = made.project(world["0101"], call, state)
    facts = {"reason": "调整", "by": world.people["branch-0101"]}
    assert refused(actions.ask, project=project, kind=RequestKind.TITLE, after={"title": "新名称"}, **facts)
