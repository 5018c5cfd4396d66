"""What was agreed at review meetings stands in a plan once its measure exists (N09)."""

from core import history
from pledges.choices import MeetingState
from pledges.models import AgreedAction, Plan


def link_agreed(plan: Plan, *, by) -> None:
    """Tell what was agreed for the branch of `plan` at closed meetings which of its measures it became: the one that
    says the same."""
    measures = {row.text: row for row in plan.measures.filter(dropped_on=None)}
    rows = AgreedAction.objects.filter(comment__branch=plan.organisation_id, measure=None, text__in=measures)
    found = list(rows.filter(comment__meeting__state=MeetingState.CLOSED).order_by("pk"))
    for row in found:
        row.measure = measures[row.text]
    if found:
        history.update(AgreedAction, found, ["measure"], by=by)
