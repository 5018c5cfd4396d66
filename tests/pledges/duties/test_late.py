"""What is late, asked for alone, is what is late among all that is owed."""

from datetime import date, timedelta

import pytest

from pledges.choices import DutyKind
from pledges.queries.duties import in_order, told
from ratings.models import Standing
from tests.pledges.duties.conftest import APPROVED


@pytest.mark.parametrize(
    "since",
    [APPROVED - timedelta(days=19), date(2012, 7, 25)],
    ids=["approved after", "approved before its reference date"],
)
@pytest.mark.parametrize(("days", "is_late"), [(90, False), (91, True)])
def test_meeting_is_late_by_the_approval_whatever_the_reference_date(rated, since, days, is_late):
    day = APPROVED + timedelta(days=rated.campaign.meeting_days + days - 90)
    Standing.objects.filter(campaign=rated.campaign).update(since=min(since, day))
    alone = in_order(told(rated.campaign, day, None, named=True, late=True))
    among_all = in_order(one for one in told(rated.campaign, day, None, named=True) if one.state == "late")
    assert alone == among_all
    assert {one.code for one in alone if one.kind == DutyKind.MEETING} == ({"01", "02"} if is_late else set())
