"""The decided ledger: new rows come in approved, changed ones are reopened and approved again, all at once."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from branches.models import Organisation
from core.models import Event
from ratings.actions import Decided, Recorded, record_decided, reopen
from ratings.choices import State, Tier
from ratings.models import Rating, Standing
from tests.world import found, rate


def decided(organisation, round_, tier, score=None, remark=""):
    unit = Organisation.objects.get(path=organisation.unit_path)
    return Decided(organisation.pk, round_.pk, unit.pk, score, tier, remark)


def record(world, *rows, by="department"):
    return record_decided(rows=rows, by=world.people[by] if by else None, reason="import: ratings.xlsx")


def test_new_rows_are_official_at_once(world):
    counts = record(
        world,
        decided(world["0101"], world.baseline, Tier.ORDINARY, Decimal("68.5"), "尚可"),
        decided(world["03"], world.baseline, Tier.GOOD),
        decided(world["01"], world.baseline, Tier.ADVANCED),
        decided(world["0102"], world.later, Tier.ADVANCED),
    )
    assert counts == Recorded(new=4, changed=0, unchanged=0)
    fields = ("organisation__code", "round__code", "unit__code", "cohort_unit__code", "tier", "score", "remark")
    assert sorted(Rating.objects.official().values_list(*fields)) == [
        ("01", "2012-1", "01", None, 4, None, ""),
        ("0101", "2012-1", "01", "01", 2, Decimal("68.5"), "尚可"),
        ("0102", "2012-2", "01", None, 4, None, ""),
        ("03", "2012-1", "03", "03", 3, None, ""),
    ]
    assert Standing.objects.count() == 4


def test_new_rows_make_one_entry_of_history_each(world):
    record(world, decided(world["0101"], world.baseline, Tier.ORDINARY))
    entry = Rating.history.get()
    assert (entry.history_type, entry.state, entry.history_user.username, entry.history_change_reason) == (
        "+",
        State.APPROVED,
        "department",
        "import: ratings.xlsx",
    )


def test_command_leaves_nobody_s_name(world):
    record(world, decided(world["0101"], world.baseline, Tier.ORDINARY), by=None)
    assert Rating.objects.get().approved_by is None
    assert Rating.history.get().history_user is None


def test_changed_row_is_reopened_and_approved_in_its_history(world):
    rating = rate(world["0101"], world.baseline, Tier.ORDINARY, submitted_by=world.people["unit-01"])
    counts = record(world, decided(world["0101"], world.baseline, Tier.LAGGING, Decimal(45)))
    assert counts == Recorded(new=0, changed=1, unchanged=0)
    entries = rating.history.order_by("history_id").values_list("state", "tier", "reason", "history_change_reason")
    assert list(entries)[1:] == [
        (State.RETURNED, 2, "import: ratings.xlsx", "import: ratings.xlsx"),
        (State.APPROVED, 1, "", "import: ratings.xlsx"),
    ]
    rating.refresh_from_db()
    assert (rating.state, rating.tier, rating.submitted_by, rating.approved_by.username, rating.version) == (
        State.APPROVED,
        Tier.LAGGING,
        None,
        "department",
        2,
    )
    assert Standing.objects.get().tier == Tier.LAGGING


def test_changed_rows_are_one_act_in_the_log(world):
    """R4: to change what is official is to reopen it; history keeps both."""
    rate(world["0101"], world.baseline, Tier.ORDINARY)
    logged = Event.objects.count()
    record(
        world,
        decided(world["0101"], world.baseline, Tier.LAGGING),
        decided(world["0102"], world.baseline, Tier.GOOD),
    )
    rows = Event.objects.order_by("pk").values_list("kind", "subject", "by_name", "detail")[logged:]
    about = ("import: ratings.xlsx", "department")
    assert list(rows) == [
        ("decision", *about, {"verb": "record", "count": 2, "new": 1, "changed": 1}),
    ]


def test_changed_row_keeps_its_cohort_unit(world):
    rate(world["0101"], world.baseline, Tier.ORDINARY)
    record(world, Decided(world["0101"].pk, world.baseline.pk, world["02"].pk, None, Tier.GOOD))
    rating = Rating.objects.get()
    assert (rating.unit.code, rating.cohort_unit.code) == ("02", "01")


def test_one_who_submitted_may_record_the_decision(world):
    """The ledger is exempt from the two-person rule."""
    rate(world["01"], world.baseline, Tier.GOOD, submitted_by=world.people["department"])
    record(world, decided(world["01"], world.baseline, Tier.ADVANCED))
    assert Rating.objects.get().approved_by == world.people["department"]


def test_same_rows_twice_change_nothing(world):
    row = decided(world["0101"], world.baseline, Tier.ORDINARY, Decimal("68.50"))
    record(world, row)
    before = (Rating.history.count(), Event.objects.count())
    assert record(world, row) == Recorded(new=0, changed=0, unchanged=1)
    assert (Rating.history.count(), Event.objects.count()) == before


@pytest.mark.parametrize("state", [State.DRAFT, State.SUBMITTED, State.RETURNED])
def test_pending_rows_refuse_everything(world, state):
    rate(world["0101"], world.baseline, Tier.ORDINARY, state=state)
    with pytest.raises(ValidationError, match="0101"):
        record(
            world,
            decided(world["0101"], world.baseline, Tier.GOOD),
            decided(world["0102"], world.baseline, Tier.GOOD),
        )
    assert Rating.objects.get().tier == Tier.ORDINARY


def test_recorded_rating_can_be_reopened_by_who_recorded_it(world):
    record(world, decided(world["0101"], world.baseline, Tier.ORDINARY))
    assert reopen(rows=Rating.objects.all(), reason="复核", by=world.people["department"]) != []


def test_ledger_costs_a_few_queries_a_thousand_rows(world):
    branches = [found(world["01"], f"9{n:03d}") for n in range(300)]
    rows = [Decided(branch.pk, world.later.pk, world["01"].pk, None, Tier.GOOD) for branch in branches]
    with CaptureQueriesContext(connection) as queries:
        record(world, *rows)
    assert len(queries) < 45
