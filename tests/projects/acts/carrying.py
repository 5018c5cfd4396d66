"""Tasks, changes, money, reminders and the ledger: what makes each verb ready to be carried out."""

from datetime import date
from decimal import Decimal
from functools import partial

from core.choices import Role
from core.reporting.choices import ReportedState
from projects.actions import changes, money, tasks
from projects.actions.ledger import ProjectRecord, take_over
from projects.actions.reminding import remind
from projects.choices import Level, RequestKind
from projects.models import Expenditure, Project
from projects.texts import TaskText
from tests.projects import made
from tests.projects.acceptance.conftest import NOW
from tests.projects.money.entered import RECEIPT, advance, running, spend
from tests.projects.money.entered import TODAY as PAID

DAY = NOW
ASKED = {"kind": RequestKind.PERIOD, "after": {"ends_on": "2013-11-30"}, "reason": "工作需要"}
WRITTEN = [
    TaskText("张强", text, "计划一份", "牵头起草", date(2013, 3, 31)) for text in ("编制学习计划", "编印学习材料")
]


def _task(verb, state, by="unit-01", **facts):
    """`verb` about a task that stands at `state`."""
    return lambda world: partial(verb, task=made.task(running(world), state=state), **facts, by=world.people[by])


def _ask(world):
    return partial(changes.ask, project=running(world), **ASKED, by=world.people["branch-0101"])


def _asked(verb, **facts):
    return lambda world: partial(verb, request=_ask(world)(), **facts, by=world.people["department"])


def _advance(world):
    facts = {"on": PAID, "amount": Decimal(1000), "note": "首批"}
    return partial(money.advance, project=running(world), **facts, by=world.people["department"])


def _spend(world):
    project = running(world)
    facts = {"line": project.lines.get(number=1), "on": PAID, "amount": Decimal(300), "use": "购书", "receipt": RECEIPT}
    return partial(money.spend, project=project, **facts, by=world.people["branch-0101"])


def _receipt(world):
    project = running(world)
    entry = Expenditure.objects.create(project=project, line=project.lines.get(number=1), on=PAID, amount=Decimal(10))
    return partial(money.add_receipt, expenditure=entry, receipt=RECEIPT, by=world.people["branch-0101"])


def _remind(world):
    for code in ("0101", "0201"):
        running(world, code)
    return partial(remind, projects=Project.objects.all(), role=Role.DEPARTMENT, by=world.people["department"])


def _take_over(world):
    rows = [
        Project(organisation=world[code], level=Level.UNIVERSITY, title=f"项目{code}", leader="李敏")
        for code in ("0101", "0102")
    ]
    records = [ProjectRecord(row, None, lines=[], tasks=[], advances=[], expenditures=[]) for row in rows]
    return partial(take_over, records, by=world.people["department"], reason="import: 台账.xlsx")


ACTS = {
    tasks.write: lambda world: partial(
        tasks.write, project=running(world), tasks=WRITTEN, by=world.people["branch-0101"]
    ),
    tasks.report: _task(
        tasks.report,
        ReportedState.OPEN,
        by="branch-0101",
        on=PAID,
        text="已完成",
        link="https://example.org/plan",
        completes=True,
        role=Role.BRANCH,
    ),
    tasks.confirm: _task(tasks.confirm, ReportedState.REPORTED),
    tasks.unconfirm: _task(tasks.unconfirm, ReportedState.REPORTED, reason="缺签到表"),
    changes.ask: _ask,
    changes.grant: _asked(changes.grant),
    changes.refuse: _asked(changes.refuse, reason="不妥"),
    money.advance: _advance,
    money.spend: _spend,
    money.add_receipt: _receipt,
    money.void_advance: lambda world: partial(
        money.void_advance, advance=advance(running(world), "1000"), reason="重复", by=world.people["department"]
    ),
    money.void_expenditure: lambda world: partial(
        money.void_expenditure,
        expenditure=spend(running(world), "300"),
        reason="重复",
        by=world.people["branch-0101"],
    ),
    remind: _remind,
    take_over: _take_over,
}
