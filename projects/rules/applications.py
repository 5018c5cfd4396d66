"""What an application says, as values, and what it still lacks before it is handed in (N19, R36). Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.choices import ProjectClass
from projects.rules.money import lines_missing, yuan

MOST_MEMBERS = MOST_LINES = 5
MOST_STEPS = 20
TEXTS = ("background", "goals", "innovation", "method", "expected", "conditions")
LINES = ("title", "project_class", "leader", "leader_post", "first_responsible", "starts_on", "ends_on", "own_part")
FIELDS = (*LINES, *TEXTS, "leader_user", "supporting")
CHANGED = ("title", *TEXTS)  # what is written anew, with the budget lines, when changes are asked for
MEMBER_FIELDS = ("number", "name", "user", "post", "unit", "task")
STEP_FIELDS = ("number", "text", "starts_on", "ends_on", "deliverable", "person")
LINE_FIELDS = ("number", "use", "amount", "basis")
STILL_TO_WRITE = {
    "leader": gettext_lazy("Say who leads the project."),
    "first_responsible": gettext_lazy("Say who is responsible first: the secretary of the unit."),
    "starts_on": gettext_lazy("Say when the project begins."),
    "ends_on": gettext_lazy("Say when the project ends."),
    "background": gettext_lazy("The background is still to be written."),
    "goals": gettext_lazy("Goals and content are still to be written."),
    "innovation": gettext_lazy("What is new is still to be written."),
    "method": gettext_lazy("The method is still to be written."),
    "expected": gettext_lazy("The expected result is still to be written."),
    "conditions": gettext_lazy("The conditions are still to be written."),
}


@dataclass(frozen=True)
class Terms:
    """What a call allows one project of a class: the class is called for, so much `money` of the host, until a day."""

    is_called_for: bool
    money: Decimal
    ends_on: date


@dataclass(frozen=True)
class MemberText:
    """Somebody of the team; `number` None: a new one."""

    name: str
    number: int | None = None
    user: object = None
    post: str = ""
    unit: str = ""
    task: str = ""


@dataclass(frozen=True)
class StepText:
    """A step; `number` None: a new one."""

    text: str
    number: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    deliverable: str = ""
    person: str = ""


@dataclass(frozen=True)
class LineText:
    """A budget line in yuan; `number` None: a new one."""

    use: str
    amount: Decimal
    number: int | None = None
    basis: str = ""


TOO_MANY = {
    MemberText: (MOST_MEMBERS, gettext_lazy("A team has at most %(most)d members besides its leader.")),
    StepText: (MOST_STEPS, gettext_lazy("A project has at most %(most)d steps.")),
    LineText: (MOST_LINES, gettext_lazy("A budget has at most %(most)d lines.")),
}


def too_many(said: type, count: int) -> str:
    """Why so many rows that say `said` (MemberText …) are too many, in a sentence; "" when they are not."""
    most, sentence = TOO_MANY[said]
    return str(sentence) % {"most": most} if count > most else ""


@dataclass(frozen=True)
class ApplicationGap:
    """What is missing: the `field` of the form where it is written, in a `sentence`."""

    field: str
    sentence: str


def missing(project, steps: int, amounts: Sequence[Decimal], terms: Terms) -> list[ApplicationGap]:
    """What an application (`project`, a row or its like, with so many `steps` and lines of these `amounts`) lacks of
    being complete under `terms`, in the order of its form."""
    return [ApplicationGap(field, str(sentence)) for field, sentence in _missing(project, steps, amounts, terms)]


def _missing(project, steps, amounts, terms) -> Iterator[tuple]:
    if not terms.is_called_for:
        named = ProjectClass(project.project_class).label
        yield "project_class", _("“%(class)s” is not called for: choose the other class.") % {"class": named}
    for name, sentence in STILL_TO_WRITE.items():
        if not getattr(project, name):
            yield name, sentence
    if project.ends_on and project.ends_on > terms.ends_on:
        last = date_format(terms.ends_on)
        yield "ends_on", _("The project ends after %(day)s, the last day of this call.") % {"day": last}
    if not steps:
        yield "step-0-text", _("Name at least one step.")
    yield from _of_money(amounts, project.own_part, terms.money)


def _of_money(amounts, own, most):
    total = sum(amounts, Decimal(0))
    if not amounts:
        yield "line-0-use", _("Name at least one budget line.")
    elif own > total:
        told = _("The own part, %(own)s yuan, is more than the lines sum to: %(total)s yuan.")
        yield "own_part", told % {"own": yuan(own), "total": yuan(total)}
    elif total - own > most:
        told = _("%(asked)s yuan of the host are applied for, at most %(most)s yuan are given to such a project.")
        yield "line-0-amount", told % {"asked": yuan(total - own), "most": yuan(most)}


def not_as_granted(amounts: Sequence[Decimal], granted: Decimal, own: Decimal) -> str:
    """By how much budget lines of these `amounts` differ from the approved sum, in a sentence; "" when they are equal
    (R36)."""
    lacking = lines_missing(amounts, granted, own)
    if not lacking:
        return ""
    told = (
        _("The budget lines lack %(amount)s yuan of the approved sum, %(sum)s yuan.")
        if lacking > 0
        else _("The budget lines exceed the approved sum, %(sum)s yuan, by %(amount)s yuan.")
    )
    return told % {"amount": yuan(abs(lacking)), "sum": yuan(granted + own)}
