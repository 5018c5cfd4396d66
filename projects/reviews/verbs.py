"""The verbs of a project that belong to this room: the formal check, what is decided, the start."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.actions import reviews as actions
from projects.actions.reviews.checks import lines_told
from projects.choices import NoticeStage, PanelStage, ProjectClass, ProjectState
from projects.queries.judging.approvals import line_amounts, places_used
from projects.queries.notices import notice_hindrance
from projects.queries.reviews import panel_hindrance, results_of
from projects.reviews.form import ApprovalForm, RevisionForm, StartForm
from projects.rules.review import PanelResult
from projects.verbs import ProjectReturnForm, ProjectVerb, project_reason_form
from projects.words import in_yuan, points

RejectionForm = project_reason_form(gettext_lazy("Why it is not approved"))
AskAgainForm = project_reason_form(gettext_lazy("What is still to be changed"))


def result_told(result: PanelResult | None) -> str:
    """What a panel came to, in a sentence; "" without a sheet."""
    if result is None or not result.count:
        return ""
    facts = {
        "count": result.count,
        "of": result.of,
        "rule": result.rule.label,
        "value": points(result.value),
        "lowest": result.lowest,
        "highest": result.highest,
    }
    return _("%(count)d of %(of)d sheets, %(rule)s %(value)s, from %(lowest)s to %(highest)s points.") % facts


def _by_panel(project):
    """Why what is in review cannot be decided yet; during the notice nothing of it bars any more."""
    is_in_review = project.state == ProjectState.REVIEWING
    return panel_hindrance(project, PanelStage.APPLICATION) if is_in_review else ""


def _until_notice(project):
    return notice_hindrance(project, NoticeStage.APPROVAL)


def _until_lines(project):
    """Why the changes cannot be confirmed yet."""
    if project.state != ProjectState.CONFIRMING:
        return ""
    return lines_told(project, project.offered, project.own_offered)


def _told(project):
    """What the panel says, what is asked for, which places are left."""
    asked = _("Applied for: %(sum)s, own part %(own)s.") % {
        "sum": in_yuan(sum(line_amounts(project))),
        "own": in_yuan(project.own_part),
    }
    result = results_of([project], PanelStage.APPLICATION).get(project.pk)
    return [*filter(None, [result_told(result)]), asked, *_places_told(project)]


def _places_told(project):
    if project.call is None:
        return
    for one in ProjectClass:
        used = places_used(project.call, one, besides=project)
        facts = {"class": one.label, "used": used, "most": project.call.quota(one)}
        yield _("%(class)s: %(used)d of %(most)d used.") % facts


VERBS = {
    "check": ProjectVerb(
        actions.check,
        gettext_lazy("Admitted to review: assign the experts now."),
        explanation=gettext_lazy("Text, team, steps and budget are complete and keep to the call."),
    ),
    "send_back": ProjectVerb(
        actions.send_back,
        gettext_lazy("Returned with the reason."),
        ProjectReturnForm,
        gettext_lazy("The reason stands on top of the project; the applicant corrects it and hands it in again."),
    ),
    "approve": ProjectVerb(
        actions.approve,
        gettext_lazy("Approved: put it on a public notice now."),
        ApprovalForm,
        gettext_lazy("It takes effect only when the budget lines sum to both amounts (R36)."),
        hinders=_by_panel,
        tells=_told,
    ),
    "revise": ProjectVerb(
        actions.revise,
        gettext_lazy("The changes are asked for; what was offered is approved once they are confirmed."),
        RevisionForm,
        gettext_lazy("The applicant changes text and budget lines, then the changes are confirmed (R36)."),
        hinders=_by_panel,
        tells=_told,
    ),
    "reject": ProjectVerb(
        actions.reject,
        gettext_lazy("Not approved: the applicant reads why."),
        RejectionForm,
        gettext_lazy("It ends here. The reason stands on top of the project."),
        hinders=_by_panel,
    ),
    "confirm": ProjectVerb(
        actions.confirm,
        gettext_lazy("Approved: put it on a public notice now."),
        explanation=gettext_lazy("What was offered is approved; the public notice comes next."),
        hinders=_until_lines,
    ),
    "ask_again": ProjectVerb(
        actions.ask_again,
        gettext_lazy("Returned with the reason."),
        AskAgainForm,
        gettext_lazy("The reason stands on top of the project; the applicant changes it once more."),
    ),
    "start": ProjectVerb(
        actions.start,
        gettext_lazy("The project has begun: it has its number and its money."),
        StartForm,
        gettext_lazy("From now on tasks are reported and money is spent."),
        hinders=_until_notice,
    ),
}
