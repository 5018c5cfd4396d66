"""The verbs of a project that belong to its application."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.actions import applications as actions
from projects.actions.applications.submitting import change_hindrance, support_hindrance, withdrawal_hindrance
from projects.parts import checks_first
from projects.queries.applying.applications import hindrance
from projects.queries.applying.calls import passed_on
from projects.verbs import ProjectReturnForm, ProjectVerb, ProjectWithdrawalForm


def _submitting(project):
    """Where it goes, and until when."""
    goes_to = _("It goes to the unit, which reviews it.") if checks_first(project) else _("It goes to who decides.")
    if project.call is None:
        return [goes_to]
    moment = date_format(timezone.localtime(project.call.closes_at), "DATETIME_FORMAT")
    return [goes_to, _("Applications to this call are handed in until %(moment)s.") % {"moment": moment}]


def _supporting(project):
    """How much of the quota it takes."""
    if project.call is None or project.call.unit_quota is None:
        return []
    used = passed_on(project.call, project.organisation)
    told = _("The unit has passed on %(used)d of %(quota)d projects of this call; this is one more.")
    return [told % {"used": used, "quota": project.call.unit_quota}]


VERBS = {
    "submit": ProjectVerb(
        actions.submit,
        gettext_lazy("Handed in."),
        explanation=gettext_lazy("Afterwards it cannot be changed unless it comes back."),
        hinders=hindrance,
        tells=_submitting,
    ),
    "withdraw": ProjectVerb(
        actions.withdraw,
        gettext_lazy("Withdrawn."),
        ProjectWithdrawalForm,
        gettext_lazy("It cannot be taken back; while its call is open another application may be begun."),
        hinders=withdrawal_hindrance,
    ),
    "support": ProjectVerb(
        actions.support,
        gettext_lazy("Supported: the department checks it now."),
        explanation=gettext_lazy("The unit supports this application and passes it on."),
        hinders=support_hindrance,
        tells=_supporting,
    ),
    "return": ProjectVerb(
        actions.return_,
        gettext_lazy("Returned with the reason."),
        ProjectReturnForm,
        gettext_lazy("The reason stands on top of the application it goes back to."),
    ),
    "resubmit": ProjectVerb(
        actions.resubmit,
        gettext_lazy("The changes are handed in."),
        explanation=gettext_lazy("Who decided looks at the changes; then the approval takes effect."),
        hinders=change_hindrance,
    ),
}
