"""What grading asks: ratings to decide and units that are behind of the department, rounds to rate of a unit.

Its days: rounds open and close, targets are due.
"""

from django.db.models import Case, Count, F, Min, Q, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from branches.models import Organisation
from core.choices import READERS, Role
from core.todos import NAMED, ComingDay, Todo, dates, rule
from core.workflow.reminding import with_reminder
from ratings.choices import Completion, State
from ratings.lifecycle import not_own_entry, rater
from ratings.models import Rating, Round, Target
from ratings.queries import completion
from ratings.queries.grid.returned import left_to_department, returned_of, sent_back
from ratings.queries.raters import last_reminders
from ratings.templatetags.ratings import reached, tiers

IS_BASE = Q(organisation=F("unit"))
OFFICIAL = "R1"  # only an approved rating counts: why typing, submitting and deciding are asked for
WITHOUT_SUCCESSOR = "R30"  # why the department corrects what a unit rated


@rule(Role.DEPARTMENT)
def to_decide(university, scope):
    """Submitted ratings of the units by round; of one's own entries it is a colleague's turn."""
    rows = (
        _submitted(scope)
        .exclude(IS_BASE)
        .order_by("round__reference_date", "own", "unit__code")
        .values_list("round__code", "round__name", "own", "unit__code", "unit__name")
    )
    rounds = {}
    for code, name, own, *found in rows.annotate(count=Count("pk"), since=Min("submitted_at")):
        rounds.setdefault((code, name, own), []).append(found)
    for (code, name, own), found in rounds.items():
        yield _from_units(code, name, found, own=own)


def _submitted(scope):
    """What waits for a decision, and whether it is the `own` entry of the user of `scope`; the rounds are named because
    the index begins with them."""
    rows = scope.of(Rating).unsettled().filter(round__in=scope.of(Round).order_by(), state=State.SUBMITTED)
    return rows.annotate(own=Case(When(not_own_entry(scope.user), then=Value(False)), default=Value(True)))


def _from_units(code, name, found, *, own):
    total = sum(count for _code, _name, count, _since in found)
    url = reverse("ratings:review", args=[code])
    why = ngettext(
        "%(count)d submitted rating of %(round)s waits for approval.",
        "%(count)d submitted ratings of %(round)s wait for approval.",
        total,
    ) % {"count": total, "round": name}
    names = tuple(
        (_("%(unit)s (%(count)d)") % {"unit": unit_name, "count": count}, f"{url}?{urlencode({'unit': unit})}")
        for unit, unit_name, count, _since in found[:NAMED]
    )
    since = timezone.localdate(min(since for *_unit, since in found))
    more = len(found) - len(names)
    facts = {"since": since, "names": names, "more": more, "at": _another(own=own)}
    return Todo(why, Role.DEPARTMENT, url, _("Review"), rule=OFFICIAL, **facts)


def _another(*, own):
    """Whom it waits for when it is one's `own` entry; "" for the place itself."""
    return _("another person of the organisation department") if own else ""


@rule(Role.DEPARTMENT)
def base_to_decide(university, scope):
    """The university's own submitted ratings of its base organisations by round (N01)."""
    rows = _submitted(scope).filter(IS_BASE).order_by("round__reference_date", "own")
    rows = rows.values_list("round__code", "round__name", "own")
    for code, name, own, count, since in rows.annotate(count=Count("pk"), since=Min("submitted_at")):
        why = ngettext(
            "%(count)d rating of a base organisation in %(round)s waits for approval.",
            "%(count)d ratings of base organisations in %(round)s wait for approval.",
            count,
        ) % {"count": count, "round": name}
        facts = {"since": timezone.localdate(since), "at": _another(own=own)}
        yield Todo(
            why, Role.DEPARTMENT, f"{reverse('ratings:review', args=[code])}#base", _("Review"), rule=OFFICIAL, **facts
        )


@rule(Role.DEPARTMENT)
def to_correct(university, scope):
    """What came back of units that were closed without a successor, round by round."""
    for (round_, unit), rows in left_to_department(scope.of(Rating)).items():
        why = ngettext(
            "%(round)s: %(count)d rating of %(unit)s, which has no successor, came back. Correct and submit it; "
            "another person approves.",
            "%(round)s: %(count)d ratings of %(unit)s, which has no successor, came back. Correct and submit them; "
            "another person approves.",
            len(rows),
        ) % {"round": round_.name, "count": len(rows), "unit": unit.name}
        url = _field_of(reverse("ratings:grid", args=[unit.code, round_.code]), rows[0].organisation.code)
        behind = _back(rows, reverse("ratings:grid", args=[unit.code, round_.code]))
        yield Todo(why, Role.DEPARTMENT, url, _("Rate branches"), rule=WITHOUT_SUCCESSOR, **behind)


