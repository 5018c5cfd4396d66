"""The database states what twinnings and records of help are: each constraint is tried by writing past the verbs."""

from datetime import date

import pytest
from django.db.models import CheckConstraint

from pledges.choices import HelperKind, TwinningResult, TwinningState
from pledges.models import HelpRecord, Twinning
from tests.pledges.made import TODAY, days
from tests.pledges.test_models import refuses
from tests.pledges.twinning.made import agreed, noted, proposed

PROPOSED = Twinning.objects.filter(state=TwinningState.PROPOSED)
AGREED = Twinning.objects.filter(state=TwinningState.AGREED)
CHECKS = [
    ("twinning_helper_branch_or_named", AGREED, {"helper": None}),
    ("twinning_helper_branch_or_named", AGREED, {"helper_kind": HelperKind.LEADER, "helper_name": "王建国"}),
    ("twinning_helper_branch_or_named", PROPOSED, {"helper_name": ""}),
    ("twinning_ends_after_it_began", AGREED, {"ends_on": TODAY - days(1)}),
    ("twinning_agreed_has_day", AGREED, {"agreed_on": None}),
    ("twinning_agreed_has_day", PROPOSED, {"agreed_on": TODAY}),
    ("twinning_ended_has_day", AGREED, {"state": TwinningState.ENDED, "ends_on": None}),
    ("twinning_ended_has_day", AGREED, {"result": TwinningResult.MET}),
]
OTHERS = {"twinning_not_of_oneself", "help_record_confirmed_by_another"}


@pytest.fixture
def twinnings(rated):
    """0101 helps 0102, with a record; that a leader helps 03 is proposed."""
    noted(agreed(rated), by=rated.people["branch-0101"])
    proposed(rated, "03", None, by="unit-03")
    return rated


@pytest.mark.parametrize(("name", "rows", "values"), CHECKS)
def test_check_holds(twinnings, name, rows, values):
    assert refuses(name, rows.all(), **values)


def test_branch_does_not_help_itself(twinnings):
    assert refuses("twinning_not_of_oneself", AGREED.all(), helper=twinnings["0102"])


def test_nobody_confirms_their_own_record(twinnings):
    rows = HelpRecord.objects.all()
    assert refuses("help_record_confirmed_by_another", rows, confirmed_by=twinnings.people["branch-0101"])


def test_end_on_the_day_of_the_start_is_possible(twinnings):
    """It never was in force."""
    assert AGREED.update(ends_on=TODAY) == 1
    assert not Twinning.objects.in_force_on(date(2012, 6, 1)).exists()


def test_every_check_is_tried():
    found = [*Twinning._meta.constraints, *HelpRecord._meta.constraints]
    checks = {one.name for one in found if isinstance(one, CheckConstraint)}
    assert {name for name, _rows, _values in CHECKS} | OTHERS == checks
