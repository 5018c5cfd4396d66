"""Who is rated in a round, by whom, and who is left apart for which reason (N01, R13, R16).

A unit rates its branches; the university rates the base organisations, directly affiliated branches among them.
A new organisation is rated only when it already has a row in the round: the department allowed it, or imported it.
What came back of a unit that is closed is corrected by its last successor, else by the department (R30).
"""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Substr
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from branches.models import UNIT_PATH, Organisation
from core.lists import ReadRows
from ratings.choices import State
from ratings.models import Rating
from ratings.rules.eligibility import a_year_before, is_closed, old_enough_on
from ratings.rules.succession import ChainClosing, heir

BACK = (State.RETURNED, State.SUBMITTED)  # what came back, until it is decided again


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
        Q(founded_on=None) | Q(founded_on__lte=a_year_before(day)) | _let_in(round_)
    )


def heirs() -> dict[str, str]:
    """{path of a closed base organisation: path of the one on whose grid its ratings are corrected (R30)}: one query.

    That is the last of its successors; one that was dissolved is its own, and the department corrects there.
    """
    gone = Organisation.objects.units().exclude(closed_on=None).order_by()
    rows = list(gone.values_list("pk", "path", "closed_on", "successor", "successor__path"))
    closings = {pk: ChainClosing(on, successor) for pk, _path, on, successor, _into in rows}
    paths = {pk: path for pk, path, *_closing in rows} | {successor: into for *_closed, successor, into in rows}
    return {paths[pk]: paths[heir(pk, timezone.localdate(), closings)] for pk in closings}


def heir_of(unit) -> Organisation | None:
    """The organisation on whose grid the ratings of `unit` (None: the university) are corrected once it was merged,
    else None: two queries, none for what was not merged."""
    if unit is None or unit.successor_id is None:
        return None
    return Organisation.objects.get(path=heirs()[unit.path])


def left_to(unit) -> QuerySet[Organisation]:
    """The branches of closed base organisations that `unit` corrects for (R30), those of a dissolved `unit` among them:
    one query more than reading them."""
    paths = [path for path, end in heirs().items() if end == unit.path] if unit else []
    if not paths:
        return Organisation.objects.none()
    return Organisation.objects.branches().alias(unit_at=Substr("path", 1, UNIT_PATH)).filter(unit_at__in=paths)


def inherited(unit, round_) -> QuerySet[Organisation]:
    """Those of `left_to` whose rating in `round_` came back and is not decided again yet, unit by unit, by code."""
    back = Rating.objects.filter(round=round_, state__in=BACK).order_by().values("organisation")
    return rateable(left_to(unit), round_).filter(pk__in=back).order_by(Substr("path", 1, UNIT_PATH), "code")


def typed_at(unit, round_) -> QuerySet[Organisation]:
    """Whose ratings are typed at the entry of `unit` (None: the university's): what it rates and what it inherited; of
    a closed one only what came back (R30)."""
    left = inherited(unit, round_)
    if unit and unit.closed_on:
        return left
    both = Q(pk__in=rateable(of(unit), round_).order_by().values("pk")) | Q(pk__in=left.order_by().values("pk"))
    return Organisation.objects.filter(both)


def apart(organisations, round_) -> ReadRows:
    """Those of `organisations` that are not rated in `round_`, each an Apart with the reason."""
    others = organisations.exclude(pk__in=rateable(organisations, round_).order_by().values("pk"))
    day = round_.reference_date
    return ReadRows(others.select_related("successor"), lambda found: [_apart(one, day) for one in found])


def newcomers(organisations, round_) -> ReadRows:
    """Those of `organisations` that are too new for the round and open on its date as Aparts, each with the reason
    (R16): two queries for a page of them, one where there are none."""
    day = round_.reference_date
    young = organisations.open_on(day).filter(founded_on__gt=a_year_before(day)).exclude(_let_in(round_))
    return ReadRows(young, lambda rows: [_apart(one, day) for one in rows])


def _let_in(round_):
    """Whether a new organisation is rated all the same: the successor of a merger, and what has a row in the round."""
    successors, rows = Organisation.objects.filter(successor=OuterRef("pk")), Rating.objects.filter(round=round_)
    return Exists(successors.order_by()) | Exists(rows.filter(organisation=OuterRef("pk")).order_by())


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
