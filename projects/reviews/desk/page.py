"""What an expert reads beside the sheet: the application, at acceptance also the final report, the sheets of others."""

from functools import cached_property

from django.utils.text import capfirst

from projects.choices import HANDED_IN, FileUse, PanelStage, ReportKind
from projects.models import ProjectReport, Seat
from projects.queries.reviews import ExpertSheet, SheetText, former_of, sheets_beside

TEXTS = ("background", "goals", "innovation", "method", "expected", "conditions")


class DeskPage:
    """What is judged by `seat`, of whose project call and organisation are read before."""

    def __init__(self, seat: Seat, criteria):
        self.seat, self.project, self.criteria = seat, seat.panel.project, criteria

    @property
    def texts(self) -> list[tuple[str, str]]:
        """(heading, text) of the application."""
        fields = [(self.project._meta.get_field(name).verbose_name, getattr(self.project, name)) for name in TEXTS]
        return [(capfirst(heading), text) for heading, text in fields]

    @cached_property
    def lines(self) -> list:
        """The budget lines."""
        return list(self.project.lines.all())

    @property
    def sum(self):
        """What the lines sum to, in yuan."""
        return sum(one.amount for one in self.lines)

    @cached_property
    def proofs(self) -> list:
        """The files and links of the application."""
        return list(self.project.files.filter(use=FileUse.APPLICATION))

    @cached_property
    def report(self) -> ProjectReport | None:
        """At acceptance the last final report that is handed in."""
        if self.seat.panel.stage != PanelStage.ACCEPTANCE:
            return None
        return self.project.reports.filter(kind=ReportKind.FINAL, state__in=HANDED_IN).order_by("-number").first()

    @cached_property
    def former(self) -> tuple[SheetText, ...]:
        """What the own sheet said before."""
        return former_of(self.seat, self.criteria)

    @cached_property
    def beside(self) -> list[ExpertSheet]:
        """What the others handed in, once one's own is in."""
        return sheets_beside(self.seat, self.criteria)
