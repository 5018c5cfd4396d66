"""What the page of a benchmark shows: whether it counts on the day, its items, what may be done."""

from datetime import date
from functools import cached_property

from core.choices import READERS
from core.history import as_of
from core.scope import Scope
from core.timeline import ToldEvent
from core.workflow.lifecycle import Transition
from pledges.benchmarks.fetching import is_writer
from pledges.benchmarks.list import MARKS
from pledges.choices import ExceptionState
from pledges.lifecycles.benchmarks import EXCEPTION
from pledges.models import Benchmark
from pledges.queries.benchmarks.on_day import BenchmarkOnDay, items_of, states
from pledges.queries.benchmarks.timeline import last_return
from ratings.query import BoardQuery


class BenchmarkPage:
    """A benchmark for one person on the day of `query`: on a day gone by there is nothing to do."""

    def __init__(self, benchmark: Benchmark, scope: Scope, query: BoardQuery):
        self.benchmark, self.scope, self.query = benchmark, scope, query

    @cached_property
    def state(self) -> BenchmarkOnDay:
        """Whether it counts on the day, and why not."""
        [state] = states(self.query.campaign, [self.benchmark], self.query.on)
        return state

    @property
    def mark(self) -> str:
        """The drawing and colour of its standing."""
        return MARKS[self.state.standing]

    @cached_property
    def items(self) -> list:
        """Its items as they stood on the day."""
        return list(items_of(self.benchmark, self.query.on))

    @property
    def done(self) -> int:
        """How many of the items have a result."""
        return sum(item.result != "" for item in self.items)

    @property
    def is_excepted(self) -> bool:
        """Whether there is an exception to tell of."""
        return self.state.exception != ExceptionState.NONE

    @property
    def is_running(self) -> bool:
        """Whether its end, if it is known, had not come on the day."""
        return self.benchmark.ends_on is None or self.benchmark.ends_on > self.query.on

    @property
    def ends_on(self) -> date | None:
        """Its end, one that lay ahead on the day as far as it was known by then."""
        if not (self.query.as_of and self.is_running):
            return self.benchmark.ends_on
        return as_of(Benchmark, self.query.on).filter(id=self.benchmark.pk).values_list("ends_on", flat=True).first()

    @cached_property
    def returned(self) -> ToldEvent | None:
        """Who sent the exception back, when and why; None where it did not stand so on the day."""
        is_returned = self.state.exception == ExceptionState.RETURNED
        return last_return(self.benchmark, self.query.on) if is_returned else None

    @cached_property
    def is_open(self) -> bool:
        """Whether anything can be done about it: today, while it has not ended."""
        return not self.query.as_of and self.is_running

    @property
    def may_write(self) -> bool:
        """Whether this person writes its items and ends it."""
        return self.is_open and self._is_writer

    @property
    def may_choose(self) -> bool:
        """Whether this person chooses another one where this one does not count."""
        is_needed = not self.query.as_of and self.state.lapse is not None
        return is_needed and self._is_writer and self.benchmark.follower.is_open_on(self.query.today)

    @cached_property
    def _is_writer(self):
        return is_writer(self.scope, self.benchmark)

    @property
    def verbs(self) -> list[Transition]:
        """What this person may do about the exception; one that would change nothing is not asked for."""
        if not self.is_open:
            return []
        found = EXCEPTION.open_to(self.benchmark.state, self.scope.roles_at(self.benchmark.follower))
        is_useful = self.state.lapse is not None and self.state.excepted
        return [one for one in {one.name: one for one in found}.values() if one.name == "return" or is_useful]

    @property
    def may_open_followed(self) -> bool:
        """Whether the page of the followed branch is this person's to read."""
        return self.scope.covers(self.benchmark.followed.path, *READERS)

    @property
    def may_open_follower(self) -> bool:
        """Whether the page of the follower is this person's to read."""
        return self.scope.covers(self.benchmark.follower.path, *READERS)
