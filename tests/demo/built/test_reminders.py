"""The reminders of the demo could have been sent by a press on their day, and are seen where they are to be seen."""

from collections import Counter
from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import User
from branches.models import Organisation
from core.choices import Role
from core.scope import scope_of
from pledges.actions.reminding import is_remindable
from pledges.models import Reminder
from pledges.queries.duties import owed_by
from ratings.models import RoundReminder
from ratings.queries.completion import by_unit
from ratings.queries.raters import is_remindable as is_behind
from tests.demo.built.conftest import TODAY
from tests.pledges.made import on


@pytest.fixture
def sent(campaign):
    return list(Reminder.objects.select_related("organisation", "by").order_by("pk"))


def test_department_and_units_reminded_of_a_few(sent):
    days = Counter((one.reminded_as, one.on) for one in sent)
    assert days == {(Role.DEPARTMENT, TODAY - timedelta(days=3)): 8, (Role.UNIT, TODAY - timedelta(days=1)): 4}
    assert [one.pk for one in sent if one.history.get().history_date.date() != one.on] == []


@pytest.mark.parametrize("role", [Role.DEPARTMENT, Role.UNIT])
def test_each_was_late_and_to_be_reminded_of(sent, campaign, role):
    mine = [one for one in sent if one.reminded_as == role]
    late = [one for one in owed_by(campaign, mine[0].on, Organisation.objects.all()) if one.is_late]
    remindable = {(one.organisation.pk, one.kind) for one in late if is_remindable(one, role)}
    assert {(one.organisation_id, one.kind) for one in mine} - remindable == set()
    assert [one for one in mine if not scope_of(one.by).covers(one.organisation.path, role)] == []


def test_page_of_duties_and_the_inbox_tell(sent, client):
    last = sent[-1]
    told = f"（{last.by.name}）于2012年11月22日提醒"
    with on(TODAY):
        client.force_login(User.objects.get(username="department"))
        assert told in client.get(reverse("pledges:duties"), {"state": "late"}).content.decode()
        client.force_login(User.objects.get(username=f"branch-{last.organisation.code}"))
        assert told in client.get(reverse("todo")).content.decode()


def test_units_that_are_behind_in_the_round_were_reminded_yesterday(campaign, client):
    sent = RoundReminder.objects.select_related("round", "unit").order_by("unit__code")
    assert [(one.unit.code, one.on, one.history.get().on) for one in sent] == [
        (code, TODAY - timedelta(days=1), TODAY - timedelta(days=1)) for code in ("15", "21", "36")
    ]
    behind = by_unit(sent[0].round, [one.unit for one in sent])
    with on(TODAY):
        assert [one for one in behind if not is_behind(one, sent[0].round)] == []
        client.force_login(User.objects.get(username="unit-21"))
        assert "于2012年11月22日提醒" in client.get(reverse("todo")).content.decode()
