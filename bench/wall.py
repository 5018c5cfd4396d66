"""The public wall at 341 pledges against a constant page; nobody is signed in."""

from collections.abc import Iterator
from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bench import constant, world
from bench.measure import medians
from bench.pages import FIXED, PER_TURN, TIMES, milliseconds, queries_of, visit
from bench.table import BenchLine
from core.reporting.choices import ReportedState
from pledges.choices import PlanKind, PlanState
from pledges.models import Measure, Plan, Update
from ratings.choices import Tier
from ratings.models import Campaign, Standing

SIZE, PLEDGES, MEASURES = "341 pledges", 341, 4


def lines() -> Iterator[BenchLine]:
    """What the first page of the wall costs: queries, then CPU."""
    world.use(SIZE)
    world.build(units=45, branches=420)
    _pledge()
    client, url = Client(), reverse("pledges:wall")
    yield BenchLine(f"wall, {SIZE}: queries", f"{queries_of(client, url)}", "the same at any size")
    constant.keep(client, url, "wall")
    works = {"wall": _visits(client, url), FIXED: _visits(client, "/bench-constant-wall/")}
    spent = medians(works, times=TIMES)
    yield BenchLine(f"{FIXED} of the wall", milliseconds(spent[FIXED]), "")
    yield BenchLine(f"wall, {SIZE}", milliseconds(spent["wall"]), "≤ 1.5× constant", spent["wall"] / spent[FIXED])


def _visits(client, url):
    return lambda: [visit(client, url) for _ in range(PER_TURN)]


def _pledge():
    """So many branches that may pledge have a pledge, each with a measure that is done and three that are not."""
    campaign, today = Campaign.objects.get(), timezone.localdate()
    places = Standing.objects.filter(until=None, tier__gt=Tier.LAGGING, organisation__closed_on=None).order_by("pk")
    facts = {"campaign": campaign, "kind": PlanKind.PLEDGE, "goal": Tier.ADVANCED, "state": PlanState.IN_FORCE}
    days = {"published_on": today - timedelta(days=30), "due_on": today + timedelta(days=30)}
    keys = places.values_list("organisation", flat=True)[:PLEDGES]
    plans = Plan.objects.bulk_create(Plan(organisation_id=key, **facts, **days) for key in keys)
    rows = [Measure(plan=plan, number=number, text="学习") for plan in plans for number in range(1, MEASURES + 1)]
    for row in rows[::MEASURES]:
        row.state, row.done_on = ReportedState.DONE, today
    measures = Measure.objects.bulk_create(rows)
    Update.objects.bulk_create(Update(measure=measure, on=today, text="学习") for measure in measures)
