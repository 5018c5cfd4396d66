"""What waits for who decides about projects: the unit at a base organisation, the department at the university."""

from django.db.models import BooleanField, ExpressionWrapper
from django.utils import timezone
from django.utils.translation import ngettext, pgettext

from branches.roles import reviewer_at
from core.choices import Role
from core.todos import Waiting, gathered, rule
from projects.addresses import listed, project_address
from projects.choices import Level, ProjectWaits
from projects.models import Project
from projects.queries.late import late_report_on
from projects.queries.waiting import kinds_in, waits

W = ProjectWaits


@rule(Role.UNIT)
@rule(Role.DEPARTMENT)
def to_decide(place, scope):
    """Projects that wait, kind by kind: two queries, one where there is no project."""
    role = reviewer_at(place)
    rows = scope.below(Project, place).order_by("pk")
    kinds = kinds_in(set(rows.order_by().values_list("state", flat=True).distinct()))
    asked = {f"waits_{kind}": ExpressionWrapper(waits(kind, role), BooleanField()) for kind in kinds}
    found = list(rows.annotate(**asked).values_list("title", "pk", *asked)) if asked else []
    for column, kind in enumerate(kinds, start=2):
        yield from gathered(
            (Waiting(row[0], (row[1],)) for row in found if row[column]),
            SENTENCES[kind],
            who=role,
            action=pgettext("project", "Look"),
            url=listed(unit=place.code, waits=kind),
            address=project_address,
        )


@rule(Role.DEPARTMENT)
def to_press(university, scope):
    """Projects of units' own calls whose report is late: their units act, the department reminds them."""
    today = timezone.localdate()
    rows = scope.of(Project).filter(late_report_on(today), level=Level.UNIT).order_by("final_on", "pk")
    yield from gathered(
        (Waiting(*row) for row in ((title, (pk,)) for title, pk in rows.values_list("title", "pk"))),
        lambda count: ngettext(
            "%(count)d project of a unit's own call is late with its report or acceptance: remind it.",
            "%(count)d projects of units' own calls are late with their reports or acceptance: remind them.",
            count,
        ),
        who=Role.DEPARTMENT,
        action=pgettext("project", "Look"),
        rule="R38",
        url=listed(level=Level.UNIT, late=1),
        address=project_address,
    )


SENTENCES = {
    W.SUPPORT: lambda count: ngettext(
        "%(count)d application waits for the review of the unit.",
        "%(count)d applications wait for the review of the unit.",
        count,
    ),
    W.CHECK: lambda count: ngettext(
        "%(count)d application waits for its formal check.",
        "%(count)d applications wait for their formal check.",
        count,
    ),
    W.PANEL: lambda count: ngettext(
        "%(count)d application waits for its experts.", "%(count)d applications wait for their experts.", count
    ),
    W.SHEETS: lambda count: ngettext(
        "All sheets on %(count)d project are in: close its panel.",
        "All sheets on %(count)d projects are in: close their panels.",
        count,
    ),
    W.DECIDE: lambda count: ngettext(
        "%(count)d application can be decided.", "%(count)d applications can be decided.", count
    ),
    W.CONFIRM: lambda count: ngettext(
        "%(count)d project was changed as asked: confirm it.",
        "%(count)d projects were changed as asked: confirm them.",
        count,
    ),
    W.NOTICE: lambda count: ngettext(
        "%(count)d project waits for its public notice.", "%(count)d projects wait for their public notice.", count
    ),
    W.OBJECTION: lambda count: ngettext(
        "An objection to %(count)d project waits for its answer.",
        "Objections to %(count)d projects wait for their answers.",
        count,
    ),
    W.START: lambda count: ngettext(
        "The notice of %(count)d project has ended: give it its number and let it begin.",
        "The notices of %(count)d projects have ended: give them their numbers and let them begin.",
        count,
    ),
    W.TASK: lambda count: ngettext(
        "Tasks of %(count)d project were reported as done: confirm them.",
        "Tasks of %(count)d projects were reported as done: confirm them.",
        count,
    ),
    W.CHANGE: lambda count: ngettext(
        "%(count)d project asks for a change.", "%(count)d projects ask for a change.", count
    ),
    W.MIDTERM: lambda count: ngettext(
        "%(count)d mid-term report waits for its check.", "%(count)d mid-term reports wait for their check.", count
    ),
    W.FIRST_CHECK: lambda count: ngettext(
        "%(count)d final report waits for the first check of the unit.",
        "%(count)d final reports wait for the first check of the unit.",
        count,
    ),
    W.ACCEPTANCE_PANEL: lambda count: ngettext(
        "%(count)d final report waits for its experts.", "%(count)d final reports wait for their experts.", count
    ),
    W.GRADE: lambda count: ngettext(
        "%(count)d project can be accepted or sent back.", "%(count)d projects can be accepted or sent back.", count
    ),
    W.CLOSE: lambda count: ngettext(
        "The notice of %(count)d result has ended: close the project.",
        "The notices of %(count)d results have ended: close the projects.",
        count,
    ),
    W.RETURN: lambda count: ngettext(
        "%(count)d ended project has money to return: note what came back.",
        "%(count)d ended projects have money to return: note what came back.",
        count,
    ),
}
