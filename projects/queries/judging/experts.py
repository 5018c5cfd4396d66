"""Experts as they are assigned: who holds the role, what they have to judge, what stands between them and a project."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from branches.models import Appointment
from core.choices import Role
from projects.models import Expert, Project, Seat, TeamMember
from projects.rules.conflicts import ConflictFound, Judge, Judged, conflict_found


def holders(rows: QuerySet[Appointment], day: date) -> QuerySet[Appointment]:
    """Those of `rows` by which somebody is an expert on `day`, with the record there may be and their `open_seats`, in
    order of their names."""
    open_seats = Seat.objects.on_duty(day).filter(expert__user=OuterRef("user")).order_by()
    counted = open_seats.values("expert__user").annotate(count=Count("pk")).values("count")
    found = rows.on(day).filter(role=Role.EXPERT).select_related("user__expert__unit")
    return found.annotate(
        open_seats=Coalesce(Subquery(counted, output_field=IntegerField()), 0),
    ).order_by("user__name", "pk")


def in_office(rows: QuerySet[Expert], day: date) -> QuerySet[Expert]:
    """Those of `rows`, experts' records, who hold the role on `day`, in order of their names."""
    held = Appointment.objects.on(day).filter(role=Role.EXPERT, user=OuterRef("user"))
    return rows.filter(Exists(held)).select_related("user", "unit").order_by("user__name", "pk")


def conflicts(projects: Iterable[Project], experts: Iterable[Expert]) -> dict[tuple[int, int], ConflictFound]:
    """{(project, expert): what was found between them} (R37): one query, user and unit of `experts` read before."""
    projects = list(projects)
    teams = {one.pk: [] for one in projects}
    for key, user, name in TeamMember.objects.filter(project__in=projects).values_list("project", "user", "name"):
        teams[key].append((user, name))
    judged = [(one.pk, _judged(one, teams[one.pk])) for one in projects]
    pairs = {(key, one.pk): conflict_found(_judge(one), whom) for key, whom in judged for one in experts}
    return {pair: found for pair, found in pairs.items() if found}


def _judge(expert):
    return Judge(expert.user_id, expert.user.name, expert.unit.path if expert.unit else "")


def _judged(project, team):
    return Judged(project.organisation.path, ((project.leader_user_id, project.leader), *team))
