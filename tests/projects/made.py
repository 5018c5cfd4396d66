"""Calls and projects for tests, as rows with a history, in whatever state; `on(day)` stops the clock."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import time_machine
from django.utils import timezone

from core import history
from core.reporting.choices import ReportedState
from projects.choices import ENDED, WITH_MONEY, Applicants, Level, PanelStage, ProjectClass, ProjectState
from projects.models import BudgetLine, Call, Expert, Panel, Project, Seat, Task

TODAY = date(2012, 6, 1)
CRITERIA = [["选题意义", 30], ["创新性", 30], ["可行性", 40]]
ACCEPTANCE = [["实效性", 50], ["创新性", 25], ["可操作性", 25]]
TEXTS = {
    "background": "教工党员分散在各课题组，集中学习难。",
    "goals": "每月一次联合学习，带动教学改革。",
    "innovation": "课题组轮流主讲。",
    "method": "调研、试点、推广。",
    "expected": "形成可推广的做法。",
    "conditions": "已有学习室和书目。",
}


def on(day: date):
    """The clock stands at ten in the morning of `day`."""
    moment = datetime(day.year, day.month, day.day, 10, tzinfo=timezone.get_current_timezone())
    return time_machine.travel(moment, tick=False)


def call(host, **facts) -> Call:
    """A published call of `host`, open around TODAY (2012-06-01), its projects from September to the next August."""
    level = Level.UNIVERSITY if host.is_university else Level.UNIT
    facts = {
        "level": level,
        "title": "2012年党建创新立项",
        "applicants": Applicants.BOTH,
        "key_quota": 2,
        "key_money": Decimal(5000),
        "general_quota": 5,
        "general_money": Decimal(2000),
        "opens_on": date(2012, 5, 1),
        "closes_at": datetime(2012, 6, 15, 18, tzinfo=timezone.get_current_timezone()),
        "support_by": date(2012, 6, 20) if level == Level.UNIVERSITY else None,
        "judge_by": date(2012, 6, 30),
        "starts_on": date(2012, 9, 1),
        "midterm_on": date(2013, 1, 15),
        "final_on": date(2013, 6, 15),
        "ends_on": date(2013, 8, 31),
        "criteria": CRITERIA,
        "acceptance_criteria": ACCEPTANCE,
        "published_on": date(2012, 5, 1),
        **facts,
    }
    return _kept(Call(host=host, **facts))


def project(organisation, call, state=ProjectState.DRAFT, *, lines=(("书籍", "1200.00"), ("活动", "800.00")), **facts):
    """A project of `organisation` that stands at `state`, complete: two lines of 2,000 yuan in all, 500 of them own. At
    work it is granted 1,500 yuan and runs from September 2012 to August 2013."""
    begun = state in WITH_MONEY
    facts = {
        "level": call.level,
        "project_class": ProjectClass.GENERAL,
        "title": "“课题组学习日”",
        "leader": "李敏",
        "first_responsible": "王建国",
        "starts_on": call.starts_on,
        "ends_on": call.ends_on,
        "own_part": Decimal(500),
        "midterm_on": call.midterm_on if begun else None,
        "final_on": call.final_on if begun else None,
        "granted": Decimal(1500) if begun else None,
        "own_granted": Decimal(500) if begun else None,
        "offered": Decimal(1500) if state == ProjectState.CONFIRMING else None,
        "own_offered": Decimal(500) if state == ProjectState.CONFIRMING else None,
        "ended_on": TODAY if state in ENDED else None,
        **TEXTS,
        **facts,
    }
    made = _kept(Project(organisation=organisation, call=call, state=state, **facts))
    for number, (use, amount) in enumerate(lines, start=1):
        _kept(BudgetLine(project=made, number=number, use=use, amount=Decimal(amount), basis="按市价"))
    return made


def expert(user, unit=None) -> Expert:
    """The record of an expert of `unit` (None: from outside); the role is an appointment of its own."""
    return _kept(Expert(user=user, unit=unit))


def panel(project, *experts, stage=PanelStage.APPLICATION, due_on=date(2012, 6, 30), **facts) -> Panel:
    """A panel on `project` with a seat for each of `experts`."""
    made = _kept(Panel(project=project, stage=stage, due_on=due_on, **facts))
    for one in experts:
        _kept(Seat(panel=made, expert=one))
    return made


def task(project, number=1, **facts) -> Task:
    """A task with its five fields."""
    facts = {
        "person": "张强",
        "text": "编制学习计划",
        "goal": "计划一份",
        "duty": "牵头起草",
        "due_on": date(2012, 10, 31),
        "state": ReportedState.OPEN,
        **facts,
    }
    return _kept(Task(project=project, number=number, **facts))


def days(count: int) -> timedelta:
    """So many days."""
    return timedelta(days=count)


def _kept(row):
    history.save(row, by=None)
    return row
