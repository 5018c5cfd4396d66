"""Which stories each organisation plays, by where it began, where it stands and how its unit is doing."""

from itertools import cycle

from branches.choices import BASE_KINDS, BRANCH_KINDS
from pledges.demo.planning import Planning, UnitPlanning
from pledges.demo.pledging import Pledging
from pledges.demo.rectifying import Rectifying
from ratings.choices import Tier

# Stories in turn, several for one organisation one after the other; "": nothing is made although it is owed.
PLEDGES = {
    "at the top": ("kept", "kept", "kept_all_the_same", "kept", "partly"),
    "risen": ("kept", "partly", "kept", "waiting", "partly", "kept"),
    "promising": ("behind", "revised", "running", "under_revision", "late", "extended", "running", "asking"),
    "behind": ("not_kept draft", "modest", "overdue", "not_kept submitted", "withdrawn", "", "not_kept returned"),
    "new": ("returned", "submitted", "fresh", "draft", "submitted", "fresh", ""),
    "fallen": ("not_kept",),
    "steady": ("behind", "", "", "", "", "", "submitted", "", "", "", "running", ""),
    "direct": ("running", "submitted"),
}
RECTIFICATIONS = {
    "rising": ("settled", "settled_by_another", "relapsed", "accepted", "asked", "settled"),
    "risen": ("lasting", "settled"),
    "promising": ("in_progress", "asked", "accepted", "refused"),
    "behind": ("returned", "in_progress", ""),
    "fallen": ("submitted", "draft"),
}
ACTIVITIES = {
    "steady": (
        *("submitted", "adopted", "reported", "adopted", "", "adopted", "done", "adopted"),
        *("adopted", "returned", "adopted", "reported", "adopted", "draft", "adopted", "adopted"),
    ),
    "risen": ("fresh", "", "draft", "submitted", ""),
    "direct": ("adopted", "reported"),
}
UNITS = {
    "all": (
        *("behind", "approved", "approved", "submitted", "approved", "behind", "returned", "approved", ""),
        *("approved", "approved", "behind", "approved", "draft", "approved"),
    )
}


class Turns:
    """Tells the stories of a table by the methods of `teller`: in each group everybody has the next one."""

    def __init__(self, teller, table):
        self._teller = teller
        self._stories = {group: cycle(stories) for group, stories in table.items()}

    def tell(self, group, organisation):
        """The stories that `organisation` plays. Returns their names."""
        names = next(self._stories[group]).split()
        for name in names:
            getattr(self._teller, name)(organisation)
        return names


class Casting:
    """Hands out the stories in the order of the codes."""

    def __init__(self, scene):
        self._scene = scene
        self._pledging, self._rectifying = Pledging(scene), Rectifying(scene)
        self._pledges, self._rectifications = Turns(self._pledging, PLEDGES), Turns(self._rectifying, RECTIFICATIONS)
        self._activities, self._units = Turns(Planning(scene), ACTIVITIES), Turns(UnitPlanning(scene), UNITS)
        self._behind = set(scene.short()[1::2])  # these units promise too little

    def tell(self):
        """Every organisation's part of the year."""
        for organisation in self._scene.organisations:
            if organisation.kind in BASE_KINDS:
                self._units.tell("all", organisation)
            if organisation.kind in BRANCH_KINDS:
                self._branch(organisation)

    def _branch(self, branch):
        began, stands = self._scene.tier(branch, self._scene.days.baseline), self._scene.tier(branch)
        if branch.closed_on:
            self._closed(branch, began)
        elif stands == Tier.LAGGING:
            self._lagging(branch, began)
        elif stands == Tier.ORDINARY:
            self._ordinary(branch, began)
        elif stands is not None:
            self._strong(branch, began, stands)

    def _closed(self, branch, began):
        teller = {Tier.ORDINARY: self._pledging, Tier.LAGGING: self._rectifying}.get(began)
        if teller:
            teller.ended_with_owner(branch)

    def _lagging(self, branch, began):
        if began == Tier.ORDINARY:
            self._pledges.tell("fallen", branch)
        self._rectifications.tell(self._outlook(branch) if began == Tier.LAGGING else "fallen", branch)

    def _ordinary(self, branch, began):
        if began == Tier.LAGGING:
            self._rectifications.tell("rising", branch)
        self._pledges.tell(self._outlook(branch) if began == Tier.ORDINARY else "new", branch)

    def _strong(self, branch, began, stands):
        if began == Tier.LAGGING:
            self._rectifications.tell("risen", branch)
        if began == Tier.ORDINARY:
            self._pledges.tell("at the top" if stands == Tier.ADVANCED else "risen", branch)
        if began <= Tier.ORDINARY:
            self._activities.tell("risen", branch)
        else:
            group = "direct" if branch.kind in BASE_KINDS else "steady"
            if not (began == stands == Tier.GOOD and self._pledges.tell(group, branch)):
                self._activities.tell(group, branch)

    def _outlook(self, branch):
        return "behind" if self._scene.first_unit_of(branch) in self._behind else "promising"
