"""What is decided about a twinning: each verb of its life-cycle asks once, then says what it did."""

from functools import partial

from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from core.choices import Role
from core.web.access import page
from core.workflow import asking
from core.workflow.decisions import Decision
from core.workflow.forms import WithdrawalForm
from core.workflow.verbs import Verb
from pledges.actions import twinning as actions
from pledges.choices import Party
from pledges.lifecycles.twinning import table
from pledges.twinning.fetching import crumbs, twinning_of
from pledges.twinning.form import DeclineForm, EndForm
from pledges.twinning.page import TwinningPage
from pledges.twinning.parties import parties
from ratings.query import board_query

DECIDERS = (Role.DEPARTMENT, Role.UNIT, Role.BRANCH)


NEVER_IN_FORCE = _("It ends with the reason, and never was in force.")
LAST_DAY = _("It ends today at the latest. It cannot be taken back.")


def _answers(party):
    agree, decline = partial(actions.agree, party=party), partial(actions.decline, party=party)
    return {
        f"agree_{party.value}": Verb(agree, _("The agreement is noted.")),
        f"decline_{party.value}": Verb(decline, _("Declined with the reason."), DeclineForm, NEVER_IN_FORCE),
    }


VERBS = {
    **_answers(Party.HELPED),
    **_answers(Party.HELPER),
    "withdraw": Verb(actions.withdraw, _("The proposal is withdrawn."), WithdrawalForm, NEVER_IN_FORCE),
    "end": Verb(actions.end, _("It has ended with its result."), EndForm, LAST_DAY),
}


@page(*DECIDERS, post=True)
def decide(request, number, verb):
    """Carry out one verb of the twinning's life-cycle; a GET asks first."""
    twinning = twinning_of(request, number)
    transition = asking.transition_of(table(twinning), verb, parties(request.scope, twinning))
    chosen = VERBS[verb]
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
