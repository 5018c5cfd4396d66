"""What waits for who reviews plans: the unit at a base organisation, the department at the university (R26, R27)."""

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from branches.roles import reviewer_at
from core.choices import Role
from core.todos import Waiting, first, gathered, rule, waiting_since
from pledges.addresses import decision_address, listed, measure_address, plan_address, version_address
from pledges.choices import PlanKind, WaitingFor
from pledges.todos import waiting

LONGEST = F("submitted_at").asc(nulls_last=True)


@rule(Role.UNIT)
@rule(Role.DEPARTMENT)
def submitted(place, scope):
    """Plans to publish, file, adopt or approve, or to send back: those of a kind together."""
    plans = waiting.submitted(place, scope).order_by(LONGEST, "pk")
    for kind in plans.order_by("kind").values_list("kind", flat=True).distinct():
        rows = plans.filter(kind=kind).values_list("organisation__name", "pk", "submitted_at")
        found, more = first(rows)
        yield from gathered(
            (Waiting(name, (pk,), since) for name, pk, since in found),
            SUBMITTED[kind],
            more=more,
            who=reviewer_at(place),
            action=_("Review"),
            rule="R25",
            url=listed(unit=place.code, kind=kind, waits=WaitingFor.REVIEW),
            address=plan_address,
        )


SUBMITTED = {
    PlanKind.PLEDGE: lambda count: ngettext(
        "%(count)d public pledge waits for its review.", "%(count)d public pledges wait for their review.", count
    ),
    PlanKind.ACTIVITY: lambda count: ngettext(
        "%(count)d activity plan waits for its review.", "%(count)d activity plans wait for their review.", count
    ),
    PlanKind.RECTIFICATION: lambda count: ngettext(
        "%(count)d rectification waits to be filed.", "%(count)d rectifications wait to be filed.", count
    ),
    PlanKind.UNIT: lambda count: ngettext(
        "%(count)d plan of a unit waits for approval.", "%(count)d plans of units wait for approval.", count
    ),
}


@rule(Role.UNIT)
@rule(Role.DEPARTMENT)
def new_versions(place, scope):
    """Further versions of plans at work that were submitted."""
    rows = waiting.new_versions(place, scope).order_by(LONGEST, "pk")
    found, more = first(rows.values_list("plan__organisation__name", "plan", "number", "submitted_at"))
    yield from gathered(
        (Waiting(name, (plan, number), since) for name, plan, number, since in found),
        lambda count: ngettext(
            "%(count)d new version of a plan waits for its review.",
            "%(count)d new versions of plans wait for their review.",
            count,
        ),
        more=more,
        who=reviewer_at(place),
        action=_("Review"),
        rule="R26",
        url=listed(unit=place.code, waits=WaitingFor.VERSION),
        address=version_address,
    )


@rule(Role.UNIT)
@rule(Role.DEPARTMENT)
def to_confirm(place, scope):
    """Measures that somebody else reported as done."""
    rows = waiting.to_confirm(place, scope).order_by("plan", "number")
    found, more = first(rows.values_list("plan__organisation__name", "plan", "number"))
    named = _("%(organisation)s · measure %(number)d")
    yield from gathered(
        (Waiting(named % {"organisation": name, "number": number}, (plan, number)) for name, plan, number in found),
        lambda count: ngettext(
            "%(count)d measure was reported as done: confirm it.",
            "%(count)d measures were reported as done: confirm them.",
            count,
        ),
        more=more,
        who=reviewer_at(place),
        action=_("Confirm"),
        rule="R26",
        url=listed("measures", unit=place.code, waits=1),
        address=measure_address,
    )


@rule(Role.UNIT)
@rule(Role.DEPARTMENT)
def moves(place, scope):
    """Due days that somebody else asked to be moved."""
    rows = waiting.moves(place, scope).order_by("asked_at", "pk")
    found, more = first(rows.values_list("plan__organisation__name", "plan", "asked_at"))
    yield from gathered(
        (Waiting(name, (plan,), since) for name, plan, since in found),
        lambda count: ngettext(
            "%(count)d later due day was asked for.", "%(count)d later due days were asked for.", count
        ),
        more=more,
        who=reviewer_at(place),
        action=_("Decide"),
        rule="R26",
        url=listed(unit=place.code, waits=WaitingFor.MOVE),
        address=plan_address,
    )


@rule(Role.UNIT)
@rule(Role.DEPARTMENT)
def to_decide(place, scope):
    """Pledges that were assessed, or whose day has passed without an assessment."""
    rows = waiting.to_decide(place, scope).order_by("due_on", "pk")
    found, more = first(rows.values_list("organisation__name", "pk", "due_on"))
    yield from gathered(
        (Waiting(name, (pk, "decide"), waiting_since(due)) for name, pk, due in found),
        lambda count: ngettext(
            "%(count)d public pledge was assessed or is past its day: decide its outcome.",
            "%(count)d public pledges were assessed or are past their day: decide their outcomes.",
            count,
        ),
        more=more,
        who=reviewer_at(place),
        action=_("Decide"),
        rule="R27",
        url=listed(unit=place.code, waits=WaitingFor.OUTCOME),
        address=decision_address,
        is_form=True,
    )


@rule(Role.UNIT)
@rule(Role.DEPARTMENT)
def to_close(place, scope):
    """Activity plans and units' plans whose day has passed."""
    rows = waiting.to_close(place, scope).order_by("due_on", "pk")
    found, more = first(rows.values_list("organisation__name", "pk", "due_on"))
    yield from gathered(
        (Waiting(name, (pk,), due) for name, pk, due in found),
        lambda count: ngettext(
            "%(count)d plan is past its day: close it as done, or press for it.",
            "%(count)d plans are past their day: close them as done, or press for them.",
            count,
        ),
        more=more,
        who=reviewer_at(place),
        action=pgettext("step", "Open"),
        rule="R26",
        url=listed(unit=place.code, waits=WaitingFor.CLOSING),
        address=plan_address,
    )


@rule(Role.UNIT)
@rule(Role.DEPARTMENT)
def to_accept(place, scope):
    """Rectifications whose acceptance was asked for, of which oneself reported no measure (R27b)."""
    rows = waiting.to_accept(place, scope).order_by("due_on", "pk")
    found, more = first(rows.values_list("organisation__name", "pk"))
    yield from gathered(
        (Waiting(name, (pk,)) for name, pk in found),
        lambda count: ngettext(
            "%(count)d rectification waits for acceptance.", "%(count)d rectifications wait for acceptance.", count
        ),
        more=more,
        who=reviewer_at(place),
        action=pgettext("step", "Accept"),
        rule="R27b",
        url=listed(unit=place.code, waits=WaitingFor.ACCEPTANCE),
        address=plan_address,
    )
