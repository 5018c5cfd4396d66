"""Users, appointments and secretaries of the fictional university; one password, hashed once."""

from datetime import date, timedelta

from django.contrib.auth.hashers import make_password

from accounts.models import User
from branches.choices import Category, Kind
from branches.demo import names
from branches.models import Appointment, Secretary
from core.choices import Role
from core.history import create

REASON = "示范数据"
TERM_YEARS = 3
VACANT_FOR_DAYS = 40
AT_THE_TOP = {
    "department": Role.DEPARTMENT,
    "department-2": Role.DEPARTMENT,
    "viewer": Role.VIEWER,
    **{f"expert-{number}": Role.EXPERT for number in range(1, 6)},
    "accounts": Role.ACCOUNTS,
    "audit": Role.AUDIT,
}
OFFERS = {  # professional titles and concurrent posts by category; a unit's own secretary stands under ""
    "": (names.STAFF_TITLES[:2], ("副院长", "")),
    Category.STAFF: (names.STAFF_TITLES, (*names.STAFF_POSTS, "", "")),
    Category.STUDENT: (names.STUDENT_TITLES, ("辅导员", "班主任", "")),
    Category.RETIRED: (names.STAFF_TITLES, ("",)),
    Category.OFFICE: (names.OFFICE_TITLES, ("副处长", "科长", "")),
}


def settle(organisations, *, rng, today, password):
    """Give every one of `organisations` (by code) a secretary and a sign-in. Returns the users by name."""
    persons = names.Persons(rng)
    led = [organisation for organisation in organisations.values() if organisation.kind != Kind.UNIVERSITY]
    secretaries = {led_one.pk: _secretary(led_one, persons.draw(), rng, today) for led_one in led}
    branches = [organisation for organisation in led if organisation.kind == Kind.BRANCH]
    secretaries[branches[len(branches) // 3].pk].left_on = today - timedelta(days=VACANT_FOR_DAYS)
    top = {username: (role, organisations["00"], persons.draw()) for username, role in AT_THE_TOP.items()}
    below = {username(one): (_role(one), one, secretaries[one.pk].name) for one in led}
    create(Secretary, secretaries.values(), by=None, reason=REASON)
    return _appoint(top | below, password=password, starts_on=today - timedelta(days=400))


def username(organisation):
    """`unit-01`, `branch-001`: the demo sign-in of who leads `organisation`."""
    return f"{'branch' if organisation.kind == Kind.BRANCH else 'unit'}-{organisation.code}"


def _role(organisation):
    return Role.BRANCH if organisation.kind == Kind.BRANCH else Role.UNIT


def _secretary(organisation, name, rng, today):
    """Most in their term of three years, a few past it: overdue for election (N13)."""
    titles, posts = OFFERS[organisation.category if organisation.kind == Kind.BRANCH else ""]
    term_from = today - timedelta(days=rng.randint(60, 1150))
    return Secretary(
        organisation=organisation,
        name=name,
        title=rng.choice(titles),
        academic_lead=organisation.category == Category.STAFF and rng.random() < 0.4,
        concurrent_post=rng.choice(posts),
        term_from=term_from,
        term_to=date(term_from.year + TERM_YEARS, term_from.month, min(term_from.day, 28)),
    )


def _appoint(held, *, password, starts_on):
    """One user for each (role, organisation, name) of `held`, by user name."""
    hashed = make_password(password)
    users = [User(username=login, name=name, password=hashed) for login, (_, _, name) in held.items()]
    by_name = {user.username: user for user in create(User, users, by=None, reason=REASON)}
    appointments = (
        Appointment(user=by_name[login], role=role, organisation=organisation, starts_on=starts_on)
        for login, (role, organisation, _) in held.items()
    )
    create(Appointment, appointments, by=None, reason=REASON)
    return by_name
