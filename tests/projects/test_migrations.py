"""What the migrations make of projects that were sent back, or whose result was taken back, before."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management.base import CommandError

FIRST, LAST = ("projects", "0001_initial"), ("projects", "0002_former_panels_and_results")
BRANCHES = ("branches", "0006_plausible_days")  # the organisations of those days
MADE = datetime(2012, 6, 1, tzinfo=UTC)


def kept(apps, name, at, **facts):
    """A row of `name` with a row of history, written at `at`."""
    row = apps.get_model("projects", name).objects.create(**facts)
    remembered(apps, name, row, at)
    return row


def remembered(apps, name, row, at, **changed):
    fields = {one.attname: getattr(row, one.attname) for one in row._meta.concrete_fields}
    story = {"history_date": at, "history_type": "+"}
    apps.get_model("projects", f"Historical{name}").objects.create(**fields | changed, **story)


def past(apps, number, state, *former):
    """A project at `state` with a panel and an entry of a notice, which came into the states `former` afterwards."""
    organisation = apps.get_model("branches", "Organisation").objects.get(code="01")
    days = {"starts_on": date(2012, 6, 1), "ends_on": date(2012, 6, 7)}
    facts = {"level": "university", "project_class": "general", "state": state, "title": f"项目{number}"}
    facts["ended_on"] = date(2012, 6, 9) if state == "accepted" else None
    project = kept(apps, "Project", MADE, organisation=organisation, **facts)
    kept(apps, "Panel", MADE, project=project, stage="acceptance", due_on=date(2012, 6, 30))
    notice = kept(apps, "Notice", MADE, host=organisation, stage="acceptance", title="公示", **days)
    kept(apps, "NoticeEntry", MADE, notice=notice, project=project, title="项目", unit="单位", leader="李敏")
    for day, one in enumerate(former, start=1):
        remembered(apps, "Project", project, MADE + timedelta(days=day), state=one)


def test_what_was_sent_or_taken_back_is_former_and_the_way_back_is_refused(migrated):
    first = migrated(FIRST, BRANCHES)
    first.get_model("branches", "Organisation").objects.create(
        path="00010001", depth=2, code="01", name="01", kind="party_committee"
    )
    past(first, 1, "closing", "accepting", "closing")
    past(first, 2, "accepting", "amending", "accepting")
    past(first, 3, "closing")
    past(first, 4, "accepted", "amending", "accepting")
    apps = migrated(LAST, BRANCHES)
    panels, entries = (apps.get_model("projects", name).objects.order_by("pk") for name in ("Panel", "NoticeEntry"))
    second = [None, MADE + timedelta(days=1), None, None]
    assert list(panels.values_list("former_since", flat=True)) == second
    taken_back = [MADE + timedelta(days=1), MADE + timedelta(days=2), None, None]
    assert list(entries.values_list("taken_back_at", flat=True)) == taken_back
    with pytest.raises(CommandError, match="项目2"):
        migrated(FIRST, BRANCHES)
