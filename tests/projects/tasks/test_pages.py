"""The pages of tasks: their form, the list, the panel of the project."""

from datetime import date

from django.urls import reverse

from core.choices import Role
from projects.actions import tasks as actions
from tests.projects import made


def rows(*tasks, initial=0):
    """What the form of tasks sends."""
    data = {"task-TOTAL_FORMS": len(tasks), "task-INITIAL_FORMS": initial}
    for at, task in enumerate(tasks):
        data |= {f"task-{at}-{name}": value for name, value in task.items()}
    return data


TASK = {"person": "张强", "text": "调研座谈", "goal": "报告一份", "duty": "组织座谈", "due_on": "2012-12-31"}


def test_form_begins_with_the_steps(project, client_of):
    page = client_of("branch-0101").get(reverse("projects:tasks_edit", args=[project.pk])).content.decode()
    assert 'value="调研座谈"' in page
    assert 'value="调研报告一份"' in page
    assert 'value="2012-10-31"' in page


def test_tasks_are_saved_from_the_form(project, client_of):
    client, address = client_of("branch-0101"), reverse("projects:tasks_edit", args=[project.pk])
    answer = client.post(address, rows(TASK))
    assert answer.url == f"{project.get_absolute_url()}#tasks"
    assert project.tasks.get().duty == "组织座谈"
    again = client.post(address, rows(TASK))  # a double press
    assert (again.status_code, project.tasks.count()) == (302, 1)


def test_each_of_the_five_is_asked_and_what_was_typed_is_kept(project, client_of):
    client, address = client_of("branch-0101"), reverse("projects:tasks_edit", args=[project.pk])
    for name in TASK:
        page = client.post(address, rows(TASK | {name: ""}))
        assert (page.status_code, project.tasks.count()) == (200, 0)
        assert f"#id_task-0-{name}" in page.content.decode()
    page = client.post(address, rows(TASK | {"due_on": "2013-10-01"})).content.decode()
    assert "2013年8月31日" in page
    assert 'value="调研座谈"' in page


def test_leaving_out_asks_why(project, client_of):
    made.task(project)
    client, address = client_of("branch-0101"), reverse("projects:tasks_edit", args=[project.pk])
    version = str(project.tasks.get().history.first().pk)
    ticked = TASK | {"number": "1", "DELETE": "on"}
    page = client.post(address, rows(ticked, initial=1) | {"version": version})
    assert page.status_code == 200
    assert "#id_task-0-reason" in page.content.decode()
    client.post(address, rows(ticked | {"reason": "并入其他任务"}, initial=1) | {"version": version})
    assert project.tasks.get().dropped_on == date(2012, 11, 15)


def test_stale_form_shows_both(project, client_of):
    made.task(project)
    client, address = client_of("branch-0101"), reverse("projects:tasks_edit", args=[project.pk])
    page = client.post(address, rows(TASK) | {"version": "0"})
    assert page.status_code == 200
    assert "编制学习计划" in page.content.decode()
    assert project.tasks.count() == 1


def test_task_is_reported_and_confirmed(project, client_of, told):
    task = made.task(project)
    address = reverse("projects:task_report", args=[project.pk, task.number])
    answer = client_of("branch-0101").post(
        address, {"text": "已编好", "on": "2012-11-10", "link": "https://example.org/plan", "completes": "on"}
    )
    assert answer.url.endswith("#task-1")
    confirm = reverse("projects:task_decide", args=[project.pk, task.number, "confirm"])
    assert client_of("branch-0101").post(confirm).status_code == 403
    assert client_of("unit-02").post(confirm).status_code == 404
    said = client_of("unit-01").post(confirm)
    assert said.status_code == 302
    assert "1" in told(said)
    task.refresh_from_db()
    assert task.done_on == date(2012, 11, 10)
    client_of("unit-01").post(confirm)
    assert task.history.filter(state="done").count() == 1


def test_list_shows_what_is_late_and_what_waits(project, world, client_of):
    made.task(project, 1, text="迟了的", due_on=date(2012, 11, 1))
    task = made.task(project, 2, text="等确认的", due_on=date(2012, 12, 1))
    actions.report(
        task=task, on=date(2012, 11, 1), text="好了", completes=True, role=Role.BRANCH, by=world.people["branch-0101"]
    )
    client, address = client_of("unit-01"), reverse("projects:tasks")
    late = client.get(address, {"late": "on"}).content.decode()
    waits = client.get(address, {"waits": "on"}).content.decode()
    assert ("迟了的" in late, "等确认的" in late) == (True, False)
    assert ("迟了的" in waits, "等确认的" in waits) == (False, True)
    assert "迟了的" not in client_of("unit-02").get(address).content.decode()
    assert client.get(reverse("projects:tasks_sheet")).status_code == 200


def test_page_of_the_project_draws_and_tells_the_tasks(project, world, client_of):
    made.task(project, 1, due_on=date(2012, 11, 1))
    task = made.task(project, 2)
    actions.report(
        task=task, on=date(2012, 11, 1), text="好了", completes=True, role=Role.BRANCH, by=world.people["branch-0101"]
    )
    page = client_of("unit-01").get(project.get_absolute_url()).content.decode()
    assert "task-late" in page
    assert reverse("projects:task_decide", args=[project.pk, 2, "confirm"]) in page
    own = client_of("branch-0101").get(project.get_absolute_url()).content.decode()
    assert reverse("projects:task_report", args=[project.pk, 1]) in own
