"""What waits for the department's decision in a round, unit by unit, and what a decision would do."""

from dataclasses import dataclass

from django.db.models import QuerySet

from branches.models import Organisation
from ratings.choices import Movement, Tier
from ratings.entry.page import counted, warning
from ratings.lifecycle import RATING, not_own_entry
from ratings.models import Rating
from ratings.queries import completion
from ratings.queries.grid import last_before, printed
from ratings.rules import spread
from ratings.rules.bands import band_beside


@dataclass(frozen=True)
class ReviewItem:
    """One submitted rating; `own`: entered or submitted by the person who looks, who may not decide it."""

    rating: Rating
    last: object
    own: bool

    @property
    def tier(self):
        return Tier(self.rating.tier)

    @property
    def score(self):
        return printed(self.rating.score)

    @property
    def band_beside(self):
        """The tier that the score says, where it is another one (R21); else None."""
        return band_beside(self.rating.score, self.tier)

    @property
    def movement(self):
        return Movement.between(self.last and self.last.tier, self.tier)


@dataclass(frozen=True)
class ReviewGroup:
    """What one unit submitted; `unit` None: the base organisations, rated by the university.

    `judged`: everyone the unit rated in the round, decided already or not.
    """

    unit: Organisation | None
    items: list[ReviewItem]
    judged: spread.Spread

    @property
    def open(self):
        """How many of them the person who looks may decide."""
        return sum(not item.own for item in self.items)


@dataclass(frozen=True)
class ReviewSheet:
    """Everything that waits in a round for one person's decision."""

    groups: list[ReviewGroup]

    @property
    def items(self):
        return [item for group in self.groups for item in group.items]

    @property
    def decidable(self):
        return [item for item in self.items if not item.own]

    @property
    def movements(self):
        """(label, count) over what can be decided."""
        return counted(item.movement for item in self.decidable)

    @property
    def tiers(self):
        """(tier, count) over what can be decided, best first; of those that there are."""
        found = [item.tier for item in self.decidable]
        return [(tier, found.count(tier)) for tier in reversed(Tier) if tier in found]

    @property
    def warnings(self):
        """(unit, sentence) for units that told nobody apart (R23)."""
        return [
            (group.unit, warning(finding))
            for group in self.groups
            if group.unit
            for finding in spread.findings(group.judged)
        ]


def waiting(rows: QuerySet[Rating]) -> QuerySet[Rating]:
    """Those of `rows` that can be approved or returned."""
    return rows.unsettled().filter(state__in=RATING["approve"].sources)


def chosen(rows: QuerySet[Rating], query) -> QuerySet[Rating]:
    """`rows` narrowed by an address: `unit=` (one unit's branches), `row=` (organisations, repeated); else all of them.

    `ticked=` without any `row=` chooses none. `one=` (an organisation) and `whole=` (a unit) choose whatever is ticked.
    """
    if "one" in query:
        return rows.filter(organisation__code=query["one"])
    if "whole" in query:
        return of_unit(rows, query["whole"])
    if "row" in query or "ticked" in query:
        rows = rows.filter(organisation__code__in=query.getlist("row"))
    return of_unit(rows, query["unit"]) if "unit" in query else rows


def of_unit(rows: QuerySet[Rating], code: str) -> QuerySet[Rating]:
    """Those of `rows` that are of the branches of the unit with this `code`."""
    return rows.of_branches().filter(unit__code=code)


def seen(rows: QuerySet[Rating], moment) -> QuerySet[Rating]:
    """Those of `rows` that stood there already at `moment`, when the page to be confirmed was shown."""
    return rows.filter(submitted_at__lte=moment)


def sheet(rows: QuerySet[Rating], round_, user) -> ReviewSheet:
    """`rows` by unit, in the order of the codes; five queries."""
    ratings = list(
        rows.select_related("organisation", "unit", "submitted_by", "entered_by").order_by(
            "unit__code", "organisation__code"
        )
    )
    decidable = set(rows.filter(not_own_entry(user)).order_by().values_list("pk", flat=True))
    last = last_before(round_, [rating.organisation_id for rating in ratings])
    judged = completion.handed_in(round_, {rating.unit_id for rating in ratings})
    groups, base = {}, ReviewGroup(None, [], spread.Spread())
    for rating in ratings:
        item = ReviewItem(rating, last.get(rating.organisation_id), own=rating.pk not in decidable)
        is_base = rating.unit_id == rating.organisation_id
        group = (
            base if is_base else groups.setdefault(rating.unit_id, ReviewGroup(rating.unit, [], judged[rating.unit_id]))
        )
        group.items.append(item)
    return ReviewSheet([*groups.values(), *([base] if base.items else [])])
