"""Experts as a list."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.lists import List, ListColumn, NumberColumn

NOTHING_KNOWN = gettext_lazy("Nothing is known yet: nothing can be assigned.")
OUTSIDE = pgettext_lazy("expert", "From outside")


def record_of(appointment):
    """The Expert of who holds it; None where nothing is known."""
    return getattr(appointment.user, "expert", None)


class ExpertList(List):
    """Appointments of experts (`projects.queries.judging.experts.holders`) with what is known of them."""

    name = ListColumn(
        pgettext_lazy("person", "Name"),
        accessor="user__name",
        linkify=lambda record: reverse("projects:expert", args=[record.user_id]),
    )
    username = ListColumn(gettext_lazy("User name"), accessor="user__username")
    unit = ListColumn(gettext_lazy("Own unit"), empty_values=())
    field = ListColumn(pgettext_lazy("expert", "Field"), empty_values=())
    open_seats = NumberColumn(gettext_lazy("Sheets to write"))

    def value_unit(self, value, record):
        known = record_of(record)
        if known is None:
            return _(NOTHING_KNOWN)
        return known.unit.name if known.unit else str(OUTSIDE)

    def value_field(self, value, record):
        known = record_of(record)
        return known.field if known else ""
