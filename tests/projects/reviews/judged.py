"""Projects that experts judge, and those experts."""

from django.contrib.messages import get_messages

from core.choices import Role
from projects.actions import reviews as actions
from projects.choices import ProjectState
from projects.models import Expert, Project, Seat
from tests.projects.made import call, expert, panel, project
from tests.world import appoint, person

POINTS = [28, 27, 35]


def judge(world, name="expert-2", unit=None) -> Expert:
    """An expert who holds the role and has a record; the `expert` of the cast, or somebody new of that `name`."""
    if name not in world.people:
        world.people[name] = person(name)
        appoint(world.people[name], Role.EXPERT, world["00"])
    return expert(world.people[name], unit)


def judged(world, code="0101", host="00", **facts) -> Project:
    """A project in review, by a call of `host`."""
    return project(world[code], facts.pop("call", None) or call(world[host]), ProjectState.REVIEWING, **facts)


def seat_of(project, expert) -> Seat:
    """The seat of `expert` with all that the verbs read."""
    rows = Seat.objects.select_related("panel__project__call", "panel__project__organisation")
    return rows.get(panel__project=project, expert=expert)


def handed_in(project, expert, points=POINTS, remark="选题好"):
    """The sheet of `expert` is handed in."""
    seat = seat_of(project, expert)
    actions.hand_in(seat=seat, points=list(points), remark=remark, by=expert.user)
    return seat


def decided_panel(world, project, *sheets, by=None):
    """A panel with a sheet of each of the `sheets`' points, closed. Returns it."""
    experts = [judge(world, f"judge-{number}") for number in range(len(sheets))]
    made = panel(project, *experts)
    for one, points in zip(experts, sheets, strict=True):
        handed_in(project, one, points)
    made = type(made).objects.select_related("project__call", "project__organisation").get(pk=made.pk)
    actions.close(panel=made, by=by)
    return made


def said(answer):
    """The messages on the page that answered."""
    return [str(one) for one in get_messages(answer.wsgi_request)]
