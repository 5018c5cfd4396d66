"""What is decided about an entry: each verb of its life-cycle asks once, or is done at once, and says what it did."""

from functools import partial

from django.shortcuts import render
from django.utils.translation import gettext_lazy

from core.choices import Role
from core.web.access import page
from core.workflow import asking
from core.workflow.decisions import Decision
from core.workflow.forms import ReturnForm, WithdrawalForm
from core.workflow.verbs import Verb
from pledges.actions import showcase as actions
from pledges.lifecycles.showcase import table
from pledges.plans.small_forms import TakingOffForm
from pledges.showcase.fetching import crumbs, entry_of

VERBS = {
    "submit": Verb(actions.submit, gettext_lazy("Submitted for review.")),
    "support": Verb(actions.support, gettext_lazy("Supported: the department selects now.")),
    "select": Verb(actions.select, gettext_lazy("Selected: everybody can read it from now on.")),
    "return": Verb(
        actions.return_,
        gettext_lazy("Returned with the reason."),
        ReturnForm,
        gettext_lazy("The reason stands on top of the entry it goes back to."),
    ),
    "send_back": Verb(
        actions.send_back,
        gettext_lazy("Returned with the reason."),
        ReturnForm,
        gettext_lazy("The reason stands on top of the entry it goes back to."),
    ),
    "withdraw": Verb(
        actions.withdraw,
        gettext_lazy("Withdrawn."),
        WithdrawalForm,
        gettext_lazy("It cannot be taken back; another entry may be proposed afterwards."),
    ),
    "take_off": Verb(
        actions.take_off,
        gettext_lazy("Taken off: nobody outside can read it any more."),
        TakingOffForm,
        gettext_lazy(
            "It leaves the public pages at once, with its pictures. The reason is told inside only; the branch"
            " corrects it and submits it again."
        ),
    ),
}


@page(Role.DEPARTMENT, Role.UNIT, Role.BRANCH, post=True)
def decide(request, number, verb):
    """Carry out one verb of the entry's life-cycle; a GET asks first."""
    entry = entry_of(request, number)
    transition = asking.transition_of(table(entry), verb, request.scope.roles_at(entry.organisation))
    asked = VERBS[verb]
    form = asked.form(request.POST or None) if asked.form else None
    refusal = asking.refusal(request, table(entry), entry, transition)
    decision = Decision(transition.label, entry.get_absolute_url(), form, refusal=refusal)
    carry_out = partial(asked.act, entry=entry, by=request.user)
    if done := asking.answered(request, decision, table(entry), entry, carry_out, str(asked.said)):
        return done
    context = {"entry": entry, "decision": decision, "explanation": asked.explanation}
    context["crumbs"] = crumbs(entry, decision.label)
    return render(request, "pledges/showcase/decide.html", context)
