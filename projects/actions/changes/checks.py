"""Whether a change may be made of a project as it stands: asked when it is asked for, and again when it is granted."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from projects.choices import RequestKind
from projects.models import Expenditure, Project
from projects.models.calls import EXTENSION_MONTHS
from projects.queries.carrying.changes import is_extended, possible_leaders
from projects.rules.applications import MOST_LINES, MOST_MEMBERS
from projects.rules.late import latest_end
from projects.rules.money import yuan


def check(project: Project, kind: str, after: dict, new_leader: User | None = None) -> None:
    """Whether `project` may become as `after` says. Raises: ValidationError keyed by the field of its form."""
    if kind == RequestKind.LEADER:
        _check_leader(project, after, new_leader)
    else:
        CHECKS[kind](project, after)


def extension_months(project: Project) -> int:
    """By how many months the end of `project` may move at most."""
    return project.call.extension_months if project.call else EXTENSION_MONTHS


def _check_title(_project, after):
    if not after["title"].strip():
        raise ValidationError({"title": _("Give the new title.")})


def _check_leader(project, after, new_leader):
    if not after["name"].strip():
        raise ValidationError({"name": _("Say who leads it from now on.")})
    if new_leader and not possible_leaders(project.organisation).filter(pk=new_leader.pk).exists():
        raise ValidationError({"account": _("%(name)s holds no role there any more.") % {"name": new_leader.name}})


def _check_period(project, after):
    """Once, and no later than so many months after the approved end (R38)."""
    if is_extended(project):
        raise ValidationError(_("The end was moved once already: it is not moved again."))
    ends_on, last = date.fromisoformat(after["ends_on"]), latest_end(project.ends_on, extension_months(project))
    if not project.ends_on < ends_on <= last:
        period = {"end": date_format(project.ends_on), "last": date_format(last)}
        raise ValidationError({"ends_on": _("Choose a day after %(end)s, until %(last)s.") % period})


def _check_members(_project, after):
    if len(after["members"]) > MOST_MEMBERS:
        raise ValidationError(_("A team has at most %(most)d members besides the leader.") % {"most": MOST_MEMBERS})


def _check_lines(project, after):
    """The same sum, and every line that money was spent on is kept (R36)."""
    stored = {row.number: row for row in project.lines.all()}
    if len(after["lines"]) > max(MOST_LINES, len(stored)):
        raise ValidationError(_("A budget has at most %(most)d lines.") % {"most": MOST_LINES})
    planned = sum((row.amount for row in stored.values()), Decimal(0))
    asked = sum((Decimal(line[2]) for line in after["lines"]), Decimal(0))
    if asked != planned:
        sums = {"asked": yuan(asked), "planned": yuan(planned)}
        raise ValidationError(_("The lines sum to %(asked)s yuan; approved are %(planned)s.") % sums)
    kept = {line[0] for line in after["lines"]}
    spent = Expenditure.objects.filter(project=project).values_list("line__number", flat=True)
    if gone := sorted(set(spent) - kept):
        raise ValidationError(_("Money was spent on “%(use)s”: this line is kept.") % {"use": stored[gone[0]].use})


CHECKS = {
    RequestKind.TITLE: _check_title,
    RequestKind.PERIOD: _check_period,
    RequestKind.MEMBER: _check_members,
    RequestKind.BUDGET: _check_lines,
}
