"""Rows of a unit's workbook, and what was typed by page before it."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from ratings.actions import enter
from ratings.choices import Tier
from ratings.models import Rating

HEADINGS = ["轮次编码", "组织编码", "组织名称", "得分", "等次", "备注", "版本"]
NAMES = {"0101": "文学院教工第一党支部", "0102": "文学院学生第一党支部", "0103": "文学院离退休党支部"}


def row(code, score=None, tier=None, remark=None, version=None, *, round_code="2012-1"):
    return [round_code, code, NAMES.get(code, "化学学院教工党支部"), score, tier, remark, version]


def stored(code="0101"):
    rating = Rating.objects.get(organisation__code=code)
    return (rating.score, rating.tier, rating.remark, rating.state, rating.version)


def typed(world, code="0101", *, round_=None, by="unit-01", version=None, **values):
    """A row as somebody types it on the page."""
    facts = {"score": Decimal(70), "tier": Tier.ORDINARY, "remark": "", **values}
    organisation = world[code]
    return enter(
        round_=round_ or world.baseline,
        organisation=organisation,
        unit=world[code[:2]],
        version=version,
        by=world.people[by],
        **facts,
    )


def end(round_, days=-1):
    round_.closes_on = timezone.localdate() + timedelta(days=days)
    round_.save()


def everything():
    return [list(each.order_by("pk").values()) for each in (Rating.objects, Rating.history)]
