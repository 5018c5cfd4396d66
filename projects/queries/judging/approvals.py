"""What an approval is held against: places of a class that are taken, sums of budget lines, numbers that are given."""

from decimal import Decimal

from django.db.models import Q
from django.utils import timezone

from branches.models import Organisation
from projects.choices import BEING_APPROVED, WITH_MONEY, Level, ProjectClass
from projects.models import BudgetLine, Call, Project

PREFIX = "DJCX"
DIGITS = 2


def places_used(call: Call, project_class: ProjectClass, *, besides: Project | None = None) -> int:
    """How many projects of that class `call` has approved, those whose changes are asked for among them: one query."""
    rows = Project.objects.filter(call=call, project_class=project_class, state__in=(*BEING_APPROVED, *WITH_MONEY))
    return rows.exclude(pk=besides.pk).count() if besides else rows.count()


def line_amounts(project: Project) -> list[Decimal]:
    """The amounts of its budget lines: one query."""
    return list(BudgetLine.objects.filter(project=project).order_by("number").values_list("amount", flat=True))


def proposed_number(project: Project) -> str:
    """The next free number of its year, such as DJCX-2012-03; of a unit's call with the unit's code: one query."""
    year = (project.call.starts_on if project.call else timezone.localdate()).year
    unit = f"{_unit_code(project)}-" if project.level == Level.UNIT else ""
    begins = f"{PREFIX}-{unit}{year}-"
    given = Project.objects.filter(Q(number__startswith=begins)).order_by().values_list("number", flat=True)
    ends = [one.removeprefix(begins) for one in given]
    last = max((int(one) for one in ends if one.isdecimal()), default=0)
    return f"{begins}{last + 1:0{DIGITS}d}"


def _unit_code(project):
    return Organisation.objects.values_list("code", flat=True).get(path=project.organisation.unit_path)
