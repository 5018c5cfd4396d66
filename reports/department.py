"""The department's overview: are we on target, what waits, what changed."""

from django.shortcuts import render

from branches.models import Organisation
from core.choices import Role
from core.web.access import page
from ratings import board
from reports.asked import asked, past_bar
from reports.department_facts import states, target_groups
from reports.department_flow import flowing
from reports.department_waits import waiting
from reports.first_steps import first_steps
from reports.standing_facts import distributions
from reports.timeline import latest

OVERSEERS = (Role.DEPARTMENT, Role.VIEWER)
LAST = 8


@page(*OVERSEERS)
def department(request):
    """How the university stands with its targets on a day, and what is to be done."""
    university = request.scope.get(Organisation, role=OVERSEERS, depth=1)
    organisations = request.scope.of(Organisation, role=OVERSEERS)
    question = asked(request.GET)
    units = list(organisations.units())
    decides = request.scope.has(Role.DEPARTMENT)
    context = {
        "university": university,
        "asked": question,
        "steps": first_steps(request.scope, question.campaign),
        "waiting": waiting(organisations, units, question.on) if decides and not question.as_of else [],
        "decides": decides,
        "changes": latest(organisations, LAST),
        **_figures(question, organisations),
        **past_bar(request, question),
    }
    return render(request, "reports/department/department.html", context, status=question.status)


def _figures(question, organisations):
    """The board in short; nothing without a campaign."""
    if question.campaign is None:
        return {}
    units = board.units_of(question.campaign, organisations.units())
    shown = board.board(question.campaign, question.on, units)
    return {
        "board": shown,
        "groups": target_groups(shown, shown.university),
        "states": states(shown),
        "distributions": distributions(question),
        "flow": flowing(question.campaign, organisations, question.on),
    }
