"""What the checklist found is accepted with a reason, or no longer."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from core.choices import Role
from core.forms import attempt, settled
from core.lists import PAGE
from core.web.access import page
from core.workflow.decisions import Decision
from reports import actions
from reports.annual.asking import final_of
from reports.annual.form import AcceptanceForm
from reports.annual.views import crumbs
from reports.queries.annual.checks import checks
from reports.queries.annual.editions import report_of


@page(Role.DEPARTMENT, post=True)
def annual_accept(request, key):
    """Accept what a check found, with a reason."""
    asked = final_of(request)
    check = _check(asked.query, key)
    form = AcceptanceForm(request.POST or None, initial={"fingerprint": check.fingerprint})
    if form.is_valid():
        facts = {"query": asked.query, "key": key, "by": request.user, **form.cleaned_data}
        if attempt(form, lambda: actions.accept_check(**facts)):
            messages.success(request, _("Accepted: another finding asks again."))
            return redirect(asked.url)
    decision = Decision(pgettext("check", "Accept"), asked.url, form, refusal=_refusal(check))
    context = {"check": check, "decision": decision, "crumbs": crumbs(asked, check.label)}
    context |= {"facts": check.facts[:PAGE], "more": max(0, check.count - PAGE)}
    return render(request, "reports/annual/accept.html", context)


@page(Role.DEPARTMENT, post=True)
@require_POST
def annual_withdraw(request, key):
    """Accept it no longer."""
    asked = final_of(request)
    check = _check(asked.query, key)
    if not check.accepted:
        messages.info(request, _("This is not accepted any more."))
        return redirect(asked.url)
    try:
        settled(lambda: actions.withdraw_acceptance(query=asked.query, key=key, by=request.user))
    except ValidationError as refused:
        messages.info(request, " ".join(refused.messages))
    else:
        messages.success(request, _("No longer accepted: it stands against a final edition again."))
    return redirect(asked.url)


def _check(query, key):
    found = checks(query, report_of(query), key)
    if not found:
        raise Http404
    return found[0]


def _refusal(check):
    """Why it cannot be accepted, in a sentence; "" when it can."""
    if not check.facts:
        return _("There is nothing to accept any more.")
    if check.accepted:
        return actions.accepted_already(check)
    return _("This cannot be accepted: it has to be put right.") if check.is_red else ""
