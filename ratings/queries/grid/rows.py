"""The rows of the grid: which organisation stands in which place, and what is read of a part of them."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import BooleanField, Case, F, FilteredRelation, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Substr

from branches.models import UNIT_DEPTH, UNIT_PATH, Organisation
from ratings.actions.entry import typable_states
from ratings.choices import Movement, State, Tier
from ratings.models import Rating, Standing
from ratings.queries import rateable
from ratings.querysets import band_of
from ratings.rules.bands import band_beside, print_score


@dataclass(frozen=True)
class LastStanding:
    """What an organisation stood at before the round."""

    tier: Tier
    score: str


@dataclass(frozen=True)
class GridRow:
    """One line of the grid; `rating` None: nothing typed yet; `closed_unit`: the one that is corrected for (R30)."""

    organisation: Organisation
    rating: Rating | None
    last: LastStanding | None
    editable: bool
    closed_unit: Organisation | None = None

    @property
    def tier(self):
        """The tier of the row, None while there is none."""
        return Tier(self.rating.tier) if self.rating and self.rating.tier else None

    @property
    def score(self):
        """The score as it is printed (R19), empty without one."""
        return printed(self.rating.score) if self.rating else ""

    @property
    def movement(self):
        """The Movement against the last round; None without a tier."""
        return self.tier and Movement.between(self.last and self.last.tier, self.tier)

    @property
    def band_beside(self):
        """The tier that the score says, where it is another one: the tier wins, with a reason (R21). Else None."""
        return self.tier and band_beside(self.rating.score, self.tier)


def printed(score: Decimal | None) -> str:
    """A score as it is shown (R19), empty without one."""
    return "" if score is None else print_score(score)


def placed(round_, unit, left: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """Everyone on the grid of `unit` (None: the university's) in the order of its rows: whom it rates, by code, then
    whom it has `left` to correct of closed units, unit by unit (R30). Each `judged`."""
    own = rateable.rateable(rateable.of(unit), round_)
    both = Q(pk__in=own.order_by().values("pk")) | Q(pk__in=left.order_by().values("pk"))
    return judged(Organisation.objects.filter(both), round_, unit, left).order_by("place", "code")


def judged(organisations, round_, unit, left) -> QuerySet[Organisation]:
    """`organisations` with what tells their rows apart: `place`, "" of what `unit` rates, else the path of the closed
    unit; `state`, without a rating that of a draft; `tier`; and `editable`, at a closed unit only what is `left` to it.
    The rating is at `rated`, the band of its score `band` (R19)."""
    own = Q(depth=UNIT_DEPTH) if unit is None else Q(unit_at=unit.path)
    typable = Q(state__in=typable_states(round_))
    if unit and unit.closed_on:
        typable &= Q(pk__in=left.order_by().values("pk"))
    return organisations.alias(
        rated=FilteredRelation("ratings", condition=Q(ratings__round=round_)),
        unit_at=Substr("path", 1, UNIT_PATH),
        band=band_of("rated__score"),
    ).annotate(
        place=Case(When(own, then=Value("")), default=F("unit_at")),
        state=Coalesce("rated__state", Value(State.DRAFT)),
        tier=F("rated__tier"),
        editable=Case(When(typable, then=Value(True)), default=Value(False), output_field=BooleanField()),
    )


def rows_of(round_, organisations: list[Organisation]) -> list[GridRow]:
    """A GridRow of each of `organisations`, which are `judged`: two queries, three with some of closed units."""
    ratings, last = _ratings(round_, organisations), last_before(round_, organisations)
    places = {one.place for one in organisations} - {""}
    closed = {one.path: one for one in Organisation.objects.units().filter(path__in=places)} if places else {}
    return [
        GridRow(one, ratings.get(one.pk), last.get(one.pk), one.editable, closed.get(one.place))
        for one in organisations
    ]  # fmt: skip


def _ratings(round_, organisations):
    rows = Rating.objects.filter(round=round_, organisation__in=organisations).order_by("pk")
    found = {}
    for row in rows.select_related("entered_by", "unit", "submitted_by", "approved_by"):
        row.round = round_
        found[row.organisation_id] = row
    return found


def last_before(round_, organisations) -> dict[int, LastStanding]:
    """What each of `organisations` (keys, rows or a queryset) stood at just before the round (R3), by key."""
    rows = Standing.objects.filter(before(round_), organisation__in=organisations)
    rows = rows.order_by("organisation_id", "since")  # by its key SQLite would look at the whole campaign
    columns = rows.values_list("organisation", "tier", "rating__score")
    return {pk: LastStanding(Tier(tier), printed(score)) for pk, tier, score in columns}


def before(round_, at="") -> Q:
    """The standings just before the round (R3), `at` the lookup that leads to them: one of each organisation."""
    day, condition = round_.reference_date, Q(**{f"{at}until": None})
    condition |= Q(**{f"{at}until__gte": day})
    return condition & Q(**{f"{at}since__lt": day, f"{at}campaign": round_.campaign_id})
