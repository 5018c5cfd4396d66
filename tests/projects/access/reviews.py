"""Who may open which address of experts, panels, desk and ranking, and what there is to see.

Calls of the university and of 01 and 02; of 0101 and 0201 a project in review by each unit's own call, which the unit
decides, with the expert of the cast on its panel.
"""

from datetime import date

from core.choices import Role
from projects.choices import ProjectState
from projects.models import Expert, Panel, Seat
from tests.access.rows import AccessRow
from tests.projects.made import call, project
from tests.world import appoint, person

CALL, OWN_CALL = 7101, 7102  # of the university, of unit 01; what is of unit 02 has a number higher by OTHER
PROJECT, PANEL, SEAT, SPARE, OTHER = 7111, 7121, 7131, 7141, 100
SPARE_EXPERT = 7151
FAR = date(2099, 6, 30)
EXPERT_USER, OWN_STARTED = 7161, 7171
U_DECIDES = {"Aown": 403, "Aother": 403}
STAGE = "application"

PAGES = {
    "projects:approval_form": AccessRow("AVvUB", own=(OWN_STARTED,), other=(OWN_STARTED + OTHER,)),
    "projects:desk": AccessRow("E"),
    "projects:experts": AccessRow("A"),
    "projects:ranking": AccessRow("AVvU", own=(OWN_CALL,), other=(OWN_CALL + OTHER,)),
    "projects:ranking_sheet": AccessRow("AVvU", own=(OWN_CALL,), other=(OWN_CALL + OTHER,)),
}
FORMS = {
    "projects:expert": AccessRow("A", own=(EXPERT_USER,)),
    "projects:sheet": AccessRow("E", own=(SEAT,), other=(SPARE,), but={"Eother": 404}),
    "projects:conflict": AccessRow("E", own=(SEAT,), other=(SPARE,), but={"Eother": 404}),
    "projects:panel": AccessRow("AU", own=(PROJECT, STAGE), other=(PROJECT + OTHER, STAGE), but=U_DECIDES),
    "projects:panel_close": AccessRow("AU", own=(PROJECT, STAGE), other=(PROJECT + OTHER, STAGE), but=U_DECIDES),
    "projects:assign": AccessRow(
        "AU",
        own=(OWN_CALL,),
        other=(OWN_CALL + OTHER,),
        query=f"?stage={STAGE}&ticked={PROJECT}",
        other_query=f"?stage={STAGE}&ticked={PROJECT + OTHER}",
        but={"Aown": 302, "Aother": 302},  # the unit decides: nothing of it can be ticked
    ),
}
VERBS = {
    "projects:unseat": AccessRow(
        "AU", 302, own=(PROJECT, STAGE, SPARE), other=(PROJECT + OTHER, STAGE, SPARE + OTHER), but=U_DECIDES
    ),
}


def occupy(world):
    """Projects in review with their panels."""
    call(world["00"], pk=CALL)
    expert = Expert.objects.create(user=world.people["expert"])
    spare = Expert.objects.create(pk=SPARE_EXPERT, user=person("spare"))
    appoint(person("described", pk=EXPERT_USER), Role.EXPERT, world["00"])
    for code, shift in (("0101", 0), ("0201", OTHER)):
        own = call(world[code[:2]], pk=OWN_CALL + shift)
        made = project(world[code], own, ProjectState.REVIEWING, pk=PROJECT + shift)
        project(world[code], own, ProjectState.RUNNING, pk=OWN_STARTED + shift, number=f"DJCX-{shift}")
        panel = Panel.objects.create(pk=PANEL + shift, project=made, stage=STAGE, due_on=FAR)
        Seat.objects.create(pk=SEAT + shift, panel=panel, expert=expert)
        Seat.objects.create(pk=SPARE + shift, panel=panel, expert=spare)
