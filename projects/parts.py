"""Who writes, checks and decides a project, and whose own part in it bars them (N19): nobody signs for himself.

What a branch applies for its unit checks, and the level decides: the department what is of the university, the unit
what it called for itself. Where the unit's secretary leads the project or handed it in, or the unit itself applies,
the department stands in for the unit.
"""

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Substr
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from branches.choices import BASE_KINDS
from branches.models import UNIT_PATH, Appointment, Secretary
from core.choices import Role
from core.workflow.lifecycle import Guard
from projects.choices import Level

NOT_LED = Guard(
    lambda user: ~Q(leader_user=user) | Q(leader_user=None),
    _("You lead this project yourself: somebody else decides it."),
)
NOT_OWN = Guard(
    lambda user: NOT_LED.condition(user) & (~Q(submitted_by=user) | Q(submitted_by=None)),
    _("You lead this project or handed it in yourself: somebody else decides it."),
)
NOT_ASKED = Guard(
    lambda user: (
        (~Q(asked_by=user) | Q(asked_by=None)) & (~Q(project__leader_user=user) | Q(project__leader_user=None))
    ),
    _("You asked for this change or lead the project yourself: somebody else decides it."),
)
NOT_REPORTED = Guard(
    lambda user: (
        (~Q(submitted_by=user) | Q(submitted_by=None)) & (~Q(project__leader_user=user) | Q(project__leader_user=None))
    ),
    _("You handed this report in or lead the project yourself: somebody else decides it."),
)


def writer(project) -> Role:
    """The role that applies for `project` and carries it out."""
    return Role.UNIT if is_of_base(project) else Role.BRANCH


def decider(project) -> Role:
    """The role that decides about `project`, from the formal check to its acceptance: one query for a project of a
    unit's call."""
    by_unit = project.level == Level.UNIT and not is_of_base(project)
    return Role.UNIT if by_unit and not is_own_of_unit(project) else Role.DEPARTMENT


def host_role(host) -> Role:
    """The role that calls and publishes in the name of `host`: the department for the university, a unit for itself;
    what a unit left that was closed without a successor the department finishes."""
    return Role.UNIT if host.is_unit and host.is_open_on(timezone.localdate()) else Role.DEPARTMENT


def checks_first(project) -> bool:
    """Whether the unit looks at what `project` hands in before the department does: one query for a branch's project of
    the university."""
    return project.level == Level.UNIVERSITY and not is_of_base(project) and not is_own_of_unit(project)


def confirmer(project) -> Role:
    """The role that confirms what is done for `project`: the unit for its branches, unless its secretary leads it."""
    return Role.DEPARTMENT if is_of_base(project) or is_own_of_unit(project) else Role.UNIT


def is_of_base(project) -> bool:
    """Whether a base organisation applied itself."""
    return project.organisation.kind in BASE_KINDS


def is_own_of_unit(project) -> bool:
    """Whether the unit's secretary leads `project` or handed it in: then the unit does not judge it."""
    unit = project.organisation.unit_path
    people = [key for key in (project.leader_user_id, project.submitted_by_id) if key]
    today = timezone.localdate()
    held = Appointment.objects.on(today).filter(role=Role.UNIT, organisation__path=unit)
    named = Secretary.objects.in_office_on(today).filter(organisation__path=unit, name=project.leader)
    return held.filter(user__in=people).exists() or (bool(project.leader) and named.exists())


def own_of_unit() -> Q:
    """`is_own_of_unit` as a condition on projects."""
    unit = Substr(OuterRef("organisation__path"), 1, UNIT_PATH)
    today = timezone.localdate()
    held = Appointment.objects.on(today).filter(role=Role.UNIT, organisation__path=unit)
    by_account = held.filter(Q(user=OuterRef("leader_user")) | Q(user=OuterRef("submitted_by")))
    named = Secretary.objects.in_office_on(today).filter(organisation__path=unit, name=OuterRef("leader"))
    named = named.exclude(name="")
    return Q(Exists(by_account)) | Q(Exists(named))


def decided_by(role) -> Q:
    """What `role` is the `decider` of, as a condition on projects."""
    by_unit = Q(level=Level.UNIT) & ~Q(organisation__kind__in=BASE_KINDS) & ~own_of_unit()
    return by_unit if role == Role.UNIT else ~by_unit


def checked_first_by_unit() -> Q:
    """`checks_first` as a condition on projects."""
    return Q(level=Level.UNIVERSITY) & ~Q(organisation__kind__in=BASE_KINDS) & ~own_of_unit()


def confirmed_by(role) -> Q:
    """What `role` is the `confirmer` of, as a condition on projects."""
    by_unit = ~Q(organisation__kind__in=BASE_KINDS) & ~own_of_unit()
    return by_unit if role == Role.UNIT else ~by_unit
