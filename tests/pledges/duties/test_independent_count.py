"""R25 over random histories: the duties, their counts and the numbers of the page are those of the rules.

`recount` counts from the rows alone. `tests.draws` says how many are drawn.
"""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from branches.choices import Kind
from branches.models import Organisation
from core.scope import scope_of
from pledges import actions
from pledges.choices import (
    EDITABLE,
    DutyKind,
    ExceptionState,
    HelperKind,
    MeetingState,
    OwedWaits,
    PlanKind,
    TwinningState,
)
from pledges.duties.page import DutyPage
from pledges.models import Benchmark, Meeting, Twinning
from pledges.queries.duties import (
    Owed,
    counted,
    counts,
    duties,
    in_order,
    late_together,
    owed_by,
    told_below,
    told_together,
)
from pledges.queries.duties import told as told_of
from pledges.todos import waiting
from ratings.models import Campaign
from ratings.query import board_query
from tests.draws import draws
from tests.pledges.duties.recount import Recount
from tests.pledges.histories import BRANCHES, LAST, UNITS, History, Step, choices, day_of, org
from tests.pledges.made import on, submitted

DAYS = [day_of(number) for number in range(-1, LAST + 40)]


class DutyHistory(History):
    """A history in which branches also follow and help each other, plan for the year, and meet."""

    def __init__(self):
        super().__init__()
        Campaign.objects.filter(pk=self.campaign.pk).update(plan_days=10, meeting_days=20)

    def _follow(self, day, who, how, much):
        one, other = BRANCHES[who % 6], BRANCHES[how % 6]
        known = Benchmark.objects.filter(follower__code=one, followed__code=other, ends_on=None)
        if one != other and not known.exists():
            facts = {"starts_on": day, "ends_on": day + timedelta(days=much) if much % 3 else None}
            if much % 2:
                facts |= {
                    "state": ExceptionState.APPROVED,
                    "exception_reason": "本单位无先进",
                    "approved_on": day + timedelta(days=much % 5),
                }
            Benchmark.objects.create(follower=org(one), followed=org(other), **facts)

    def _help(self, day, who, how, much):
        facts = {"ends_on": day + timedelta(days=much) if how % 2 else None}
        if how % 3:
            facts |= {"agreed_on": day, "state": TwinningState.AGREED}
        helped, kind = org(BRANCHES[who % 6]), HelperKind.LEADER
        Twinning.objects.create(helped=helped, helper_kind=kind, helper_name="李四", starts_on=day, **facts)

    def _meet(self, day, who, how, _much):
        state = MeetingState.CLOSED if how % 3 else MeetingState.OPEN
        Meeting.objects.get_or_create(unit=org(UNITS[who % 2]), held_on=day, defaults={"state": state, "chair": "王五"})

    def _plan_year(self, _day, who, how, _much):
        code, kind = (BRANCHES[who % 6], PlanKind.ACTIVITY) if how % 3 else (UNITS[who % 2], PlanKind.UNIT)
        due_on = timezone.localdate() + timedelta(days=90)
        actions.adopt(plan=submitted(org(code), self.campaign, kind, due_on=due_on), by=None)


acts = st.sampled_from(
    ("rate follow help meet " * 2 + "promise plan_year withdraw reopen approve settle decide move close direct").split()
)
begun = st.tuples(
    *(st.builds(Step, st.just(0), st.just("rate"), st.just(who), st.just(0), choices) for who in range(6))
)
drawn = st.lists(st.builds(Step, st.integers(0, 5), acts, choices, choices, choices), min_size=10, max_size=30)
histories = st.tuples(begun, drawn).map(lambda parts: [step for part in parts for step in part])


