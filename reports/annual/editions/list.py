"""What differs between two editions as a list."""

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.lists import List, ListColumn, TextColumn


class DifferenceList(List):
    """Differences (queries.annual.compared.ToldDifference), each with the acts that made it."""

    name = ListColumn(pgettext_lazy("annual report", "About"), accessor="difference__name")
    key = ListColumn(_("Code"), accessor="difference__key")
    sheet = ListColumn(_("Sheet"), accessor="difference__sheet")
    heading = ListColumn(pgettext_lazy("annual report", "Column"), accessor="difference__heading", empty_values=())
    before = ListColumn(_("Before"), accessor="difference__before", empty_values=())
    after = ListColumn(_("After"), accessor="difference__after", empty_values=())
    acts = TextColumn(pgettext_lazy("annual report", "Made by"), empty_values=())

    def value_heading(self, value):
        return value or _("The whole row")

    def value_before(self, value):
        return _("(no row)") if value is None else value or "—"

    def value_after(self, value):
        return _("(no row)") if value is None else value or "—"

    def value_acts(self, record):
        return "\n".join(act.told for act in record.acts) or _("No act on this organisation since then.")

    def render_acts(self, record):
        return render_to_string("reports/annual/editions/acts.html", {"acts": record.acts})
