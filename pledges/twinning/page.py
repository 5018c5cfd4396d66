"""What the page of a twinning shows: where it stands, the problems, the records, what may be done."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Prefetch
from django.utils import timezone

from branches.models import Organisation
from core.choices import READERS
from core.history import as_of
from core.scope import Scope
from core.workflow.bar import WorkflowBar, bar
from core.workflow.lifecycle import Transition
from pledges.choices import HelpField, Party, RecordState, TwinningStanding, TwinningState
from pledges.lifecycles.twinning import table
from pledges.models import HelpPicture, HelpRecord, Twinning
from pledges.queries.twinnings import of_branch
from pledges.queries.twinnings.on_day import silent_since, standing_of, told_as, told_records
from pledges.queries.twinnings.problems import HelpedProblems, problems_of
from pledges.twinning.list import DRAWINGS, RESULTS
from pledges.twinning.parties import parties, record_verbs, verbs, writing_role
from ratings.choices import Tier
from ratings.queries.cohort import tier_of
from ratings.query import BoardQuery

WAY = (TwinningState.PROPOSED, TwinningState.AGREED, TwinningState.ENDED)
NO_WAY = (TwinningState.PROPOSED, TwinningStanding.NOTHING)
HELPING = (TwinningStanding.AHEAD, TwinningStanding.IN_FORCE, TwinningStanding.SILENT)
RECORD_DRAWINGS = {"reported": "reported", "returned": "returned", "confirmed": "done"}


@dataclass(frozen=True)
class RecordLine:
    """A record of help with its pictures, and what this person may do about it."""

    record: HelpRecord
    verbs: list[Transition]

    @property
    def drawing(self) -> str:
        """The colour and drawing of its state."""
        return RECORD_DRAWINGS[self.record.state]


class TwinningPage:
    """A twinning for one person on the day of `query`, on a day gone by with nothing to do; read in a constant number
    of queries however many records there are."""

    def __init__(self, twinning: Twinning, scope: Scope, query: BoardQuery):
        self.twinning, self.scope, self.query = twinning, scope, query

    @cached_property
    def standing(self) -> TwinningStanding:
        """Where it stands on the day."""
        self.twinning.last = self.last
        return standing_of(self.twinning, self.query.on, silent_since(self.query.on))

    @property
    def drawing(self) -> str:
        """The colour and drawing of where it stands."""
        return DRAWINGS[self.standing]

    @property
    def told(self) -> str:
        """Where it stands, in words."""
        return told_as(self.twinning, self.standing)

    @property
    def result_drawing(self) -> str:
        """The colour and drawing of its result."""
        return RESULTS[self.twinning.result]

    @cached_property
    def records(self) -> list[RecordLine]:
        """The records up to the day, the latest first; of a day gone by as they stood then, without what had come
        back."""
        rows = self.scope.of(HelpRecord).filter(twinning=self.twinning).order_by("-on", "-pk")
        sent = self.scope.of(HelpPicture).filter(pk__in=as_of(HelpPicture, self.query.on).order_by().values("id"))
        rows = rows.select_related("by", "confirmed_by").prefetch_related(Prefetch("pictures", sent))
        found = told_records(rows, self.query.on)
        return [self._line(row) for row in found if not self.query.as_of or row.stood != RecordState.RETURNED]

    @cached_property
    def last(self) -> date | None:
        """The day of the last record that counts; None without one."""
        return self._counting[0].on if self._counting else None

    @property
    def counted(self) -> int:
        """How many records count."""
        return len(self._counting)

    @property
    def unconfirmed(self) -> int:
        """How many records nobody has confirmed yet, those that came back among them."""
        return sum(one.record.state != RecordState.CONFIRMED for one in self.records)

    @cached_property
    def _counting(self):
        """The records without those that came back."""
        return [one.record for one in self.records if one.record.state != RecordState.RETURNED]

    @cached_property
    def problems(self) -> HelpedProblems | None:
        """What is to be put right at the helped branch; None before both sides have agreed, and from the end on."""
        return problems_of(self.twinning.helped, self.query.on) if self._is_helping else None

    @cached_property
    def helper_lags(self) -> bool:
        """Whether the helping branch fell to the lowest tier meanwhile, so that another one is to help (R35); told who
        judges, and who may open its page."""
        is_told = self.may_open_helper or Party.JUDGE in parties(self.scope, self.twinning)
        is_branch = self._is_helping and self.twinning.helper is not None
        return is_told and is_branch and tier_of(self.twinning.helper, self.query.on) == Tier.LAGGING

    @cached_property
    def is_last_helper(self) -> bool:
        """Whether the helped branch stands at the lowest tier and nobody else helps it, so that it owes a helper again
        once this ends (R25); told who judges."""
        helped, on = self.twinning.helped, self.query.on
        others = [one for one in of_branch(helped, on).helpers if one.twinning.pk != self.twinning.pk]
        return tier_of(helped, on) == Tier.LAGGING and not others

    @property
    def _is_helping(self):
        return not self.query.as_of and self.standing in HELPING

    @property
    def together(self) -> list[str]:
        """What is done together, in words."""
        return [str(HelpField(one).label) for one in self.twinning.fields]

    @property
    def buttons(self) -> list[Transition]:
        """What this person may do now."""
        return [one for one, why in self._verbs if not why]

    @property
    def hindrances(self) -> list[str]:
        """Why this person does not do what it waits for."""
        return list(dict.fromkeys(why for _one, why in self._verbs if why))

    @cached_property
    def _verbs(self):
        return [] if self.query.as_of else verbs(self.scope, self.twinning)

    @property
    def may_record(self) -> bool:
        """Whether this person notes help now."""
        begun = self.twinning.state == TwinningState.AGREED and self.twinning.starts_on <= self.query.on
        return not self.query.as_of and begun and bool(writing_role(self.scope, self.twinning))

    @property
    def may_open_helped(self) -> bool:
        """Whether this person may open the page of the helped branch."""
        return self._may_open(self.twinning.helped)

    @property
    def may_open_helper(self) -> bool:
        """Whether this person may open the page of the helping branch."""
        return self.twinning.helper is not None and self._may_open(self.twinning.helper)

    @property
    def workflow(self) -> WorkflowBar:
        """Its way, and whose word it waits for."""
        if self.standing == TwinningStanding.NOTHING:
            return bar(NO_WAY, TwinningStanding.NOTHING)
        party = table(self.twinning).next_role(self.twinning.state)
        if self.standing == TwinningStanding.OVER:
            party = Party.JUDGE
        return bar(WAY, TwinningState(self.twinning.state), str(Party(party).label) if party else "")

    def _may_open(self, organisation: Organisation) -> bool:
        return self.scope.covers(organisation.path, *READERS)

    def _line(self, row):
        row.twinning = self.twinning
        if self.query.as_of is None:
            return RecordLine(row, record_verbs(self.scope, row))
        row.state, row.reason = row.stood, ""
        if row.confirmed_at and timezone.localdate(row.confirmed_at) > self.query.on:
            row.state, row.confirmed_by = RecordState.REPORTED, None
        return RecordLine(row, [])
