"""The cast itself: what every other test takes for granted."""

from branches.models import Appointment, Organisation
from ratings.choices import Tier
from ratings.models import Standing
from tests.world import rate


def test_world_plants_the_tree_in_order(world):
    codes = list(Organisation.objects.order_by("path").values_list("code", flat=True))
    assert codes == ["00", "01", "0101", "0102", "0103", "02", "0201", "0202", "03"]
    assert Organisation.objects.find_problems() == ([], [], [], [], [])


def test_world_appoints_only_where_a_role_may_be_held(world):
    for appointment in Appointment.objects.select_related("organisation", "user"):
        appointment.full_clean()


def test_world_rates_officially(world):
    rate(world["0101"], world.baseline, Tier.ORDINARY)
    assert list(Standing.objects.values_list("organisation__code", "unit__code", "baseline", "tier")) == [
        ("0101", "01", Tier.ORDINARY, Tier.ORDINARY)
    ]
