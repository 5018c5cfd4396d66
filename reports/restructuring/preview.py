"""What a change of the tree does, before it is confirmed: it is carried out, looked at, and undone.

Figures come from the same board as everywhere else, so the preview cannot differ from what follows.
"""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches import actions
from branches.choices import TreeVerb
from branches.dry_run import undone
from branches.models import Organisation
from core.forms import show
from core.web.links import number_url
from pledges.queries.cover import covered_board
from ratings.choices import BOARD_STATES
from ratings.queries import board as boards
from ratings.queries.closing_warnings import of_closing
from reports.queries import effects as effects_of

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


def preview(form) -> Preview | None:
    """The Preview of a valid form of `reports.restructuring.form`, or None with the refusal as its errors."""

    def carry_out():
        marks = effects_of.marks()
        form.act(by=None)
        return [*effects_of.effects(marks, form.organisations), *_first_year(form)]

    warnings = of_closing(form.cleaned_data["organisation"], form.on) if form.verb in CLOSES else []
    try:
        return Preview(*_compared(form.on, form.organisations, carry_out), warnings)
    except ValidationError as error:
        show(form, error)
        return None


def preview_void(change) -> Preview:
    """The Preview of taking `change` back (R28). Raises: ValidationError."""
    parts = list(change.parts.select_related("organisation"))
    named = Organisation.every.filter(code__in=[change.before, change.after])
    organisations = {change.organisation, *named, *(part.organisation for part in parts)}

    def carry_out():
        return list(effects_of.given_back(parts, actions.undo(change, by=None)))

    comparisons, effects = _compared(change.on, organisations, carry_out)
    lost = _("What ended with it was not kept when it was entered: what should go on is entered anew.")
    return Preview(comparisons, effects, [lost] if change.trail is None else [])


def _compared(on, organisations, carry_out):
    """(Comparisons of the figures before and after, what `carry_out` tells), which is undone."""
    looks = list(_looks(on))
    concerned = effects_of.concerned(organisations)
    before = [_board(*look, concerned) for look in looks]
    with undone():
        effects = carry_out()
        after = [_board(*look, concerned) for look in looks]
    return [_compare(*boards_) for boards_ in zip(before, after, strict=True)], effects


def _looks(on):
    """(campaign, day) that a change on `on` can touch: that day and today, while a deadline binds (R6, R13)."""
    days = sorted({on, timezone.localdate()})
    campaigns = boards.campaigns()
    prefetch_related_objects(campaigns, "targets")
    for campaign in campaigns:
        targets = boards.targets_of(campaign)
        if campaign.baseline_on and targets and max(target.deadline for target in targets) >= on:
            yield from ((campaign, day) for day in days if day >= campaign.baseline_on)


def _board(campaign, day, units):
    return covered_board(campaign, day, boards.units_of(campaign, units))


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


def _first_year(form):
    """The rounds in which what is founded is too young to be rated (R16)."""
    rounds = effects_of.rounds_too_early(form.on) if form.verb in FOUNDS else []
    sentence = _("In its first year it is not rated in %(round)s unless the department allows it (R16).")
    return [sentence % {"round": round_} for round_ in rounds]
