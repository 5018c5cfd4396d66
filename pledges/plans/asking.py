"""A decision about a plan, its measures, its versions and its moves: what stands in its way, and how it is answered."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from core.workflow.decisions import Decision, decide, last_word
from core.workflow.lifecycle import Lifecycle, Transition, own_part


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
