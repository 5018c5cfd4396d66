"""The page of a project on a day gone by (R34)."""

import pytest

from branches import actions as roster
from core import history
from projects.choices import ProjectState
from projects.models import Project
from tests.projects.made import TODAY, days, on, project, task

URL, BRANCH = "/projects/", "文学院教工第一党支部"
BEFORE, LATE, NOW = TODAY - days(1), TODAY + days(15), TODAY + days(40)


@pytest.fixture
def past(world, called):
    """Of 0101 one at work since TODAY, late with a task after the tenth day; then it has another title and leader, and
    0101 another name. It is NOW."""
    found = project(world["0101"], called, ProjectState.RUNNING, title="旧题目", leader="李敏")
    task(found, due_on=TODAY + days(10))
    with on(TODAY + days(20)):
        Project.objects.filter(pk=found.pk).update(title="新题目", leader="赵新")
        history.remember(Project, [found.pk], by=None)
    with on(NOW):
        world["0101"].refresh_from_db()
        roster.rename(world["0101"], name="新教工党支部", on=NOW, by=None)
        yield found


def test_page_of_a_project_tells_a_day_gone_by(past, client_of):
    """What it was called, where it stood and what was late then; nothing to do, and the way back stays on the day."""
    client, asked = client_of("department"), f"?on={LATE.isoformat()}"
    page = client.get(f"{URL}{past.pk}/{asked}")
    body = page.content.decode().partition("<main")[2].partition("</main>")[0]
    assert [(task.number, late != "") for task, late in page.context["page"].tasks] == [(1, True)]
    words = ("旧题目", "李敏", BRANCH, "新题目", "新教工党支部", "<form")
    assert [word in body for word in words] == [True, True, True, False, False, False]
    assert [url for _label, url in page.context["crumbs"]] == [f"{URL}{asked}", None]
    assert all(event.day <= LATE for event in page.context["page"].timeline)
    assert "新题目" in client.get(f"{URL}{past.pk}/").content.decode()


def test_lists_of_a_day_lead_to_the_project_on_that_day(past, client_of):
    asked = f"?on={LATE.isoformat()}"
    for page in (URL, f"{URL}money/", f"{URL}tasks/", "/branches/0101/", "/units/01/"):
        assert f'href="{URL}{past.pk}/{asked}' in client_of("department").get(page + asked).content.decode(), page


def test_page_of_a_project_knows_no_day_before_it_was_begun_or_ahead(past, client_of):
    client = client_of("department")
    assert client.get(f"{URL}{past.pk}/?on={BEFORE.isoformat()}").status_code == 404
    assert client_of("unit-02").get(f"{URL}{past.pk}/?on={LATE.isoformat()}").status_code == 404
    ahead = client.get(f"{URL}{past.pk}/?on=2099-01-01")
    assert (ahead.status_code, "尚未到来" in ahead.content.decode()) == (400, True)
