"""Named questions about ratings, and who may read one before it is decided."""

from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When

from branches.models import Organisation
from branches.searching import organisations_matching
from core.choices import Role
from core.scope import within
from ratings.choices import State
from ratings.rules.bands import BANDS

CLOSED_BY_THEN = Q(organisation__closed_on__lte=F("round__reference_date"))
LEFT_BEHIND = Exists(  # looked up for what is not official alone, where a join would look at every organisation
    Organisation.every.order_by().filter(pk=OuterRef("organisation"), closed_on__lte=OuterRef("round__reference_date"))
)
SETTLED = ~Q(state=State.APPROVED) & LEFT_BEHIND


def band_of(score) -> Case:
    """The band of the score at that lookup (R19); NULL without a score."""
    return Case(*(When(**{f"{score}__gte": lowest}, then=Value(tier)) for lowest, tier in BANDS))


def differing(tier, band) -> Q:
    """The rows whose `tier` is another one than the `band` of the score (R21)."""
    return Q(**{f"{tier}__lt": F(band)}) | Q(**{f"{tier}__gt": F(band)})


class RatingQuerySet(models.QuerySet):
    """Named questions about ratings."""

    def official(self):
        """R1: only an approved rating counts."""
        return self.filter(state=State.APPROVED)

    def kept(self):
        """R30: official, of what was closed on or before the reference date: it stays, and is warned about."""
        return self.official().filter(CLOSED_BY_THEN)

    def settled(self):
        """R30: not official, of what was closed on or before the reference date: it is not rated there any more."""
        return self.filter(SETTLED)

    def unsettled(self):
        """All but those: what is official, and what somebody still types, corrects or decides."""
        return self.exclude(SETTLED)

    def unexplained(self):
        """R21: the tier is another one than the score's band, and nobody said why."""
        return self.alias(band=band_of("score")).filter(differing("tier", "band"), remark="")

    def of_branches(self):
        """What units rated: their branches (N01)."""
        return self.exclude(organisation=F("unit"))

    def of_base(self):
        """What the university rated: the base organisations, directly affiliated branches among them (N01)."""
        return self.filter(organisation=F("unit"))

    def readable_by(self, scope):
        """Official ones, and of the undecided ones those that are the business of the user of `scope`.

        Who looks at the whole university reads all of them; who looks at a unit, those of its branches but not what
        the university is about to say of the unit itself; a branch reads none. The rows of the scope are chosen before.
        """
        if scope.oversees(Role.DEPARTMENT, Role.VIEWER):
            return self
        followed = [within("organisation", place.path) for place in scope.at(Role.VIEWER, Role.UNIT)]
        undecided = reduce(or_, followed, Q(pk__in=[])) & ~Q(organisation=F("unit"))
        return self.filter(Q(state=State.APPROVED) | undecided)

    def matching(self, text):
        """Of organisations that `text` finds."""
        found = organisations_matching(Organisation.objects.order_by(), text)
        return self.filter(organisation__in=found.values("pk"))
