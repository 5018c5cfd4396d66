"""The life-cycles of entries of the showcase (N06): a branch writes, its unit supports, the department selects. What
was taken off its branch corrects and submits again.

A 直属党支部 is a unit itself: its secretary is the unit's, and the department selects what was submitted.
"""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from branches.choices import BASE_KINDS
from core.choices import Role
from core.workflow.lifecycle import Lifecycle, Transition
from pledges.choices import IN_HAND, EntryState

WRITTEN = frozenset({EntryState.DRAFT, EntryState.RETURNED, EntryState.TAKEN_OFF})
UNFINISHED = WRITTEN | frozenset(IN_HAND)
SUBMITTED = frozenset({EntryState.SUBMITTED})
SUPPORTED = frozenset({EntryState.SUPPORTED})
SELECTED = frozenset({EntryState.SELECTED})
SUPPORT = (
    Transition("support", pgettext_lazy("showcase", "Support"), SUBMITTED, EntryState.SUPPORTED, Role.UNIT),
    Transition("return", _("Return"), SUBMITTED, EntryState.RETURNED, Role.UNIT, remark=True),
)


def _submit(writer):
    return Transition("submit", _("Submit for review"), WRITTEN, EntryState.SUBMITTED, writer)


def _choice(sources):
    """The department selects out of `sources`, or sends back; what is selected is taken off later by either."""
    taken_off = pgettext_lazy("showcase", "Take off")
    return (
        Transition("select", pgettext_lazy("showcase", "Select"), sources, EntryState.SELECTED, Role.DEPARTMENT),
        Transition("send_back", _("Return"), sources, EntryState.RETURNED, Role.DEPARTMENT, remark=True),
        Transition("take_off", taken_off, SELECTED, EntryState.TAKEN_OFF, Role.UNIT, remark=True),
        Transition("take_off", taken_off, SELECTED, EntryState.TAKEN_OFF, Role.DEPARTMENT, remark=True),
    )


def _withdraw(writer):
    """A draft, which nobody else has seen, is thrown away instead."""
    handed_in = UNFINISHED - {EntryState.DRAFT}
    return Transition("withdraw", _("Withdraw"), handed_in, EntryState.WITHDRAWN, writer, remark=True)


BRANCH_ENTRY = Lifecycle((_submit(Role.BRANCH), *SUPPORT, *_choice(SUPPORTED), _withdraw(Role.BRANCH)))
BASE_ENTRY = Lifecycle((_submit(Role.UNIT), *_choice(SUBMITTED), _withdraw(Role.UNIT)))


def table(entry) -> Lifecycle:
    """The life-cycle of `entry`."""
    return BASE_ENTRY if is_of_base(entry) else BRANCH_ENTRY


def writer(organisation) -> str:
    """The role that writes the entries of `organisation`."""
    return Role.UNIT if organisation.kind in BASE_KINDS else Role.BRANCH


def is_of_base(entry) -> bool:
    """Whether it is of a 直属党支部, which no unit supports."""
    return entry.organisation.kind in BASE_KINDS


def decided_by(role) -> Q:
    """What waits for `role` to support or select it, as a condition on entries."""
    of_base = Q(organisation__kind__in=BASE_KINDS, state=EntryState.SUBMITTED)
    if role == Role.DEPARTMENT:
        return of_base | Q(state=EntryState.SUPPORTED)
    return Q(state=EntryState.SUBMITTED) & ~Q(organisation__kind__in=BASE_KINDS)
