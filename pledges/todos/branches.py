"""What a unit has to do about the plans of its branches besides the review: rectifications, which it submits and of
which it asks the acceptance, and branches that are late (R25, R27b)."""

from collections.abc import Collection
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from branches.models import Organisation
from core.choices import Role
from core.scope import Scope
from core.todos import NAMED, Waiting, first, gathered, rule
from core.workflow.reminding import with_reminder
from pledges.addresses import (
    decision_address,
    edit_address,
    listed,
    new_address,
    plan_address,
    twinning_new_address,
    version_address,
)
from pledges.choices import DutyKind, OwedWaits, PlanKind, PlanState, WaitingFor
from pledges.queries.duties import reminders
from pledges.steps import WRITE
from pledges.todos import waiting


@rule(Role.UNIT)
def owed(unit, scope):
    """Branches that are lagging and have no rectification or helper yet; branches that are late with something else,
    have it in writing at best, and whose secretaries act."""
    found = waiting.owed(unit, scope)
    named = Named(scope, {duty.code for duties in found.values() for duty in duties[:NAMED]})
    yield from _rectifications(found[OwedWaits.BEGIN], named, unit)
    yield from _helpers(found[OwedWaits.HELPER], named, unit)
    yield from _late(found[OwedWaits.LATE], named, unit)


def _besides(days):
    """How many there are besides those named, and since when the first of them waits."""
    days = list(days)
    return {"more": len(days), "since": min(days, default=None)}


class Named:
    """The names and reminders of organisations with some `codes`, as a scope sees them: two queries."""

    def __init__(self, scope: Scope, codes: Collection[str]):
        rows = scope.of(Organisation).filter(code__in=codes)
        self.by_code = {one.code: one for one in rows}
        self._reminder = reminders(timezone.localdate(), rows)

    def told(self, code: str, kind: DutyKind, begun: date | None) -> str:
        """What the organisation is called, and who reminded of its duty of `kind` since the day `begun` (None: it has
        none)."""
        return with_reminder(self.by_code[code].name, begun and self._reminder(code, kind, begun))


def _rectifications(duties, named, unit):
    yield from gathered(
        (Waiting(named.told(one.code, one.kind, one.begun), (one.kind, one.code), one.begun) for one in duties[:NAMED]),
        lambda count: ngettext(
            "%(count)d lagging branch has no rectification yet.",
            "%(count)d lagging branches have no rectification yet.",
            count,
        ),
        who=Role.UNIT,
        action=str(WRITE[DutyKind.RECTIFICATION]),
        rule="R25",
        url=listed("duties", unit=unit.code, waits=OwedWaits.BEGIN),
        address=new_address,
        is_form=True,
        **_besides(one.begun for one in duties[NAMED:]),
    )


def _helpers(duties, named, unit):
    yield from gathered(
        (Waiting(named.told(one.code, one.kind, one.begun), (one.code,), one.begun) for one in duties[:NAMED]),
        lambda count: ngettext(
            "%(count)d lagging branch has no helper: propose one.",
            "%(count)d lagging branches have no helper: propose one for each.",
            count,
        ),
        who=Role.UNIT,
        action=str(WRITE[DutyKind.HELPER]),
        rule="R25",
        url=listed("duties", unit=unit.code, waits=OwedWaits.HELPER),
        address=twinning_new_address,
        is_form=True,
        **_besides(one.begun for one in duties[NAMED:]),
    )


def _late(duties, named, unit):
    first = [(named.by_code[one.code], one) for one in duties[:NAMED]]
    words = _("%(organisation)s · %(kind)s")
    yield from gathered(
        (Waiting(words % {"organisation": one.name, "kind": owed.label}, (one,), owed.due) for one, owed in first),
        lambda count: ngettext("%(count)d duty of branches is late.", "%(count)d duties of branches are late.", count),
        who=Role.BRANCH,
        action=pgettext("step", "Open"),
        rule="R25",
        url=listed("duties", unit=unit.code, waits=OwedWaits.LATE),
        address=Organisation.get_absolute_url,
        **_besides(one.due for one in duties[NAMED:]),
    )


@rule(Role.UNIT)
def relapsed(unit, scope):
    """Settled rectifications that did not last, a direct branch's own among them: a new one takes up what came back."""
    rows = waiting.relapsed(unit, scope).order_by("look_back__on", "pk")
    found = rows.values_list("organisation__name", "organisation__code", "look_back__on")
    yield from gathered(
        (Waiting(name, (PlanKind.RECTIFICATION, code), day) for name, code, day in found),
        lambda count: ngettext(
            "%(count)d settled rectification did not last: write a new one.",
            "%(count)d settled rectifications did not last: write new ones.",
            count,
        ),
        who=Role.UNIT,
        action=str(WRITE[DutyKind.RECTIFICATION]),
        rule="R27b",
        url=listed(unit=unit.code, waits=WaitingFor.RELAPSE),
        address=new_address,
        is_form=True,
    )


