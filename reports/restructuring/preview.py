"""What a change of the tree does, before it is confirmed: it is carried out, looked at, and undone.

Figures come from the same board as everywhere else, so the preview cannot differ from what follows.
"""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Q, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches.choices import ChangeKind, TreeVerb
from branches.dry_run import show, undone
from branches.models import UNIT_PATH, Appointment, Change, Organisation, Secretary
from core.web.links import number_url
from ratings.choices import BOARD_STATES
from ratings.models import Rating, Round, Standing
from ratings.queries import board as boards
from ratings.queries.closing_warnings import contradiction
from ratings.rules.eligibility import is_new

COLUMNS = (
    (gettext_lazy("Cohort"), "cohort"),
    (gettext_lazy("Risen"), "risen"),
    (gettext_lazy("Needed"), "needed"),
    (gettext_lazy("Gap in branches"), "gap"),
    (gettext_lazy("Left out"), "left_out"),
)
CLOSES = (TreeVerb.MERGE, TreeVerb.DISSOLVE)
FOUNDS = (TreeVerb.FOUND, TreeVerb.SPLIT)


@dataclass(frozen=True)
class PreviewCell:
    """A count before and after the change."""

    label: str
    before: int
    after: int


@dataclass(frozen=True)
class PreviewLine:
    """One target of one unit; `url`: where the figures as they are now are explained; `notes`: in words."""

    target: object
    url: str
    cells: list
    notes: list

    @property
    def changed(self):
        return any(cell.before != cell.after for cell in self.cells)


@dataclass(frozen=True)
class PreviewGroup:
    """One unit (None: the university) with its targets; states as (stored choice, word) before and after."""

    unit: object
    before: tuple
    after: tuple
    lines: list

    @property
    def changed(self):
        return self.before != self.after or any(line.changed for line in self.lines)


@dataclass(frozen=True)
class Comparison:
    """A campaign on a day, before and after the change."""

    campaign: object
    on: date
    labels: list
    groups: list

    @property
    def changed(self):
        return any(group.changed for group in self.groups)


@dataclass(frozen=True)
class Preview:
    """`effects`: what else happens, in sentences; `warnings`: what to think about before confirming."""

    comparisons: list
    effects: list
    warnings: list


def preview(form):
    """The Preview of a valid form of `reports.restructuring.form`, or None with the refusal as its errors."""
    looks = list(_looks(form.on))
    concerned = _concerned(form.organisations)
    before = [_board(*look, concerned) for look in looks]
    warnings = _warnings(form)
    try:
        with undone():
            marks = _marks()
            form.act(by=None)
            after = [_board(*look, concerned) for look in looks]
            effects = [*_effects(marks, form.organisations), *_first_year(form)]
    except ValidationError as error:
        show(form, error)
        return None
    return Preview([_compare(*boards_) for boards_ in zip(before, after, strict=True)], effects, warnings)


def _looks(on):
    """(campaign, day) that a change on `on` can touch: that day and today, while a deadline binds (R6, R13)."""
    days = sorted({on, timezone.localdate()})
    campaigns = boards.campaigns()
    prefetch_related_objects(campaigns, "targets")
    for campaign in campaigns:
        targets = boards.targets_of(campaign)
        if campaign.baseline_on and targets and max(target.deadline for target in targets) >= on:
            yield from ((campaign, day) for day in days if day >= campaign.baseline_on)


def _concerned(organisations):
    """The base organisations whose figures can change: those named, and the cohort units of those named (R5, R14).

    A closing also decides about everybody who was merged into the closed one before (R12).
    """
    keys = {organisation.pk for organisation in organisations}
    chain = keys
    while chain:
        chain = set(Organisation.objects.filter(successor__in=chain).values_list("pk", flat=True)) - keys
        keys |= chain
    cohort = Standing.objects.filter(organisation__in=keys, unit__isnull=False).order_by().values("unit")
    paths = {organisation.unit_path for organisation in organisations if len(organisation.path) >= UNIT_PATH}
    return Organisation.objects.units().filter(
        Q(path__in=paths) | Q(pk__in=list(cohort.values_list("unit", flat=True)))
    )


def _board(campaign, day, units):
    return boards.board(campaign, day, boards.units_of(campaign, units))


def _compare(before, after):
    pairs = zip([before.university, *before.units], [after.university, *after.units], strict=True)
    labels = [label for label, _name in COLUMNS]
    return Comparison(before.campaign, before.on, labels, [_group(before, *pair) for pair in pairs])


def _group(board, before, after):
    lines = [_line(board, target, before, after) for target in board.targets]
    states = [(row.state, BOARD_STATES[row.state]) for row in (before, after)]
    return PreviewGroup(before.unit, *states, lines)


def _line(board, target, before, after):
    figures = before.figures[target.code], after.figures[target.code]
    cells = [PreviewCell(label, *(getattr(figure, name) for figure in figures)) for label, name in COLUMNS]
    unit = before.unit.code if before.unit else ""
    url = number_url(f"{target.code}-cohort", unit=unit, campaign=board.campaign.code, on=board.on)
    return PreviewLine(target, url, cells, _notes(*figures))


def _notes(before, after):
    if after.thanks_to_closings and not before.thanks_to_closings:
        return [_("Met thanks to closings")]
    if after.met == before.met:
        return []
    return [_("Met") if after.met else _("Not applicable any more") if after.met is None else _("Not met any more")]


def _marks():
    """Where the tables end before the change."""
    return {model: _last(model) for model in (Change, Appointment, Secretary)}


def _last(model):
    rows = Change.objects if model is Change else model.history
    return rows.order_by("-pk").values_list("pk", flat=True).first() or 0


def _effects(marks, named):
    """What was written besides the change itself, in sentences."""
    changes = Change.objects.filter(pk__gt=marks[Change], kind=ChangeKind.MOVED).exclude(organisation__in=named)
    for change in changes.select_related("organisation").order_by("pk"):
        yield _("%(branch)s moves along.") % {"branch": change.organisation}
    ended = Appointment.history.filter(pk__gt=marks[Appointment]).select_related("user", "organisation").order_by("pk")
    for row in ended:
        values = {"user": row.user, "role": row.get_role_display(), "organisation": row.organisation}
        yield _("The appointment of %(user)s ends: %(role)s, %(organisation)s.") % values
    for row in Secretary.history.filter(pk__gt=marks[Secretary]).select_related("organisation").order_by("pk"):
        yield _("%(name)s leaves the office of secretary of %(organisation)s.") % {
            "name": row.name,
            "organisation": row.organisation,
        }


def _first_year(form):
    """The rounds in which what is founded is too young to be rated (R16)."""
    if form.verb not in FOUNDS:
        return
    for round_ in Round.objects.filter(reference_date__gte=form.on).order_by("reference_date", "pk"):
        if is_new(form.on, round_.reference_date):
            yield _("In its first year it is not rated in %(round)s unless the department allows it (R16).") % {
                "round": round_
            }


def _warnings(form):
    """Ratings that speak against the day of a closing, or are cut short by it (R13)."""
    if form.verb not in CLOSES:
        return []
    rows = Rating.objects.filter(organisation=form.cleaned_data["organisation"], round__reference_date__gte=form.on)
    return [contradiction(row) for row in rows.select_related("round").order_by("round__reference_date", "pk")]
