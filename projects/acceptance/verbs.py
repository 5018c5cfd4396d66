"""The verbs of a project that belong to this room."""

from django.utils.translation import gettext_lazy as _

from projects.acceptance.ending_forms import AmendForm, GradeForm, grades_told, money_told
from projects.actions import accepting as actions
from projects.choices import NoticeStage
from projects.queries.carrying.accepting import amend_hindrance, grade_hindrance
from projects.queries.notices import notice_hindrance
from projects.verbs import ProjectVerb, project_reason_form


def _notice_over(project):
    return notice_hindrance(project, NoticeStage.ACCEPTANCE)


VERBS = {
    "grade": ProjectVerb(
        actions.grade,
        _("Accepted: now publish the notice of the result."),
        GradeForm,
        _("The project is closed once the public notice of the result is over."),
        hinders=grade_hindrance,
        tells=grades_told,
    ),
    "amend": ProjectVerb(
        actions.amend,
        _("Sent back to be corrected."),
        AmendForm,
        _(
            "It may be corrected once; then another final report is handed in and checked. What the experts said until "
            "then decides nothing any more."
        ),
        hinders=amend_hindrance,
    ),
    "fail": ProjectVerb(
        actions.fail,
        _("The project is revoked."),
        project_reason_form(_("Reason")),
        _("It ends at once and cannot be taken up again."),
        hinders=grade_hindrance,
        tells=money_told,
    ),
    "regrade": ProjectVerb(
        actions.regrade,
        _("The result is taken back: decide anew."),
        project_reason_form(_("Reason")),
        _("Grade and award fall away; a new result needs a new notice."),
    ),
    "close": ProjectVerb(
        actions.close,
        _("The project is closed."),
        explanation=_("Grade and award stand on the pages of the branch and its unit from now on."),
        hinders=_notice_over,
    ),
    "stop": ProjectVerb(
        actions.stop,
        _("The project is stopped."),
        project_reason_form(_("Reason")),
        _("It ends at once and cannot be taken up again."),
        tells=money_told,
    ),
}
