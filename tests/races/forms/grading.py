"""The buttons of grading: rows of the university's own grid, the submission, the approval, a campaign taken back."""

from datetime import date

from ratings.choices import State, Tier
from ratings.models import Rating
from tests.races.sent import SAME, TEXT, Sent
from tests.ratings.access import ROUND
from tests.world import open_campaign, rate

UNIT, DEPARTMENT = "unit-01", "department"
SEEN = {"seen": "4102444800"}
BASE = f"/rounds/{ROUND}/rate/"
ROW = {"01-score": "82", "01-remark": TEXT}
IN_A_ROW = {"says": "已保存", "is_page": False}


def typed(codes, address):
    """The address of a check, once the ratings of these organisations are typed."""

    def before(world):
        for one in codes:
            Rating.objects.filter(organisation=world[one], round=world.later).delete()
            rate(world[one], world.later, Tier.GOOD, state=State.DRAFT, entered_by=world.people[DEPARTMENT])
        return address

    return before


def begun(_world):
    """A campaign without a rating."""
    open_campaign("2016", baseline_on=date(2016, 4, 1), later_on=date(2016, 10, 31))
    return "/campaigns/2016/remove/"


SENT = {
    "ratings:approve": Sent(DEPARTMENT, f"/rounds/{ROUND}/review/approve/?row=0102", SEEN),
    "ratings:base_check": Sent(DEPARTMENT, typed(("01", "02", "03"), f"{BASE}check/")),
    "ratings:base_grid": Sent(DEPARTMENT, BASE, ROW, TEXT, **SAME),
    "ratings:base_row": Sent(DEPARTMENT, f"{BASE}rows/01/", ROW, TEXT, **IN_A_ROW),
    "ratings:campaign_remove": Sent(DEPARTMENT, begun),
    "ratings:remind": Sent(
        DEPARTMENT, f"/rounds/{ROUND}/remind/?row=01", lambda world: {"units": world["01"].pk}, **SAME
    ),
    "ratings:check": Sent(UNIT, typed(("0101", "0102", "0103"), f"/units/01/rate/{ROUND}/check/")),
}
