"""What the ledger of twinnings tells of each as of a day (N12, R35)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import F, Q, QuerySet

from branches.models import Organisation
from core.history import as_of
from pledges.choices import RecordState
from pledges.models import HelpRecord, Twinning
from pledges.queries.plans.ledger import PlanOwner, owners_on
from pledges.queries.twinnings.on_day import told_records
from ratings.models import Campaign


@dataclass(frozen=True)
class TwinningLine:
    """A twinning as it was `on` a day: its helped branch, its `helper` (None: a leader or a department), the `records`
    of help by then, oldest first; `told`: what its row said then (of one entered later, what it says now)."""

    twinning: Twinning
    on: date
    owner: PlanOwner
    helper: PlanOwner | None
    records: Sequence[HelpRecord]
    told: Twinning

    @property
    def is_over(self):
        """Whether its last day had passed (R35)."""
        return self.twinning.ends_on is not None and self.twinning.ends_on <= self.on

    def without_tier(self) -> "TwinningLine":
        """The same for who may not know where the helped branch stands."""
        return replace(self, owner=replace(self.owner, tier=None))

    @property
    def ends_on(self):
        """Its last day, as far as it was known: an end that came later is told from its day on."""
        return self.twinning.ends_on if self.is_over else self.told.ends_on

    @property
    def result(self):
        """What it achieved, "" while it went on."""
        return self.told.get_result_display() if self.is_over else ""

    @property
    def last_on(self):
        """The day of the last record, None without one."""
        return self.records[-1].on if self.records else None


def begun_twinnings(rows: QuerySet[Twinning], on: date, members: QuerySet[Organisation] | None) -> QuerySet[Twinning]:
    """Those of `rows` that were in force on day `on` or before, with one of `members` (None: whoever) on either side;
    what ended on the day it started never was."""
    begun = rows.exclude(agreed_on=None).exclude(ends_on=F("starts_on")).filter(starts_on__lte=on)
    if members is not None:
        keys = members.order_by().values("pk")
        begun = begun.filter(Q(helped__in=keys) | Q(helper__in=keys))
    return begun.with_people().order_by("helped__path", "starts_on", "pk")


def twinning_lines(campaign: Campaign, twinnings: Sequence[Twinning], on: date) -> list[TwinningLine]:
    """The TwinningLines of `twinnings` (with both branches), in their order: ten queries, whatever their number."""
    branches = {branch for one in twinnings for branch in (one.helped, one.helper) if branch}
    owners, records, told = owners_on(campaign, branches, on), _records(twinnings, on), _told(twinnings, on)
    return [
        TwinningLine(
            twinning=one,
            on=on,
            owner=owners[one.helped_id],
            helper=owners.get(one.helper_id),
            records=records[one.pk],
            told=told.get(one.pk, one),
        )
        for one in twinnings
    ]


def _told(twinnings, on):
    """{primary key of a twinning: what its row said on the day}, those entered later left out."""
    return {row.id: row for row in as_of(Twinning, on).filter(id__in=[one.pk for one in twinnings])}


def _records(twinnings, on):
    """{primary key of a twinning: its records by the day}; what was sent back tells nothing."""
    found = defaultdict(list)
    for record in told_records(HelpRecord.objects.filter(twinning__in=twinnings).order_by("on", "pk"), on):
        if record.stood != RecordState.RETURNED:
            found[record.twinning_id].append(record)
    return found
