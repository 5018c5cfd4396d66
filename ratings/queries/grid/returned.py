"""What came back: of whom it is to be corrected, who sent it back, and when."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.db.models.functions import Substr
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from branches.models import UNIT_PATH, Organisation
from ratings.choices import State
from ratings.models import Rating, Round
from ratings.queries import rateable


@dataclass(frozen=True)
class SentBack:
    """`who`: a name, "" when nobody signed; `at`: when."""

    who: str
    at: datetime

    def __str__(self):
        when = date_format(timezone.localtime(self.at), "DATETIME_FORMAT")
        return _("%(who)s, %(when)s") % {"who": self.who, "when": when} if self.who else when


def sent_back(ratings: Collection[Rating]) -> dict[int, SentBack]:
    """{primary key: SentBack} of those of `ratings` that came back and were not handed in again; what was corrected
    since does not count: one query, none without ratings."""
    keys = [rating.pk for rating in ratings]
    rows = Rating.history.filter(id__in=keys).order_by("history_date", "history_id") if keys else Rating.history.none()
    found = {}
    for key, state, who, at in rows.values_list("id", "state", "history_user__name", "history_date"):
        if state != State.RETURNED:
            found.pop(key, None)
        else:
            found.setdefault(key, SentBack(who or "", at))
    return found


def returned_of(unit) -> dict[int, list[Rating]]:
    """{primary key of a round: the ratings that came back and the unit corrects (R30)}: two queries."""
    corrected = Q(organisation__in=rateable.left_to(unit).order_by())
    if unit.closed_on is None:
        corrected |= Q(organisation__in=rateable.of(unit).order_by())
    rounds = Round.objects.order_by().values("pk")  # with the state an index, so that no other rating is read
    rows = Rating.objects.unsettled().filter(corrected, round__in=rounds, state=State.RETURNED)
    found = defaultdict(list)
    for row in rows.select_related("organisation").order_by("organisation__code"):
        found[row.round_id].append(row)
    return found


def left_to_department(ratings) -> dict[tuple[Round, Organisation], list[Rating]]:
    """{(round, dissolved unit on whose grid they are corrected): those of `ratings` that came back, and that no
    secretary corrects (R30)}, by round: three queries, one where no unit was dissolved."""
    heirs = rateable.heirs()
    ends = {path: end for path, end in heirs.items() if end in heirs}
    if not ends:
        return {}
    units = {unit.path: unit for unit in Organisation.objects.filter(path__in=ends.values())}
    rows = ratings.of_branches().unsettled().filter(state=State.RETURNED)
    rows = rows.alias(unit_at=Substr("organisation__path", 1, UNIT_PATH)).filter(unit_at__in=ends)
    found = defaultdict(list)
    for row in rows.select_related("round", "organisation").order_by("round__reference_date", "organisation__code"):
        found[row.round, units[ends[row.organisation.unit_path]]].append(row)
    return found
