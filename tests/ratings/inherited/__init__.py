"""What came back of a closed unit (R30): unit 02, whose branches were closed after the round."""

from datetime import date
from decimal import Decimal

from branches.places import places_of
from core.scope import Scope
from ratings import actions
from ratings.choices import Tier
from ratings.models import Rating
from tests.ratings.entry.test_grid import fields

HEIR, CLOSED = "/units/01/rate/2012-2/", "/units/02/rate/2012-2/"
MERGED = date(2012, 12, 1)
REASON = "得分请再核对一次"


def rating(world, code="0201"):
    return Rating.objects.get(organisation=world[code], round=world.later)


def reopen(world, code="0201"):
    rows = Rating.objects.filter(pk=rating(world, code).pk)
    actions.reopen(rows=rows, reason=REASON, by=world.people["department"])


def typed(world, code="0201", score="84"):
    """What a browser sends of the row as it stands."""
    row = rating(world, code)
    return fields(code, score, "", "", str(row.version), was=("95", "", ""))


def enter(world, unit, code="0201", by="unit-01", **facts):
    values = {"score": Decimal(84), "tier": Tier.GOOD, "version": rating(world, code).version} | facts
    return actions.enter(
        round_=world.later, organisation=world[code], unit=world[unit], by=world.people[by], **values
    )  # fmt: skip


def scope_of(world, name):
    return Scope(world.people[name], places_of(world.people[name]))
