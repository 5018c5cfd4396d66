"""The ranking of a call as a list."""

from decimal import ROUND_HALF_UP

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.lists import List, ListColumn, NumberColumn, VerbColumn, badge
from projects.columns import NameColumn, titled, told_below
from projects.rules.review import PanelResult
from projects.words import HUNDREDTH, points


def sheets_told(result: PanelResult | None) -> str:
    """How many of how many sheets are in."""
    return _("%(count)d of %(of)d") % {"count": result.count, "of": result.of} if result else "—"


class RankingList(List):
    """RankedProjects in their order; `stage`: what was judged; `mine`: the keys of those that who looks decides now.
    On screen the class stands below the title, sheets and rule below the result, the verdict below the state."""

    title = ListColumn(gettext_lazy("Project"), accessor="project__title")
    place = NumberColumn(pgettext_lazy("ranking", "Place"))
    organisation = NameColumn(gettext_lazy("Organisation"), accessor="project__organisation__name")
    unit = NameColumn(gettext_lazy("Unit"), visible=False)
    project_class = ListColumn(gettext_lazy("Class"), accessor="project__get_project_class_display", visible=False)
    sheets = ListColumn(gettext_lazy("Sheets in"), empty_values=(), visible=False)
    result = NumberColumn(gettext_lazy("Result"), empty_values=())
    rule = ListColumn(gettext_lazy("Rule"), empty_values=(), visible=False)
    lowest = NumberColumn(gettext_lazy("Lowest"), accessor="result__lowest")
    highest = NumberColumn(gettext_lazy("Highest"), accessor="result__highest")
    state = ListColumn(gettext_lazy("State"), accessor="project__get_state_display")
    verdict = ListColumn(gettext_lazy("Verdict"), accessor="project__get_verdict_display", visible=False)
    verbs = VerbColumn(gettext_lazy("Action"))

    def __init__(self, lines, request, *, stage, mine):
        self.stage, self.mine = stage, mine
        super().__init__(lines, request, without=() if mine else ("verbs",))

    def value_sheets(self, value, record):
        return sheets_told(record.result)

    def value_result(self, value, record):
        return record.result.value.quantize(HUNDREDTH, ROUND_HALF_UP) if record.place else None

    def render_title(self, record):
        return titled(record.project, record.project.get_project_class_display())

    def render_result(self, value, record):
        sheets = _("%(told)s sheets") % {"told": sheets_told(record.result)} if record.result else ""
        told = told_below(points(record.result.value) if record.place else "—", sheets)
        return told_below(told, record.result.rule.label if record.place else "")

    def value_rule(self, value, record):
        return str(record.result.rule.label) if record.place else "—"

    def render_state(self, value, record):
        return told_below(badge(record.project.state, value), record.project.get_verdict_display())

    def render_verbs(self, record):
        if record.project.pk not in self.mine:
            return ""
        context = {"project": record.project, "stage": self.stage}
        return render_to_string("projects/reviews/ranking/verbs.html", context)
