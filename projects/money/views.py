"""Money of a project is entered, and a wrong entry made void."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.forms import attempt
from core.web.access import page
from core.workflow.decisions import Decision, shown_at
from projects.actions import money as actions
from projects.actions.money.entering import money_hindrance
from projects.addresses import money_address
from projects.fetching import ACTORS, DECIDERS, WRITERS, crumbs, project_of
from projects.models import Expenditure
from projects.money.fetching import ADVANCE, EXPENDITURE, admit, entry_of
from projects.money.form import AdvanceForm, ExpenditureForm, ReceiptForm, VoidForm
from projects.queries.money import lines_of, money_of
from projects.rules.money import yuan

VOIDS = {ADVANCE: actions.void_advance, EXPENDITURE: actions.void_expenditure}


@page(*DECIDERS, post=True)
def advance(request, number):
    """Enter what the host paid to the project, or got back."""
    project = project_of(request, number)
    admit(request, project, ADVANCE)
    form = AdvanceForm(request.POST or None)
    hindrance = money_hindrance(project, goes_back=True)
    decision = Decision(pgettext("money", "Enter an advance"), money_address(project.pk), form, refusal=hindrance)
    return _entered(request, project, decision, actions.advance)


@page(*WRITERS, post=True)
def spend(request, number):
    """Enter what was spent on a budget line, with its receipt."""
    project = project_of(request, number)
    admit(request, project, EXPENDITURE)
    rows = request.scope.of(project.lines.order_by("number"))
    form = ExpenditureForm(request.POST or None, request.FILES or None, rows=rows, lines=lines_of(project))
    hindrance = money_hindrance(project, goes_back=False)
    decision = Decision(pgettext("money", "Enter an expenditure"), money_address(project.pk), form, refusal=hindrance)
    return _entered(request, project, decision, actions.spend)


@page(*WRITERS, post=True)
def receipt(request, number, pk):
    """Keep the receipt of an expenditure that came without one."""
    project = project_of(request, number)
    admit(request, project, EXPENDITURE)
    entry = entry_of(request, project, EXPENDITURE, pk)
    form = ReceiptForm(request.POST or None, request.FILES or None)
    refusal = _("This entry is void already.") if entry.voided_at else ""
    refusal = _("This entry has its receipt already.") if entry.receipt_id else refusal
    decision = Decision(pgettext("money", "Add the receipt"), money_address(project.pk), form, refusal=refusal)
    verb = partial(actions.add_receipt, expenditure=entry, by=request.user)
    if decision.is_confirmed and attempt(form, lambda: [verb(**form.cleaned_data)]):
        messages.success(request, _("The receipt is kept."))
        return redirect(decision.back)
    return _about(request, "receipt", project, entry, decision)


@page(*ACTORS, post=True)
def void(request, number, kind, pk):
    """Make an entry void, with the reason."""
    project = project_of(request, number)
    admit(request, project, kind)
    entry = entry_of(request, project, kind, pk)
    form = VoidForm(request.POST or None)
    refusal = _("This entry is void already.") if entry.voided_at else ""
    decision = Decision(pgettext("money", "Make void"), money_address(project.pk), form, refusal=refusal)
    verb = partial(VOIDS[kind], **{kind: entry}, by=request.user)
    if decision.is_confirmed and attempt(form, lambda: [verb(**form.cleaned_data)]):
        messages.success(request, _("The entry is void: it stays readable and counts for nothing."))
        return redirect(decision.back)
    return _about(request, "void", project, entry, decision)


def _about(request, name, project, entry, decision):
    """The page that asks about an entry there is."""
    context = {
        "project": project,
        "entry": entry,
        "told": (entry.use, entry.line.use) if isinstance(entry, Expenditure) else (entry.note, ""),
        "decision": decision,
        "crumbs": crumbs(project, decision.label),
    }
    return render(request, f"projects/money/{name}.html", context)


def _entered(request, project, decision, verb):
    """Enter what the form of `decision` says; the page asks first, and again after a refusal."""
    form = decision.form
    if decision.is_confirmed:
        said = form.said(shown_at(request))
        if entry := attempt(form, partial(verb, project=project, by=request.user, **said)):
            messages.success(request, _("Entered: %(amount)s yuan.") % {"amount": yuan(entry.amount)})
            _warn(request, project, entry)
            return redirect(decision.back)
    context = {
        "project": project,
        "decision": decision,
        "money": money_of(project),
        "crumbs": crumbs(project, decision.label),
    }
    return render(request, "projects/money/entry.html", context)


def _warn(request, project, entry):
    """Say when more was spent on a line than it holds, which is allowed."""
    line = next((one for one in lines_of(project) if one.is_over and one.line == getattr(entry, "line", None)), None)
    if line:
        sentence = _("“%(use)s” is overspent by %(over)s yuan; the approved sum holds.")
        messages.warning(request, sentence % {"use": line.line.use, "over": yuan(-line.left)})
