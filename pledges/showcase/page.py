"""What the page of an entry shows: its text as anyone will read it, where it stands, what may be done."""

from functools import cached_property

from django.core.exceptions import ValidationError
from django.utils.text import capfirst

from core.choices import Role
from core.scope import Scope
from core.workflow.bar import WorkflowBar, bar
from core.workflow.verbs import VerbButton
from pledges.actions.showcase.checks import check_alone, check_branch, missing
from pledges.actions.showcase.texts import TEXTS
from pledges.choices import EntryState, Showing
from pledges.lifecycles.showcase import UNFINISHED, WRITTEN, is_of_base, table
from pledges.models import ShowcaseEntry
from pledges.queries.showcase import pictures_on
from pledges.rules.showcase import showing
from pledges.showcase.fetching import writes
from ratings.query import BoardQuery

WAY = (EntryState.DRAFT, EntryState.SUBMITTED, EntryState.SUPPORTED, EntryState.SELECTED)
AT_ONCE = ("submit", "support", "select")


class ShowPage:
    """An entry as it was on the day of `query`, with its `tier` then, for one person; on a day gone by with nothing to
    do."""

    def __init__(self, entry: ShowcaseEntry, scope: Scope, query: BoardQuery):
        self.entry, self.scope, self.query = entry, scope, query

    @cached_property
    def pictures(self) -> list:
        """Its pictures in order."""
        return list(pictures_on(self.entry, self.query.on))

    @property
    def texts(self) -> list[tuple[str, str]]:
        """(heading, text) of what is told."""
        entry = self.entry
        return [(capfirst(entry._meta.get_field(name).verbose_name), getattr(entry, name)) for name in TEXTS]

    @cached_property
    def showing(self) -> Showing:
        """Whether anyone may read it, or why not."""
        is_open = self.entry.organisation.is_open_on(self.query.on)
        return showing(self.entry.state, is_open=is_open, tier=self.entry.tier)

    @property
    def is_public(self) -> bool:
        """Whether anyone may read it now."""
        return self.showing == Showing.PUBLIC

    @property
    def is_hidden(self) -> bool:
        """Whether it was selected and left the public pages all the same: the reason is told inside."""
        return self.entry.state == EntryState.SELECTED and not self.is_public

    @cached_property
    def may_write(self) -> bool:
        """Whether this person may write it now."""
        return not self.query.as_of and self.entry.state in WRITTEN and writes(self.scope, self.entry)

    @cached_property
    def hindrances(self) -> list[str]:
        """Why it cannot go on yet while it is in hand: what is missing, the standing of its branch."""
        if self.query.as_of or self.entry.state not in UNFINISHED:
            return []
        lacking = missing(self.entry, len(self.pictures)) if self.entry.state in WRITTEN else []
        return [*self._refusals, *lacking]

    @property
    def _refusals(self):
        try:
            check_branch(self.entry.organisation, self.entry.tier, today=self.query.on)
            check_alone(self.entry)
        except ValidationError as refused:
            return refused.messages
        return []

    @property
    def verbs(self) -> list[VerbButton]:
        """What this person may do with it now; nothing goes on while something stands against it."""
        if self.query.as_of:
            return []
        open_to = table(self.entry).open_to(self.entry.state, self.scope.roles_at(self.entry.organisation))
        once = {one.name: one for one in reversed(open_to)}  # taken off by either, it is one button
        shown = [one for one in reversed(once.values()) if one.remark or not self.hindrances]
        return [VerbButton(one, one.name in AT_ONCE, not one.remark) for one in shown]

    @property
    def workflow(self) -> WorkflowBar | None:
        """Its way; what came back or was taken off is with its writers again, what was withdrawn is on none."""
        state = EntryState(self.entry.state)
        if state == EntryState.WITHDRAWN:
            return None
        way = [one for one in WAY if one != EntryState.SUPPORTED or not is_of_base(self.entry)]
        role = table(self.entry).next_role(state)
        here = EntryState.DRAFT if state in WRITTEN else state
        return bar(way, here, str(Role(role).label) if role else "")
