"""A project begins: it gets its number and its days once nothing stands against its approval (N19)."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.choices import EventKind
from core.log.acts import logged
from core.validators import refuse
from projects.actions.common import move
from projects.actions.reviews import checks
from projects.choices import NoticeStage
from projects.models import Project
from projects.queries.notices import notice_hindrance


@logged("start", EventKind.DECISION)
def start(
    *, project: Project, number: str, starts_on: date, ends_on: date, midterm_on: date, final_on: date, by
) -> None:
    """Begin `project` with its `number` and days.

    Raises: ValidationError before the public notice that names it is over, while an objection is unanswered, for a
    number that another project has, for days that do not follow each other; as `move`.
    """
    checks.hold_for("start", project)
    if why := notice_hindrance(project, NoticeStage.APPROVAL):
        raise ValidationError(why)
    if project.granted is None:
        raise ValidationError(_("No sum is approved for it (R36)."))
    if Project.objects.filter(number=number).exclude(pk=project.pk).exists():
        refuse("number", _("Another project has this number."))
    checks.check_days(starts_on, midterm_on, final_on, ends_on)
    days = {"starts_on": starts_on, "ends_on": ends_on, "midterm_on": midterm_on, "final_on": final_on}
    move(project, "start", by=by, number=number, **days)
