"""A project as it came about: what its verbs would have written on the days on which it happened."""

from datetime import timedelta
from decimal import Decimal

from core.choices import Role
from core.reporting.choices import ReportedState
from projects.choices import (
    MidtermResult,
    PanelStage,
    ProjectClass,
    ProjectState,
    ReportKind,
    ReportState,
    SheetState,
    Verdict,
)
from projects.demo import words
from projects.models import (
    Advance,
    BudgetLine,
    Expenditure,
    Panel,
    Project,
    ProjectReport,
    Seat,
    Step,
    Task,
    TaskReport,
    TeamMember,
)
from projects.parts import is_of_base
from projects.texts import REPORT_TEXTS

S = ProjectState
TEAM = ("副书记", "组织委员", "宣传委员")
OWN_SHARE = 4  # a fourth of the budget is the applicant's own


class ToldProject:
    """A project that a branch began `on` a day for `call`; each method is what somebody did, in the order of days."""

    def __init__(self, scene, call, organisation, topic, on, *, project_class=ProjectClass.GENERAL):
        self.scene, self.chronicle, self.call, self.organisation = scene, scene.chronicle, call, organisation
        self.writer, self.unit = scene.user(organisation), scene.user(scene.unit_of(organisation))
        self.decider = scene.users["department"] if call.host.is_university else self.unit
        self.lines, self.tasks, self.reports = [], [], {}
        self.total = Decimal(sum(amount for _use, amount in topic.lines))
        self.own = self.total / OWN_SHARE
        self.row = Project(call=call, organisation=organisation, project_class=project_class, **self._facts(topic))
        self.begin(self.row, on, self.writer)
        self._team(on)
        self._steps(on)
        self._budget(topic, on)

    def _facts(self, topic):
        scene, call = self.scene, self.call
        return {
            "level": call.level,
            "title": topic.title,
            "leader": scene.led(self.organisation),
            "leader_user": self.writer,
            "leader_post": "党支部书记",
            "first_responsible": scene.led(scene.unit_of(self.organisation)) or "",
            "starts_on": call.starts_on,
            "ends_on": call.ends_on,
            "background": topic.background,
            "goals": topic.goals,
            "innovation": topic.innovation,
            "method": words.METHOD,
            "expected": words.EXPECTED,
            "conditions": words.CONDITIONS,
            "own_part": self.own,
            "created_by": self.writer,
        }

    def begin(self, row, day, by):
        """`row` came into being."""
        self.chronicle.begin(row, self.chronicle.moment(day), by=by)
        return row

    def go_on(self, day, by, *, why="", **values):
        """The project itself was written."""
        self.chronicle.go_on(self.row, self.chronicle.moment(day), by=by, why=why, **values)

    def _team(self, on):
        for number, post in enumerate(TEAM, 1):
            name = self.scene.name()
            facts = {"post": post, "unit": self.organisation.name, "task": words.DUTIES[number - 1]}
            self.begin(TeamMember(project=self.row, number=number, name=name, **facts), on, self.writer)

    def _steps(self, on):
        for number, (text, deliverable) in enumerate(words.STEPS, 1):
            starts, ends = self._third(number - 1), self._third(number)
            facts = {"text": text, "deliverable": deliverable, "starts_on": starts, "ends_on": ends}
            self.begin(Step(project=self.row, number=number, person=self.row.leader, **facts), on, self.writer)

    def _third(self, number):
        length = (self.call.ends_on - self.call.starts_on).days
        return self.call.starts_on + timedelta(days=length * number // 3)

    def _budget(self, topic, on):
        for number, (use, amount) in enumerate(topic.lines, 1):
            facts = {"use": use, "amount": Decimal(amount), "basis": "按市场价测算"}
            self.lines.append(self.begin(BudgetLine(project=self.row, number=number, **facts), on, self.writer))

    def submit(self, day):
        """Handed in: of the university's call to the unit, else to who decides."""
        to_unit = self.call.host.is_university and not is_of_base(self.row)
        moment = self.chronicle.moment(day)
        facts = {"submitted_by": self.writer, "submitted_at": moment, "reason": ""}
        self.go_on(day, self.writer, state=S.SUBMITTED if to_unit else S.SUPPORTED, **facts)

    def support(self, day):
        """The unit supports it."""
        self.go_on(day, self.unit, state=S.SUPPORTED, reason="")

    def return_(self, day, why):
        """The unit sends it back."""
        self.go_on(day, self.unit, why=why, state=S.RETURNED, reason=why)

    def check(self, day):
        """Admitted to review."""
        self.go_on(day, self.decider, state=S.REVIEWING)

    def panel(self, day, due_on, points, *, stage=PanelStage.APPLICATION, closed_on=None):
        """Three experts; `points`: of each the sheet, None where it is not handed in."""
        closed = {"closed_at": self.chronicle.moment(closed_on), "closed_by": self.decider} if closed_on else {}
        panel = self.begin(Panel(project=self.row, stage=stage, due_on=due_on), day, self.decider)
        for expert, sheet, remark in zip(self.scene.judges(self.organisation), points, words.REMARKS, strict=True):
            seat = self.begin(Seat(panel=panel, expert=expert, assigned_by=self.decider), day, self.decider)
            if sheet:
                moment = self.chronicle.moment(day + timedelta(days=2))
                facts = {"points": list(sheet), "remark": remark, "submitted_at": moment}
                self.chronicle.go_on(seat, moment, by=expert.user, state=SheetState.SUBMITTED, **facts)
        if closed:
            self.chronicle.go_on(panel, closed["closed_at"], by=self.decider, **closed)

    def approve(self, day, verdict=Verdict.APPROVED, message="同意立项，请按申报书组织实施。"):
        """Decided; the lines sum to what is approved."""
        facts = {"granted": self.total - self.own, "own_granted": self.own, "decided_on": day}
        self.go_on(
            day, self.decider, state=S.NOTICE, verdict=verdict, message=message, decided_by=self.decider, **facts
        )

    def revise(self, day, message):
        """To be changed before it takes effect."""
        offered = {"offered": self.total - self.own - 200, "own_offered": self.own}
        facts = {"verdict": Verdict.AFTER_CHANGES, "message": message, "decided_by": self.decider, "decided_on": day}
        self.go_on(day, self.decider, why=message, state=S.REVISING, **offered, **facts)

    def reject(self, day, why):
        """Not approved."""
        facts = {"verdict": Verdict.REJECTED, "message": why, "decided_by": self.decider, "decided_on": day}
        self.go_on(day, self.decider, why=why, state=S.REJECTED, reason=why, ended_on=day, **facts)

    def withdraw(self, day, why):
        """Its applicant withdraws it."""
        self.go_on(day, self.writer, why=why, state=S.WITHDRAWN, reason=why, ended_on=day)

    def start(self, day, number):
        """It begins with its number."""
        days = {"midterm_on": self.call.midterm_on, "final_on": self.call.final_on}
        self.go_on(day, self.decider, state=S.RUNNING, number=number, reason="", **days)

    def plan(self, day):
        """The tasks, begun from the steps."""
        for number, ((text, _out), goal, duty) in enumerate(
            zip(words.STEPS, words.GOALS, words.DUTIES, strict=True), 1
        ):
            facts = {"text": text, "goal": goal, "duty": duty, "person": self.row.leader, "due_on": self._third(number)}
            self.tasks.append(self.begin(Task(project=self.row, number=number, **facts), day, self.writer))

    def work(self, number, day, *, confirmed_on=None):
        """A task is reported as done, and confirmed by the unit."""
        task, said = self.tasks[number - 1], f"已完成：{words.GOALS[number - 1]}。"
        moment = self.chronicle.moment(day)
        facts = {"on": day, "text": said, "by": self.writer, "reported_as": Role.BRANCH}
        self.begin(TaskReport(task=task, **facts), day, self.writer)
        self.chronicle.go_on(task, moment, by=self.writer, state=ReportedState.REPORTED, reported_by=self.writer)
        if confirmed_on:
            moment = self.chronicle.moment(confirmed_on)
            done = {"done_on": day, "confirmed_by": self.unit, "confirmed_at": moment}
            self.chronicle.go_on(task, moment, by=self.unit, state=ReportedState.DONE, **done)

    def report(self, kind, day, *, number=1, due_on=None, checked_on=None):
        """A report is written and handed in; of a final one the unit forwards it."""
        texts = words.MIDTERM if kind == ReportKind.MIDTERM else words.FINAL
        content = {heading.name: text for heading, text in zip(REPORT_TEXTS[kind], texts, strict=False)}
        due = due_on or (self.call.midterm_on if kind == ReportKind.MIDTERM else self.call.final_on)
        row = ProjectReport(project=self.row, kind=kind, number=number, due_on=due, content=content)
        self.begin(row, day, self.writer)
        moment = self.chronicle.moment(day)
        facts = {"submitted_by": self.writer, "submitted_at": moment}
        self.chronicle.go_on(row, moment, by=self.writer, state=ReportState.SUBMITTED, **facts)
        if checked_on:
            told = {"checked_by": self.unit, "opinion": "材料齐全，同意报送验收。"}
            self.chronicle.go_on(
                row, self.chronicle.moment(checked_on), by=self.unit, state=ReportState.CHECKED, **told
            )
        self.reports[kind] = row

    def _accept_report(self, kind, day, result):
        moment = self.chronicle.moment(day)
        facts = {"decided_by": self.decider, "decided_on": day, "result": result}
        self.chronicle.go_on(self.reports[kind], moment, by=self.decider, state=ReportState.ACCEPTED, **facts)

    def pass_midterm(self, day):
        """The mid-term check is passed."""
        self._accept_report(ReportKind.MIDTERM, day, MidtermResult.PASSED)
        self.go_on(day, self.decider, midterm_result=MidtermResult.PASSED)

    def correct(self, day, correct_by, why):
        """To be corrected by a day."""
        self._accept_report(ReportKind.MIDTERM, day, MidtermResult.CORRECT)
        facts = {"midterm_result": MidtermResult.CORRECT, "correct_by": correct_by, "reason": why}
        self.go_on(day, self.decider, why=why, state=S.CORRECTING, **facts)

    def hand_in(self, day, *, checked_on=None):
        """The final report is handed in."""
        self.report(ReportKind.FINAL, day, checked_on=checked_on)
        self.go_on(day, self.writer, state=S.ACCEPTING, reason="")

    def amend(self, day, correct_by, why):
        """To be corrected before it is accepted."""
        self._accept_report(ReportKind.FINAL, day, why)
        self.go_on(day, self.decider, why=why, state=S.AMENDING, correct_by=correct_by, reason=why)

    def grade(self, day, grade, award=""):
        """Accepted with a grade, told on a notice."""
        self._accept_report(ReportKind.FINAL, day, grade)
        self.go_on(day, self.decider, state=S.CLOSING, grade=grade, award=award, graded_by=self.decider)

    def close(self, day):
        """Closed after the notice."""
        self.go_on(day, self.decider, state=S.ACCEPTED, ended_on=day)

    def end(self, day, state, why, **facts):
        """Revoked or stopped."""
        self.go_on(day, self.decider, why=why, state=state, reason=why, ended_on=day, **facts)

    def advance(self, day, share):
        """So many percent of what is granted are advanced."""
        amount = (self.row.granted * share / 100).quantize(Decimal("0.01"))
        self.begin(Advance(project=self.row, on=day, amount=amount, by=self.decider), day, self.decider)
        self.go_on(day, self.decider, advanced=self.row.advanced + amount)

    def spend(self, day, number, amount, use):
        """So many yuan on the line of that number."""
        amount = Decimal(amount)
        row = Expenditure(project=self.row, line=self.lines[number - 1], on=day, amount=amount, use=use, by=self.writer)
        self.begin(row, day, self.writer)
        self.go_on(day, self.writer, spent=self.row.spent + amount)
