"""Which role may be held where, by whom, together with what.

Pure: appointments (saved or not) and the roles held besides in, ValidationError keyed by the field at fault out.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from branches.choices import BASE_KINDS, Kind
from core.choices import BUSINESS, SEPARATE, Role

WHERE = {
    Role.DEPARTMENT: (Kind.UNIVERSITY,),
    Role.ACCOUNTS: (Kind.UNIVERSITY,),
    Role.AUDIT: (Kind.UNIVERSITY,),
    Role.EXPERT: (Kind.UNIVERSITY,),
    Role.VIEWER: (Kind.UNIVERSITY, *BASE_KINDS),
    Role.UNIT: BASE_KINDS,
    Role.BRANCH: (Kind.BRANCH,),  # a direct branch is led by its unit secretary
}
GIVES = {Role.DEPARTMENT: BUSINESS, Role.ACCOUNTS: (Role.ACCOUNTS, Role.AUDIT)}


def given_by(scope):
    """The roles the holder of `scope` gives and takes: business roles, or those of accounts and log."""
    return [role for giver, roles in GIVES.items() if scope.has(giver) for role in roles]


def reviewer_at(place) -> Role:
    """Who reviews at a place: the department at the university, the secretary at a base organisation."""
    return Role.DEPARTMENT if place.is_university else Role.UNIT


def check(appointment, held):
    """Refuse a role at the wrong kind of place or at a closed one, twice, and separate administrators in one hand.

    `appointment`: with user, role, organisation and first day; `held`: {(role, primary key of an organisation)} of the
    person's other appointments in the same days. Raises: ValidationError with a sentence for the form.
    """
    _check_place(appointment)
    if (appointment.role, appointment.organisation_id) in held:
        raise ValidationError({"role": _("This person holds this role there already.")})
    if conflicts(appointment.role, {role for role, organisation in held}):
        raise ValidationError(
            {"role": _("Department, accounts and log are kept in separate hands; accounts and log hold no other role.")}
        )


def _check_place(appointment):
    role, organisation = Role(appointment.role), appointment.organisation
    names = {"role": role.label, "organisation": organisation.name}
    if organisation.kind not in WHERE[role]:
        raise ValidationError({"organisation": _("%(role)s cannot be held at %(organisation)s.") % names})
    if organisation.closed_on is None:
        return
    if appointment._state.adding:
        raise ValidationError({"organisation": _("%(organisation)s is closed.") % names})
    if appointment.ends_on is None or appointment.ends_on > organisation.closed_on:
        raise ValidationError({"ends_on": _("%(organisation)s is closed: nobody holds a role there any more.") % names})


def conflicts(role, held):
    """Whether `role` may not join the roles `held`: accounts and audit stand alone."""
    alone = set(SEPARATE) - {Role.DEPARTMENT}
    return bool(held - {role}) if role in alone else bool(held & alone)
