"""对标赶超表: which branch follows which, item by item, and whether that counts (N07, R35)."""

from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from branches.models import Organisation
from core.lists import DateColumn, ListColumn, TextColumn, VerbColumn
from pledges.ledgers.list import CampaignLedger
from pledges.ledgers.texts import exception_text
from pledges.models import Benchmark
from pledges.queries.ledgers.benchmarks import benchmark_lines

COMPARED = gettext_lazy("What is compared")
CAUGHT_UP = gettext_lazy("How it catches up")
COUNTS = gettext_lazy("On the day")


class BenchmarkLedger(CampaignLedger):
    """对标赶超表."""

    title = gettext_lazy("Table of benchmarks")
    blank_title = gettext_lazy("No branch followed another one by this day.")
    blank_text = gettext_lazy("A benchmark stands here from the day on which a branch follows another one.")

    branch = ListColumn(gettext_lazy("Following branch"), accessor="follower__name", width=13)
    open = VerbColumn(gettext_lazy("Open the benchmark"))
    followed = ListColumn(gettext_lazy("Followed branch"), accessor="followed__name", width=13)
    item = ListColumn(pgettext_lazy("benchmark", "Item"), accessor="item__item", group=COMPARED, width=10)
    level = TextColumn(gettext_lazy("Level of the benchmark"), accessor="item__level", group=COMPARED, width=14)
    own_level = TextColumn(gettext_lazy("Own level"), accessor="item__own_level", group=COMPARED, width=14)
    gap = TextColumn(gettext_lazy("Gap"), accessor="item__gap", group=COMPARED, width=12)
    measure = TextColumn(gettext_lazy("Measure"), accessor="item__measure", group=CAUGHT_UP, width=20)
    person = ListColumn(gettext_lazy("Person"), accessor="item__person", group=CAUGHT_UP, width=7)
    due_on = DateColumn(gettext_lazy("Due on"), accessor="item__due_on", group=CAUGHT_UP, width=12)
    result = TextColumn(pgettext_lazy("benchmark", "Result"), accessor="item__result", group=CAUGHT_UP, width=14)
    counts = TextColumn(gettext_lazy("Counts"), empty_values=(), group=COUNTS, width=12)
    exception = TextColumn(gettext_lazy("Exception"), empty_values=(), group=COUNTS, width=12)

    @classmethod
    def rows_of(cls, scope, query, members):
        followers = scope.of(Organisation) if members is None else members
        return benchmark_lines(query.campaign, scope.of(Benchmark), query.on, followers)

    @staticmethod
    def counted(count):
        return ngettext("%(count)d item", "%(count)d items", count) % {"count": count}

    def render_branch(self, record):
        return self.named(record.follower)

    def render_open(self, record):
        return self.opened(record.benchmark, gettext_lazy("Open the benchmark"))

    def render_followed(self, record):
        return self.named(record.followed)

    def value_counts(self, record):
        return str(record.state.why_not or record.state.standing.label)

    def value_exception(self, record):
        return exception_text(record.state)
