"""What who applied for a project has to do about it, and the days of calls that may be answered."""

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from branches.choices import BASE_KINDS
from core.choices import Role
from core.phrases import labelled
from core.todos import ComingDay, Todo, Waiting, dates, gathered, rule
from core.workflow.reminding import reminded_by
from projects.addresses import listed, money_address, project_address
from projects.choices import AT_WORK, STARTED, ProjectState
from projects.models import Call, Expenditure, Project, ProjectReminder, Task
from projects.queries.late import late_report_on, late_tasks

S = ProjectState
AGAIN = {
    S.RETURNED: gettext_lazy("The application “%(title)s” came back: correct it and hand it in again."),
    S.REVISING: gettext_lazy("“%(title)s” is approved after changes: change it as the message says, and hand it in."),
    S.CORRECTING: gettext_lazy("“%(title)s” is to be corrected after its mid-term check: report again."),
    S.AMENDING: gettext_lazy("“%(title)s” is to be corrected before it is accepted: report again."),
}


def writer_at(place) -> Role:
    """The role that carries out the projects of `place`."""
    return Role.UNIT if place.kind in BASE_KINDS else Role.BRANCH


@rule(Role.UNIT)
@rule(Role.BRANCH)
def came_back(place, scope):
    """Projects of its own that came back, with the reason."""
    for project in _own(place, scope).filter(state__in=AGAIN).order_by("pk"):
        notes = tuple(filter(None, (project.message if project.state == S.REVISING else project.reason,)))
        why = AGAIN[project.state] % {"title": project.title}
        yield Todo(
            why, writer_at(place), project.get_absolute_url(), _("Correct it"), due=project.correct_by, notes=notes
        )


@rule(Role.UNIT)
@rule(Role.BRANCH)
def drafts(place, scope):
    """Applications that are being written while their call is open."""
    rows = _own(place, scope).filter(state=S.DRAFT, call__closes_at__gte=timezone.now())
    for project in rows.select_related("call").order_by("pk"):
        why = _("The application “%(title)s” is not handed in yet.") % {"title": project.title}
        due = timezone.localdate(project.call.closes_at)
        yield Todo(why, writer_at(place), project.get_absolute_url(), _("Go on"), due=due)


@rule(Role.UNIT)
@rule(Role.BRANCH)
def reports_late(place, scope):
    """Projects of its own whose report is late."""
    rows = _own(place, scope).filter(late_report_on(timezone.localdate())).order_by("pk")
    last = ProjectReminder.objects.filter(project=OuterRef("pk")).order_by("-on", "-pk")
    names = {"day": Subquery(last.values("on")[:1]), "role": Subquery(last.values("reminded_as")[:1])}
    found = rows.annotate(**names).values_list("title", "pk", "day", "role")
    yield from gathered(
        (Waiting(title, (pk,), note=reminded_by(role, day)) for title, pk, day, role in found),
        lambda count: ngettext(
            "The report of %(count)d project is late.", "The reports of %(count)d projects are late.", count
        ),
        who=writer_at(place),
        action=pgettext("project", "Look"),
        rule="R38",
        url=listed(unit=place.code, late=1),
        address=project_address,
    )


@rule(Role.UNIT)
@rule(Role.BRANCH)
def tasks(place, scope):
    """Projects at work whose tasks are late, or not set down yet."""
    today = timezone.localdate()
    own = _own(place, scope).filter(state__in=AT_WORK).order_by("pk")
    late = own.filter(pk__in=late_tasks(today).values("project"))
    unset = own.exclude(pk__in=Task.objects.values("project"))
    facts = {"who": writer_at(place), "action": pgettext("project", "Look"), "address": project_address}
    yield from gathered(
        (Waiting(title, (pk,)) for title, pk in late.values_list("title", "pk")),
        lambda count: ngettext("Tasks of %(count)d project are late.", "Tasks of %(count)d projects are late.", count),
        rule="R38",
        url=listed(unit=place.code, late=1),
        **facts,
    )
    yield from gathered(
        (Waiting(title, (pk,)) for title, pk in unset.values_list("title", "pk")),
        lambda count: ngettext(
            "%(count)d project has no tasks yet: set them down with person, goal, responsibility and day.",
            "%(count)d projects have no tasks yet: set them down with person, goal, responsibility and day.",
            count,
        ),
        url=listed(unit=place.code),
        **facts,
    )


@rule(Role.UNIT)
@rule(Role.BRANCH)
def receipts(place, scope):
    """Projects that have begun and not ended, of whose expenditures some came without a receipt."""
    missing = Expenditure.objects.standing().filter(receipt=None)
    rows = _own(place, scope).filter(state__in=STARTED, pk__in=missing.values("project")).order_by("pk")
    yield from gathered(
        (Waiting(title, (pk,)) for title, pk in rows.values_list("title", "pk")),
        lambda count: ngettext(
            "Expenditures of %(count)d project have no receipt yet: add them.",
            "Expenditures of %(count)d projects have no receipt yet: add them.",
            count,
        ),
        who=writer_at(place),
        action=pgettext("project", "Look"),
        rule="R36",
        url=listed(unit=place.code),
        address=money_address,
    )


@dates(Role.UNIT, Role.BRANCH)
def deadlines(place, scope):
    """Until when calls may be answered, and reports are due."""
    for call in scope.of(Call).exclude(published_on=None):
        what = _("Applications close: %(call)s") % {"call": call.title}
        yield ComingDay(timezone.localdate(call.closes_at), what, call.get_absolute_url())
    for project in _own(place, scope).filter(state=S.RUNNING):
        for day, what in ((project.midterm_on, _("Mid-term report")), (project.final_on, _("Final report"))):
            if day:
                yield ComingDay(day, labelled(what, project.title), project.get_absolute_url())


def _own(place, scope):
    return scope.of(Project).filter(organisation=place)
