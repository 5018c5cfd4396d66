"""The page of a change of the tree, which two persons take back when it was entered in error (R28)."""

from functools import partial

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from branches import actions
from branches.actions import VOIDING
from branches.models import Change
from core.choices import Role
from core.forms import LineField, TextField, attempt
from core.web.access import page
from core.workflow.asking import answered, refusal
from core.workflow.decisions import Decision
from core.workflow.forms import REASON, few_lines, reason_form
from core.workflow.verbs import Verb
from reports.restructuring.change import ChangePage
from reports.restructuring.preview import preview_void

VERBS = {
    "ask": Verb(
        actions.ask_void,
        gettext_lazy("It is asked for: somebody else of the department looks at it and confirms."),
        reason_form(gettext_lazy("What was entered in error")),
        gettext_lazy(
            "Somebody else of the department confirms it. From then on every figure of every day is as though it had "
            "never been entered; the entry stays, marked, with both names and the reason (R28)."
        ),
    ),
    "void": Verb(
        actions.void,
        gettext_lazy("It is void: every figure is as though it had never been entered."),
        explanation=gettext_lazy(
            "From now on every figure of every day is as though it had never been entered; what ended with it or was "
            "passed on is given back as below. It cannot be taken back: the change would be entered anew (R28)."
        ),
    ),
    "keep": Verb(actions.keep_change, gettext_lazy("It stands as it was entered.")),
}


class DocumentForm(forms.Form):
    """The right document number, and why it was wrong."""

    document = LineField(label=gettext_lazy("Document number"), max_length=60)
    reason = TextField(label=gettext_lazy("Reason"), max_length=REASON, widget=few_lines())


@page(Role.DEPARTMENT)
def change(request, number):
    """One change of the tree: what was entered, what hangs on it, and whether it stands."""
    found = _change(request, number)
    context = {"page": ChangePage(found, request), "crumbs": _crumbs(found)}
    return render(request, "reports/restructuring/change.html", context)


@page(Role.DEPARTMENT, post=True)
def decide(request, number, verb):
    """Ask to take a change back, confirm it, or let it stand; a GET shows what it does to the figures."""
    found = _change(request, number)
    if verb not in VERBS:
        raise Http404
    told, back = VERBS[verb], reverse("reports:change", args=[number])
    form = told.form(request.POST or None) if told.form else None
    barred, preview = _looked_at(request, found, verb)
    decision = Decision(str(VOIDING[verb].label), back, form, barred)
    carry_out = partial(told.act, found, by=request.user)
    done = answered(request, decision, VOIDING, found, carry_out, str(told.said))
    context = {"decision": decision, "explanation": told.explanation, "preview": preview}
    context |= {"page": ChangePage(found, request), "crumbs": [*_crumbs(found), (decision.label, None)]}
    return done or render(request, "reports/restructuring/decide.html", context)


@page(Role.DEPARTMENT, post=True)
def document(request, number):
    """Correct the document number of a change."""
    found, back = _change(request, number), reverse("reports:change", args=[number])
    form = DocumentForm(request.POST or None, initial={"document": found.document})
    if form.is_valid():
        attempt(form, partial(actions.correct_document, found, **form.cleaned_data, by=request.user))
    if form.is_valid():
        messages.success(request, _("The document number is corrected."))
        return redirect(back)
    decision = Decision(_("Correct the document number"), back, form)
    explanation = _("A wrong day or successor is not corrected here: that change is made void and entered anew.")
    context = {"decision": decision, "explanation": explanation, "preview": None, "page": ChangePage(found, request)}
    context["crumbs"] = [*_crumbs(found), (decision.label, None)]
    return render(request, "reports/restructuring/decide.html", context)


def _looked_at(request, change, verb):
    """(why `change` cannot go through `verb`, "" when it can; what taking it back would do)."""
    barred, preview = refusal(request, VOIDING, change, VOIDING[verb]), None
    if not barred and verb != "keep":
        try:
            preview = preview_void(change)
        except ValidationError as error:
            barred = " ".join(error.messages)
    return barred, preview


def _change(request, number):
    return request.scope.get(Change.every.select_related("organisation", "along__organisation"), pk=number)


def _crumbs(change):
    way = [(_("Restructuring"), reverse("reports:restructuring"))]
    return [
        *way,
        (f"{change.get_kind_display()} · {change.organisation.name}", reverse("reports:change", args=[change.pk])),
    ]
