"""Life-cycles as tables: one engine for buttons, guards, history and tests.

State is written by compare-and-swap, in one transaction with the history: the statement that writes asks for the state
to leave once more, and when a row has another one by then nothing is written. Of two people who press at once one wins
and the other is told so. That needs no lock. What else must stand still meanwhile a verb locks by `select_for_update`,
which does nothing on SQLite, where one transaction writes at a time.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core.history import remember


@dataclass(frozen=True)
class Guard:
    """Whom a part of their own bars from a transition: `condition(user) -> Q` holds of the rows that person may move,
    the `sentence` says why not the others."""

    condition: Callable[[Any], Q]
    sentence: str | Promise


@dataclass(frozen=True)
class Transition:
    """One arrow of a life-cycle.

    `name`: the verb (URL, button); `sources` → `target`: states; `role`: who may; `remark`: whether a reason is
    required; `guard`: which rows the actor may not touch (e.g. one's own entries).
    """

    name: str
    label: str | Promise
    sources: frozenset
    target: str
    role: str
    remark: bool = False
    guard: Guard | None = None


@dataclass(frozen=True)
class Lifecycle:
    """The table of transitions of one model; states are read from it for pages and tests alike."""

    transitions: tuple[Transition, ...]

    def __getitem__(self, name):
        return next(t for t in self.transitions if t.name == name)

    @property
    def targets(self):
        """Every state that a transition leads to: one in which somebody decided something."""
        return {t.target for t in self.transitions}

    def open_to(self, state, roles):
        """The transitions that leave `state` for somebody holding `roles`, in the table's order."""
        return [t for t in self.transitions if state in t.sources and t.role in roles]

    def next_role(self, state):
        """Who must act next on a row in `state`: who carries out the first verb that leaves it, ways back and out that
        need a reason left aside; "" when nobody must."""
        return next((t.role for t in self.transitions if state in t.sources and not t.remark), "")


def own_part(row, transition: Transition, user) -> str:
    """Why `user` may not carry out `transition` on `row`, of which the first part was theirs; "" when they may. One
    query where the table says so, else none."""
    guard = transition.guard
    if guard is None or type(row)._default_manager.filter(guard.condition(user), pk=row.pk).exists():
        return ""
    return str(guard.sentence)


class TooLate(ValidationError):
    """None of the rows is in a state the transition leaves: somebody else was faster."""


@transaction.atomic
def perform(
    rows: QuerySet,
    transition: Transition,
    *,
    by,
    remark: str = "",
    updates: dict | None = None,
) -> list[int]:
    """Move every row of `rows` that can go through `transition`; returns their primary keys.

    `updates`: further fields written in the same statement. History is written for each moved row with `remark`
    as its reason, `by` as its author.

    Raises: ValidationError without a required remark; TooLate when no row could be moved.
    """
    remark = remark.strip()
    if transition.remark and not remark:
        raise ValidationError(_("Give a reason: it is shown to the people it goes back to."))
    model = rows.model
    ready = rows.filter(state__in=transition.sources)
    if transition.guard:
        ready = ready.filter(transition.guard.condition(by))
    keys = list(ready.order_by("pk").values_list("pk", flat=True))
    moved = model._default_manager.filter(pk__in=keys, state__in=transition.sources)
    if not keys or moved.update(state=transition.target, **(updates or {})) != len(keys):
        raise TooLate(
            _("Nothing was changed: somebody else was faster, or it is your own entry. Look at the page again.")
        )
    remember(model, keys, by=by, reason=remark)
    return keys