@rule(Role.DEPARTMENT)
def behind(university, scope):
    """Units that have not handed in everything, in each round that is open today."""
    units = scope.of(Organisation).units()
    for round_ in _open_rounds(scope):
        counts = completion.behind(round_, units)
        for state, sentence in BEHIND.items():
            if counts[state]:
                why = sentence(counts[state]) % {"count": counts[state], "round": round_.name}
                url = reverse("ratings:round_progress", args=[round_.code])
                days = {"due": round_.closes_on, "since": round_.opens_on}
                yield Todo(why, Role.DEPARTMENT, url, _("Progress"), rule=OFFICIAL, **days)


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


BEHIND = {Completion.NOT_STARTED: _not_started, Completion.DRAFTED: _being_typed, Completion.RETURNED: _returned}


@rule(Role.UNIT)
def to_rate(unit, scope):
    """Rounds in which the branches of `unit` are to be rated, corrected or waited for: oldest first. A closed one only
    has left what came back (R30)."""
    returned, today = returned_of(unit), timezone.localdate()
    reminders = last_reminders(unit=unit)
    for round_ in scope.of(Round).order_by("reference_date"):
        is_open = round_.is_open_on(today) and unit.closed_on is None
        if is_open or round_.pk in returned:
            [found] = completion.by_unit(round_, [unit])
            if found.expected and (found.left or found.submitted):
                last = reminders.get((round_.pk, unit.pk))
                yield _of_round(round_, found, returned.get(round_.pk, []), scope, is_open=is_open, reminder=last)


def _of_round(round_, found, returned, scope, *, is_open, reminder):
    """What one round asks; while it is open something can be typed, what came back also afterwards."""
    typable = bool(found.left if is_open else found.returned)
    role = rater(found.unit)
    rates = typable and scope.covers(found.unit.path, role)
    grid = url = reverse("ratings:grid", args=[found.unit.code, round_.code])
    if rates and (first := completion.first_left(round_, found.unit, is_open=is_open)):  # not handed in meanwhile
        url = _field_of(grid, first)
    why = _("%(round)s: %(what)s") % {"round": round_.name, "what": _asked(found, typable=typable, is_open=is_open)}
    return Todo(
        with_reminder(why, reminder if typable else None),
        role if typable else Role.DEPARTMENT,
        url,
        _("Rate branches") if rates else _("Open the ratings"),
        due=round_.closes_on if typable and is_open else None,
        rule=OFFICIAL,
        since=_since(round_, found, typable=typable, is_open=is_open),
        **_back(returned, grid),
    )


def _back(ratings, grid):
    """What is told of ratings that came back: why, by whom and when, and of which branches, each at its row."""
    sent, why = sent_back(ratings), {}
    for row in ratings:
        told = {"reason": row.reason, "sent": sent.get(row.pk, "")}
        why[_("%(reason)s (%(sent)s)") % told if told["sent"] else row.reason] = None
    names = tuple((row.organisation.name, _field_of(grid, row.organisation.code)) for row in ratings[:NAMED])
    return {"notes": tuple(why), "names": names, "more": len(ratings) - len(names)}


def _field_of(grid, code):
    """The address of the field of a grid that is to be filled first, that of the organisation with `code`."""
    return f"{grid}?{urlencode({'row': code})}#id_{code}-score"


def _since(round_, found, *, typable, is_open):
    """From which day on it waits; not known of what came back and of what was not handed in in time."""
    if typable:
        return round_.opens_on if is_open else None
    return None if found.left else completion.submitted_since(round_, found.unit)


def _asked(found, *, typable, is_open):
    if typable and is_open:
        return ngettext(
            "%(count)d branch is still to be rated and submitted.",
            "%(count)d branches are still to be rated and submitted.",
            found.left,
        ) % {"count": found.left}
    if typable:
        return ngettext(
            "%(count)d rating came back: correct and submit it, also after the closing day.",
            "%(count)d ratings came back: correct and submit them, also after the closing day.",
            found.returned,
        ) % {"count": found.returned}
    if found.left:
        return _("Entry is closed: ask the organisation department to open it again.")
    return _("Everything is submitted and waits for the organisation department.")


@dates(Role.DEPARTMENT, Role.VIEWER, Role.UNIT)
def rounds_ahead(place, scope):
    """When rounds open and close."""
    for round_ in scope.of(Round):
        named = {"round": round_.name}
        if round_.opens_on:
            yield ComingDay(round_.opens_on, _("entry for %(round)s opens") % named, round_.get_absolute_url())
        if round_.closes_on:
            yield ComingDay(round_.closes_on, _("entry for %(round)s closes") % named, round_.get_absolute_url())


@dates(*READERS)
def deadlines_ahead(place, scope):
    """When targets are due; the place's own page tells how it stands with them."""
    for target in scope.of(Target).select_related("campaign"):
        named = {"from": tiers(target.from_tiers), "to": reached(target), "campaign": target.campaign.name}
        what = _("target “%(from)s → %(to)s” of %(campaign)s is due") % named
        yield ComingDay(target.deadline, what, place.get_absolute_url())


def _open_rounds(scope):
    today = timezone.localdate()
    return [round_ for round_ in scope.of(Round).order_by("reference_date") if round_.is_open_on(today)]
