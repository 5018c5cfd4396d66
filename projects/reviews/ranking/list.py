"""The ranking of a call as a list."""

from decimal import ROUND_HALF_UP

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.lists import List, ListColumn, NumberColumn, VerbColumn, badge
from projects.columns import NameColumn, WordColumn
from projects.rules.review import PanelResult
from projects.words import HUNDREDTH, points


def sheets_told(result: PanelResult | None) -> str:
    """How many of how many sheets are in."""
    return _("%(count)d of %(of)d") % {"count": result.count, "of": result.of} if result else "—"


class RankingList(List):
    """RankedProjects in their order; `stage`: what was judged; `mine`: the keys of those that who looks decides now."""

    title = ListColumn(
        gettext_lazy("Project"),
        accessor="project__title",
        linkify=lambda record: record.project.get_absolute_url(),
    )
    place = NumberColumn(pgettext_lazy("ranking", "Place"))
    organisation = NameColumn(gettext_lazy("Organisation"), accessor="project__organisation__name")
    unit = NameColumn(gettext_lazy("Unit"), visible=False)
    project_class = WordColumn(gettext_lazy("Class"), accessor="project__get_project_class_display")
    sheets = WordColumn(gettext_lazy("Sheets in"), empty_values=())
    result = NumberColumn(gettext_lazy("Result"), empty_values=())
    rule = WordColumn(gettext_lazy("Rule"), empty_values=())
    lowest = NumberColumn(gettext_lazy("Lowest"), accessor="result__lowest")
    highest = NumberColumn(gettext_lazy("Highest"), accessor="result__highest")
    state = ListColumn(gettext_lazy("State"), accessor="project__get_state_display")
    verdict = WordColumn(gettext_lazy("Verdict"), accessor="project__get_verdict_display")
    verbs = VerbColumn(gettext_lazy("Action"))

    def __init__(self, lines, request, *, stage, mine):
        self.stage, self.mine = stage, mine
        super().__init__(lines, request, without=() if mine else ("verbs",))

    def value_sheets(self, value, record):
        return sheets_told(record.result)

    def value_result(self, value, record):
        return record.result.value.quantize(HUNDREDTH, ROUND_HALF_UP) if record.place else None

    def render_result(self, value, record):
        return points(record.result.value) if record.place else "—"

    def value_rule(self, value, record):
        return str(record.result.rule.label) if record.place else "—"

    def render_state(self, value, record):
        return badge(record.project.state, value)

    def render_verbs(self, record):
        if record.project.pk not in self.mine:
            return ""
        context = {"project": record.project, "stage": self.stage}
        return render_to_string("projects/reviews/ranking/verbs.html", context)
