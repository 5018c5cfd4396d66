"""A reference date that moves past closings asks, and names whom that touches (R30, R31)."""

from datetime import timedelta

import pytest

from ratings.actions import reopen
from ratings.choices import State, Tier
from ratings.models import Rating, Round
from tests.world import BASELINE, LATER, close, rate

CLOSED = LATER - timedelta(days=10)


@pytest.fixture
def touched(world):
    """0101 is rated in the second round, and closed ten days before."""
    rate(world["0101"], world.later, Tier.GOOD, state=State.DRAFT)
    close(world["0101"], LATER + timedelta(days=10))
    return world


def answers(round_, on, **further):
    return {"name": round_.name, "reference_date": on.isoformat(), "opens_on": "", "closes_on": "", **further}


def saved(world):
    return Round.objects.get(pk=world.later.pk).reference_date


def test_date_past_a_closing_asks_with_whom_that_touches(touched, client_of):
    client, address = client_of("department"), f"/rounds/{touched.later.code}/edit/"
    on = LATER + timedelta(days=20)
    form = client.post(address, answers(touched.later, on)).context["form"]
    assert "0101 文学院教工第一党支部（2012年11月10日撤销）将不再参加该轮评定。" in form.errors["reference_date"]
    assert saved(touched) == LATER
    client.post(address, answers(touched.later, on, agreed="on"))
    assert saved(touched) == on


def test_date_back_before_a_closing_asks_too(world, client_of):
    rate(world["0101"], world.later, Tier.GOOD, state=State.DRAFT)
    close(world["0101"], CLOSED)
    address = f"/rounds/{world.later.code}/edit/"
    form = client_of("department").post(address, answers(world.later, CLOSED - timedelta(days=1))).context["form"]
    assert "将参加该轮评定" in "".join(form.errors["reference_date"])
    assert saved(world) == LATER


def test_date_that_passes_no_closing_is_saved_at_once(touched, client_of):
    on = LATER + timedelta(days=5)
    client_of("department").post(f"/rounds/{touched.later.code}/edit/", answers(touched.later, on))
    assert saved(touched) == on


def test_baseline_s_page_says_whether_its_date_can_be_corrected(world, client_of):
    rate(world["0101"], world.baseline, Tier.GOOD)
    client, address = client_of("department"), f"/rounds/{world.baseline.code}/edit/"
    page = client.get(address)
    assert page.context["form"].fields["reference_date"].disabled
    assert "基准轮次有1条审定的评定" in page.content.decode()
    reopen(rows=Rating.objects.all(), reason="基准日有误", by=world.people["department"])
    page = client.get(address)
    assert not page.context["form"].fields["reference_date"].disabled
    assert "可以更正基准日" in page.content.decode()
    client.post(address, answers(world.baseline, BASELINE - timedelta(days=1)))
    assert Round.objects.get(pk=world.baseline.pk).reference_date == BASELINE - timedelta(days=1)
