"""A plan in force is changed by a further version; the former ones stay as they were (R26)."""

from dataclasses import replace
from datetime import date

import pytest

from core.reporting.choices import ReportedState
from core.workflow.lifecycle import TooLate
from pledges import actions
from pledges.choices import VersionState
from pledges.models import CoverSpan, Version
from pledges.texts import MeasureText, text_of
from ratings.choices import Tier
from tests.pledges.actions.conftest import PUBLISHED
from tests.pledges.made import IN_TIME, TODAY, days, done, drafted, on, reported, text
from tests.world import LATER, rate


def said(plan, *more, without=(), **facts):
    """What `plan` says, with further measures and without some."""
    now = text_of(plan)
    kept = tuple(measure for measure in now.measures if measure.number not in without)
    return replace(now, measures=(*kept, *map(MeasureText, more)), **facts)


def amended(plan, *more, adopts=True, **facts):
    version = actions.amend(plan=plan, text=said(plan, *more, **facts), by=None)
    actions.submit_version(version=version, by=None)
    if adopts:
        actions.adopt_version(version=version, by=None)
    return version


def rows(plan):
    return list(plan.measures.values_list("number", "text", "dropped_on"))


def test_version_that_is_written_changes_nothing_yet(pledge):
    version = actions.amend(plan=pledge, text=said(pledge, "走访"), by=None)
    assert (version.number, version.state) == (2, VersionState.DRAFT)
    assert rows(pledge) == [(1, "学习", None), (2, "换届", None)]


def test_one_version_is_in_writing(pledge):
    first = actions.amend(plan=pledge, text=said(pledge, "走访"), by=None)
    again = actions.amend(plan=pledge, text=said(pledge, "家访"), by=None)
    assert (again.pk, pledge.versions.count()) == (first.pk, 2)
    assert [one["text"] for one in again.content["measures"]] == ["学习", "换届", "家访"]


def test_submitted_version_is_not_changed(pledge, refused):
    version = amended(pledge, "走访", adopts=False)
    told = refused(actions.amend, plan=pledge, text=said(pledge, "家访"), by=None)
    assert told == {"__all__": ["已有修订稿正在审核，退回后才能修改。"]}
    assert refused(actions.drop_version, version=version, by=None) == {"__all__": ["只有草稿可以删除。"]}


def test_version_submitted_meanwhile_is_not_thrown_away(pledge, refused):
    version = actions.amend(plan=pledge, text=said(pledge, "走访"), by=None)
    actions.submit_version(version=Version.objects.get(pk=version.pk), by=None)
    assert list(refused(actions.drop_version, version=version, by=None)) == ["__all__"]
    assert pledge.versions.count() == 2


def test_version_comes_back_with_a_reason_and_goes_again(pledge, refused):
    version = amended(pledge, "走访", adopts=False)
    assert list(refused(actions.return_version, version=version, reason=" ", by=None)) == ["__all__"]
    actions.return_version(version=version, reason="措施不具体", by=None)
    assert (version.state, version.reason) == (VersionState.RETURNED, "措施不具体")
    amended(pledge, "每月走访一次")
    assert [number for number, *_rest in rows(pledge)] == [1, 2, 3]


def test_adopted_version_is_the_text_in_force(pledge, rated):
    version = actions.amend(plan=pledge, text=said(pledge, "走访", without=[2], responsible="李明"), by=None)
    actions.submit_version(version=version, by=rated.people["branch-0101"])
    actions.adopt_version(version=version, by=rated.people["unit-01"])
    pledge.refresh_from_db()
    assert (pledge.responsible, pledge.published_on) == ("李明", PUBLISHED)
    assert rows(pledge) == [(1, "学习", None), (2, "换届", TODAY), (3, "走访", None)]
    assert (version.adopted_on, version.adopted_by) == (TODAY, rated.people["unit-01"])
    assert [one["text"] for one in pledge.versions.get(number=1).content["measures"]] == ["学习", "换届"]


