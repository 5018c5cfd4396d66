"""The pages of plans cost the same for few and for many."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pledges.choices import PlanKind
from ratings.choices import Tier
from tests.pledges.made import in_force, reported
from tests.world import found, rate

LISTS = ("/plans/", "/plans/measures/", "/plans/sheet/", "/plans/measures/sheet/")


def cost(client, page):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        response = client.get(page)
        assert response.status_code == 200
        if response.streaming:
            response.getvalue()
    return len(asked)


def grow(world, codes):
    for code in codes:
        branch = found(world["01"], code)
        rate(branch, world.baseline, Tier.ORDINARY)
        plan = in_force(branch, world.campaign, measures=["学习", "换届"])
        reported(plan, by=world.people["unit-01"])


@pytest.mark.parametrize("page", LISTS)
def test_list_costs_the_same_for_many(rated, client_of, page):
    client = client_of("department")
    grow(rated, ["0111", "0112"])
    client.get(page)
    few = cost(client, page)
    grow(rated, [f"012{number}" for number in range(8)])
    assert (cost(client, page), few <= 12) == (few, True)


def test_page_costs_the_same_for_many_measures(rated, client_of):
    client = client_of("unit-01")
    plans = []
    for code, count in (("0111", 2), ("0112", 20)):
        branch = found(rated["01"], code)
        rate(branch, rated.baseline, Tier.ORDINARY)
        plan = in_force(branch, rated.campaign, measures=[f"第{number}项" for number in range(count)])
        for measure in plan.measures.all():
            link = f"https://example.org/{measure.number}"
            reported(plan, measure.number, by=rated.people["branch-0101"], link=link)
        plans.append(plan)
    client.get(plans[0].get_absolute_url())
    few, many = (cost(client, plan.get_absolute_url()) for plan in plans)
    assert (many, few <= 26) == (few, True)


def test_filters_find_what_they_name(rated, client_of):
    pledge = in_force(rated["0101"], rated.campaign)
    rectification = in_force(rated["0102"], rated.campaign, PlanKind.RECTIFICATION)
    client = client_of("department")

    def listed(query):
        return {row.pk for row in client.get(f"/plans/?{query}").context["list"].page}

    assert listed("kind=pledge") == {pledge.pk}
    assert listed("q=0102") == {rectification.pk}
    assert listed("unit=01") == {pledge.pk, rectification.pk}
    assert listed("unit=02") == set()
    assert listed("late=on") == set()
