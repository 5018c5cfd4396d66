"""The events of the log as a list: how it is filtered, and what each says in words."""

from dataclasses import dataclass
from datetime import datetime

import django_filters
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from branches.admin.users import VERBS
from branches.choices import Category, ChangeKind
from core.choices import EventKind, Role
from core.lists import List, ListColumn, day_filter
from core.models import Event
from core.searching import says
from core.workbooks.kinds import kind_of, kinds
from pledges.choices import TwinningResult
from projects.choices import RequestKind
from projects.lifecycles.projects import OF_BRANCH_CHECKED
from reports.queries.annual.checks import RULES

# What the log keeps as plain values, in words: its fields, and those values that are identifiers.
WORDS = {
    "verb": gettext_lazy("Action"),
    "role": gettext_lazy("Role"),
    "change": gettext_lazy("Change"),
    "organisation": gettext_lazy("Organisation"),
    "count": gettext_lazy("Count"),
    "new": pgettext_lazy("rows", "New"),
    "changed": gettext_lazy("Changed"),
    "unchanged": gettext_lazy("Unchanged"),
    "category": gettext_lazy("Category"),
    "on": gettext_lazy("On"),
    "before": gettext_lazy("Before"),
    "after": gettext_lazy("After"),
    "workbook": gettext_lazy("Workbook"),
    "what": gettext_lazy("What"),
    "campaign": gettext_lazy("Campaign"),
    "rounds": gettext_lazy("Rounds"),
    "benchmark": gettext_lazy("Benchmark"),
    "twinning": gettext_lazy("Twinning"),
    "helper": pgettext_lazy("twinning", "Helper"),
    "result": gettext_lazy("Result"),
    "showcase": gettext_lazy("Entry of the showcase"),
    "project": gettext_lazy("Project"),
    "task": pgettext_lazy("project", "Task"),
    "report": pgettext_lazy("project", "Report"),
    "amount": gettext_lazy("Amount (yuan)"),
    "call": pgettext_lazy("projects", "call"),
    "year": gettext_lazy("Year"),
    "check": gettext_lazy("Check"),
    "edition": gettext_lazy("Edition"),
}
# What is decided about an annual report.
OF_ANNUAL_REPORTS = {
    "freeze": gettext_lazy("Final edition frozen"),
    "accept_check": gettext_lazy("Finding accepted"),
    "withdraw_check": gettext_lazy("Finding accepted no longer"),
}
# What is decided about a change of the tree that was entered in error.
OF_CHANGES = {
    "ask_void": gettext_lazy("Asked to make it void"),
    "keep_change": gettext_lazy("Left to stand"),
    "void": gettext_lazy("Made void"),
    "correct_document": gettext_lazy("Document number corrected"),
}
# What is decided about a project besides the verbs of its life-cycle.
OF_PROJECTS = {
    "publish": gettext_lazy("Call published"),
    "publish_notice": gettext_lazy("Notice published"),
    "close_panel": gettext_lazy("Review closed"),
    "confirm_task": gettext_lazy("Task confirmed"),
    "unconfirm_task": gettext_lazy("Task not confirmed"),
    "grant_change": gettext_lazy("Change granted"),
    "refuse_change": gettext_lazy("Change refused"),
    "submit_report": gettext_lazy("Report handed in"),
    "check_report": gettext_lazy("Report checked"),
    "return_report": gettext_lazy("Report returned"),
    "send_back_report": gettext_lazy("Report returned"),
    "accept_report": gettext_lazy("Report accepted"),
    "advance": gettext_lazy("Money advanced"),
    "spend": gettext_lazy("Money spent"),
    "receipt": gettext_lazy("Receipt added"),
    "void_advance": gettext_lazy("Advance made void"),
    "void_expenditure": gettext_lazy("Expenditure made void"),
}
VALUES = {
    "verb": {
        **{one.name: one.label for one in OF_BRANCH_CHECKED.transitions},
        **OF_PROJECTS,
        **OF_ANNUAL_REPORTS,
        **OF_CHANGES,
        "approve": gettext_lazy("Approved"),
        "return": gettext_lazy("Returned"),
        "reopen": gettext_lazy("Reopened"),
        "record": gettext_lazy("Recorded as decided"),
        "created": gettext_lazy("Account created"),
        "close": pgettext_lazy("meeting", "Closed"),
        "support": pgettext_lazy("showcase", "Supported"),
        "select": pgettext_lazy("showcase", "Selected"),
        "send_back": gettext_lazy("Returned"),
        "take_off": pgettext_lazy("showcase", "Taken off"),
        "withdraw": gettext_lazy("Withdrawn"),
        **{verb.name: verb.label for verb in VERBS.values()},
    },
    "change": dict(ChangeKind.choices) | dict(RequestKind.choices),
    "category": dict(Category.choices),
    "role": dict(Role.choices),
    "result": dict(TwinningResult.choices),
    "workbook": {kind.name: kind.label for kind in kinds()},
    "what": {"template": gettext_lazy("Blank workbook")},
    "check": {rule.key: rule.label for rule in RULES},
}


@dataclass(frozen=True)
class LogLine:
    """One event as it is shown: `detail` in words."""

    at: datetime
    kind: str
    who: str
    subject: str
    detail: str


class EventFilter(django_filters.FilterSet):
    """By kind, person and days."""

    kind = django_filters.ChoiceFilter(
        label=gettext_lazy("Kind"), choices=EventKind.choices, empty_label=gettext_lazy("All")
    )
    person = django_filters.CharFilter(label=gettext_lazy("User name"), method="search")
    since = day_filter(pgettext_lazy("day", "From"), "at", "date__gte")
    until = day_filter(pgettext_lazy("day", "To"), "at", "date__lte")

    class Meta:
        model = Event
        fields = []

    def search(self, rows, name, value):
        """Events by somebody of that user name."""
        return rows.filter(says(value, ["by_name"]))


class LogList(List):
    """The events of the log in words."""

    at = ListColumn(gettext_lazy("At"))
    kind = ListColumn(gettext_lazy("Kind"))
    who = ListColumn(gettext_lazy("By"))
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
    words = [_told(key, event.detail[key]) for key in _in_order(event.detail) if event.detail[key] not in (None, "")]
    return LogLine(
        event.at, event.get_kind_display(), event.by_name or _("a command"), _about(event), " · ".join(words)
    )


def _in_order(detail):
    """The keys as WORDS lists them, others behind: PostgreSQL keeps no order of its own."""
    return [key for key in WORDS if key in detail] + sorted(detail.keys() - WORDS.keys())


def _about(event):
    """The subject; a download is named after its kind of workbook."""
    kind = kind_of(event.subject) if event.kind in (EventKind.DOWNLOAD, EventKind.EXPORT) else None
    return str(kind.label) if kind else event.subject


def _told(key, value):
    word = VALUES.get(key, {}).get(value, value) if isinstance(value, str) else value
    if key == "on":
        word = date_format(parse_date(value))
    return _("%(field)s: %(value)s") % {"field": WORDS.get(key, key), "value": word}
