"""Who leads an organisation, and who holds which role there."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from branches import validation
from branches.actions.changes import MAX_NAMED
from branches.models import Appointment, Secretary
from core import history


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
    """Put somebody into office from day `on`; who was there before left on that day. Returns the Secretary.

    Raises: ValidationError.
    """
    validation.check_day(organisation, on, timezone.localdate())
    secretary = Secretary(
        organisation=organisation,
        name=name,
        title=title,
        academic_lead=academic_lead,
        concurrent_post=concurrent_post,
        term_from=term_from,
        term_to=term_to,
    )
    secretary.full_clean(validate_constraints=False, exclude=["organisation"])
    [secretary] = _succeed([secretary], on=on, reason=reason, by=by)
    return secretary


def set_secretaries(rows, *, on, reason="", by) -> list[Secretary]:
    """Put the person named into office for each of `rows`, pairs of (organisation, name), from day `on`.

    Who is in office already, or has no name, is left alone. Returns the new Secretaries.
    """
    rows = [(organisation, name.strip()) for organisation, name in rows]
    in_office = _in_office([organisation for organisation, _name in rows])
    new = [
        Secretary(organisation=organisation, name=name)
        for organisation, name in rows
        if name and (organisation.pk not in in_office or in_office[organisation.pk].name != name)
    ]
    return _succeed(new, on=on, reason=reason, by=by)


def appoint(user, *, role, organisation, on, ends_on=None, by) -> Appointment:
    """Give `user` a role at `organisation` from day `on`, until `ends_on` or for good. Returns the Appointment.

    Raises: ValidationError for a closed organisation, the wrong kind of place, a role held there already, or roles
    that are kept in separate hands.
    """
    appointment = Appointment(user=user, role=role, organisation=organisation, starts_on=on, ends_on=ends_on)
    return enter_appointment(appointment, by=by)


@transaction.atomic
def enter_appointment(appointment, *, by) -> Appointment:
    """Save a filled-in, new Appointment; of two entered for one person at once, the second is checked after the first.

    Returns it. Raises: ValidationError.
    """
    User.objects.select_for_update(no_key=True).filter(pk=appointment.user_id).first()
    appointment.full_clean()
    history.save(appointment, by=by)
    return appointment


def _in_office(organisations):
    """{primary key of an organisation: its secretary}: one query."""
    keys = {organisation.pk for organisation in organisations}
    rows = Secretary.objects.filter(left_on=None).order_by("pk")
    if len(keys) <= MAX_NAMED:
        rows = rows.filter(organisation__in=keys)
    return {secretary.organisation_id: secretary for secretary in rows}


@transaction.atomic
def _succeed(secretaries, *, on, reason, by):
    former = _in_office([secretary.organisation for secretary in secretaries])
    leaving = [former[one.organisation_id] for one in secretaries if one.organisation_id in former]
    for secretary in leaving:
        secretary.left_on = on
    history.update(Secretary, leaving, ["left_on"], by=by, reason=reason)
    return history.create(Secretary, secretaries, by=by, reason=reason)