def test_measure_left_out_keeps_its_reports(pledge):
    measure = done(pledge, 2)
    amended(pledge, without=[2])
    measure.refresh_from_db()
    assert (measure.dropped_on, measure.state, measure.updates.count()) == (TODAY, ReportedState.DONE, 1)


def test_nothing_is_reported_or_confirmed_of_a_measure_left_out(pledge, refused):
    measure = reported(pledge, 2)
    amended(pledge, without=[2])
    left_out = {"__all__": ["修订后的计划已不含该措施。"]}
    facts = {"on": TODAY, "text": "已完成", "role": "branch", "by": None}
    assert refused(actions.report, measure=measure, **facts) == left_out
    assert refused(actions.confirm, measure=measure, by=None) == left_out


def test_goal_changes_the_cover_from_the_day_on(pledge):
    """R24: the goal is that of the version in force on the day."""
    with on(TODAY + days(9)):
        amended(pledge, goal=Tier.GOOD)
    spans = CoverSpan.objects.filter(organisation=pledge.organisation, target__code="ordinary-1")
    assert list(spans.values_list("since", "until")) == [(PUBLISHED, TODAY + days(9))]


def test_goal_that_was_reached_may_stay(pledge, rated, refused):
    rate(rated["0101"], rated.later, Tier.ADVANCED)
    with on(LATER + days(1)):
        amended(pledge, "走访")
        told = refused(actions.amend, plan=pledge, text=said(pledge, goal=Tier.GOOD), by=None)
    assert told == {"goal": ["目标等次应高于当前等次。"]}
    assert len(rows(pledge)) == 3


def test_words_are_checked_again_at_each_step(pledge, refused):
    told = refused(actions.amend, plan=pledge, text=said(pledge, "电话13812345678"), by=None)
    assert "电话13812345678" in " ".join(told["__all__"])


@pytest.mark.parametrize(("day", "field"), [(TODAY - days(1), "measures"), (IN_TIME + days(1), "measures")])
def test_new_measure_is_due_within_the_plan(pledge, refused, day, field):
    now = said(pledge)
    later = replace(now, measures=(*now.measures, MeasureText("走访", due_on=day)))
    assert list(refused(actions.amend, plan=pledge, text=later, by=None)) == [field]


def test_overdue_plan_may_still_be_changed(pledge):
    with on(IN_TIME + days(3)):
        amended(pledge, "走访")
    assert len(rows(pledge)) == 3


@pytest.mark.parametrize("verb", ["amend", "submit", "adopt"])
def test_text_of_a_plan_that_has_ended_stays(pledge, refused, verb):
    version = actions.amend(plan=pledge, text=said(pledge, "走访"), by=None)
    if verb == "adopt":
        actions.submit_version(version=version, by=None)
    actions.withdraw(plan=pledge, reason="另有安排", by=None)
    verbs = {
        "amend": lambda: actions.amend(plan=pledge, text=said(pledge, "家访"), by=None),
        "submit": lambda: actions.submit_version(version=version, by=None),
        "adopt": lambda: actions.adopt_version(version=version, by=None),
    }
    assert refused(verbs[verb]) == {"__all__": ["该计划已不在实施中，内容不能再修改。"]}


def test_version_is_adopted_once(pledge):
    version = amended(pledge, "走访")
    with pytest.raises(TooLate):
        actions.adopt_version(version=version, by=None)


def test_draft_is_no_version(rated, refused):
    plan = drafted(rated["0101"], rated.campaign)
    assert list(refused(actions.amend, plan=plan, text=text(), by=None)) == ["__all__"]


def test_measure_of_a_draft_that_was_due_before_today_is_refused(rated, refused):
    late = [MeasureText("学习", due_on=date(2012, 5, 31))]
    told = refused(drafted, organisation=rated["0101"], campaign=rated.campaign, measures=late)
    assert told == {"measures": ["措施“学习”的时限为2012年5月31日，早于今天。"]}
