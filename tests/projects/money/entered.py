"""Money entered for tests, by the verbs themselves."""

from datetime import date
from decimal import Decimal

from django.db.models import Sum

from core.attachments.fields import Attachment
from projects.actions import money
from projects.choices import ProjectState
from tests.projects import made

TODAY = date(2012, 11, 1)
RECEIPT = Attachment("发票.pdf", "application/pdf", b"%PDF-1.4 receipt")


def running(world, code="0101", **facts):
    """A project of 0101 at work, granted 1,500 yuan and 500 of its own, with two lines: 书籍 1,200, 活动 800."""
    organisation = world[code]
    return made.project(organisation, made.call(world["00"]), ProjectState.RUNNING, **facts)


def advance(project, amount, *, on=TODAY, by=None, **facts):
    """An advance of `amount`, a text."""
    return money.advance(project=project, on=on, amount=Decimal(amount), by=by, **facts)


def spend(project, amount, *, line=1, on=TODAY, by=None, **facts):
    """An expenditure of `amount`, a text, on the line of that number."""
    facts = {"use": "购书", "receipt": RECEIPT, **facts}
    found = project.lines.get(number=line)
    return money.spend(project=project, line=found, on=on, amount=Decimal(amount), by=by, **facts)


def recounted(project):
    """(advanced, spent) by the entries that stand."""
    rows = (project.advances, project.expenditures)
    return tuple(one.standing().order_by().aggregate(sum=Sum("amount"))["sum"] or Decimal(0) for one in rows)
