"""Who leads an organisation, and who holds which role there."""

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from branches import validation
from branches.actions.changes import MAX_NAMED
from branches.models import Appointment, Secretary
from core import history
from core.choices import EventKind
from core.log.acts import logged
from core.names import fold, same_name
from core.workflow.lifecycle import TooLate


@logged("set_secretary", EventKind.APPOINT)
def set_secretary(
    organisation,
    *,
    name,
    title="",
    academic_lead=False,
    concurrent_post="",
    term_from=None,
    term_to=None,
    on,
    reason="",
    by,
) -> Secretary:
    """Put somebody into office from day `on`; who was there before left on that day. Returns the Secretary: who is in
    office already, however the name is written, stays as it is (R33).

    Raises: ValidationError, also before a planned handover: whoever leaves or begins later (R29).
    """
    validation.check_day(organisation, on, timezone.localdate())
    in_office = Secretary.objects.in_office_on(on).filter(organisation=organisation).first()
    if in_office and same_name(in_office.name, name):
        return in_office
    secretary = Secretary(
        organisation=organisation,
        name=fold(name),
        title=title,
        academic_lead=academic_lead,
        concurrent_post=concurrent_post,
        term_from=term_from,
        term_to=term_to,
    )
    secretary.full_clean(validate_constraints=False, exclude=["organisation"])
    [secretary] = _succeed([secretary], on=on, reason=reason, by=by)
    return secretary


@logged("set_secretary", EventKind.APPOINT)
def set_secretaries(rows, *, on, reason="", by) -> list[Secretary]:
    """Put the person named into office for each of `rows`, pairs of (organisation, name), from day `on`.

    Who is in office already, or has no name, is left alone. Returns the new Secretaries. Raises: ValidationError.
    """
    rows = [(organisation, fold(name)) for organisation, name in rows]
    in_office = dict(Secretary.objects.in_office_on(on).order_by().values_list("organisation", "name"))
    new = [
        Secretary(organisation=organisation, name=name)
        for organisation, name in rows
        if name and not same_name(in_office.get(organisation.pk, ""), name)
    ]
    return _succeed(new, on=on, reason=reason, by=by)


def appoint(user, *, role, organisation, on, ends_on=None, by) -> Appointment:
    """Give `user` a role at `organisation` from day `on`, until `ends_on` or for good. Returns the Appointment.

    Raises: ValidationError for a closed organisation, the wrong kind of place, a role held there already, or roles
    that are kept in separate hands.
    """
    appointment = Appointment(user=user, role=role, organisation=organisation, starts_on=on, ends_on=ends_on)
    return enter_appointment(appointment, by=by)


@logged("appoint", EventKind.APPOINT)
def enter_appointment(appointment, *, by) -> Appointment:
    """Save a filled-in Appointment; of two entered for one person at once, the second is checked after the first.

    Returns it. Raises: ValidationError.
    """
    User.objects.select_for_update(no_key=True).filter(pk=appointment.user_id).first()
    appointment.full_clean()
    history.save(appointment, by=by)
    return appointment


@logged("end_appointments", EventKind.APPOINT)
def end_appointments(*, appointments, on, by) -> int:
    """End those of the queryset `appointments` that do not end by day `on` anyway. Returns how many these were.

    Raises: TooLate when none is left.
    """
    lasting = appointments.filter(Q(ends_on=None) | Q(ends_on__gt=on)).order_by("pk")
    rows = list(lasting.select_for_update(of=("self",), no_key=True))
    if not rows:
        raise TooLate(_("Nothing was changed: these appointments have ended by that day already."))
    for row in rows:
        row.ends_on = max(on, row.starts_on)
    history.update(Appointment, rows, ["ends_on"], by=by)
    return len(rows)


def awaited(on, organisations=None) -> dict[int, Secretary]:
    """{primary key: who leaves or begins only after `on`, the first one} of all or of `organisations`: one query."""
    rows = Secretary.objects.filter(Q(left_on__gt=on) | Q(left_on=None, term_from__gt=on))
    if organisations is not None and len(organisations) <= MAX_NAMED:
        rows = rows.filter(organisation__in=organisations)
    return {row.organisation_id: row for row in rows.order_by(F("left_on").desc(nulls_first=True), "-pk")}


@transaction.atomic
def _succeed(secretaries, *, on, reason, by):
    organisations = {secretary.organisation_id for secretary in secretaries}
    later = awaited(on, organisations)
    for key in organisations:
        validation.check_succession(later.get(key), on=on)
    rows = Secretary.objects.filter(left_on=None).order_by("pk")
    if len(organisations) <= MAX_NAMED:
        rows = rows.filter(organisation__in=organisations)
    leaving = [row for row in rows if row.organisation_id in organisations]
    for secretary in leaving:
        secretary.left_on = on
    history.update(Secretary, leaving, ["left_on"], by=by, reason=reason)
    return history.create(Secretary, secretaries, by=by, reason=reason)
