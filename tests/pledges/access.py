"""Who may open which address of plans, and what there is to see."""

from pledges.choices import PlanKind
from pledges.models import Plan
from ratings.choices import Tier
from tests.access.rows import AccessRow
from tests.pledges.made import drafted
from tests.world import rate
