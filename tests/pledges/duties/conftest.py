"""What the pages of duties are tried on."""

from datetime import date

import pytest
from django.contrib.messages import get_messages

from ratings.choices import Tier
from tests.pledges.made import TODAY, on
from tests.snapshot import staged
from tests.world import rate

APPROVED = date(2012, 4, 20)


@pytest.fixture(autouse=True)
def clock():
    with on(TODAY):
        yield


@pytest.fixture
@staged
def rated(world):
    """0101 and 0201 stand at ordinary, 0102 at lagging, 0103 at advanced; approved on 20 April, so that plans are late
    on 1 June, meetings not."""
    tiers = {"0101": Tier.ORDINARY, "0102": Tier.LAGGING, "0103": Tier.ADVANCED, "0201": Tier.ORDINARY}
    with on(APPROVED):
        for code, tier in tiers.items():
            rate(world[code], world.baseline, tier)
    return world


@pytest.fixture
def told():
    """What the messages of a response say."""
    return lambda response: [
        str(one) for one in (response.context or {}).get("messages") or get_messages(response.wsgi_request)
    ]
