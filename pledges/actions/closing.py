"""With an organisation end its plans, on its closing day; where they stood is kept for a later taking back (R28)."""

from django.db import transaction
from django.utils.translation import gettext as _

from branches.models import Organisation
from core import history
from pledges.choices import PlanState
from pledges.models import Plan


@transaction.atomic
def follow_closings(*, organisations, **_signal) -> None:
    """Receiver of `branches.signals.closed`: end what `organisations` (primary keys) have not ended yet.

    A plan published after the closing day, which was entered later, ends on the day it began: it never was in force.
    The cover follows the standings.
    """
    closed_on = dict(Organisation.objects.filter(pk__in=organisations).order_by().values_list("pk", "closed_on"))
    plans = list(Plan.objects.filter(organisation__in=closed_on).exclude(state=PlanState.ENDED).order_by("pk"))
    for plan in plans:
        plan.state_before, plan.state = plan.state, PlanState.ENDED
        plan.ended_on = max(filter(None, (closed_on[plan.organisation_id], plan.published_on)))
    reason = _("Closed with its organisation.")
    history.update(Plan, plans, ["state", "state_before", "ended_on"], by=None, reason=reason)
