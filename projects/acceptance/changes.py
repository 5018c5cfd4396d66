"""Changes of what was approved are asked for, granted and refused."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import attempt
from core.web.access import page
from core.workflow import asking
from core.workflow.decisions import Decision
from core.workflow.forms import reason_form
from core.workflow.verbs import Verb
from projects.acceptance.change_forms import EXPLAINED, FORMS
from projects.acceptance.fetching import change_of, sides_of
from projects.actions import changes as actions
from projects.actions.at_work import idle
from projects.choices import RequestKind
from projects.fetching import DECIDERS, WRITERS, crumbs
from projects.lifecycles.reports import request_table
from projects.tasks.fetching import written_project

VERBS = {
    "grant": Verb(actions.grant, gettext_lazy("Granted: the change is made.")),
    "refuse": Verb(
        actions.refuse, gettext_lazy("Refused: it stays as it was."), reason_form(gettext_lazy("Why it stays as it is"))
    ),
}


@page(*WRITERS, post=True)
def ask(request, number, kind):
    """Ask for a change of one kind; nothing changes until it is granted."""
    if kind not in RequestKind:
        raise Http404
    project, kind = written_project(request, number), RequestKind(kind)
    if request.method != "POST" and (why := idle(project)):
        return asking.refused(request, project, why)
    form = FORMS[kind](request.POST or None, project=project)
    verb = partial(actions.ask, project=project, kind=kind, by=request.user)
    if form.is_valid() and attempt(form, lambda: verb(**form.asked)):
        messages.success(request, _("The change is asked for; until it is granted everything stays as it is."))
        return redirect(f"{project.get_absolute_url()}#changes")
    context = {"project": project, "form": form, "label": kind.label, "explanation": EXPLAINED[kind]}
    context["crumbs"] = crumbs(project, kind.label)
    return render(request, "projects/acceptance/change.html", context)


@page(*DECIDERS, post=True)
def decide(request, number, change, verb):
    """Grant or refuse a change; a GET asks first."""
    row = change_of(request, number, change)
    if verb not in VERBS:
        raise Http404
    lifecycle, asked = request_table(row), VERBS[verb]
    transition = asking.transition_of(lifecycle, verb, request.scope.roles_at(row.project.organisation))
    form = asked.form(request.POST or None) if asked.form else None
    refusal = asking.refusal(request, lifecycle, row, transition)
    decision = Decision(transition.label, f"{row.project.get_absolute_url()}#changes", form, refusal=refusal)
    carry_out = partial(asked.act, request=row, by=request.user)
    if done := asking.answered(request, decision, lifecycle, row, carry_out, str(asked.said)):
        return done
    before, after = sides_of(row)
    context = {"change": row, "before": before, "after": after, "decision": decision}
    context["crumbs"] = crumbs(row.project, decision.label)
    return render(request, "projects/acceptance/change_decide.html", context)
