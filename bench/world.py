"""Throw-away databases of any size, written in bulk; the figures are derived by the site's own `standings.rebuild`."""

import random
from datetime import date, timedelta
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from accounts.models import User
from bench.settings import FOLDER
from branches import tree
from branches.choices import Category, Kind
from branches.models import Appointment, Organisation
from core.choices import Role
from pledges.choices import PlanKind, PlanState
from pledges.models import Plan
from ratings import actions, standings
from ratings.choices import State, Tier
from ratings.models import Campaign, Rating

BATCH = 2_000
ONE_CLOSED_IN = 170  # as in the demo: two of 341, one merged and one dissolved
TIERS = (Tier.ADVANCED, Tier.GOOD, Tier.ORDINARY, Tier.LAGGING)
SHARES = (25, 40, 25, 10)
PROMISES = {Tier.ORDINARY: (PlanKind.PLEDGE, Tier.ADVANCED), Tier.LAGGING: (PlanKind.RECTIFICATION, Tier.ORDINARY)}
ONE_PROMISES_IN = 3


def use(name: str) -> None:
    """Let everything that follows work on the database called `name`, made with its tables when it is not there."""
    connection.close()
    connection.settings_dict["NAME"] = path = Path(FOLDER, f"{name}.sqlite3")
    if not path.exists():
        call_command("migrate", verbosity=0)


def build(*, units: int, branches: int, rated: int = 2) -> None:
    """A university of `branches` spread over `units`, a campaign with two rounds of which `rated` have ratings; a third
    of the ordinary and lagging branches promise to rise in time."""
    dice = random.Random(2012)
    root = Organisation.objects.add_root({"code": "00", "name": "示范大学", "kind": Kind.UNIVERSITY})
    above = _found([root] * units, "学院党委", Kind.PARTY_COMMITTEE, width=5)
    below = _found([above[number % units] for number in range(branches)], "党支部", Kind.BRANCH, width=7)
    person = User.objects.create(username="department", name="组织部")
    today = timezone.localdate()
    Appointment.objects.create(user=person, role=Role.DEPARTMENT, organisation=root, starts_on=today)
    campaign = _campaign(today)
    for round_ in campaign.rounds.order_by("reference_date")[:rated]:
        _rate(above, below, round_, dice)
    _promise(campaign, today, dice)
    _close(below, on=today - timedelta(days=30))
    standings.rebuild(campaign)


def _found(parents, word, kind, *, width):
    rows = [
        Organisation(
            kind=kind, code=f"{number:0{width}}", name=f"第{number}{word}", sought=f"d{number} 第{number}{word}"
        )
        for number, _ in enumerate(parents, 1)
    ]
    if kind == Kind.BRANCH:
        for row in rows:
            row.category = Category.STAFF
    tree.append(list(zip(parents, rows, strict=True)))
    founded = Organisation.objects.bulk_create(rows, batch_size=BATCH)
    tree.recount({parent.path for parent in parents})
    return founded


def _campaign(today: date) -> Campaign:
    campaign = actions.open_campaign(code="bench", name="扶弱培强", starts_on=today - timedelta(days=200), by=None)
    for number, days in enumerate((180, 60), 1):
        day = today - timedelta(days=days)
        actions.open_round(campaign=campaign, code=f"bench-{number}", name=str(number), reference_date=day, by=None)
    return campaign


def _rate(above, below, round_, dice):
    now = timezone.now()
    tiers = dice.choices(TIERS, SHARES, k=len(below))
    Rating.objects.bulk_create(
        (
            Rating(
                organisation=branch,
                round=round_,
                unit=above[number % len(above)],
                cohort_unit=above[number % len(above)] if round_.is_baseline else None,
                tier=tier,
                state=State.APPROVED,
                approved_at=now,
            )
            for number, (branch, tier) in enumerate(zip(below, tiers, strict=True))
        ),
        batch_size=BATCH,
    )


def _promise(campaign, today, dice):
    """Plans in force since some day of the last fifty, due by the first deadline."""
    due_on = campaign.targets.earliest("deadline").deadline
    started = Rating.objects.filter(round__campaign=campaign, round__is_baseline=True, tier__in=PROMISES)
    rows = list(started.order_by("pk").values_list("organisation", "tier"))
    Plan.objects.bulk_create(
        (
            Plan(
                campaign=campaign,
                organisation_id=organisation,
                kind=PROMISES[tier][0],
                goal=PROMISES[tier][1],
                state=PlanState.IN_FORCE,
                published_on=today - timedelta(days=dice.randrange(50)),
                due_on=due_on,
            )
            for organisation, tier in rows[::ONE_PROMISES_IN]
        ),
        batch_size=BATCH,
    )


def _close(below, *, on):
    """Every 170th branch is closed: in turn merged into its neighbour and dissolved."""
    gone = below[1::ONE_CLOSED_IN]
    for number, branch in enumerate(gone):
        branch.closed_on = on
        branch.successor = below[number * ONE_CLOSED_IN] if number % 2 == 0 else None
    Organisation.objects.bulk_update(gone, ["closed_on", "successor"], batch_size=BATCH)
