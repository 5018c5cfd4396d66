"""What was agreed at review meetings: which plans take it, where it stands, what waits for a plan."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils import timezone

from branches.models import Organisation
from pledges.choices import AT_WORK, BRANCH_PLANS, EDITABLE, MeetingState, PlanKind, VersionState
from pledges.models import AgreedAction, Comment, Plan, Version
from pledges.texts import restored
from ratings.choices import Tier
from ratings.queries.board import campaigns, chosen
from ratings.queries.cohort import standings_on


@dataclass(frozen=True)
class PlacedAction:
    """What was agreed, and where it stands: in a plan (`action.measure`), in the `version` that is being written, or
    nowhere yet."""

    action: AgreedAction
    version: Version | None


def taking(branches: Iterable[int]) -> dict[int, Plan]:
    """{primary key of a branch: its plan in the campaign on show that takes what was agreed for it}: one at work whose
    next version is not under review, or one in writing; a lagging branch's rectification, of others the pledge, of two
    the newest. Branches without one are left out: three queries."""
    today, branches = timezone.localdate(), list(branches)
    campaign = chosen(campaigns(), today)
    lagging = standings_on(campaign, today, branches).filter(tier=Tier.LAGGING)
    fallen = set(lagging.values_list("organisation", flat=True))
    review = Version.objects.filter(plan=OuterRef("pk"), state=VersionState.SUBMITTED)
    rows = Plan.objects.with_people().filter(campaign=campaign, organisation__in=branches, kind__in=BRANCH_PLANS)
    rows = rows.filter(~Exists(review), state__in=(*AT_WORK, *EDITABLE)).order_by("pk")
    last = sorted(rows, key=lambda plan: TAKING[plan.organisation_id in fallen].index(plan.kind))
    return {plan.organisation_id: plan for plan in last}


# By whether the branch is lagging: the kinds of plans, the one that takes first of all at the end.
TAKING = {
    True: (PlanKind.PLEDGE, PlanKind.ACTIVITY, PlanKind.RECTIFICATION),
    False: (PlanKind.ACTIVITY, PlanKind.RECTIFICATION, PlanKind.PLEDGE),
}


def pledging(branches: Iterable[int]) -> set[int]:
    """The primary keys of those branches whose pledge is in writing, under review or in force: what is agreed for them
    may be read by everybody (R27a). One query."""
    rows = Plan.objects.unended().filter(organisation__in=branches, kind=PlanKind.PLEDGE)
    return set(rows.order_by().values_list("organisation", flat=True))


def waiting(organisation: Organisation) -> list[AgreedAction]:
    """What was agreed for a branch at closed meetings and stands neither in a plan nor in a version in writing, the
    oldest first: two queries."""
    rows = AgreedAction.objects.filter(comment__branch=organisation, comment__meeting__state=MeetingState.CLOSED)
    found = rows.filter(measure=None).select_related("comment__meeting").order_by("pk")
    written = _in_writing({organisation.pk})
    return [one for one in found if (organisation.pk, one.text) not in written]


def placed(comments: Iterable[Comment]) -> dict[int, list[PlacedAction]]:
    """{primary key of a comment: its PlacedActions}: two queries."""
    branches = {comment.pk: comment.branch_id for comment in comments}
    written, found = _in_writing(set(branches.values())), {key: [] for key in branches}
    for action in AgreedAction.objects.filter(comment__in=branches).select_related("measure__plan").order_by("pk"):
        version = None if action.measure else written.get((branches[action.comment_id], action.text))
        found[action.comment_id].append(PlacedAction(action, version))
    return found


def _in_writing(branches):
    """{(primary key of a branch, text of a measure): the Version that is not adopted yet and says it}."""
    rows = Version.objects.filter(plan__organisation__in=branches, plan__state__in=AT_WORK).select_related("plan")
    return {
        (row.plan.organisation_id, measure.text): row
        for row in rows.exclude(state=VersionState.ADOPTED).order_by("pk")
        for measure in restored(row.content).measures
    }
