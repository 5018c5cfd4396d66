"""A plan as it came about: what the verbs of `pledges.actions` would have written on the days on which it happened."""

from dataclasses import replace

from branches.choices import BASE_KINDS
from core.choices import Role
from core.reporting.choices import ReportedState
from pledges.choices import MoveState, PlanKind, PlanOutcome, PlanState, VersionState
from pledges.demo.words.deeds import exact
from pledges.models import DueMove, Measure, Plan, Satisfaction, Update, Version
from pledges.rules.duties import year_of
from pledges.texts import MEASURE_FIELDS, PLAN_FIELDS, MeasureText, PlanText, stored


class ToldPlan:
    """A plan that `organisation` began `on` a day; each method is what somebody did later on, in the order of the days.

    `deeds`: what it does, by number; `dues`: their due days in order, None the plan's.
    """

    kind = PlanKind.ACTIVITY

    def __init__(self, scene, organisation, on, deeds, *, due_on, dues=(), goal=None, previous=None, **facts):
        self.scene, self.chronicle, self.organisation = scene, scene.chronicle, organisation
        self.deeds = dict(enumerate(deeds, 1))
        self.measures, self.versions, self._told_on, self.told_as = {}, [], {}, set()
        asked = {"kind": self.kind, "year": year_of(self.kind, due_on), "previous": previous}
        self.row = Plan(campaign=scene.campaign, organisation=organisation, **asked)
        pairs = zip(deeds, (*dues, *[None] * (len(deeds) - len(dues))), strict=True)
        measures = tuple(self.measure_text(deed, due) for deed, due in pairs)
        self._put(PlanText(goal, due_on, measures, **facts))
        self._begin(self.row, on, self.writer(on))
        self._put_measures(on, self.writer(on))

    def measure_text(self, deed, due_on=None):
        """How a plan of this organisation says `deed`."""
        person = self.scene.person(self.organisation, deed.post)
        return MeasureText(deed.text, None, exact(deed.start), exact(deed.goal), due_on, person)

    @property
    def is_of_base(self):
        return self.organisation.kind in BASE_KINDS

    @property
    def department(self):
        return self.scene.users["department"]

    def unit(self, day):
        """The secretary of the unit."""
        code = self.organisation.code if self.is_of_base else self.scene.unit_of(self.organisation, day)
        return self.scene.users[f"unit-{code}"]

    def writer(self, day):
        """Who writes and reports."""
        return self.unit(day) if self.is_of_base else self.scene.users[f"branch-{self.organisation.code}"]

    def submitter(self, day):
        return self.writer(day)

    def reviewer(self, day):
        """Who returns, adopts and confirms (R26)."""
        return self.department if self.is_of_base else self.unit(day)

    def submit(self, day):
        by, moment = self.submitter(day), self.chronicle.moment(day)
        facts = {"state": PlanState.SUBMITTED, "submitted_by": by, "submitted_at": moment}
        self.chronicle.go_on(self.row, moment, by=by, **facts)

    def return_(self, day, reason):
        self._do(self.row, day, self.reviewer(day), reason, state=PlanState.RETURNED, reason=reason)

    def rewrite(self, day, *texts):
        """The first measures say `texts` now."""
        by, said = self.writer(day), self.text.measures
        said = (replace(one, text=text) for one, text in zip(said, texts, strict=False)), said[len(texts) :]
        self._put(replace(self.text, measures=(*said[0], *said[1])))
        self._do(self.row, day, by)
        self._put_measures(day, by)

    def adopt(self, day):
        by, row = self.reviewer(day), self.row
        self._do(row, day, by, state=PlanState.IN_FORCE, published_on=day, reason="")
        submitted = {"submitted_by": row.submitted_by, "submitted_at": row.submitted_at}
        self._version(day, by, self.text, state=VersionState.ADOPTED, adopted_on=day, adopted_by=by, **submitted)

    def report(self, number, day, text, *, value=None, completes=False, by=None, proofs=()):
        """`completes`: somebody else is asked to confirm; `by`: somebody else than the writer, of the unit."""
        role = Role.UNIT if by or self.is_of_base else Role.BRANCH
        by, measure = by or self.writer(day), self.measures[number]
        facts = {"text": text, "value": value, "by": by, "reported_as": role}
        update = self._begin(Update(measure=measure, on=day, **facts), day, by)
        for proof in proofs:
            self.chronicle.link(Update.proofs.through, update=update, proof=proof)
        self._told_on[number] = day
        self.told_as.add(role)
        if completes:
            self._do(measure, day, by, state=ReportedState.REPORTED, reported_by=by, reason="")

    def show(self, day, proof):
        """Keep `proof` with the plan. Returns it."""
        proof.plan, proof.by = self.row, self.writer(day)
        return self._begin(proof, day, proof.by)

    def work(self, number, *days, done=True, by=None):
        """Report the deed of that number in its own words on `days`, the last time as `done`."""
        deed = self.deeds[number]
        for step, day in enumerate(days, 1):
            completes = done and step == len(days)
            proofs = self.scene.album.proofs(self, day) if completes else ()
            text = deed.reports[-1] if completes else deed.reports[min(step, len(deed.reports) - 1) - 1]
            value = deed.value(step, len(days) + (not done))
            self.report(number, day, text, value=value, completes=completes, by=by, proofs=proofs)

    def confirm(self, number, day):
        """It is done, as of the day it was last reported for."""
        measure, by, moment = self.measures[number], self.reviewer(day), self.chronicle.moment(day)
        facts = {"done_on": self._told_on[number], "confirmed_by": by, "confirmed_at": moment, "reason": ""}
        self.chronicle.go_on(measure, moment, by=by, state=ReportedState.DONE, **facts)

    def unconfirm(self, number, day, reason):
        self._do(self.measures[number], day, self.reviewer(day), reason, state=ReportedState.OPEN, reason=reason)

    def amend(self, day, text):
        """The next version, which says `text`; under review since `day`."""
        by = self.submitter(day)
        version = self._version(day, by, text.numbered())
        moment = self.chronicle.moment(day)
        facts = {"state": VersionState.SUBMITTED, "submitted_by": by, "submitted_at": moment}
        self.chronicle.go_on(version, moment, by=by, **facts)

    def adopt_version(self, day, text):
        """The version that says `text` holds from `day` on."""
        by = self.reviewer(day)
        self._do(self.versions[-1], day, by, state=VersionState.ADOPTED, adopted_on=day, adopted_by=by)
        self._put(text)
        self._do(self.row, day, by)
        self._put_measures(day, by)

    def ask_move(self, day, new_day, reason):
        """For another due day of the whole plan."""
        by = self.writer(day)
        facts = {"old_day": self.row.due_on, "new_day": new_day, "reason": reason, "asked_by": by}
        return self._begin(DueMove(plan=self.row, **facts), day, by)

    def grant_move(self, day, move):
        by = self.reviewer(day)
        self._do(move, day, by, state=MoveState.GRANTED, decided_on=day, decided_by=by)
        self._do(self.row, day, by, move.reason, due_on=move.new_day)

    def appraise(self, day, by):
        """The counts of a meeting that judged it."""
        present = max(5, self.organisation.members * 4 // 5)
        fairly, dissatisfied = present // 7, present // 25
        counts = {"satisfied": present - fairly - dissatisfied, "fairly": fairly, "dissatisfied": dissatisfied}
        self._begin(Satisfaction(plan=self.row, on=day, present=present, **counts), day, by)

    def finish(self, day):
        self.end(day, PlanOutcome.DONE, self.reviewer(day))

    def withdraw(self, day, reason):
        self.end(day, PlanOutcome.WITHDRAWN, self.reviewer(day), reason, outcome_reason=reason)

    def end(self, day, outcome, by, why="", **values):
        facts = {"state": PlanState.ENDED, "outcome": outcome, "ended_on": day}
        self._do(self.row, day, by, why, **facts, **values)

    def end_with_owner(self, reason):
        """On the day its organisation was closed."""
        day, state = self.organisation.closed_on, self.row.state
        self._do(self.row, day, None, reason, state_before=state, state=PlanState.ENDED, ended_on=day)

    def _begin(self, row, day, by):
        self.chronicle.begin(row, self.chronicle.moment(day), by=by)
        return row

    def _do(self, row, day, by, why="", **values):
        self.chronicle.go_on(row, self.chronicle.moment(day), by=by, why=why, **values)

    def _version(self, day, by, text, **facts):
        number = len(self.versions) + 1
        version = Version(plan=self.row, number=number, goal=text.goal, content=stored(text), **facts)
        self.versions.append(self._begin(version, day, by))
        return version

    def _put(self, text):
        self.text = text.numbered()
        for name in PLAN_FIELDS:
            setattr(self.row, name, getattr(text, name))
        self.row.problem_types = list(text.problem_types)

    def _put_measures(self, day, by):
        """Those of the text; what a version left out is kept as such (R26)."""
        said = {one.number: {name: getattr(one, name) for name in MEASURE_FIELDS} for one in self.text.measures}
        for number, values in said.items():
            row = self.measures.get(number)
            if row is None:
                self.measures[number] = self._begin(Measure(plan=self.row, **values), day, by)
            elif any(getattr(row, name) != value for name, value in values.items()):
                self._do(row, day, by, **values)
        for number in self.measures.keys() - said.keys():
            self._do(self.measures[number], day, by, dropped_on=day)
