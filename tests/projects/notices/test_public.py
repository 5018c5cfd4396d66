"""What anyone reads: running notices only, without a cookie, nothing that is not made for the public."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from projects.actions import accepting
from projects.actions import notices as actions
from projects.choices import Grade, NoticeStage, ProjectState
from projects.models import NoticeEntry, Project
from tests.projects.made import TODAY, days, on
from tests.projects.notices.test_publishing import approved, publish

pytestmark = pytest.mark.django_db
S = ProjectState


def read(notice, query=""):
    return Client().get(f"/notices/{notice.pk}/{query}")


def test_anyone_reads_it_on_its_days_only(world):
    notice = publish(world["00"], approved(world), starts_on=TODAY + days(1))
    seen = {}
    for day in (0, 1, 6, 7):
        with on(TODAY + days(day)):
            listed = len(Client().get("/notices/").context["notices"])
            seen[day] = (read(notice).status_code, listed)
    assert seen == {0: (404, 0), 1: (200, 1), 6: (200, 1), 7: (404, 0)}


def test_it_says_title_unit_leader_and_nothing_else(world):
    made = approved(world, number="", leader_user=world.people["branch-0101"])
    notice = publish(world["00"], made, by=world.people["department"])
    actions.note(entry=notice.entries.get(), on=TODAY, source="某教师", text="重复", by=None)
    answer = read(notice)
    text = answer.content.decode()
    assert all(said in text for said in ("“课题组学习日”", "文学院党委", "李敏"))
    assert not any(kept in text for kept in ("某教师", "重复", "branch-0101", "department", "<script"))
    assert answer.cookies == {}


def test_in_english(world):
    notice = publish(world["00"], approved(world))
    answer = read(notice, "?lang=en")
    assert "Who objects to a project" in answer.content.decode()
    assert f"/notices/{notice.pk}/?lang=en" in Client().get("/notices/?lang=en").content.decode()
    assert answer.cookies == {}


def test_words_that_came_in_by_another_door_are_held_back(world):
    notice = publish(world["00"], approved(world))
    NoticeEntry.objects.update(title="得分95", leader="电话13800138000")
    text = read(notice).content.decode()
    assert "得分95" not in text
    assert "13800138000" not in text


def test_what_is_not_approved_leaves_without_a_word(world):
    kept, gone = approved(world, title="留下的"), approved(world, "0201", title="离开的")
    notice = publish(world["00"], kept, gone)
    Project.objects.filter(pk=gone.pk).update(state=S.REJECTED, ended_on=TODAY)
    text = read(notice).content.decode()
    assert "留下的" in text
    assert "离开的" not in text


def test_grade_that_was_taken_back_leaves(world):
    made = approved(world, state=S.CLOSING, grade=Grade.EXCELLENT)
    notice = publish(world["00"], made, stage=NoticeStage.ACCEPTANCE)
    assert "优秀" in read(notice).content.decode()
    accepting.regrade(project=made, reason="异议属实", by=world.people["department"])
    assert "优秀" not in read(notice).content.decode()
    Project.objects.update(state=S.CLOSING, grade=Grade.EXCELLENT)
    assert "优秀" not in read(notice).content.decode()


def test_query_count_does_not_grow(world):
    first = publish(world["00"], approved(world))

    def counted():
        with CaptureQueriesContext(connection) as queries:
            Client().get("/notices/")
            read(first)
        return len(queries)

    few = counted()
    for code in ("0102", "0103", "0201"):
        publish(world["00"], approved(world, code))
    assert counted() == few
