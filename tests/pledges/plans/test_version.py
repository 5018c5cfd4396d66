"""A further version is read beside what it changes, and decided there."""

from dataclasses import replace

import pytest

from pledges import actions
from pledges.choices import PlanKind, PlanState, TextChange, VersionState
from pledges.models import Plan
from pledges.texts import MeasureText, text_of
from ratings.choices import Tier
from tests.pledges.made import IN_TIME, TODAY, days, in_force, on, text
from tests.pledges.plans.sending import shown
from tests.pledges.plans.test_costs import cost

CHANGED, LEFT_OUT, NEW = TextChange.CHANGED, TextChange.LEFT_OUT, TextChange.NEW


@pytest.fixture
def version(rated, pledge):
    """Of the pledge: its first measure says more, the second is left out, a third one is new."""
    said = text(measures=[MeasureText("每周学习", number=1), "走访"], goal=pledge.goal)
    said = replace(said, measures=(*said.measures[:1], replace(said.measures[1], number=3)))
    return actions.amend(plan=pledge, text=said, by=rated.people["branch-0101"])


@pytest.fixture
def submitted(rated, version):
    actions.submit_version(version=version, by=rated.people["branch-0101"])
    return version


def told(client, version):
    """[(label, before, after, change)] of what the page marks."""
    page = client.get(version.get_absolute_url()).context["page"]
    return [(one.label, one.before, one.after, one.change) for one in page.lines if one.is_told]


CHANGES = [
    ("措施1", "学习", "每周学习", CHANGED),
    ("措施2", "换届", "—", LEFT_OUT),
    ("措施3", "—", "走访", NEW),
]


def test_reviewer_reads_what_changes_before_adopting(submitted, client_of):
    client = client_of("unit-01")
    assert told(client, submitted) == CHANGES
    page = client.get(submitted.get_absolute_url()).content.decode()
    marks = ("现行文本", "修订稿", "修改", "删除", "新增", "#state-left_out")
    assert [words for words in marks if words not in page] == []


def test_adopted_version_is_read_beside_the_one_before(rated, pledge, submitted, client_of):
    actions.adopt_version(version=submitted, by=rated.people["unit-01"])
    client, first = client_of("branch-0101"), pledge.versions.get(number=1)
    assert told(client, submitted) == CHANGES
    shown_page = client.get(submitted.get_absolute_url())
    assert first.get_absolute_url() in shown_page.content.decode()
    page = shown_page.context["page"]
    assert (page.heading_before, page.heading_after) == ("第1版", "第2版")
    assert client.get(first.get_absolute_url()).context["page"].former is None
    assert told(client, first) == []


def test_due_day_that_moved_meanwhile_is_no_change_of_the_version(pledge, version, client_of):
    """It is adopted with the day that holds then."""
    move = actions.ask_move(plan=pledge, new_day=IN_TIME + days(5), reason="项目顺延", by=None)
    actions.grant_move(move=move, by=None)
    assert told(client_of("branch-0101"), version) == CHANGES


def test_facts_of_a_rectification_are_said_in_words(rated, rectification, client_of):
    said = replace(text_of(rectification), problem_types=("idle",), goal=Tier.GOOD, leader="张三")
    version = actions.amend(plan=rectification, text=said, by=None)
    assert told(client_of("department"), version) == [
        ("目标等次", "一般", "较好", CHANGED),
        ("问题类型", "—", "制度形同虚设、不开展活动", CHANGED),
        ("责任领导", "—", "张三", CHANGED),
    ]


def test_whole_measure_is_told(rated, client_of):
    counted = MeasureText("学习", start=4, goal_value=12, due_on=TODAY + days(9), person="李明")
    plan = in_force(rated["0101"], rated.campaign, measures=[counted])
    page = client_of("unit-01").get(plan.versions.get().get_absolute_url()).context["page"]
    assert page.lines[-1].after == "学习\n从4到12\n2012年6月10日截止\n李明"


def buttons(client, page):
    """The verbs on the page of a version, by their addresses."""
    html = client.get(page).content.decode()
    return [verb for verb in ("submit", "return", "adopt") if f"/version/{verb}/" in html]


@pytest.mark.parametrize(
    ("state", "who", "found"),
    [
        (VersionState.DRAFT, "branch-0101", ["submit"]),
        (VersionState.DRAFT, "unit-01", []),
        (VersionState.SUBMITTED, "branch-0101", []),
        (VersionState.SUBMITTED, "unit-01", ["return", "adopt"]),
        (VersionState.SUBMITTED, "department", []),
        (VersionState.SUBMITTED, "viewer", []),
        (VersionState.RETURNED, "branch-0101", ["submit"]),
    ],
)
def test_verbs_stand_on_the_page_of_the_version_only(pledge, version, client_of, state, who, found):
    pledge.versions.filter(pk=version.pk).update(state=state)
    client = client_of(who)
    assert buttons(client, version.get_absolute_url()) == found
    page = client.get(pledge.get_absolute_url()).content.decode()
    assert (buttons(client, pledge.get_absolute_url()), version.get_absolute_url() in page) == ([], True)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (VersionState.DRAFT, "修订稿正在起草。"),
        (VersionState.SUBMITTED, "修订稿待审核。"),
        (VersionState.RETURNED, "修订稿被退回。"),
    ],
)
def test_plan_says_where_its_version_stands(pledge, version, client_of, state, words):
    pledge.versions.filter(pk=version.pk).update(state=state)
    assert words in client_of("branch-0101").get(pledge.get_absolute_url()).content.decode()


