"""What is decided about a project: each verb of its life-cycle asks once, and says what it did."""

from functools import partial

from django.http import Http404
from django.shortcuts import render

from core.web.access import page
from core.workflow import asking
from core.workflow.decisions import Decision
from projects.fetching import ACTORS, crumbs, project_of
from projects.lifecycles.projects import table
from projects.portfolio.verbs import VERBS


@page(*ACTORS, post=True)
def decide(request, number, verb):
    """Carry out one verb of the project's life-cycle; a GET asks first."""
    project = project_of(request, number)
    if verb not in VERBS:
        raise Http404
    lifecycle, asked = table(project), VERBS[verb]
    transition = asking.transition_of(lifecycle, verb, request.scope.roles_at(project.organisation))
    form = asked.form(request.POST or None, project=project) if asked.form else None
    refusal = asking.refusal(request, lifecycle, project, transition) or asked.hinders(project)
    decision = Decision(transition.label, project.get_absolute_url(), form, refusal=refusal)
    carry_out = partial(asked.act, project=project, by=request.user)
    if done := asking.answered(request, decision, lifecycle, project, carry_out, str(asked.said)):
        return done
    context = {
        "project": project,
        "decision": decision,
        "explanation": asked.explanation,
        "sentences": asked.tells(project),
        "crumbs": crumbs(project, decision.label),
    }
    return render(request, "projects/portfolio/decide.html", context)
