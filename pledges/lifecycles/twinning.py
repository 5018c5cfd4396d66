"""The life-cycles of twinnings and of the records of help; the roles of their transitions are parties (N12).

A twinning is agreed by both sides, in either order: what an agreement leads to hangs on whether the other side has
agreed already, so that its table is made for the row as it stands, read under a lock.
"""

from django.utils.translation import pgettext_lazy

from core.workflow.lifecycle import Lifecycle, Transition
from pledges.choices import Party, RecordState, TwinningState
from pledges.models import Twinning
from pledges.parts import NOT_AGREED, NOT_WRITER, WRITER

PROPOSED, AGREED = frozenset({TwinningState.PROPOSED}), frozenset({TwinningState.AGREED})
REPORTED, RETURNED = frozenset({RecordState.REPORTED}), frozenset({RecordState.RETURNED})
AGREE = {
    Party.HELPED: pgettext_lazy("twinning", "Agree for the helped branch"),
    Party.HELPER: pgettext_lazy("twinning", "Agree for the helper"),
}
DECLINE = {
    Party.HELPED: pgettext_lazy("twinning", "Decline for the helped branch"),
    Party.HELPER: pgettext_lazy("twinning", "Decline for the helper"),
}


def table(twinning: Twinning) -> Lifecycle:
    """The life-cycle of `twinning` as it stands: a side that has agreed neither agrees nor declines again."""
    helped, helper = twinning.helped_agreed_at, twinning.helper_agreed_at
    return Lifecycle(
        (
            *_answers(Party.HELPED, own=helped, other=helper),
            *_answers(Party.HELPER, own=helper, other=helped),
            Transition(
                "withdraw",
                pgettext_lazy("twinning", "Withdraw the proposal"),
                PROPOSED,
                TwinningState.ENDED,
                Party.PROPOSER,
                remark=True,
            ),
            Transition(
                "end",
                pgettext_lazy("twinning", "End it with its result"),
                AGREED,
                TwinningState.ENDED,
                Party.JUDGE,
                remark=True,
            ),
        )
    )


def _answers(party, *, own, other):
    sources = frozenset() if own else PROPOSED
    target = TwinningState.AGREED if other else TwinningState.PROPOSED
    return (
        Transition(f"agree_{party.value}", AGREE[party], sources, target, party, guard=NOT_AGREED),
        Transition(f"decline_{party.value}", DECLINE[party], sources, TwinningState.ENDED, party, remark=True),
    )


RECORD = Lifecycle(
    (
        Transition(
            "confirm",
            pgettext_lazy("record of help", "Confirm"),
            REPORTED,
            RecordState.CONFIRMED,
            Party.HELPED,
            guard=NOT_WRITER,
        ),
        Transition(
            "return",
            pgettext_lazy("record of help", "Send back"),
            REPORTED,
            RecordState.RETURNED,
            Party.HELPED,
            remark=True,
            guard=NOT_WRITER,
        ),
        Transition(
            "correct",
            pgettext_lazy("record of help", "Correct"),
            RETURNED,
            RecordState.REPORTED,
            Party.HELPER,
            guard=WRITER,
        ),
    )
)
