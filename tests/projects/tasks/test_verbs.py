"""Tasks are written, reported and confirmed."""

from datetime import date

import pytest
from django.utils import timezone

from core.choices import Role
from core.reporting.choices import ReportedState
from projects.actions import tasks as actions
from projects.choices import ProjectState
from projects.models import Task
from projects.queries.carrying.tasks import late, waiting
from projects.texts import TaskText, task_text
from tests.projects import made

WRITTEN = TaskText("张强", "编制学习计划", "计划一份", "牵头起草", date(2012, 12, 31))


def reported(project, world, **facts):
    task = made.task(project, **facts)
    actions.report(
        task=task, on=date(2012, 11, 1), text="已完成", completes=True, role=Role.BRANCH, by=world.people["branch-0101"]
    )
    return task


def test_second_press_adds_nothing(project, world):
    by = world.people["branch-0101"]
    for _press in range(2):
        actions.write(project=project, tasks=[WRITTEN], by=by)
    [task] = project.tasks.all()
    assert (task.number, task_text(task).said) == (1, WRITTEN.said)


@pytest.mark.parametrize("due_on", [date(2012, 8, 31), date(2013, 9, 1)])
def test_task_is_due_within_the_project(project, world, refused, due_on):
    text = TaskText("张强", "事项", "目标", "责任", due_on)
    told = str(refused(actions.write, project=project, tasks=[text], by=world.people["branch-0101"]))
    assert "2012年9月1日" in told
    assert "2013年8月31日" in told
    assert not project.tasks.exists()


def test_reported_task_stays_as_it_is(project, world, refused):
    reported(project, world)
    by = world.people["branch-0101"]
    other = TaskText("别人", "别的", "目标", "责任", date(2012, 12, 31), number=1)
    assert "1" in str(refused(actions.write, project=project, tasks=[other], by=by))
    assert "1" in str(refused(actions.write, project=project, tasks=[], left_out={1: "不做了"}, by=by))


def test_task_is_left_out_with_its_reason(project, world, refused):
    made.task(project)
    by = world.people["branch-0101"]
    assert refused(actions.write, project=project, tasks=[], left_out={1: " "}, by=by)
    actions.write(project=project, tasks=[], left_out={1: "并入其他任务"}, by=by)
    task = project.tasks.get()
    assert (task.dropped_on, task.history.first().history_change_reason) == (date(2012, 11, 15), "并入其他任务")


@pytest.mark.parametrize("state", [ProjectState.NOTICE, ProjectState.ACCEPTING, ProjectState.ACCEPTED])
def test_tasks_are_written_at_work_only(world, refused, state):
    project = made.project(world["0101"], made.call(world["00"]), state)
    assert refused(actions.write, project=project, tasks=[WRITTEN], by=world.people["branch-0101"])


def test_unit_confirms_what_it_did_not_report(project, world, refused):
    task = reported(project, world)
    assert refused(actions.confirm, task=task, by=world.people["branch-0101"])
    actions.confirm(task=task, by=world.people["unit-01"])
    assert (task.state, task.done_on, task.confirmed_by) == (
        ReportedState.DONE,
        date(2012, 11, 1),
        world.people["unit-01"],
    )


def test_leader_confirms_nothing_of_the_own_project(world, refused):
    leader = world.people["unit-01"]
    project = made.project(world["0101"], made.call(world["00"]), ProjectState.RUNNING, leader_user=leader)
    assert refused(actions.confirm, task=reported(project, world), by=leader)


def test_what_is_missing_goes_back(project, world, refused):
    task = reported(project, world)
    assert refused(actions.unconfirm, task=task, reason="", by=world.people["unit-01"])
    actions.unconfirm(task=task, reason="缺签到表", by=world.people["unit-01"])
    assert (task.state, task.reason) == (ReportedState.OPEN, "缺签到表")


@pytest.mark.parametrize("on", [date(2012, 8, 31), date(2012, 11, 16)])
def test_day_of_a_report_lies_in_the_project(project, world, refused, on):
    task = made.task(project)
    by = world.people["branch-0101"]
    assert refused(actions.report, task=task, on=on, text="已完成", role=Role.BRANCH, by=by)


def test_late_and_waiting_tasks_are_found(project, world):
    made.task(project, 1, due_on=date(2012, 11, 14))
    made.task(project, 2, due_on=date(2012, 11, 15))
    reported(project, world, number=3, due_on=date(2012, 10, 1))
    assert list(Task.objects.filter(late(timezone.localdate())).values_list("number", flat=True)) == [1, 3]
    at_unit = Task.objects.filter(waiting(world["01"], Role.UNIT))
    assert list(at_unit.values_list("number", flat=True)) == [3]
    assert not Task.objects.filter(waiting(world["00"], Role.DEPARTMENT)).exists()
