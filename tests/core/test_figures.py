"""Every figure is explained by one family, whichever app it belongs to; what no family knows is nothing."""

import pytest

from core import figures
from core.figures import Explanation, declare, explained
from ratings.queries.board import campaigns
from tests.world import BASELINE


@pytest.fixture
def own(monkeypatch):
    """A family of some further app, declared for one test."""
    monkeypatch.setattr(figures, "_families", [*figures._families])

    def promised(campaign, on, metric, unit, *, named):
        return Explanation("承诺", "3", on, on, ["1 + 2 = 3"], [], []) if metric == "promised" else None

    declare(promised)


def value(metric):
    [campaign] = campaigns()
    found = explained(campaign, BASELINE, metric, None, named=False)
    return found and found.value


def test_each_family_explains_its_own(world, own):
    assert [value(metric) for metric in ("ordinary-1-risen", "tier-good", "promised")] == ["0", "0", "3"]


def test_what_no_family_knows_is_nothing(world):
    assert [value(metric) for metric in ("promised", "ordinary-1-unknown", "")] == [None, None, None]


def test_page_of_a_number_shows_a_further_app_s_figure(world, own, client_of):
    page = client_of("department").get("/numbers/promised/")
    assert (page.status_code, page.context["explanation"].value) == (200, "3")
