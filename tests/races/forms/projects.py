"""The buttons of calls, applications, reviews and notices, and the files that hang on them."""

from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.models import User
from core import history
from projects.choices import ProjectState, SheetState
from projects.models import Call, Project, Seat, Step
from tests.naughty.fields import put
from tests.projects import made
from tests.projects.access.applications import DRAFT
from tests.projects.access.calls import UNIT_CALL
from tests.projects.access.reviews import OWN_CALL, PROJECT, SEAT, SPARE, STAGE
from tests.projects.calls.sending import sent
from tests.races.sent import SAME, TEXT, Sent

BRANCH, UNIT, DEPARTMENT = "branch-0101", "unit-01", "department"
S = ProjectState
SUMS = {"granted": "1500", "own_granted": "500"}
LINK = {"link": "https://example.org/proof"}
DUE = {"due_on": "2099-06-30"}
OF_UNIT = sent(title=TEXT, support_by=None, unit_quota=None)
CALL_FILES = f"/projects/calls/{UNIT_CALL}/files/"


def pdf(name="file"):
    """Makes a file for the field `name`."""
    return lambda: {name: SimpleUploadedFile("合同.pdf", b"%PDF-1.4\n%proof\n%%EOF\n", "application/pdf")}


def whole(verb, state, **facts):
    """The address of a verb of the application, which is complete and stands at `state` under a call that is open."""

    def before(_world):
        today = timezone.now()
        days = {"opens_on": today.date(), "closes_at": today + made.days(9), "support_by": today.date() + made.days(9)}
        Call.objects.filter(projects=DRAFT).update(**days)
        project = Project.objects.get(pk=DRAFT)
        history.save(Step(project=project, number=1, text="编制计划"), by=None)
        return put(Project, DRAFT, f"/projects/{DRAFT}/{verb}/", state=state, **facts)(_world)

    return before


def alone(_world):
    """The application, complete, is the only one of its branch that is not at an end."""
    others = Project.objects.filter(organisation__code="0101").exclude(pk=DRAFT)
    others.update(state=S.WITHDRAWN, ended_on=timezone.localdate())
    return whole("submit", S.DRAFT)(_world)


def confirming(verb):
    return whole(verb, S.CONFIRMING, offered=Decimal(1500), own_offered=Decimal(500))


def revising(verb):
    return whole(verb, S.REVISING, offered=Decimal(1500), own_offered=Decimal(500))


def in_review(verb):
    """The address of a verb of a project in review that its unit decides without experts."""

    def before(world):
        project = made.project(world["0101"], Call.objects.get(pk=UNIT_CALL), S.REVIEWING)
        return f"/projects/{project.pk}/{verb}/"

    return before


def draft_call(verb):
    later = timezone.now() + made.days(9)
    return put(Call, UNIT_CALL, f"/projects/calls/{UNIT_CALL}/{verb}/", published_on=None, closes_at=later)


def open_call(world):
    """A call of the university that is open today, to which nobody has applied."""
    today = timezone.now()
    Project.objects.filter(organisation=world["0101"]).update(state=S.WITHDRAWN, ended_on=today.date())
    call = made.call(world["00"], opens_on=today.date(), closes_at=today + made.days(9))
    return f"/projects/calls/{call.pk}/apply/0101/"


def judge():
    """Somebody who can be given a seat besides those who have one."""
    return made.expert(User.objects.get(username="described")).pk


def seat(_world):
    return {"experts": judge(), **DUE}


def handed_in(_world):
    Seat.objects.filter(pk=SEAT).update(state=SheetState.SUBMITTED, points=[28, 27, 35])
    return f"/projects/{PROJECT}/panel/{STAGE}/close/"


SENT = {
    "projects:add_proof": Sent(BRANCH, f"/projects/{DRAFT}/proofs/", files=pdf()),
    "projects:add_proof link": Sent(BRANCH, f"/projects/{DRAFT}/proofs/", LINK, LINK["link"]),
    "projects:apply": Sent(BRANCH, open_call, {"title": TEXT}, TEXT, **SAME),
    "projects:apply apart": Sent(BRANCH, open_call, {"title": TEXT}, TEXT, apart=True, is_page=False),
    "projects:assign": Sent(UNIT, f"/projects/calls/{OWN_CALL}/assign/?stage={STAGE}&ticked={PROJECT}", seat),
    "projects:call_add_file": Sent(UNIT, CALL_FILES, files=pdf()),
    "projects:call_discard": Sent(UNIT, draft_call("discard")),
    "projects:call_drop_file": Sent(UNIT, f"{CALL_FILES}{UNIT_CALL}/remove/"),
    "projects:call_new": Sent(UNIT, "/projects/calls/new/", OF_UNIT, TEXT, **SAME),
    "projects:call_new by two": Sent(
        DEPARTMENT, "/projects/calls/new/", sent(title=TEXT), TEXT, why="each begins a call of the own", winners=2
    ),
    "projects:call_publish": Sent(UNIT, draft_call("publish")),
    "projects:decide check": Sent(DEPARTMENT, whole("check", S.SUPPORTED)),
    "projects:decide confirm": Sent(DEPARTMENT, confirming("confirm")),
    "projects:decide resubmit": Sent(BRANCH, revising("resubmit")),
    "projects:decide revise": Sent(UNIT, in_review("revise"), {**SUMS, "message": TEXT}, TEXT),
    "projects:decide submit": Sent(BRANCH, alone),
    "projects:decide support": Sent(UNIT, whole("support", S.SUBMITTED)),
    "projects:discard": Sent(BRANCH, f"/projects/{DRAFT}/discard/"),
    "projects:drop_proof": Sent(BRANCH, f"/projects/{DRAFT}/proofs/{DRAFT}/remove/"),
    "projects:panel": Sent(UNIT, f"/projects/{PROJECT}/panel/{STAGE}/", seat),
    "projects:panel_close": Sent(UNIT, handed_in),
    "projects:unseat": Sent(UNIT, f"/projects/{PROJECT}/panel/{STAGE}/seats/{SPARE}/remove/"),
}