def test_draft_is_changed_and_thrown_away_from_its_page(pledge, version, client_of):
    client, edit, discard = client_of("branch-0101"), f"/plans/{pledge.pk}/edit/", f"/plans/{pledge.pk}/discard/"
    page = client.get(version.get_absolute_url()).content.decode()
    assert (edit in page, discard in page) == (True, True)
    asked = client.get(discard)
    assert asked.context["decision"].back == version.get_absolute_url()
    assert client.post(discard).url == pledge.get_absolute_url()


def test_version_that_was_written_is_looked_at(pledge, client_of):
    client, edit = client_of("branch-0101"), f"/plans/{pledge.pk}/edit/"
    assert client.get(edit).context["cancel"] == pledge.get_absolute_url()
    saved = client.post(edit, shown(client.get(edit)) | {"measure-0-text": "每周学习"})
    assert saved.url == pledge.versions.get(number=2).get_absolute_url()
    assert client.get(edit).context["cancel"] == saved.url


def test_decisions_lead_back_to_the_version(pledge, submitted, client_of):
    client, page = client_of("unit-01"), submitted.get_absolute_url()
    back = f"/plans/{pledge.pk}/version/return/"
    asked = client.get(back).context
    assert asked["decision"].back == page
    assert [address for _label, address in asked["crumbs"]][-3:] == [pledge.get_absolute_url(), page, None]
    assert client.post(back, {"reason": "请写明次数"}).url == page
    assert client.post(back, {"reason": "请写明次数"}).context["decision"].back == page
    said = client_of("branch-0101").get(page)
    assert ("请写明次数" in said.content.decode(), said.context["timeline"][0].who) == (True, "unit-01")


def test_ended_plan_offers_nothing(pledge, submitted, client_of):
    actions.withdraw(plan=pledge, reason="职能调整", by=None)
    client, page = client_of("unit-01"), submitted.get_absolute_url()
    assert (buttons(client, page), client.get(page).context["page"].heading_before) == ([], "最后文本")


@pytest.mark.parametrize("state", [PlanState.ACCEPTANCE, PlanState.ACCEPTED])
def test_version_of_what_is_being_accepted_offers_nothing(rectification, client_of, state):
    version = actions.amend(plan=rectification, text=text_of(rectification), by=None)
    actions.submit_version(version=version, by=None)
    Plan.objects.filter(pk=rectification.pk).update(state=state)
    client, page = client_of("department"), rectification.get_absolute_url()
    assert buttons(client, version.get_absolute_url()) == []
    assert "修订稿待审核。" not in client.get(page).content.decode()
    assert f"{page}edit/" not in client_of("unit-01").get(page).content.decode()


def test_page_says_that_a_version_is_in_the_way_of_asking_for_acceptance(rectification, client_of, told):
    actions.amend(plan=rectification, text=text_of(rectification), by=None)
    client, page = client_of("unit-01"), rectification.get_absolute_url()
    html, why = client.get(page).content.decode(), "有修订稿尚未办结"
    assert (f"{page}ask/" in html, why in html) == (False, True)
    assert why in client.get(f"{page}ask/").context["decision"].refusal
    assert why in told(client.post(f"{page}ask/"))


def test_page_costs_the_same_for_many_measures(rated, client_of):
    client, spent = client_of("unit-01"), []
    for code, count in (("0101", 1), ("0103", 20)):
        kind = PlanKind.ACTIVITY
        plan = in_force(rated[code], rated.campaign, kind, measures=[f"第{number}项" for number in range(count)])
        said = replace(text_of(plan), responsible="李明")
        version = actions.amend(plan=plan, text=said, by=None)
        client.get(version.get_absolute_url())
        spent.append(cost(client, version.get_absolute_url()))
    assert (spent[1], spent[0] <= 20) == (spent[0], True)


def test_version_before_last_shows_its_own_differences(rated, pledge, submitted, client_of):
    actions.adopt_version(version=submitted, by=None)
    with on(TODAY + days(1)):
        pledge.refresh_from_db()
        third = actions.amend(plan=pledge, text=replace(text_of(pledge), responsible="李明"), by=None)
        actions.submit_version(version=third, by=None)
        actions.adopt_version(version=third, by=None)
    assert told(client_of("unit-01"), submitted) == CHANGES
    assert told(client_of("unit-01"), third) == [("第一责任人", "—", "李明", CHANGED)]
