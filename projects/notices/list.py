"""Notices as a list, for those inside."""

from django.urls import reverse
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.lists import DateColumn, List, ListColumn, NumberColumn


class NoticeList(List):
    """Notices (`projects.queries.notices.choosing.counted`), the newest first unless asked otherwise."""

    title = ListColumn(
        gettext_lazy("Title"),
        orderable=True,
        linkify=lambda record: reverse("projects:notice_inside", args=[record.pk]),
    )
    stage = ListColumn(pgettext_lazy("public notice", "About"), accessor="get_stage_display")
    host = ListColumn(pgettext_lazy("notice", "By"), accessor="host__name")
    starts_on = DateColumn(pgettext_lazy("day", "From"), orderable=True)
    ends_on = DateColumn(pgettext_lazy("day", "Until"), orderable=True)
    projects_all = NumberColumn(gettext_lazy("Projects"))
    objections_all = NumberColumn(gettext_lazy("Objections"))
    objections_waiting = NumberColumn(gettext_lazy("Not answered"))

    def __init__(self, rows, request):
        super().__init__(rows.select_related("host").order_by("-starts_on", "-pk"), request)
