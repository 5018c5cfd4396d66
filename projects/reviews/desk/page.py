"""What an expert reads beside the sheet: the application, at acceptance also the final report, the sheets of others."""

from functools import cached_property

from core.scope import Scope
from projects.applications.panel import ApplicationPanel
from projects.choices import HANDED_IN, PanelStage, ReportKind
from projects.models import ProjectReport, Seat
from projects.queries.reviews import ExpertSheet, SheetText, former_of, sheets_beside
from projects.texts import headings_of


class DeskPage:
    """What is judged by `seat`, of whose project call and organisation are read before."""

    def __init__(self, seat: Seat, criteria, scope: Scope):
        self.seat, self.project, self.criteria = seat, seat.panel.project, criteria
        self.application = ApplicationPanel(self.project, scope)

    @cached_property
    def report(self) -> ProjectReport | None:
        """At acceptance the last final report that is handed in."""
        if self.seat.panel.stage != PanelStage.ACCEPTANCE:
            return None
        return self.project.reports.filter(kind=ReportKind.FINAL, state__in=HANDED_IN).order_by("-number").first()

    @property
    def report_texts(self) -> list[tuple[str, str]]:
        """(heading, text) of what the final report says."""
        told = [(one.label, self.report.content.get(one.name, "")) for one in headings_of(ReportKind.FINAL)]
        return [(str(label), text) for label, text in told if text]

    @cached_property
    def former(self) -> tuple[SheetText, ...]:
        """What the own sheet said before."""
        return former_of(self.seat, self.criteria)

    @cached_property
    def beside(self) -> list[ExpertSheet]:
        """What the others handed in, once one's own is in."""
        return sheets_beside(self.seat, self.criteria)