@pytest.mark.django_db
@given(steps=histories, days=st.sets(st.sampled_from(DAYS), min_size=6, max_size=8))
@settings(
    max_examples=draws(10),
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to shrink takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_duties_are_those_of_the_rules(world, steps, days):
    with transaction.atomic():
        history = DutyHistory()
        history.carry_out(steps)
        campaign = Campaign.objects.get(code="h")
        recount, scope = Recount(campaign), scope_of(world.people["department"])
        with on(day_of(LAST + 60)):
            for day in [*sorted(days), timezone.localdate()]:
                assert_day(campaign, recount, day, scope)
        transaction.set_rollback(True)


def assert_day(campaign, recount, day, scope):
    told, rows = recount.on(day), Organisation.objects.all()
    all_ = duties(campaign, day, rows)
    found = {(one.organisation.code, str(one.kind)): (not one.is_open, one.due) for one in all_}
    assert (day, found) == (day, told)
    owed = {(one.organisation.code, str(one.kind)): one.is_late for one in owed_by(campaign, day, rows)}
    assert owed == {key: due < day for key, (fulfilled, due) in told.items() if not fulfilled}
    numbers = [(str(one.kind), one.expected, one.fulfilled, one.late) for one in counts(all_, campaign, day, rows)]
    expected, fulfilled = _by_kind(told), _by_kind(key for key, facts in told.items() if facts[0])
    late = _by_kind(key for key, is_late in owed.items() if is_late)
    assert numbers == [(kind, expected[kind], fulfilled[kind], late[kind]) for kind, *_numbers in numbers]
    assert_together(campaign, recount, day, scope, told)
    assert in_order(told_of(campaign, day, None, named=True)) == [_owed(one) for one in all_]
    assert in_order(told_of(campaign, day, None, named=True, late=True)) == [_owed(one) for one in all_ if one.is_late]
    assert counted(late_together(campaign, day, scope)) == counted(one for one in all_ if one.is_late)
    assert_below(campaign, recount, day, scope, all_)
    assert_page(recount, day, scope, told)
    if day == timezone.localdate():
        assert_waiting(all_, scope)


def assert_together(campaign, recount, day, scope, told):
    """What is counted together, of everybody and of each unit that branches belonged to on the day."""
    by_code, paths = (
        {one.code: one for one in recount.organisations},
        dict(Organisation.objects.values_list("path", "code")),
    )
    by_name = Counter(
        (recount.unit(by_code[code], day), kind, None if is_fulfilled else due)
        for (code, kind), (is_fulfilled, due) in told.items()
    )
    together = Counter()
    for one in told_of(campaign, day, None, by_unit=True):
        together[paths[one.unit], str(one.kind), one.due] += one.count
    assert (day, together) == (day, by_name)
    assert counted(told_together(campaign, day, scope)) == counted(duties(campaign, day, Organisation.objects.all()))


def assert_below(campaign, recount, day, scope, all_):
    """What is told of the branches of each unit, along the path today and by where they belonged on a day gone by."""
    by_code = {one.code: one for one in recount.organisations}
    for code in UNITS:
        own = [one for one in all_ if one.organisation.kind == Kind.BRANCH]
        own = [_owed(one) for one in own if recount.unit(by_code[one.organisation.code], day) == code]
        assert (day, code, in_order(told_below(org(code), campaign, day, scope))) == (day, code, own)


def assert_page(recount, day, scope, told):
    """What the page says of each unit, on the day it had these branches."""
    lines = DutyPage(scope, board_query({"on": day.isoformat(), "campaign": "h"}), {}).unit_lines()
    shown = {
        (line.code, str(one.kind)): (one.expected, one.fulfilled, one.late)
        for line in lines[1:]
        for one in line.counts.values()
        if one.expected
    }
    by_code = {one.code: one for one in recount.organisations}
    places = {key: (recount.unit(by_code[key[0]], day), key[1]) for key in told}
    expected = Counter(places.values())
    fulfilled = Counter(places[key] for key, (is_fulfilled, _due) in told.items() if is_fulfilled)
    late = Counter(places[key] for key, (is_fulfilled, due) in told.items() if not is_fulfilled and due < day)
    assert shown == {key: (count, fulfilled[key], late[key]) for key, count in expected.items()}


def assert_waiting(all_, scope):
    """What waits for a unit, found without a name, is what the names tell."""
    for unit in map(org, UNITS):
        below = [one for one in all_ if one.organisation.unit_path == unit.path != one.organisation.path]
        taken = {plan.organisation for plan in waiting.relapsed(unit, scope)}
        begin = [one for one in below if _lacks(one, DutyKind.RECTIFICATION) and one.organisation not in taken]
        helper = [one for one in below if _lacks(one, DutyKind.HELPER)]
        late = [one for one in below if one.is_late and one.kind not in (DutyKind.RECTIFICATION, DutyKind.HELPER)]
        late = [one for one in late if one.paper is None or one.paper.state in EDITABLE]
        told = {OwedWaits.BEGIN: begin, OwedWaits.HELPER: helper, OwedWaits.LATE: late}
        assert waiting.owed(unit, scope) == {waits: [_owed(one) for one in found] for waits, found in told.items()}


def _lacks(duty, kind):
    return duty.kind == kind and duty.is_open and duty.paper is None


def _owed(duty):
    days = (duty.begun, duty.due) if duty.is_open else (None, None)
    return Owed(duty.kind, duty.state, *days, duty.organisation.code)


def _by_kind(keys):
    return Counter(kind for _code, kind in keys)
