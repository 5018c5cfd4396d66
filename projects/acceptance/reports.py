"""The page of a report, its official form, and what is decided about it."""

from functools import partial

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.choices import READERS
from core.documents import answer
from core.web.access import page
from core.workflow import asking
from core.workflow.decisions import Decision
from core.workflow.forms import ReturnForm
from core.workflow.verbs import Verb
from projects.acceptance.documents import document_of
from projects.acceptance.fetching import report_of
from projects.acceptance.report_form import MidtermForm, OpinionForm
from projects.acceptance.report_page import ReportPage
from projects.actions import reports as actions
from projects.choices import ProjectState, ReportKind
from projects.fetching import ACTORS, DECIDERS, crumbs
from projects.lifecycles.reports import report_table
from projects.queries.carrying.accepting import unfinished

BACK = gettext_lazy("The reason stands on top of the report it goes back to.")
VERBS = {
    "submit": Verb(actions.submit, gettext_lazy("The report is handed in.")),
    "check": Verb(actions.check, gettext_lazy("Forwarded with the opinion of the unit."), OpinionForm),
    "return": Verb(actions.return_, gettext_lazy("Returned with the reason."), ReturnForm, BACK),
    "send_back": Verb(actions.send_back, gettext_lazy("Returned with the reason."), ReturnForm, BACK),
}


@page(*READERS)
def report(request, number, report):
    """One report: what it says, where it stands, what is to be done about it."""
    row = report_of(request, number, report)
    context = {
        "report": row,
        "project": row.project,
        "page": ReportPage(row, request.scope),
        "crumbs": crumbs(row.project, row.get_kind_display()),
    }
    return render(request, "projects/acceptance/report.html", context)


@page(*READERS)
def report_form(request, number, report):
    """The official form of a report as a Word document."""
    row = report_of(request, number, report)
    page_of = ReportPage(row, request.scope)
    kind = _("Mid-term report") if row.kind == ReportKind.MIDTERM else _("Final report")
    return answer(document_of(row, page_of), f"{kind} {row.project.title}")


@page(*ACTORS, post=True)
def decide(request, number, report, verb):
    """Hand a report in, look at it first, or return it; a GET asks first."""
    row = report_of(request, number, report)
    if verb not in VERBS:
        raise Http404
    lifecycle, asked = report_table(row), VERBS[verb]
    transition = asking.transition_of(lifecycle, verb, request.scope.roles_at(row.project.organisation))
    refusal = asking.refusal(request, lifecycle, row, transition)
    if verb == "submit":
        refusal = refusal or actions.submit_hindrance(row)
    form = asked.form(request.POST or None) if asked.form else None
    decision = Decision(transition.label, row.get_absolute_url(), form, refusal=refusal)
    carry_out = partial(asked.act, report=row, by=request.user)
    if done := asking.answered(request, decision, lifecycle, row, carry_out, str(asked.said)):
        return done
    context = {"report": row, "decision": decision, "explanation": asked.explanation, "crumbs": _way(row, decision)}
    context["sentences"] = _told(row) if verb == "submit" else []
    return render(request, "projects/acceptance/report_decide.html", context)


@page(*DECIDERS, post=True)
def decide_midterm(request, number, report):
    """What is found half-way, decided upon the mid-term report."""
    row = report_of(request, number, report)
    if row.kind != ReportKind.MIDTERM:
        raise Http404
    lifecycle = report_table(row)
    transition = asking.transition_of(lifecycle, "accept", request.scope.roles_at(row.project.organisation))
    refusal = asking.refusal(request, lifecycle, row, transition) or _not_half_way(row.project)
    form = MidtermForm(request.POST or None, report=row)
    decision = Decision(_("Decide the mid-term check"), row.get_absolute_url(), form, refusal=refusal)
    carry_out = partial(actions.decide_midterm, report=row, by=request.user)
    if done := asking.answered(request, decision, lifecycle, row, carry_out, _("The mid-term check is decided.")):
        return done
    context = {"report": row, "decision": decision, "explanation": "", "sentences": [], "crumbs": _way(row, decision)}
    return render(request, "projects/acceptance/report_decide.html", context)


def _not_half_way(project):
    half_way = (ProjectState.RUNNING, ProjectState.CORRECTING)
    return "" if project.state in half_way else _("The project is not half-way any more: look where it stands.")


def _told(report):
    """What is worth a word before a final report is handed in."""
    return unfinished(report.project) if report.kind == ReportKind.FINAL else []


def _way(report, decision):
    return crumbs(report.project, (report.get_kind_display(), report.get_absolute_url()), decision.label)
