"""What the page of a call shows: its terms, its days, and what who looks may do about it."""

from functools import cached_property

from django.utils import timezone
from django.utils.text import capfirst

from core.scope import Scope
from projects.addresses import listed
from projects.calls.fetching import hosts
from projects.calls.list import told_stage
from projects.choices import CallStage, ProjectClass
from projects.models import Call, Project
from projects.queries.applying.calls import Opening, applicants, openings, tallies
from projects.rules.applying import fits, stage_of

DAYS = ("opens_on", "closes_at", "support_by", "judge_by", "starts_on", "midterm_on", "final_on", "ends_on")
NUMBERS = ("extension_months", "correction_months", "very_late_days", "excellent_percent")


class CallPage:
    """A call for one person."""

    def __init__(self, call: Call, scope: Scope):
        self.call, self.scope, self.now = call, scope, timezone.now()

    @property
    def stage(self) -> CallStage:
        """Where it stands."""
        return stage_of(self.call, self.now)

    @property
    def told(self) -> str:
        """The same in words."""
        return told_stage(self.call, self.now)

    @cached_property
    def is_host(self) -> bool:
        """Whether this person writes and publishes it."""
        return hosts(self.scope, self.call)

    @property
    def days(self) -> list[tuple]:
        """(what, day or moment) of every day it names, in their order."""
        named = [(self._label(name), getattr(self.call, name)) for name in DAYS]
        return [(label, day) for label, day in named if day]

    @property
    def classes(self) -> list[tuple]:
        """(class, how many are approved at most, yuan of each at most)."""
        call = self.call
        return [(one.label, call.quota(one), call.money(one)) for one in ProjectClass if call.quota(one)]

    @property
    def numbers(self) -> list[tuple[str, int]]:
        """(what, number) of its further rules."""
        return [(self._label(name), getattr(self.call, name)) for name in NUMBERS]

    @cached_property
    def files(self) -> list:
        """Its attachments."""
        return list(self.call.files.all())

    @cached_property
    def openings(self) -> list[Opening]:
        """What each organisation that this person applies for may do; those it is not for are named only where none
        fits."""
        if not self.call.is_published:
            return []
        own = list(applicants(self.scope))
        fitting = [one for one in own if fits(self.call, one)]
        return openings(self.call, fitting or own)

    @cached_property
    def tallies(self) -> list[tuple]:
        """(state, its word, how many applications, where they are listed) for who sees more than its own."""
        found = tallies(self.call, self.scope.of(Project))
        return [(state, state.label, count, listed(call=self.call.pk, state=state.value)) for state, count in found]

    @property
    def listed(self) -> str:
        """Where its applications are listed."""
        return listed(call=self.call.pk)

    def _label(self, name):
        return capfirst(self.call._meta.get_field(name).verbose_name)
