"""What the page of any organisation tells: its official tiers over the rounds, who leads it, how it was closed."""

from dataclasses import dataclass
from datetime import date

from branches.as_of import called_on, secretaries_on
from branches.models import Organisation, Secretary
from core.choices import READERS
from ratings.choices import Tier
from ratings.models import Rating, Round


@dataclass(frozen=True)
class PathStep:
    """What one organisation was in one round; `tier` None: not (yet) officially rated."""

    round: Round
    tier: Tier | None
    score: object = None


@dataclass(frozen=True)
class Post:
    """Who leads an organisation on a day; `secretary` None: vacant. `overdue`: the term has run out."""

    secretary: Secretary | None
    overdue: bool = False


@dataclass(frozen=True)
class NamedPlace:
    """An organisation by its code and its name on a day; `url` is empty for those who may not open its page."""

    code: str
    name: str
    url: str


@dataclass(frozen=True)
class ClosedHow:
    """How an organisation was closed."""

    on: date
    document: str
    successor: NamedPlace | None


def rounds_of(campaign, on) -> list[Round]:
    """The rounds of `campaign` from its baseline on whose reference date has come by `on`, in order (R3): one query."""
    if campaign is None or campaign.baseline_on is None:
        return []
    days = (campaign.baseline_on, on)
    return list(campaign.rounds.filter(reference_date__range=days).order_by("reference_date"))


def paths(organisations, rounds) -> dict[int, list[PathStep]]:
    """{primary key: [PathStep of each round]} from official ratings only (R1): one query."""
    rows = Rating.objects.official().filter(organisation__in=organisations, round__in=rounds).order_by()
    found = {
        (key, round_): (tier, score)
        for key, round_, tier, score in rows.values_list("organisation", "round", "tier", "score")
    }
    return {one.pk: [_step(round_, found.get((one.pk, round_.pk))) for round_ in rounds] for one in organisations}


def _step(round_, official):
    if official is None:
        return PathStep(round_, None)
    tier, score = official
    return PathStep(round_, Tier(tier), score)


def standing(path) -> PathStep | None:
    """The last PathStep with an official tier; None when there is none (R3)."""
    return next((step for step in reversed(path) if step.tier), None)


def posts(organisations, on) -> dict[int, Post]:
    """{primary key: Post on day `on`}: one query."""
    found = secretaries_on(organisations, on)
    return {one.pk: _post(found.get(one.pk), on) for one in organisations}


def _post(secretary, on):
    return Post(secretary, bool(secretary and secretary.term_to and secretary.term_to < on))


def named_places(keys, scope, on) -> dict[int, NamedPlace]:
    """{primary key: NamedPlace on day `on`, to whoever has `scope`} of the organisations `keys`: one query."""
    rows = called_on(Organisation.objects.filter(pk__in=set(keys)), on)
    return {one.pk: NamedPlace(one.code, one.called, _url(one, scope)) for one in rows}


def _url(organisation, scope):
    return organisation.get_absolute_url() if scope.covers(organisation.path, *READERS) else ""


def closing(organisation, scope, on) -> ClosedHow | None:
    """The ClosedHow of `organisation` when it is closed on `on`, else None."""
    if organisation.is_open_on(on):
        return None
    heirs = named_places({organisation.successor_id} - {None}, scope, on)
    return ClosedHow(organisation.closed_on, organisation.closing_document, heirs.get(organisation.successor_id))
