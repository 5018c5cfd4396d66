"""When a benchmark is refused, and in which words (R35).

Benchmarks (saved or not), facts and dates in, ValidationError keyed by the argument at fault out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from branches.choices import BRANCH_KINDS
from core.validators import refuse
from pledges.models import Benchmark, BenchmarkItem
from pledges.queries.benchmarks.followings import Followings
from pledges.rules.benchmarks import BenchmarkFacts, lapse

MOST_ITEMS = 30


def check_branches(benchmark: Benchmark, today: date) -> None:
    """Whether both are branches, open, and two. Raises: ValidationError."""
    for name in ("follower", "followed"):
        branch = getattr(benchmark, name)
        if branch.kind not in BRANCH_KINDS:
            refuse(name, _("%(name)s is no branch."), name=branch.name)
        if not branch.is_open_on(today):
            day = date_format(branch.closed_on)
            refuse(name, _("%(name)s was closed on %(day)s."), name=branch.name, day=day)
    if benchmark.follower == benchmark.followed:
        refuse("followed", _("A branch cannot follow itself."))


def needs_exception(benchmark: Benchmark, facts: BenchmarkFacts, today: date) -> bool:
    """Whether `benchmark`, of which no exception is approved, counts only with one. Raises: ValidationError when it
    would not even then."""
    if lapse(facts, today) is None:
        return False
    if lapse(replace(facts, approved_on=today), today) is not None:
        sentence = NOT_HIGH_ENOUGH[facts.same_unit]()
        refuse("followed", sentence, name=benchmark.followed.name)
    return True


NOT_HIGH_ENOUGH = {
    True: lambda: _("%(name)s stands neither at advanced nor at good today: it cannot be followed (R35)."),
    False: lambda: _("%(name)s is of another unit and does not stand at advanced today: it cannot be followed (R35)."),
}


def check_reason(reason: str, *, needed: bool) -> None:
    """Whether the reason for an exception is there when one is `needed`, and only then. Raises: ValidationError."""
    if needed and not reason.strip():
        refuse("exception_reason", _("Say why: the organisation department approves the exception (R35)."))
    if reason.strip() and not needed:
        refuse("exception_reason", _("This branch can be followed without an exception: leave the reason empty."))


def same_side(new: Benchmark, held: Iterable[Benchmark], following: Followings, today: date) -> list[Benchmark]:
    """Those `held` beside which `new` cannot stand: a branch follows one of its own unit and one of another."""
    is_inside = following.facts(new, today).same_unit
    return [one for one in held if following.facts(one, today).same_unit == is_inside]


def check_held(new: Benchmark, held: Iterable[Benchmark], rivals: Sequence[Benchmark], *, replaces: bool) -> None:
    """Whether `new` can stand beside what is `held`, or `replaces` its `rivals` (`same_side`). Raises:
    ValidationError."""
    if any(one.followed_id == new.followed_id for one in held):
        refuse("followed", _("It follows this branch already."))
    if rivals and not replaces:
        sentence = _("It follows %(name)s so far: end that today by this tick, or keep it.")
        refuse("replaces", sentence, name=rivals[0].followed.name)


def check_unended(benchmark: Benchmark, today: date) -> None:
    """Whether `benchmark` has not ended. Raises: ValidationError."""
    if benchmark.ends_on is not None and benchmark.ends_on <= today:
        raise ValidationError(_("It ended on %(end)s.") % {"end": date_format(benchmark.ends_on)})


def check_items(items: Iterable) -> None:
    """Whether there are not too many `items`, each named once. Raises: ValidationError."""
    names = [one.item for one in items]
    if len(names) > MOST_ITEMS:
        raise ValidationError(_("At most %(count)d items.") % {"count": MOST_ITEMS})
    for place, name in enumerate(names):
        if name in names[:place]:
            refuse("item", _("“%(item)s” stands there twice."), item=name)


def check_due(due_on: date | None, benchmark: Benchmark) -> None:
    """Whether an item of `benchmark` can be due on that day. Raises: ValidationError."""
    if due_on and due_on < benchmark.starts_on:
        sentence = _("This day lies before the benchmark began, %(day)s.")
        refuse("due_on", sentence, day=date_format(benchmark.starts_on))


def check_removal(row: BenchmarkItem) -> None:
    """Whether `row` says no result, so that nothing reached is lost with it. Raises: ValidationError."""
    if row.result:
        sentence = _("Item %(number)d has a result: take that out and save, then remove the item.")
        raise ValidationError(sentence % {"number": row.number})
