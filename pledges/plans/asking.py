"""What stands in the way of a decision about a plan, its measures, its versions and its moves, in a sentence."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from core.workflow.decisions import last_word
from core.workflow.lifecycle import Lifecycle, Transition
from pledges.parts import own_part


def refusal(request, lifecycle: Lifecycle, row, transition: Transition) -> str:
    """Why `row` cannot go through `transition`: who was faster and when, or one's own part in it; "" when it can."""
    if row.state in transition.sources:
        return own_part(row, transition, request.user)
    told = last_word(lifecycle, request.scope.of(type(row)).filter(pk=row.pk))
    return " ".join(filter(None, [_("This is done already, or not possible any more."), told]))


def refused(request, row, sentence: str) -> HttpResponseRedirect:
    """Back to the page of `row`, where the `sentence` stands."""
    messages.error(request, sentence)
    return redirect(row)
