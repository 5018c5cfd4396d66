"""What a change of the tree does, before it is confirmed: it is carried out, looked at, and undone.

Figures come from the same board as everywhere else, so the preview cannot differ from what follows.
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from branches import actions
from branches.choices import TreeVerb
from branches.dry_run import undone
from branches.models import Organisation
from core.forms import show
from pledges.queries.cover import covered_board
from ratings.queries import board as boards
from ratings.queries.closing_warnings import of_closing
from ratings.queries.foreseen.comparing import compare, concerned
from reports.queries import effects as effects_of

CLOSES = (TreeVerb.MERGE, TreeVerb.DISSOLVE)
FOUNDS = (TreeVerb.FOUND, TreeVerb.SPLIT)


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
    units = concerned(organisations)
    before = [_board(*look, units) for look in looks]
    with undone():
        effects = carry_out()
        after = [_board(*look, units) for look in looks]
    return [compare(*boards_, states=True) for boards_ in zip(before, after, strict=True)], effects


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


def _first_year(form):
    """The rounds in which what is founded is too young to be rated (R16)."""
    rounds = effects_of.rounds_too_early(form.on) if form.verb in FOUNDS else []
    sentence = _("In its first year it is not rated in %(round)s unless the department allows it (R16).")
    return [sentence % {"round": round_} for round_ in rounds]