@rule(Role.UNIT)
def to_submit(unit, scope):
    """Rectifications of the branches that are drafts, with who reminded of them: the unit submits them."""
    rows = waiting.rectified(unit, scope).filter(state=PlanState.DRAFT).order_by("created_at", "pk")
    found, more = first(rows.values_list("organisation__code", "pk", "created_at"))
    begun = waiting.to_rectify(unit, scope) if found else {}
    named = Named(scope, {code for code, *_rest in found})
    yield from gathered(
        (Waiting(named.told(code, PlanKind.RECTIFICATION, begun.get(code)), (pk,), since) for code, pk, since in found),
        lambda count: ngettext(
            "%(count)d rectification is a draft: check and submit it.",
            "%(count)d rectifications are drafts: check and submit them.",
            count,
        ),
        who=Role.UNIT,
        action=pgettext("step", "Open"),
        rule="R25",
        url=listed(unit=unit.code, kind=PlanKind.RECTIFICATION, state=PlanState.DRAFT),
        address=plan_address,
        more=more,
    )


@rule(Role.UNIT)
def returned(unit, scope):
    """Rectifications of the branches that the department sent back, each with its reasons."""
    rows = waiting.rectified(unit, scope).filter(state=PlanState.RETURNED).order_by("pk")
    found = rows.values_list("organisation__name", "pk", "reason")
    yield from gathered(
        (Waiting(name, (pk,), note=reason) for name, pk, reason in found),
        lambda count: ngettext(
            "%(count)d rectification came back: correct it and submit it again.",
            "%(count)d rectifications came back: correct them and submit them again.",
            count,
        ),
        who=Role.UNIT,
        action=_("Correct it"),
        rule="R25",
        url=listed(unit=unit.code, kind=PlanKind.RECTIFICATION, state=PlanState.RETURNED),
        address=edit_address,
        is_form=True,
    )


@rule(Role.UNIT)
def amended(unit, scope):
    """Further versions of the branches' rectifications that are in writing or came back, each with its reasons."""
    rows = waiting.amended(unit, scope).order_by("plan")
    found = rows.values_list("plan__organisation__name", "plan", "number", "reason")
    yield from gathered(
        (Waiting(name, (plan, number), note=reason) for name, plan, number, reason in found),
        lambda count: ngettext(
            "%(count)d new version of a rectification is not submitted: check and submit it, or throw it away.",
            "%(count)d new versions of rectifications are not submitted: check and submit them, or throw them away.",
            count,
        ),
        who=Role.UNIT,
        action=pgettext("step", "Open"),
        rule="R26",
        url=listed(unit=unit.code, waits=WaitingFor.AMENDED),
        address=version_address,
    )


@rule(Role.UNIT)
def to_ask_acceptance(unit, scope):
    """Rectifications of which every measure is done, a direct branch's own among them; why one was not accepted."""
    rows = waiting.to_ask_acceptance(unit, scope).order_by("due_on", "pk")
    found = rows.values_list("organisation__name", "pk", "reason")
    yield from gathered(
        (Waiting(name, (pk, "ask"), note=reason) for name, pk, reason in found),
        lambda count: ngettext(
            "Every measure of %(count)d rectification is done: ask for its acceptance.",
            "Every measure of %(count)d rectifications is done: ask for their acceptance.",
            count,
        ),
        who=Role.UNIT,
        action=_("Ask"),
        rule="R27b",
        url=listed(unit=unit.code, waits=WaitingFor.ASK),
        address=decision_address,
        is_form=True,
    )


@rule(Role.UNIT)
def not_accepted(unit, scope):
    """Rectifications of which the acceptance was refused while measures are still open, a direct branch's own too."""
    rows = waiting.not_accepted(unit, scope).order_by("due_on", "pk")
    found = rows.values_list("organisation__name", "pk", "reason")
    yield from gathered(
        (Waiting(name, (pk,), note=reason) for name, pk, reason in found),
        lambda count: ngettext(
            "The acceptance of %(count)d rectification was refused: see to it, then ask for it again.",
            "The acceptance of %(count)d rectifications was refused: see to it, then ask for it again.",
            count,
        ),
        who=Role.UNIT,
        action=pgettext("step", "Open"),
        rule="R27b",
        url=listed(unit=unit.code, waits=WaitingFor.AGAIN),
        address=plan_address,
    )
