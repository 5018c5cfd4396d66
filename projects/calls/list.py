"""Calls as a list: where each stands, and what who looks may do."""

import django_filters
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from branches.searching import called_or_led
from core.lists import DateColumn, List, ListColumn, badge
from core.searching import says
from projects.calls.fetching import hosts
from projects.choices import CallStage, Level
from projects.models import Call
from projects.queries.applying.calls import applicants
from projects.rules.applying import days_left, fits, stage_of


class CallFilter(django_filters.FilterSet):
    """By title, level and where it stands."""

    q = django_filters.CharFilter(label=gettext_lazy("Title or host"), method="search")
    level = django_filters.ChoiceFilter(
        label=gettext_lazy("Level"), choices=Level.choices, empty_label=gettext_lazy("All")
    )
    stage = django_filters.ChoiceFilter(
        label=gettext_lazy("State"), choices=CallStage.choices, empty_label=gettext_lazy("All"), method="at_stage"
    )

    class Meta:
        model = Call
        fields = []

    def search(self, rows, name, value):
        """Those whose title or host says it."""
        return rows.filter(says(value, ["title"]) | called_or_led(value, "host"))

    def at_stage(self, rows, name, value):
        """Those that stand there now."""
        now = timezone.now()
        ahead, over = Q(opens_on__gt=timezone.localdate(now)), Q(closes_at__lt=now)
        condition = {CallStage.AHEAD: ahead, CallStage.OPEN: ~ahead & ~over, CallStage.CLOSED: ~ahead & over}
        is_draft = Q(published_on=None)
        return rows.filter(is_draft if value == CallStage.DRAFT else ~is_draft & condition[value])


class CallList(List):
    """Calls, the newest first."""

    title = ListColumn(gettext_lazy("Title"), linkify=True)
    level = ListColumn(gettext_lazy("Level"), accessor="get_level_display")
    host = ListColumn(gettext_lazy("Host"), accessor="host__name")
    stage = ListColumn(gettext_lazy("State"), empty_values=())
    opens_on = DateColumn(gettext_lazy("Applications from"), orderable=True)
    closes_at = ListColumn(gettext_lazy("Applications until"), orderable=True)
    may = ListColumn(pgettext_lazy("call", "For you"), empty_values=())

    def __init__(self, rows, request):
        self.scope, self.now = request.scope, timezone.now()
        self.own = list(applicants(request.scope))
        super().__init__(rows.select_related("host"), request)

    def value_stage(self, value, record):
        return told_stage(record, self.now)

    def render_stage(self, value, record):
        return badge(stage_of(record, self.now), told_stage(record, self.now))

    def value_closes_at(self, value, record):
        return date_format(timezone.localtime(value), "DATETIME_FORMAT")

    def value_may(self, value, record):
        if hosts(self.scope, record):
            return _("Edit") if record.is_published else _("Edit and publish")
        is_open = stage_of(record, self.now) == CallStage.OPEN
        return _("Apply") if is_open and any(fits(record, one) for one in self.own) else ""


def told_stage(call, now) -> str:
    """Where `call` stands at `now`, in words; an open one says how long it stays so."""
    stage = stage_of(call, now)
    if stage != CallStage.OPEN:
        return str(stage.label)
    left = days_left(call, timezone.localdate(now))
    told = ngettext("Open, closes in %(count)d day", "Open, closes in %(count)d days", left) % {"count": left}
    return told if left else _("Open, closes today")
