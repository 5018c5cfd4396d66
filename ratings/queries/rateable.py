"""Who is rated in a round, by whom, and who is left apart for which reason (N01, R13, R16).

A unit rates its branches; the university rates the base organisations, directly affiliated branches among them.
A new organisation is rated only when it already has a row in the round: the department allowed it, or imported it.
"""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from branches.models import Organisation
from ratings.models import Rating
from ratings.rules.eligibility import a_year_before, is_closed, old_enough_on


@dataclass(frozen=True)
class Apart:
    """An organisation that is not rated in a round, with the reason in words; `new`: the department may allow it."""

    organisation: Organisation
    why: str
    new: bool


def of(unit=None) -> QuerySet[Organisation]:
    """The organisations that `unit` rates; None: those the university rates (N01)."""
    return Organisation.objects.units() if unit is None else Organisation.objects.branches().under(unit)


def rateable(organisations, round_) -> QuerySet[Organisation]:
    """Those of `organisations` that are rated in `round_`: open on its reference date (R13), not new (R16)."""
    day = round_.reference_date
    return organisations.open_on(day).filter(
        Q(founded_on=None)
        | Q(founded_on__lte=a_year_before(day))
        | Exists(Organisation.objects.filter(successor=OuterRef("pk")).order_by())
        | Exists(Rating.objects.filter(organisation=OuterRef("pk"), round=round_).order_by())
    )


def apart(organisations, round_) -> list[Apart]:
    """Those of `organisations` that are not rated in `round_`, each with the reason."""
    others = organisations.exclude(pk__in=rateable(organisations, round_).order_by().values("pk"))
    return [_apart(organisation, round_.reference_date) for organisation in others.select_related("successor")]


def newcomers(organisations, round_) -> list[Apart]:
    """Those of `organisations` that are too new for the round and open on its date, each with the reason (R16)."""
    day = round_.reference_date
    young = organisations.open_on(day).filter(founded_on__gt=a_year_before(day))
    return [_apart(one, day) for one in young.exclude(pk__in=rateable(young, round_).order_by().values("pk"))]


def _apart(organisation, day):
    if not is_closed(organisation.closed_on, day):
        why = _("Founded on %(founded)s, less than a year before the reference date; old enough from %(from)s (R16).")
        dates = {"founded": organisation.founded_on, "from": old_enough_on(organisation.founded_on)}
        return Apart(organisation, why % {name: date_format(value) for name, value in dates.items()}, new=True)
    if organisation.successor:
        why = _("Merged into %(successor)s on %(day)s (R13).")
    else:
        why = _("Dissolved on %(day)s (R13).")
    named = {"successor": str(organisation.successor), "day": date_format(organisation.closed_on)}
    return Apart(organisation, why % named, new=False)
