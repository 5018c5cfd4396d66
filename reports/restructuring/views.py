"""Restructuring: what happened to the tree, and a page per change with a preview of what it does to the targets."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from branches.choices import TreeVerb
from branches.models import Change
from core.choices import Role
from core.web.access import page
from reports.restructuring.form import FORMS
from reports.restructuring.list import ChangeFilter, ChangeList
from reports.restructuring.preview import preview

EDIT, CONFIRM = "edit", "confirm"


@page(Role.DEPARTMENT)
def restructuring(request):
    """Every change of the tree, newest first, and the ways to enter one."""
    chosen = _chosen(request)
    context = {"filter": chosen, "list": ChangeList(chosen.qs, request), "verbs": TreeVerb}
    return render(request, "reports/restructuring/list.html", {**context, "crumbs": [(_("Restructuring"), None)]})


@page(Role.DEPARTMENT)
def restructuring_sheet(request):
    """The changes that are on screen, all pages of them, as a workbook."""
    chosen = _chosen(request)
    return ChangeList(chosen.qs, request).workbook(_("Changes of the tree"), chosen=chosen.form)


@page(Role.DEPARTMENT, post=True)
def restructure(request, verb):
    """Enter a change, look at what it does, confirm it."""
    form = _form(request, verb)
    step = request.POST.get("step")
    if form.is_valid() and step == CONFIRM:
        organisation = form.carry_out(by=request.user)
        if organisation:
            messages.success(request, _("Entered: %(organisation)s") % {"organisation": organisation})
            return redirect(organisation)
    looked_at = preview(form) if form.is_valid() and step != EDIT else None
    crumbs = [(_("Restructuring"), reverse("reports:restructuring")), (form.verb.label, None)]
    template = "preview" if looked_at else "form"
    context = {"form": form, "preview": looked_at, "crumbs": crumbs}
    return render(request, f"reports/restructuring/{template}.html", context)


@page(Role.DEPARTMENT)
def restructure_options(request, verb, field):
    """Suggestions for an organisation while one types its code, name or initials."""
    fields = _form(request, verb).organisation_fields
    if field not in fields:
        raise Http404
    text = request.GET.get(field, "")
    options = fields[field].options(text) if text.strip() else []
    return render(request, "reports/restructuring/options.html", {"options": options})


def _chosen(request):
    return ChangeFilter(request.GET, request=request, queryset=request.scope.of(Change))


def _form(request, verb):
    if verb not in FORMS:
        raise Http404
    initial = {"organisation": request.GET.get("organisation", ""), "parent": request.GET.get("parent", "")}
    return FORMS[verb](request.POST or None, scope=request.scope, initial=initial)
