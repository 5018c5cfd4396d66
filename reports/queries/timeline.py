"""What happened to organisations, in words: changes of the tree, decisions about ratings and plans, secretaries.
Newest first.

Drafts are nobody's business but the rater's: a rating appears when it is submitted, its tier when it is official (R1).
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, F, Max, OuterRef, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from branches.as_of import call_as_on, named_in, told_value
from branches.choices import ChangeKind
from branches.models import Change, Organisation, Secretary
from pledges.queries.timeline import of_organisation as raising
from projects.queries.timeline import of_organisation as projects
from ratings.choices import State, Tier
from ratings.models import Rating


@dataclass(frozen=True)
class TimelineEntry:
    """One thing that happened: `when` is a moment, or only the day from which it holds.

    `subject`: whose history it belongs to, as (name, address), on pages about more than one organisation.
    """

    when: datetime | date
    who: str
    what: str
    reason: str = ""
    subject: tuple | None = None

    @property
    def moment(self):
        """Sorts days and moments together; a day stands at its beginning."""
        if isinstance(self.when, datetime):
            return self.when
        return timezone.make_aware(datetime.combine(self.when, datetime.min.time()))

    @property
    def timed(self):
        """Whether the hour is known."""
        return isinstance(self.when, datetime)


def of_organisation(organisation, on) -> list[TimelineEntry]:
    """Everything that happened to `organisation` by day `on`: a constant number of queries."""
    told = [*_changes(organisation, on), *_ratings(organisation, on), *_secretaries(organisation, on)]
    entries = [*told, *_raising(organisation, on)]
    return sorted(entries, key=lambda entry: entry.moment, reverse=True)


def latest(organisations, count, query) -> list[TimelineEntry]:
    """The last `count` changes of the tree and decisions about ratings among `organisations` (a queryset) by the day of
    `query` (DayQuery), called as on it."""
    own = Exists(organisations.filter(pk=OuterRef("organisation")).order_by())  # asked of the newest only
    changes = Change.objects.filter(own, _by("recorded_at", query))
    changes = list(changes.select_related("organisation", "by").order_by("-recorded_at", "-pk")[:count])
    acts, named = _acts(Rating.history.filter(own, _by("history_date", query)), count), named_in(changes)
    places = [row.organisation for row in changes]
    places += [place for row, _number in acts for place in (row.organisation, row.unit)]
    call_as_on([*places, *named.values()], query.on)
    entries = [
        *(_told(change, named, change.recorded_at, _subject(change.organisation, query)) for change in changes),
        *(_decided(*act, query) for act in acts),
    ]
    return sorted(entries, key=lambda entry: entry.moment, reverse=True)[:count]


def _acts(rows, count):
    """The last acts among `rows` of history of ratings, each as (one of its rows, how many): what was done in one
    moment to ratings of one unit is one. Three queries."""
    rows = rows.exclude(state=State.DRAFT)
    rows = rows.exclude(state=State.RETURNED, history_user=F("entered_by"))  # being corrected, not sent back
    moments = rows.order_by("-history_date").values_list("history_date", flat=True).distinct()[:count]
    alike = rows.filter(history_date__in=list(moments)).order_by("-history_date", "unit__code", "state", "round")
    alike = alike.values_list("history_date", "unit__code", "state", "round")
    counts = dict(alike.annotate(last=Max("history_id"), count=Count("pk")).values_list("last", "count")[:count])
    told = Rating.history.select_related("organisation", "unit", "round", "history_user").in_bulk(list(counts))
    return [(told[key], number) for key, number in counts.items()]


def _decided(row, number, query):
    """An act about one rating, `row` of history, or about several of a unit, of which it is one."""
    if number == 1:
        return _rated(row, _subject(row.organisation, query))
    sentences = {
        State.SUBMITTED: _("%(count)d ratings of %(round)s were submitted."),
        State.RETURNED: _("%(count)d ratings of %(round)s were sent back."),
        State.APPROVED: _("%(count)d ratings of %(round)s were approved."),
    }
    what = sentences[State(row.state)] % {"count": number, "round": row.round.name}
    return _entry(row, what, _subject(row.unit, query))


def _by(moment, query):
    """What happened by the day of `query`: today everything."""
    return Q(**{f"{moment}__date__lte": query.on}) if query.as_of else Q()


def _changes(organisation, on):
    rows = list(Change.objects.filter(organisation=organisation, on__lte=on).select_related("by"))
    named = named_in(rows)
    call_as_on(named.values(), on)
    return [_told(change, named, change.on) for change in rows]


def _told(change, named, when, subject=None):
    reason = " · ".join(filter(None, [change.document, change.reason]))
    return TimelineEntry(when, _name_of(change.by), _what(change, named), reason, subject)


def _what(change, named):
    """A change of the tree in a sentence; units and successors by name."""
    values = {
        "day": date_format(change.on),
        "before": _called(told_value(change, change.before, named)),
        "after": _called(told_value(change, change.after, named)),
    }
    return {
        ChangeKind.FOUNDED: _("Founded on %(day)s."),
        ChangeKind.RENAMED: _("Renamed on %(day)s from %(before)s to %(after)s."),
        ChangeKind.MOVED: _("Moved on %(day)s from %(before)s to %(after)s."),
        ChangeKind.MERGED: _("Merged into %(after)s on %(day)s."),
        ChangeKind.DISSOLVED: _("Dissolved on %(day)s."),
        ChangeKind.SPLIT: _("Split on %(day)s; %(after)s came out of it."),
        ChangeKind.RECLASSIFIED: _("Category changed on %(day)s from %(before)s to %(after)s."),
    }[ChangeKind(change.kind)] % values


def _called(told):
    return told.name if isinstance(told, Organisation) else told or "—"


def _ratings(organisation, on):
    rows = Rating.history.filter(organisation=organisation, history_date__date__lte=on).exclude(state=State.DRAFT)
    rows = rows.select_related("round", "history_user").order_by("history_date", "history_id")
    return [_rated(row) for row in _steps(rows)]


def _steps(rows):
    """Those history rows that changed something worth telling: the state, or an official tier."""
    last = {}
    for row in rows:
        seen = (row.state, row.tier if row.state == State.APPROVED else None, row.reason)
        if last.get(row.round_id) != seen:
            last[row.round_id] = seen
            yield row


def _rated(row, subject=None):
    sentences = {
        State.SUBMITTED: _("The rating of %(round)s was submitted."),
        State.RETURNED: _("The rating of %(round)s was sent back."),
        State.APPROVED: _("The rating of %(round)s was approved: %(tier)s."),
    }
    tier = Tier(row.tier).label if row.tier else ""
    what = sentences[State(row.state)] % {"round": row.round.name, "tier": tier}
    return _entry(row, what, subject)


def _entry(row, what, subject):
    """What a row of history of a rating tells, with who, when and why."""
    reason = row.reason if row.state == State.RETURNED else (row.history_change_reason or "")
    return TimelineEntry(row.history_date, _name_of(row.history_user), what, reason, subject)


def _secretaries(organisation, on):
    """Who came and went: nobody before the one ahead had left (R29)."""
    rows, left = Secretary.objects.filter(organisation=organisation), None
    for secretary in rows.order_by(F("left_on").asc(nulls_last=True), "pk"):
        since = max(filter(None, (secretary.term_from, left)), default=None)
        left = secretary.left_on
        if since and since <= on and since != left:
            yield TimelineEntry(since, "", _("%(name)s became secretary.") % {"name": secretary.name})
        if left and left <= on:
            yield TimelineEntry(left, "", _("%(name)s left the office of secretary.") % {"name": secretary.name})


def _raising(organisation, on):
    for event in [*raising(organisation, on), *projects(organisation, on)]:
        yield TimelineEntry(event.when, event.who, event.what, event.reason)


def _name_of(user):
    return (user.name or user.username) if user else _("a command")


def _subject(organisation, query):
    return (organisation.name, organisation.get_absolute_url() + query.string)
