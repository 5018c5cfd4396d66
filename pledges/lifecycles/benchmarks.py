"""The life-cycle of the exception that a benchmark needs (R35): asked for, approved or sent back by the department.

The follower asks, or its unit; for a 直属党支部 its unit's secretary.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.choices import Role
from core.workflow.lifecycle import Lifecycle, Transition
from pledges.choices import ExceptionState

WRITERS = (Role.BRANCH, Role.UNIT)
OPEN = frozenset({ExceptionState.NONE, ExceptionState.RETURNED})
ASKED = frozenset({ExceptionState.ASKED})

EXCEPTION = Lifecycle(
    (
        *(Transition("ask", _("Ask for an exception"), OPEN, ExceptionState.ASKED, role) for role in WRITERS),
        Transition(
            "return",
            pgettext_lazy("exception", "Send back"),
            ASKED,
            ExceptionState.RETURNED,
            Role.DEPARTMENT,
            remark=True,
        ),
        Transition(
            "approve",
            pgettext_lazy("exception", "Approve"),
            ASKED,
            ExceptionState.APPROVED,
            Role.DEPARTMENT,
        ),
    )
)
