"""Projects of an organisation that is closed pass to who takes it over (R16)."""

from datetime import date

import pytest

from branches import actions as roster
from branches.choices import Kind
from core import history
from projects.choices import NoticeStage, ProjectState
from projects.models import Notice, NoticeEntry, Project
from tests.projects.made import TODAY, call, days, expert, project
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


def notice_of(host, found=None):
    """A notice of `host`, which tells of `found`."""
    days = {"starts_on": TODAY, "ends_on": date(2012, 6, 7)}
    row = Notice(host=host, stage=NoticeStage.APPROVAL, title="院级拟立项项目公示", **days)
    history.save(row, by=None)
    if found:
        told = {"title": found.title, "unit": host.name, "leader": found.leader}
        history.save(NoticeEntry(notice=row, project=found, **told), by=None)
    return row


@pytest.mark.parametrize("facts", [{}, {"published_on": None}])
def test_calls_and_notices_of_a_merged_unit_pass_to_its_successor(world, facts):
    own, foreign = call(world["02"], **facts), call(world["00"])
    told = notice_of(world["02"])
    close(world["02"], TODAY, into=world["01"])
    for one in (own, foreign, told):
        one.refresh_from_db()
    assert (own.host, foreign.host, told.host) == (world["01"], world["00"], world["01"])
    assert own.history.first().history_change_reason == told.history.first().history_change_reason == "随所属组织移交。"
    assert [row.host for row in own.history.all()] == [world["01"], world["02"]]


def test_what_stays_with_a_dissolved_unit(world):
    own, told = call(world["02"]), notice_of(world["02"])
    for code in ("0201", "0202", "02"):
        close(world[code], TODAY)
    own.refresh_from_db()
    told.refresh_from_db()
    assert (own.host, told.host, own.history.count()) == (world["02"], world["02"], 1)


def test_who_takes_over_and_is_closed_the_same_day_has_an_heir_in_turn(world, called):
    running, own = project(world["0201"], called, ProjectState.RUNNING), call(world["02"])
    third = roster.found(parent=world["00"], kind=Kind.PARTY_COMMITTEE, code="04", name="法学院党委", by=None)
    closings = [
        (world["0201"], TODAY - days(2), world["0202"]),
        (world["0202"], TODAY - days(1), None),
        (world["02"], TODAY - days(1), third),
        (third, TODAY, world["01"]),
    ]
    roster.close_many([roster.Closing(*one) for one in closings], by=None)
    own.refresh_from_db()
    assert (owner(running), own.host) == ("01", world["01"])
