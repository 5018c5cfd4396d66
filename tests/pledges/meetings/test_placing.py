"""What was agreed becomes measures of the branch's plan: in its next version, in its draft, or when one is written."""

import pytest

from pledges import actions as plans
from pledges.actions import meetings as actions
from pledges.actions.meetings import ActionText
from pledges.actions.meetings.placing import waits
from pledges.choices import PlanKind, PlanState, VersionState
from pledges.models import AgreedAction, Plan, Version
from pledges.queries.agreed import placed, waiting
from pledges.texts import text_of
from ratings.choices import Tier
from tests.pledges.made import IN_TIME, TODAY, days, drafted, in_force, on, submitted
from tests.pledges.meetings.conftest import comment, said
from tests.world import BASELINE, LATER, open_campaign, rate

AGREED = "每月集中学习一次"


def close(meeting):
    actions.close(meeting=meeting, by=None)


def stands(meeting):
    """("plan", "version", "waits") of the one action."""
    [found] = [one for rows in placed(meeting.comments.all()).values() for one in rows]
    return "plan" if found.action.measure else "version" if found.version else "waits"


def in_version(plan):
    """The measures of the version that is not adopted yet."""
    version = plan.versions.exclude(state=VersionState.ADOPTED).get()
    return [measure["text"] for measure in version.content["measures"]]


def test_plan_at_work_gets_it_in_its_next_version(rated, spoken):
    plan = in_force(rated["0101"], rated.campaign)
    close(spoken)
    assert (in_version(plan), stands(spoken)) == (["每月组织一次理论学习", AGREED], "version")
    version = plan.versions.get(state=VersionState.DRAFT)
    plans.submit_version(version=version, by=None)
    plans.adopt_version(version=version, by=None)
    assert (AgreedAction.objects.get().measure, stands(spoken)) == (plan.measures.get(number=2), "plan")


def test_version_in_writing_is_extended(rated, spoken):
    plan = in_force(rated["0101"], rated.campaign)
    text = text_of(plan)
    plans.amend(plan=plan, text=text, by=None)
    close(spoken)
    assert in_version(plan) == ["每月组织一次理论学习", AGREED]


def test_version_under_review_is_left_alone(rated, spoken):
    plan = in_force(rated["0101"], rated.campaign)
    version = plans.amend(plan=plan, text=text_of(plan), by=None)
    plans.submit_version(version=version, by=None)
    close(spoken)
    assert (in_version(plan), stands(spoken)) == (["每月组织一次理论学习"], "waits")


@pytest.mark.parametrize("state", [PlanState.ACCEPTANCE, PlanState.ACCEPTED])
def test_plan_under_acceptance_is_left_alone(rated, spoken, state):
    plan = in_force(rated["0101"], rated.campaign, PlanKind.ACTIVITY)
    Plan.objects.filter(pk=plan.pk).update(state=state)
    close(spoken)
    assert (Version.objects.count(), stands(spoken)) == (1, "waits")


def test_draft_gets_it_at_once(rated, spoken):
    plan = drafted(rated["0101"], rated.campaign)
    close(spoken)
    assert [row.text for row in plan.measures.all()] == ["每月组织一次理论学习", AGREED]
    assert stands(spoken) == "plan"


def test_submitted_plan_is_left_alone(rated, spoken):
    plan = submitted(rated["0101"], rated.campaign)
    close(spoken)
    assert (plan.measures.count(), stands(spoken)) == (1, "waits")


def test_pledge_comes_before_the_activity_plan(rated, spoken):
    pledge = in_force(rated["0101"], rated.campaign)
    in_force(rated["0101"], rated.campaign, PlanKind.ACTIVITY)
    close(spoken)
    assert in_version(pledge)[1:] == [AGREED]


def test_branch_that_fell_gets_it_into_its_rectification(rated, meeting):
    """A pledge cannot be amended any more (R27a): where there is nothing else, that is told."""
    facts = {"problem_types": ["team"], "problems": "班子不团结", "leader": "李明", "contact": "王芳"}
    with on(LATER):
        pledge = in_force(rated["0101"], rated.campaign)
        rate(rated["0101"], rated.later, Tier.LAGGING)
        said(meeting, {rated["0101"]: comment(actions=[AGREED]), rated["0102"]: comment(actions=["走访"])})
        assert waits(meeting) == [
            f"文学院教工第一党支部“{AGREED}”：该党支部目前不作公开承诺，应制定整顿方案（R27a）。",
            "文学院学生第一党支部“走访”：尚无可列入的计划。",
        ]
        rectification = in_force(rated["0101"], rated.campaign, PlanKind.RECTIFICATION, day=LATER, **facts)
        close(meeting)
        told = waits(meeting)
    assert (pledge.versions.count(), in_version(rectification)[1:]) == (1, [AGREED])
    assert told == ["文学院学生第一党支部“走访”：尚无可列入的计划。"]


def test_plan_of_another_campaign_takes_nothing(rated, spoken):
    in_force(rated["0101"], open_campaign("2011", baseline_on=BASELINE - days(365)))
    close(spoken)
    assert (Version.objects.filter(state=VersionState.DRAFT).count(), stands(spoken)) == (0, "waits")


def test_measure_that_says_so_already_is_the_one(rated, spoken):
    plan = in_force(rated["0101"], rated.campaign, measures=[AGREED])
    close(spoken)
    assert (plan.versions.count(), AgreedAction.objects.get().measure) == (1, plan.measures.get())


def test_without_a_plan_it_waits_until_one_is_written(rated, spoken):
    close(spoken)
    assert ([one.text for one in waiting(rated["0101"])], stands(spoken)) == ([AGREED], "waits")
    drafted(rated["0101"], rated.campaign, measures=["学习", AGREED])
    assert (waiting(rated["0101"]), stands(spoken)) == ([], "plan")


@pytest.mark.parametrize(
    ("due_on", "why"),
    [
        (IN_TIME + days(1), "完成时限为2013年1月1日，晚于所列入计划的时限（2012年12月31日）。"),
        (TODAY - days(1), "完成时限为2012年5月31日，早于今天。"),
    ],
)
def test_due_day_that_does_not_fit_the_plan_waits_alone_and_is_named(rated, spoken, due_on, why):
    plan = in_force(rated["0101"], rated.campaign)
    agreed = [ActionText(AGREED, due_on=due_on), ActionText("走访师生")]
    said(spoken, {rated["0101"]: comment(actions=agreed)})
    assert waits(spoken) == [f"文学院教工第一党支部“{AGREED}”：{why}"]
    close(spoken)
    assert in_version(plan) == ["每月组织一次理论学习", "走访师生"]
    assert [one.text for one in waiting(rated["0101"])] == [AGREED]


def test_pledge_begun_meanwhile_may_not_tell_it(rated, spoken, refused):
    """R27a, once more at closing: when it was written there was no pledge."""
    said(spoken, {rated["0101"]: comment(actions=["摘掉后进帽子"])})
    drafted(rated["0101"], rated.campaign)
    [sentence] = refused(actions.close, meeting=spoken, by=None)["__all__"]
    assert sentence.startswith("文学院教工第一党支部“摘掉后进帽子”：“后进”")
