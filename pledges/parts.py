"""Whose own part in something bars them from deciding it: they reported it, asked for it, accepted it (R26, R27b),
wrote it or agreed for the other side (N12).

A guard is a condition on the rows a person may decide. Where the unit's secretary had a part in it there may be nobody
else in the unit: `reported_by_unit`, `asked_by_unit` say so, and then the department decides.
"""

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Substr
from django.db.models.lookups import Exact
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.models import UNIT_PATH, Appointment
from core.choices import Role
from core.reporting.lifecycle import no_reporter
from core.workflow.lifecycle import Guard
from pledges.models import Update


def not_asked_by(user):
    """Nobody moves a due day that they asked to be moved (R26)."""
    return ~Q(asked_by=user) | Q(asked_by=None)


def not_accepted_by(user):
    """Nobody settles what they accepted themselves (R27b)."""
    return ~Q(accepted_by=user) | Q(accepted_by=None)


def not_agreed_by(user):
    """Nobody agrees for both sides of a twinning whose helper is a branch with a secretary who signs in (N12)."""
    held = Appointment.objects.on(timezone.localdate()).filter(role__in=(Role.BRANCH, Role.UNIT))
    agreed = [~Q(**{name: user}) | Q(**{name: None}) for name in ("helped_agreed_by", "helper_agreed_by")]
    return ~Exists(held.filter(organisation=OuterRef("helper"))) | (agreed[0] & agreed[1])


def not_written_by(user):
    """Nobody confirms, or sends back, a record of help that they wrote (N12)."""
    return ~Q(by=user) | Q(by=None)


def written_by(user):
    """A record of help is corrected by who wrote it (N12)."""
    return Q(by=user)


NOT_REPORTER = no_reporter(Update, "measure", _("You reported this measure yourself: somebody else confirms it (R26)."))
NO_PART = no_reporter(
    Update, "measure__plan", _("You reported a measure of it yourself: somebody else accepts it (R27b).")
)
NOT_ASKER = Guard(not_asked_by, _("You asked for this due day yourself: somebody else moves it (R26)."))
NOT_ACCEPTER = Guard(not_accepted_by, _("You accepted it yourself: another officer settles it (R27b)."))
NOT_AGREED = Guard(not_agreed_by, _("You agreed for the other side already: somebody else agrees for this one."))
NOT_WRITER = Guard(not_written_by, _("You wrote this record yourself: somebody else of the helped side confirms it."))
WRITER = Guard(written_by, _("Only who wrote this record corrects it."))


def reported_by_unit(lookup) -> Exists:
    """Whether somebody reported as the unit's secretary, or is it today, of what a report hangs on by `lookup`, its
    measure or its plan."""
    by_unit = Q(reported_as=Role.UNIT) | Q(_leads_unit("by", "measure__plan__organisation"))
    return Exists(Update.objects.filter(by_unit, **{lookup: OuterRef("pk")}).exclude(reported_as=""))


def asked_by_unit() -> Exists:
    """Whether a secretary of the unit today asked for the move of a due day, as a condition on moves."""
    return _leads_unit("asked_by", "plan__organisation")


def noted_by_own_unit() -> Q:
    """Whether the secretary of the unit that both sides belong to noted a record of help, of a leader's or department's
    help the helped branch's unit: then it does not confirm it, as a condition on records."""
    helper, helped = (Substr(f"twinning__{side}__path", 1, UNIT_PATH) for side in ("helper", "helped"))
    return Q(reported_as=Role.UNIT) & (Q(twinning__helper=None) | Q(Exact(helper, helped)))


def _leads_unit(person, organisation):
    """Whether the person at the look-up `person` is a secretary today of the unit to which the one at `organisation`
    belongs, as a condition on the rows that have both."""
    unit = Substr(OuterRef(f"{organisation}__path"), 1, UNIT_PATH)
    held = Appointment.objects.on(timezone.localdate()).filter(role=Role.UNIT, organisation__path=unit)
    return Exists(held.filter(user=OuterRef(person)))
