"""Projects of an organisation that is closed pass to who takes it over (R16)."""

import pytest

from projects.choices import ProjectState
from projects.models import Project
from tests.projects.made import TODAY, expert, project
from tests.world import close


def owner(found):
    return Project.objects.select_related("organisation").get(pk=found.pk).organisation.code


@pytest.mark.parametrize(("into", "heir"), [("0102", "0102"), (None, "01")])
def test_project_passes_on(world, called, into, heir):
    running = project(world["0101"], called, ProjectState.RUNNING)
    ended = project(world["0101"], called, ProjectState.ACCEPTED, title="旧")
    close(world["0101"], TODAY, into=world[into] if into else None)
    assert (owner(running), owner(ended)) == (heir, "0101")
    assert running.history.first().history_change_reason == "随所属组织移交。"


def test_supporting_branch_is_followed_by_its_successor_only(world, called):
    merged = project(world["01"], called, ProjectState.RUNNING, supporting=world["0101"])
    gone = project(world["01"], called, ProjectState.RUNNING, supporting=world["0103"], title="另一项")
    close(world["0101"], TODAY, into=world["0102"])
    close(world["0103"], TODAY)
    assert [Project.objects.get(pk=one.pk).supporting for one in (merged, gone)] == [world["0102"], None]


def test_experts_of_a_merged_unit_judge_nothing_of_its_successor(world):
    follows = expert(world.people["expert"], world["02"])
    stays = expert(world.people["stranger"], world["01"])
    close(world["02"], TODAY, into=world["01"])
    for one in (follows, stays):
        one.refresh_from_db()
    assert (follows.unit, stays.unit) == (world["01"], world["01"])
    assert (follows.history.count(), stays.history.count()) == (2, 1)
