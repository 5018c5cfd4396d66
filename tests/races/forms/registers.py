"""The forms of the admin: organisations with who leads them, appointments, accounts."""

from datetime import date

from accounts.models import User
from branches import actions
from branches.models import Appointment, Secretary
from core.choices import Role
from tests.branches.admin.pages import ROSTER, branch_data, formsets, page_of
from tests.races.sent import TEXT, Sent
from tests.world import appoint

ACCOUNTS, DEPARTMENT = "accounts", "department"
HELD, USERS = "/admin/branches/appointment/", "/admin/accounts/user/"
SAVED = {"why": "what says the same changes nothing", "winners": 2, "entries": 1}

PRESSED = {"why": "each press does it once more", "winners": 2}


def new_branch(world):
    row = {"secretaries-0-name": "张三"}
    facts = {"parent": world["01"].pk, "kind": "branch", "code": "0109", "name": TEXT, "category": "staff"}
    return facts | {"founded_on": "2012-06-01"} | formsets(secretaries=(1, 0)) | row


def secretary(world):
    """The page of 0103, which nobody leads."""
    return branch_data(world["0103"]) | formsets(secretaries=(1, 0)) | {"secretaries-0-name": TEXT}


def appointed_here(world):
    """The page of 0103, on which the stranger is given the role."""
    row = {"appointments-2-0-user": world.people["stranger"].pk, "appointments-2-0-role": "branch"}
    return (
        branch_data(world["0103"])
        | formsets(appointments_2=(1, 0))
        | row
        | {"appointments-2-0-starts_on": "2012-06-01"}
    )


def leaving(world):
    """0101, whose secretary has left."""
    actions.set_secretary(world["0101"], name="王芳", on=date(2012, 3, 1), by=None)
    Secretary.objects.filter(organisation=world["0101"]).update(left_on=date(2012, 6, 1))
    return page_of(world["0101"]).replace("/change/", "/leaving/")


def ticked(world):
    held = Appointment.objects.get(user=world.people["branch-0101"])
    return {"appointments": held.pk, "on": "2012-06-01"}


def new_role(world):
    return {
        "user": world.people["stranger"].pk,
        "role": "unit",
        "organisation": world["01"].pk,
        "starts_on": "2012-06-01",
    }


def new_audit(world):
    return {"user": world.people["stranger"].pk, "role": "audit", "starts_on": "2012-06-01"}


def held(who, **facts):
    """The page of the appointment of somebody."""

    def before(world):
        Appointment.objects.filter(user=world.people[who]).update(**facts)
        return f"{HELD}{Appointment.objects.get(user=world.people[who]).pk}/change/"

    return before


def prolonged(world):
    """The pages of two appointments that have ended, of one person to the same role: only one can be in force again."""
    first = held("branch-0201", ends_on=date(2012, 6, 1))(world)
    days = {"starts_on": date(2012, 7, 1), "ends_on": date(2012, 8, 1)}
    second = appoint(world.people["branch-0201"], Role.BRANCH, world["0201"], **days)
    return first, f"{HELD}{second.pk}/change/"


def user(way, who="stranger", **facts):
    """The address of a page of an account."""

    def before(world):
        User.objects.filter(username=who).update(**facts)
        return f"{USERS}{world.people[who].pk}/{way}/"

    return before


SENT = {
    "admin:branches_organisation_add": Sent(DEPARTMENT, f"{ROSTER}add/", new_branch, TEXT),
    "admin:branches_organisation_change secretary": Sent(
        DEPARTMENT, lambda world: page_of(world["0103"]), secretary, TEXT
    ),
    "admin:branches_organisation_change appointment": Sent(
        DEPARTMENT, lambda world: page_of(world["0103"]), appointed_here
    ),
    "admin:branches_organisation_leaving": Sent(DEPARTMENT, leaving, ticked),
    "admin:branches_appointment_add": Sent(DEPARTMENT, f"{HELD}add/", new_role),
    "admin:branches_appointment_add by accounts": Sent(ACCOUNTS, f"{HELD}add/", new_audit),
    "admin:branches_appointment_change": Sent(DEPARTMENT, held("unit-01"), {"ends_on": "2099-06-01"}),
    "admin:branches_appointment_change prolonged": Sent(DEPARTMENT, prolonged, {"ends_on": "2099-06-01"}),
    "admin:accounts_user_change": Sent(ACCOUNTS, user("change"), {"username": "stranger", "name": TEXT}, TEXT),
    "admin:accounts_user_change apart": Sent(
        ACCOUNTS, user("change"), {"username": "stranger", "name": TEXT}, TEXT, apart=True
    ),
    "admin:accounts_user_do reset": Sent(ACCOUNTS, user("do/reset"), says="一次性密码", **PRESSED),
    "admin:accounts_user_do sign-out": Sent(ACCOUNTS, user("do/sign-out"), **PRESSED),
    "admin:accounts_user_do unlock": Sent(ACCOUNTS, user("do/unlock"), **PRESSED),
    "admin:accounts_user_do disable": Sent(ACCOUNTS, user("do/disable")),
    "admin:accounts_user_do enable": Sent(ACCOUNTS, user("do/enable", is_active=False)),
}
