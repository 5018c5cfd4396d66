"""The life-cycle of a rating: draft → submitted → approved, or returned with a reason; the department reopens."""

from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.choices import Role
from core.workflow.lifecycle import Guard, Lifecycle, Transition
from ratings.choices import State
from ratings.models import TYPISTS


def not_own_entry(user) -> Q:
    """Nobody approves, returns or reopens what they submitted or where a value that stands is theirs."""
    hands = (Q(**{hand: user.pk}) for hand in ("submitted_by", *TYPISTS)) if user else ()
    return ~reduce(or_, hands, Q(pk__in=()))


NOT_OWN_ENTRY = Guard(not_own_entry, _("Your own entry: another person of the department decides."))
OPEN_STATES = frozenset({State.DRAFT, State.RETURNED})
RATER_TRANSITIONS = (Transition("submit", _("Submit"), OPEN_STATES, State.SUBMITTED, Role.UNIT),)
DEPARTMENT_TRANSITIONS = (
    Transition(
        "approve", _("Approve"), frozenset({State.SUBMITTED}), State.APPROVED, Role.DEPARTMENT, guard=NOT_OWN_ENTRY
    ),
    Transition(
        "return",
        _("Return"),
        frozenset({State.SUBMITTED}),
        State.RETURNED,
        Role.DEPARTMENT,
        remark=True,
        guard=NOT_OWN_ENTRY,
    ),
    Transition(
        "reopen",
        _("Reopen"),
        frozenset({State.APPROVED}),
        State.RETURNED,
        Role.DEPARTMENT,
        remark=True,
        guard=NOT_OWN_ENTRY,
    ),
)
RATING = Lifecycle((*RATER_TRANSITIONS, *DEPARTMENT_TRANSITIONS))
# The university's rating of its base organisations goes the same way; the rater is the department (N01).
BASE_RATING = Lifecycle(
    (Transition("submit", _("Submit"), OPEN_STATES, State.SUBMITTED, Role.DEPARTMENT), *DEPARTMENT_TRANSITIONS)
)


def rater(unit) -> Role:
    """Who types and submits at the entry of `unit` (None: the university's): the department for one that was dissolved,
    which has no secretary any more (R30)."""
    is_dissolved = unit is not None and unit.closed_on is not None and unit.successor_id is None
    return Role.DEPARTMENT if unit is None or is_dissolved else Role.UNIT
