"""The letter of a pledge as a Word document, for those who may read its plan."""

from core.choices import READERS, EventKind
from core.documents import answer
from core.log.events import record
from core.web.access import page
from pledges.choices import PlanKind
from pledges.letter.document import document_of
from pledges.models import Plan
from pledges.queries.plans.letter import letter_of


@page(*READERS)
def letter(request, number):
    """公开承诺书 of a pledge, in whatever state; every download is in the log."""
    plan = request.scope.get(request.scope.of(Plan).with_people(), pk=number, kind=PlanKind.PLEDGE)
    name = f"公开承诺书 {plan.organisation.code} {plan.organisation.name}"
    record(EventKind.EXPORT, by=request.user, subject=name)
    return answer(document_of(letter_of(plan)), name)
