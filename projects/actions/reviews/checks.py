"""What an approval and a start are held against (N19, R36)."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.validators import refuse
from core.workflow.lifecycle import TooLate
from projects.actions.common import hold, transition_named
from projects.choices import PanelStage, ProjectClass, ProjectState
from projects.models import Call, Project
from projects.queries.judging.approvals import line_amounts, places_used
from projects.queries.reviews import panel_hindrance
from projects.rules.money import lines_missing
from projects.words import in_yuan


def hold_for(verb: str, project: Project) -> None:
    """Hold `project` for `verb`. Raises: TooLate when its state is not one that the verb leaves."""
    hold(project)
    if project.state not in transition_named(project, verb).sources:
        raise TooLate(_("This is done already, or not possible any more."))


def check_panel(project: Project) -> None:
    """Whether what its experts say stands. Raises: ValidationError before that (R37)."""
    if project.state == ProjectState.REVIEWING and (why := panel_hindrance(project, PanelStage.APPLICATION)):
        raise ValidationError(why)


def check_class(project: Project, project_class: str) -> None:
    """Whether it can be approved in that class: the one applied for, or as a general one. Raises: ValidationError."""
    if project_class not in (project.project_class, ProjectClass.GENERAL):
        refuse("project_class", _("It was applied for as a general project."))


def check_places(project: Project, project_class: str) -> None:
    """Whether its call, which is held until the transaction ends, has a place left in that class. Raises:
    ValidationError."""
    if project.call_id is None:
        return
    call = Call.objects.select_for_update(no_key=True).get(pk=project.call_id)
    used, most = places_used(call, project_class, besides=project), call.quota(project_class)
    if used >= most:
        facts = {"class": ProjectClass(project_class).label, "used": used, "most": most}
        refuse("project_class", _("%(class)s: %(used)d of %(most)d used, no more can be approved."), **facts)


def check_sums(project: Project, project_class: str, granted: Decimal, own: Decimal) -> None:
    """Whether neither sum lies below zero, and the host's within what its call gives to that class. Raises:
    ValidationError."""
    for name, amount in (("granted", granted), ("own_granted", own)):
        if amount < 0:
            refuse(name, _("An amount below zero cannot be approved."))
    most = project.call.money(project_class) if project.call else granted
    if granted > most:
        facts = {"class": ProjectClass(project_class).label, "most": in_yuan(most)}
        refuse("granted", _("%(class)s: %(most)s at most by the call."), **facts)


def check_lines(project: Project, granted: Decimal, own: Decimal) -> None:
    """Whether the budget lines sum to both (R36). Raises: ValidationError, which says by how much they do not."""
    if told := lines_told(project, granted, own):
        refuse("granted", told)


def lines_told(project: Project, granted: Decimal | None, own: Decimal | None) -> str:
    """By how much its budget lines exceed or lack what is approved, in a sentence; "" when they do not: one query."""
    if granted is None:  # taken over from a ledger
        return _("No sum is approved for it (R36).")
    missing = lines_missing(line_amounts(project), granted, own)
    facts = {"sum": in_yuan(granted + own), "by": in_yuan(abs(missing))}
    if missing < 0:
        return _("The budget lines exceed the approved sum of %(sum)s by %(by)s.") % facts
    return _("The budget lines lack %(by)s of the approved sum of %(sum)s.") % facts if missing else ""


def check_days(starts_on: date, midterm_on: date, final_on: date, ends_on: date) -> None:
    """Whether the days of a project follow each other. Raises: ValidationError."""
    if ends_on < starts_on:
        refuse("ends_on", _("The project ends before it begins."))
    if not starts_on <= midterm_on <= ends_on:
        refuse("midterm_on", _("The mid-term report is due between the beginning and the end."))
    if final_on < midterm_on:
        refuse("final_on", _("The final report is due after the mid-term report."))
