"""The command `demo`: its dates, its refusals, and the same university every time."""

from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from branches.demo.dates import calendar
from branches.models import Organisation
from demo.build import build
from pledges.models import Measure, Plan
from pledges.texts import MEASURE_FIELDS
from ratings.models import Rating

TODAY = date(2012, 11, 23)
PLAN = ("organisation__code", "kind", "state", "outcome", "due_on", "published_on", "ended_on", "explanation")
ROW = ("organisation__code", "round__code", "tier", "score", "state", "unit__code", "cohort_unit__code", "remark")


@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)))
def test_dates_are_in_order_and_the_deadlines_ahead(today):
    days = calendar(today)
    past = [days.starts_on, days.baseline, days.baseline_submitted, days.baseline_approved, days.baseline_closes]
    past += [days.merged_on, days.moved_on, days.dissolved_on, days.later_opens, days.later_submitted, days.later]
    assert past == sorted(set(past))
    assert max(past) < today
    assert days.later <= days.later_approved < today < days.later_closes
    assert days.year_1 - today >= timedelta(days=30)
    assert (days.year_1.month, days.year_1.day, days.year_2) == (12, 31, date(days.year_1.year + 1, 12, 31))


def test_dates_of_the_notice_come_out_in_its_november():
    days = calendar(TODAY)
    assert (days.baseline, days.later) == (date(2012, 4, 1), date(2012, 10, 31))
    assert (days.year_1, days.year_2) == (date(2012, 12, 31), date(2013, 12, 31))


def test_demo_is_the_same_every_time(db):
    first, second = built(), built()
    assert first == second


def built():
    """What a demo would consist of, by codes; it is taken back at once."""
    with transaction.atomic():
        build(today=TODAY, password="tea-and-rice-12")
        rows = list(Rating.objects.order_by("round__code", "organisation__code").values_list(*ROW))
        names = list(Organisation.objects.values_list("path", "code", "name", "members", "founded_on", "closed_on"))
        people = list(User.objects.values_list("username", "name"))
        plans = list(Plan.objects.values_list(*PLAN))
        measures = list(Measure.objects.values_list("plan__organisation__code", *MEASURE_FIELDS, "state"))
        transaction.set_rollback(True)
    return rows, names, people, plans, measures


def test_command_refuses_a_database_with_organisations(world):
    with pytest.raises(CommandError) as refusal:
        call_command("demo")
    assert refusal.value.returncode == 1
    assert Organisation.objects.count() == len(world.organisations)


def test_command_refuses_what_is_no_date(db):
    with pytest.raises(CommandError) as refusal:
        call_command("demo", today="2012-02-30")
    assert refusal.value.returncode == 2
    assert not Organisation.objects.exists()


@pytest.mark.parametrize("today", ["0001-01-01", "1949-12-31", "2100-01-01", "9999-12-31"])
def test_command_refuses_years_outside_its_calendar(db, today):
    with pytest.raises(CommandError, match=today) as refusal:
        call_command("demo", today=today)
    assert refusal.value.returncode == 2
    assert not Organisation.objects.exists()


def test_command_refuses_the_future(db):
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(CommandError) as refusal:
        call_command("demo", today=str(tomorrow))
    assert refusal.value.returncode == 1
    assert not Organisation.objects.exists()
