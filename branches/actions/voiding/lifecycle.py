"""The life-cycle of a change of the tree: two persons, or it stands (R28)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from branches.choices import ChangeState
from core.choices import Role
from core.workflow.lifecycle import Guard, Lifecycle, Transition


def _asked_by_another(user):
    return ~Q(asked_by=user) if user else Q()


VOIDING = Lifecycle(
    (
        Transition(
            name="ask",
            label=_("Ask to make it void"),
            sources=frozenset({ChangeState.IN_FORCE}),
            target=ChangeState.ASKED,
            role=Role.DEPARTMENT,
            remark=True,
        ),
        Transition(
            name="void",
            label=pgettext_lazy("change of the tree", "Make void"),
            sources=frozenset({ChangeState.ASKED}),
            target=ChangeState.VOID,
            role=Role.DEPARTMENT,
            guard=Guard(_asked_by_another, _("You asked for it yourself: somebody else confirms it.")),
        ),
        Transition(
            name="keep",
            label=_("Let it stand"),
            sources=frozenset({ChangeState.ASKED}),
            target=ChangeState.IN_FORCE,
            role=Role.DEPARTMENT,
        ),
    )
)
