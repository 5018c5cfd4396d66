"""What waits for the department: ratings to decide, units that are behind, posts without a holder."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count, Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from branches.models import Secretary
from ratings.choices import Completion, State
from ratings.models import Rating, Round
from ratings.queries import completion

NAMED = 20


@dataclass(frozen=True)
class Waiting:
    """Something to do: in a sentence, where it is done, and behind it names, each (label, address)."""

    text: str
    url: str = ""
    action: str = ""
    names: list = field(default_factory=list)
    more: int = 0


def waiting(organisations, units, on):
    """Everything that waits, the most pressing first; `units`: all base organisations, as rows."""
    return [*_to_decide(), *_behind(units), *_vacant(organisations, on), *_overdue(organisations, on)]


def _to_decide():
    """Submitted ratings by round: those of units, and the university's own of its base organisations (N01)."""
    is_base = Q(organisation=F("unit"))
    rows = Rating.objects.filter(state=State.SUBMITTED).order_by("round__reference_date", "unit__code")
    rows = rows.values_list("round__code", "round__name", "unit__code", "unit__name")
    branches = {}
    for code, name, unit, unit_name, count in rows.exclude(is_base).annotate(count=Count("pk")):
        branches.setdefault((code, name), []).append((unit, unit_name, count))
    for (code, name), found in branches.items():
        yield _from_units(code, name, found)
    base = Rating.objects.filter(is_base, state=State.SUBMITTED).order_by("round__reference_date")
    for code, name, count in base.values_list("round__code", "round__name").annotate(count=Count("pk")):
        yield _of_base(code, name, count)


def _from_units(code, name, found):
    total = sum(count for _code, _name, count in found)
    url = reverse("ratings:review", args=[code])
    text = ngettext(
        "%(count)d submitted rating of %(round)s waits for approval.",
        "%(count)d submitted ratings of %(round)s wait for approval.",
        total,
    ) % {"count": total, "round": name}
    names = [
        (_("%(unit)s (%(count)d)") % {"unit": unit_name, "count": count}, f"{url}?{urlencode({'unit': unit})}")
        for unit, unit_name, count in found[:NAMED]
    ]
    return Waiting(text, url, _("Review"), names, len(found) - len(names))


def _of_base(code, name, count):
    text = ngettext(
        "%(count)d rating of a base organisation in %(round)s waits for approval.",
        "%(count)d ratings of base organisations in %(round)s wait for approval.",
        count,
    )
    return Waiting(text % {"count": count, "round": name}, reverse("ratings:review", args=[code]), _("Review"))


def _behind(units):
    """Units that have not handed in everything, in each round that is open today."""
    today = timezone.localdate()
    for round_ in Round.objects.order_by("reference_date"):
        if round_.is_open_on(today):
            counts = Counter(row.state for row in completion.by_unit(round_, units))
            yield from _laggards(round_, counts)


def _laggards(round_, counts):
    url = reverse("ratings:round_progress", args=[round_.code])
    for state, sentence in _LAGGARDS.items():
        if counts[state]:
            yield Waiting(sentence(counts[state]) % {"count": counts[state], "round": round_.name}, url, _("Progress"))


def _not_started(count):
    return ngettext("%(count)d unit has not started %(round)s.", "%(count)d units have not started %(round)s.", count)


def _being_typed(count):
    return ngettext("%(count)d unit is still typing %(round)s.", "%(count)d units are still typing %(round)s.", count)


def _returned(count):
    return ngettext(
        "%(count)d unit has ratings of %(round)s to correct.",
        "%(count)d units have ratings of %(round)s to correct.",
        count,
    )


_LAGGARDS = {Completion.NOT_STARTED: _not_started, Completion.DRAFTED: _being_typed, Completion.RETURNED: _returned}


def _vacant(organisations, on):
    """Open organisations without a secretary in office."""
    in_office = Secretary.objects.filter(organisation=OuterRef("pk"), left_on=None).order_by()
    rows = organisations.open_on(on).exclude(depth=1).exclude(Exists(in_office))
    return _people(
        rows,
        "vacant",
        lambda count: ngettext(
            "%(count)d organisation has no secretary in office.",
            "%(count)d organisations have no secretary in office.",
            count,
        ),
    )


def _overdue(organisations, on):
    """Open organisations whose secretary's term has run out."""
    over = Secretary.objects.filter(organisation=OuterRef("pk"), left_on=None, term_to__lt=on).order_by()
    rows = organisations.open_on(on).exclude(depth=1).filter(Exists(over))
    return _people(
        rows,
        "overdue",
        lambda count: ngettext(
            "The secretary's term has run out in %(count)d organisation.",
            "The secretary's term has run out in %(count)d organisations.",
            count,
        ),
    )


def _people(rows, office, sentence):
    """`office`: what the roster's filter calls them; there is the whole list, and there a secretary is entered."""
    count = rows.count()
    names = [(row.name, row.get_absolute_url()) for row in rows[:NAMED]]
    if count:
        url = f"{reverse('admin:branches_organisation_changelist')}?{urlencode({'office': office})}"
        yield Waiting(sentence(count) % {"count": count}, url, _("Roster"), names, count - len(names))
