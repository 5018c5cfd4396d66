"""What is decided about a twinning: each verb of its life-cycle asks once, then says what it did."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from core.choices import Role
from core.web.access import page
from core.workflow.decisions import Decision
from core.workflow.lifecycle import Transition
from pledges.actions import twinning as actions
from pledges.choices import Party
from pledges.lifecycles.twinning import table
from pledges.plans import asking
from pledges.plans.deciding import PlanVerb
from pledges.twinning.fetching import crumbs, twinning_of
from pledges.twinning.form import EndForm, TwinningReasonForm
from pledges.twinning.page import TwinningPage
from pledges.twinning.parties import parties
from ratings.query import board_query

DECIDERS = (Role.DEPARTMENT, Role.UNIT, Role.BRANCH)


NEVER_IN_FORCE = _("It ends with the reason, and never was in force.")
LAST_DAY = _("It ends today at the latest. It cannot be taken back.")


def _answers(party):
    agree, decline = partial(actions.agree, party=party), partial(actions.decline, party=party)
    return {
        f"agree_{party.value}": PlanVerb(agree, _("The agreement is noted.")),
        f"decline_{party.value}": PlanVerb(decline, _("Declined with the reason."), TwinningReasonForm, NEVER_IN_FORCE),
    }


VERBS = {
    **_answers(Party.HELPED),
    **_answers(Party.HELPER),
    "withdraw": PlanVerb(actions.withdraw, _("The proposal is withdrawn."), TwinningReasonForm, NEVER_IN_FORCE),
    "end": PlanVerb(actions.end, _("It has ended with its result."), EndForm, LAST_DAY),
}


@page(*DECIDERS, post=True)
def decide(request, number, verb):
    """Carry out one verb of the twinning's life-cycle; a GET asks first."""
    twinning = twinning_of(request, number)
    transition, chosen = _transition(request, twinning, verb), VERBS[verb]
    refusal = asking.refusal(request, table(twinning), twinning, transition)
    form = chosen.form(request.POST or None) if chosen.form else None
    decision = Decision(transition.label, twinning.get_absolute_url(), form, refusal=refusal)
    carry_out = partial(chosen.act, twinning=twinning, by=request.user)
    done = asking.answered(request, decision, table(twinning), twinning, carry_out, str(chosen.said))
    context = {
        "twinning": twinning,
        "page": TwinningPage(twinning, request.scope, board_query({})),
        "decision": decision,
        "explanation": chosen.explanation,
        "asks_result": chosen.form is EndForm,
        "crumbs": crumbs(twinning, transition.label),
    }
    return done or render(request, "pledges/twinning/decide.html", context)


def _transition(request, twinning, name) -> Transition:
    """The transition of that name. Raises: Http404 when there is none, PermissionDenied for who is no such party."""
    found = next((one for one in table(twinning).transitions if one.name == name), None)
    if found is None:
        raise Http404
    if found.role not in parties(request.scope, twinning):
        raise PermissionDenied
    return found
