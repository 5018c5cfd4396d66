"""The events of the log as a list: how it is filtered, and what each says in words."""

from dataclasses import dataclass
from datetime import datetime

import django_filters
from django.apps import apps
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.choices import EventKind
from core.lists import List, ListColumn, day_filter
from core.models import Event
from core.searching import says
from core.workbooks.kinds import kind_of
from reports.log.words import VALUES, WORDS

SIDES = ("before", "after")
DAYS = ("on", "old_day", "new_day")
YES = {True: gettext_lazy("yes"), False: gettext_lazy("no")}


@dataclass(frozen=True)
class LogLine:
    """One event as it is shown: `detail` in words."""

    at: datetime
    kind: str
    who: str
    address: str
    subject: str
    detail: str


class EventFilter(django_filters.FilterSet):
    """By kind, person and days."""

    kind = django_filters.ChoiceFilter(
        label=gettext_lazy("Kind"), choices=EventKind.choices, empty_label=gettext_lazy("All")
    )
    person = django_filters.CharFilter(label=gettext_lazy("Name or user name"), method="search")
    since = day_filter(pgettext_lazy("day", "From"), "at", "date__gte")
    until = day_filter(pgettext_lazy("day", "To"), "at", "date__lte")

    class Meta:
        model = Event
        fields = []

    def search(self, rows, name, value):
        """Events by somebody of that name or user name."""
        return rows.filter(says(value, ["by_name", "person"]))


class OwnEventFilter(EventFilter):
    """One's own, by kind and days."""

    person = None


class LogList(List):
    """The events of the log in words."""

    at = ListColumn(gettext_lazy("At"))
    kind = ListColumn(gettext_lazy("Kind"))
    who = ListColumn(gettext_lazy("By"))
    address = ListColumn(pgettext_lazy("log", "From"))
    subject = ListColumn(gettext_lazy("About"))
    detail = ListColumn(gettext_lazy("Detail"))

    def lines(self, records):
        return [line(event) for event in records]

    def render_at(self, value):
        return date_format(timezone.localtime(value), "DATETIME_FORMAT")

    def value_at(self, value):
        return timezone.localtime(value).isoformat(sep=" ", timespec="seconds")


def line(event):
    """An Event as a LogLine."""
    plain = {key: value for key, value in event.detail.items() if not _is_compared(event.detail, key)}
    words = [_told(key, plain[key]) for key in _in_order(plain) if plain[key] not in (None, "")]
    words += _compared(event.detail)
    return LogLine(event.at, event.get_kind_display(), _who(event), event.address, _about(event), " · ".join(words))


def _who(event):
    """The person, with the user name where that is another word; of who was not signed in yet nothing is known."""
    if not event.by_name:
        return _("not signed in") if event.address else _("a command")
    if not event.person:
        return event.by_name
    return _("%(name)s (%(username)s)") % {"name": event.person, "username": event.by_name}


def _is_compared(detail, key):
    return key == "model" or (key in SIDES and isinstance(detail[key], dict))


def _compared(detail):
    """Each field that was written in one row, as it was before and is after it."""
    was, is_now = (side if isinstance(side := detail.get(name), dict) else {} for name in SIDES)
    fields = _fields(detail.get("model"))
    for name in was | is_now:
        facts = {"field": fields[name].verbose_name if name in fields else name}
        facts |= {
            side: _value(fields.get(name), told[name])
            for side, told in zip(SIDES, (was, is_now), strict=True)
            if name in told
        }
        yield _sentence(facts) % facts


def _sentence(facts):
    if "before" not in facts:
        return _("%(field)s: %(after)s")
    return _("%(field)s: %(before)s → %(after)s") if "after" in facts else _("%(field)s: %(before)s → nothing")


def _fields(label):
    """{name: field} of the model of that label; none of one that is gone."""
    try:
        return {field.name: field for field in apps.get_model(label)._meta.concrete_fields} if label else {}
    except LookupError:
        return {}


def _value(field, value):
    """A plain value in words: a choice, a day, yes or no."""
    if isinstance(value, bool):
        return YES[value]
    if field is not None and (label := dict(field.flatchoices).get(value)):
        return label
    if moment := parse_datetime(str(value)) if "T" in str(value) else None:
        return date_format(timezone.localtime(moment), "DATETIME_FORMAT")
    return _day(value) or value


def _day(value):
    try:
        day = parse_date(str(value))
    except ValueError:
        return ""
    return date_format(day) if day else ""


def _in_order(detail):
    """The keys as WORDS lists them, others behind: PostgreSQL keeps no order of its own."""
    return [key for key in WORDS if key in detail] + sorted(detail.keys() - WORDS.keys())


def _about(event):
    """The subject; a download is named after its kind of workbook."""
    kind = kind_of(event.subject) if event.kind in (EventKind.DOWNLOAD, EventKind.EXPORT) else None
    return str(kind.label) if kind else event.subject


def _told(key, value):
    word = VALUES.get(key, {}).get(value, value) if isinstance(value, str) else value
    if key in DAYS:
        word = date_format(parse_date(value))
    return _("%(field)s: %(value)s") % {"field": WORDS.get(key, key), "value": word}
