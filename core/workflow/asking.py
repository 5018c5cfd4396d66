"""A decision about a row of a life-cycle: who takes it, what stands in its way, and how it is answered."""

from collections.abc import Callable, Container

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from core.workflow.decisions import Decision, decide, last_word
from core.workflow.lifecycle import Lifecycle, Transition, own_part


def transition_of(lifecycle: Lifecycle, name: str, held: Container) -> Transition:
    """The transition of that `name` which one of the roles `held` may carry out. Raises: Http404 when there is none of
    that name, PermissionDenied when others carry it out."""
    found = [one for one in lifecycle.transitions if one.name == name]
    if not found:
        raise Http404
    mine = next((one for one in found if one.role in held), None)
    if mine is None:
        raise PermissionDenied
    return mine


def refusal(request, lifecycle: Lifecycle, row, transition: Transition) -> str:
    """Why `row` cannot go through `transition`: who was faster and when, or one's own part in it; "" when it can."""
    if row.state in transition.sources:
        return own_part(row, transition, request.user)
    told = last_word(lifecycle, request.scope.of(type(row)).filter(pk=row.pk))
    return " ".join(filter(None, [_("This is done already, or not possible any more."), told]))


def answered(
    request, decision: Decision, lifecycle: Lifecycle, row, verb: Callable, said: str
) -> HttpResponseRedirect | None:
    """Carry out `verb` for `row`, with what the form asks, where that is confirmed: back to `decision.back`, where
    stands what was `said`, or why not. None where the page is shown: it asks first, or keeps what was typed."""
    if request.method != "POST":
        return None
    values = decision.form.cleaned_data if decision.is_confirmed and decision.form else {}

    def carry_out():
        verb(**values)
        return [row.pk]

    rows = request.scope.of(type(row)).filter(pk=row.pk)
    if decision.is_confirmed and decide(request, lifecycle, rows, carry_out, decision.form):
        messages.success(request, said)
    elif decision.form:
        return None
    elif decision.refusal:
        messages.error(request, decision.refusal)
    return redirect(decision.back)


def refused(request, row, sentence: str) -> HttpResponseRedirect:
    """Back to the page of `row`, where the `sentence` stands."""
    messages.error(request, sentence)
    return redirect(row)
