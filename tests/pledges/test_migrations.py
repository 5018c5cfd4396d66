"""What the migrations make of rows that were there before, and that going back loses nothing in silence."""

from datetime import UTC, date, datetime

import pytest
from django.core.management.base import CommandError

FIRST, LAST = ("pledges", "0001_plans"), ("pledges", "0005_year_of_unit_plans")
# the campaigns and the organisations of those days
BELOW = [("ratings", "0003_rhythm"), ("branches", "0006_plausible_days")]
SUMMER, AUTUMN = datetime(2012, 6, 1, tzinfo=UTC), datetime(2012, 9, 1, tzinfo=UTC)


class Past:
    """A unit with a branch and their people, in the tables of `apps`."""

    def __init__(self, apps):
        self.apps = apps
        organisations = apps.get_model("branches", "Organisation").objects
        self.unit, self.branch = (
            organisations.create(path=path, depth=len(path) // 4, code=code, name=code, kind=kind)
            for path, code, kind in (("00010001", "01", "party_committee"), ("000100010001", "0101", "branch"))
        )
        self.campaign = apps.get_model("ratings", "Campaign").objects.create(code="2012", starts_on=date(2012, 4, 1))

    def plan(self, **facts):
        owner = {"campaign_id": self.campaign.pk, "organisation_id": self.unit.pk}
        return self.apps.get_model("pledges", "Plan").objects.create(**{**owner, "due_on": date(2012, 12, 31), **facts})

    def person(self, name, role=None, at=None, until=None):
        user = self.apps.get_model("accounts", "User").objects.create(username=name)
        if role:
            days = {"starts_on": date(2012, 1, 1), "ends_on": until}
            self.apps.get_model("branches", "Appointment").objects.create(user=user, role=role, organisation=at, **days)
        return user


def reported(past, plan):
    """Reports of a measure by who was, had been and was never the unit's secretary, by the branch, by nobody."""
    secretary, clerk = past.person("secretary", "unit", past.unit, AUTUMN.date()), past.person("clerk")
    branch, asked = past.person("branch", "branch", past.branch), past.person("asked")
    measures, updates = (past.apps.get_model("pledges", name).objects for name in ("Measure", "Update"))
    measure = measures.create(plan=plan, number=1, state="reported", reported_by=asked, reported_as="unit")
    for by, at in ((secretary, SUMMER), (secretary, AUTUMN), (clerk, SUMMER), (branch, SUMMER), (asked, SUMMER)):
        row = updates.create(measure=measure, on=SUMMER.date(), by=by)
        updates.filter(pk=row.pk).update(at=at)
    updates.create(measure=measure, on=SUMMER.date())


def moved(past):
    """A unit's plan that was first due in 2012 and is due in 2013 since."""
    plan = past.plan(kind="unit", state="in_force", published_on=date(2012, 5, 1), due_on=date(2013, 1, 31))
    days = {"old_day": date(2012, 12, 31), "new_day": date(2013, 1, 31), "decided_on": date(2012, 12, 1)}
    past.apps.get_model("pledges", "DueMove").objects.create(plan=plan, state="granted", **days)


def test_rows_get_what_came_later_and_the_way_back_loses_nothing_in_silence(migrated):
    """In one passage, as each takes long: a report gets the role of its day, a unit's plan the year of its first due
    day; the way back is refused while plans for two years are written."""
    past, published = Past(migrated(FIRST, *BELOW)), date(2012, 5, 1)
    owner = {"organisation_id": past.branch.pk}
    reported(past, past.plan(kind="rectification", state="in_force", published_on=published, **owner))
    moved(past)
    past.plan(kind="unit", state="draft", due_on=date(2013, 12, 31))
    past.plan(kind="pledge", state="draft", **owner)

    past.apps = last = migrated(LAST, *BELOW)
    told = last.get_model("pledges", "Update").objects.order_by("pk").values_list("reported_as", flat=True)
    assert list(told) == ["unit", "", "", "branch", "unit", ""]
    plans = last.get_model("pledges", "Plan").objects.order_by("pk").values_list("kind", "year")
    assert list(plans) == [("rectification", 0), ("unit", 2012), ("unit", 2013), ("pledge", 0)]

    second = past.plan(kind="unit", state="draft", year=2012)
    with pytest.raises(CommandError, match="01有两个年度的计划正在编写或审核，请先删除其中一份"):
        migrated(FIRST, *BELOW)
    second.delete()
    back = migrated(FIRST, *BELOW)
    drafts = back.get_model("pledges", "Plan").objects.filter(state="draft", kind="unit")
    assert list(drafts.values_list("due_on", flat=True)) == [date(2013, 12, 31)]
    assert list(back.get_model("pledges", "Measure").objects.values_list("reported_as", flat=True)) == ["unit"]
