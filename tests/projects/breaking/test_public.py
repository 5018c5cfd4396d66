"""What anyone may read of projects: titles, units, leaders, grades; no figure, no account, no cookie, no hard word."""

import re

import pytest

from projects.actions import notices, reviews
from projects.choices import Grade, NoticeStage
from projects.choices import ProjectState as S
from projects.models import Notice, Project
from tests.projects.made import TODAY, days, project
from tests.projects.notices.test_publishing import publish
from tests.projects.reviews.judged import decided_panel, judged

pytestmark = pytest.mark.django_db
LANGUAGES = ("", "?lang=en")
# Any two digits may be in a token against forgery, which is drawn at random, and in an address, which is counted on.
BY_CHANCE = re.compile(r"\b\w{64}\b|/notices/\d+/")
KEPT = (
    "87",
    "29",
    "1500",
    "1,500",
    "500.00",
    "judge-0",
    "department",
    "branch-0101",
    "后进",
    "同意立项",
    "某教师",
    "DJCX",
)


@pytest.fixture
def told(world):
    """A notice on a project that experts judged with 87 points, that was granted money, and to which somebody objects;
    and one on its result."""
    officer = world.people["department"]
    made = judged(world, leader_user=world.people["branch-0101"], submitted_by=world.people["branch-0101"])
    decided_panel(world, made, [29, 28, 30], by=officer)
    reviews.approve(project=made, granted=1500, own_granted=500, message="同意立项", by=officer)
    first = publish(world["00"], made, by=officer)
    notices.note(entry=first.entries.get(), on=TODAY, source="某教师", text="重复", by=officer)
    graded = project(world["0201"], made.call, S.CLOSING, grade=Grade.PASSED, number="DJCX-1", award="优秀成果奖")
    return first, publish(world["00"], graded, stage=NoticeStage.ACCEPTANCE, by=officer)


@pytest.mark.parametrize("who", [None, "expert"])
def test_public_pages_hold_nothing_of_it(told, client_of, who):
    client = client_of(who)
    pages = [f"{path}{lang}" for path in ("/notices/", *(f"/notices/{one.pk}/" for one in told)) for lang in LANGUAGES]
    for page in pages:
        answer = client.get(page)
        text = BY_CHANCE.sub("", answer.content.decode())
        assert (answer.status_code, [one for one in KEPT if one in text]) == (200, []), page
        assert who or not answer.cookies


def test_other_numbers_and_days_are_the_same_as_nothing(told, client):
    first, second = told
    Notice.objects.filter(pk=first.pk).update(starts_on=TODAY + days(1))
    Notice.objects.filter(pk=second.pk).update(starts_on=TODAY - days(9), ends_on=TODAY - days(1))
    answers = [client.get(f"/notices/{number}/") for number in (first.pk, second.pk, 0, 999, 10**25)]
    assert {one.status_code for one in answers} == {404}
    texts = {one.content.decode() for one in answers}
    assert not any(title in text for text in texts for title in ("公示</h1>", "李敏", "课题组学习日"))
    assert client.post(f"/notices/{first.pk}/").status_code == 405
    assert "李敏" not in client.get("/notices/").content.decode()


def test_title_with_a_hard_word_is_not_published(world, client_of):
    project(world["0101"], judged(world, "0201").call, S.NOTICE, title="后进支部转化")
    made = Project.objects.get(title="后进支部转化")
    sent = {"title": "公示", "starts_on": str(TODAY), "ends_on": str(TODAY), "projects": [made.pk]}
    answer = client_of("department").post("/projects/notices/new/", sent)
    assert set(answer.context["form"].errors) == {"projects"}
    assert answer.context["form"]["title"].value() == "公示"
    assert not Notice.objects.exists()
