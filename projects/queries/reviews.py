"""Panels as they are read: results of many projects at once, the sheets of one, why nothing is decided yet (R37)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from projects.choices import JUDGED_IN, Level, PanelStage, ResultRule, SheetState
from projects.models import Panel, Project, Seat
from projects.rules.review import PanelResult, panel_result, total

SEATS = Prefetch("seats", Seat.objects.select_related("expert__user").order_by("pk"))


@dataclass(frozen=True)
class SheetText:
    """What a sheet said when it was handed in: (criterion, most points, points), the sum, the remark."""

    points: tuple[tuple[str, int, int | None], ...]
    total: int | None
    remark: str
    at: datetime | None


@dataclass(frozen=True)
class ExpertSheet:
    """The sheet of one expert; `text` None: not handed in; `reason`: of a declared conflict; `former`: what it said
    before, the last one first."""

    expert: str
    state: SheetState
    reason: str
    text: SheetText | None
    former: tuple[SheetText, ...]


def criteria_of(project: Project, stage: str) -> list:
    """[[name, points], …] by which experts judge `project` at `stage`; none where there is no call."""
    if project.call is None:
        return []
    return project.call.criteria if stage == PanelStage.APPLICATION else project.call.acceptance_criteria


def results_of(projects: Iterable[Project] | QuerySet[Project], stage: str) -> dict[int, PanelResult]:
    """{primary key: result} of those of `projects` that have experts at `stage`, by the rule of their call (the mean
    without one): one query."""
    return results_by(Panel.objects.standing().filter(project__in=projects, stage=stage))


def results_by(panels: Iterable[Panel] | QuerySet[Panel]) -> dict[int, PanelResult]:
    """{primary key of a project: what the sheets of `panels`, one of each project, come to}, as `results_of`."""
    seats = Seat.objects.filter(panel__in=panels).counted().order_by("pk")
    counts, totals, rules = defaultdict(int), defaultdict(list), {}
    for key, rule, state, points in seats.values_list(
        "panel__project", "panel__project__call__result_rule", "state", "points"
    ):
        counts[key] += 1
        rules[key] = ResultRule(rule or ResultRule.MEAN)
        if state == SheetState.SUBMITTED:
            totals[key].append(total(points))
    return {key: panel_result(rule, totals[key], counts[key]) for key, rule in rules.items()}


def panel_of(project: Project, stage: str) -> Panel | None:
    """The panel by which `project` is decided at `stage`: one query."""
    return Panel.objects.standing().filter(project=project, stage=stage).first()


def is_judged(project: Project, stage: str) -> bool:
    """Whether `project` stands where experts judge it at `stage`."""
    return project.state == JUDGED_IN[stage]


def panel_hindrance(project: Project, stage: str) -> str:
    """Why `project` cannot be decided by its panel yet, in a sentence; "" when it can: a unit decides its own call also
    without experts, but nobody while they judge. Two queries at most."""
    panel = panel_of(project, stage)
    if panel is None:
        return "" if project.level == Level.UNIT else _("No experts have judged it yet: assign a panel first.")
    result = results_of([project], stage).get(project.pk)
    facts = {"in": result.count if result else 0, "of": result.of if result else 0, "day": date_format(panel.due_on)}
    if panel.is_open_on(timezone.localdate()):
        return _("Experts judge it until %(day)s, %(in)d of %(of)d sheets are in: it is decided afterwards.") % facts
    if project.level == Level.UNIT or facts["in"]:
        return ""
    return _("The panel ended on %(day)s without a sheet: give it a later day, or other experts.") % facts


def sheets_of(panel: Panel, criteria: list) -> list[ExpertSheet]:
    """Every sheet of `panel`, whose `SEATS` were read with it, and what it said before: one query."""
    seats = list(panel.seats.all())
    former = _former(seats, criteria)
    return [_sheet(one, criteria, former[one.pk]) for one in seats]


def sheets_beside(seat: Seat, criteria: list) -> list[ExpertSheet]:
    """What the others on the panel of `seat` handed in; nothing before one's own sheet is in (R37)."""
    if seat.state != SheetState.SUBMITTED:
        return []
    others = seat.panel.seats.filter(state=SheetState.SUBMITTED).exclude(pk=seat.pk)
    return [_sheet(one, criteria, ()) for one in others.select_related("expert__user").order_by("pk")]


def former_of(seat: Seat, criteria: list) -> tuple[SheetText, ...]:
    """What the sheet of `seat` said before, and before that what its expert's sheet on a former panel said, the last
    one first: two queries."""
    panels = Panel.objects.filter(project=seat.panel.project, stage=seat.panel.stage).exclude(former_since=None)
    rows = Seat.history.filter(expert=seat.expert, panel__in=panels, state=SheetState.SUBMITTED).order_by("-history_id")
    return (*_former([seat], criteria)[seat.pk], *(_text(row, criteria) for row in rows))


def own_seat(number: int, user) -> Seat | None:
    """The seat of that number if it is of `user`, also when it is closed; with what the form of a sheet asks."""
    rows = Seat.objects.filter(pk=number, expert__user=user)
    return rows.select_related("panel__project__call", "panel__project__organisation").first()


def _former(seats, criteria):
    """{primary key: (SheetText, …)} of what was handed in and is not what stands there now."""
    found = defaultdict(list)
    keys = [one.pk for one in seats]
    for row in Seat.history.filter(id__in=keys, state=SheetState.SUBMITTED).order_by("-history_id"):
        found[row.id].append(_text(row, criteria))
    stands = {one.pk: one.state == SheetState.SUBMITTED for one in seats}
    return defaultdict(tuple, {key: tuple(texts[stands[key] :]) for key, texts in found.items()})


def _sheet(seat, criteria, former):
    text = _text(seat, criteria) if seat.state == SheetState.SUBMITTED else None
    return ExpertSheet(seat.expert.user.name, SheetState(seat.state), seat.reason, text, former)


def _text(row, criteria):
    points = [*row.points, *[None] * (len(criteria) - len(row.points))]
    named = tuple((name, most, one) for (name, most), one in zip(criteria, points, strict=False))
    return SheetText(named, total(row.points), row.remark, row.submitted_at)


def on_the_desk(seats: QuerySet[Seat]) -> list[Seat]:
    """`seats` with what a desk tells of them, what is due first in front: one query."""
    rows = seats.select_related("panel__project__call", "panel__project__organisation")
    return list(rows.order_by("panel__due_on", "pk"))
