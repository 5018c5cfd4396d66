"""Who may open which address of plans, and what there is to see."""

from datetime import date

from pledges.choices import PlanKind, PlanState, VersionState
from pledges.models import Measure, Plan, Version
from pledges.texts import stored
from ratings.choices import Tier
from tests.access.rows import EVERYONE, AccessRow
from tests.pledges.made import text

PLEDGE, OTHER_PLEDGE = 4711, 4712

PAGES = {
    "pledges:letter": AccessRow("AVvUB", own=(PLEDGE,), other=(OTHER_PLEDGE,)),
    "pledges:method": AccessRow(EVERYONE),
    "pledges:pledge": AccessRow(EVERYONE, own=(PLEDGE,)),
    "pledges:version": AccessRow(EVERYONE, own=(PLEDGE, 1)),
    "pledges:wall": AccessRow(EVERYONE),
}
FORMS = {}
VERBS = {}


def occupy(world):
    """A pledge of each of two units, in its second version; the numbers are those of the addresses above."""
    for number, code in ((PLEDGE, "0101"), (OTHER_PLEDGE, "0201")):
        facts = {"organisation": world[code], "campaign": world.campaign, "kind": PlanKind.PLEDGE}
        goal, published_on = Tier.ADVANCED, date(2012, 6, 1)
        plan = Plan.objects.create(
            pk=number, goal=goal, due_on=date(2012, 12, 31), state=PlanState.IN_FORCE, published_on=published_on, **facts
        )
        Measure.objects.create(plan=plan, number=1, text="每月组织一次理论学习")
        said = {"state": VersionState.ADOPTED, "goal": goal, "content": stored(text()), "adopted_on": published_on}
        Version.objects.create(plan=plan, number=1, **said)
        Version.objects.create(plan=plan, number=2, **said)
