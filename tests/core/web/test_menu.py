"""The menu: at most seven places, of the person's roles, in the order of the groups; one of them is where one is."""

from itertools import chain, combinations

import pytest

from config.menu import ENTRIES
from core.choices import Role
from core.scope import Place, Scope
from core.web.menu import GROUPS, MenuEntry, MenuGroup, menu_of

FIRST, SECOND = MenuGroup("First", "house"), MenuGroup("Second", "gear")
DEPARTMENT = (Role.DEPARTMENT,)
TARGETS = MenuEntry("Targets", "reports:targets", "bullseye", DEPARTMENT)
SHEET = MenuEntry("Sheet", "reports:targets_sheet", "list", DEPARTMENT)
LOG = MenuEntry("Log", "reports:log", "journal-text", (Role.AUDIT,))
UNIT = MenuEntry("My unit", "reports:unit", "house", (Role.UNIT,), own=True)
PLACES_ON_TOP = 7
PLANS = [
    "/plans/",
    "/plans/measures/",
    "/benchmarks/",
    "/twinning/",
    "/meetings/",
    "/showcase/entries/",
]
CALLS = ["/projects/", "/projects/calls/"]
BOOKS = ["/workbooks/", "/workbooks/annual/"]
REGISTERS = ["/admin/branches/organisation/", "/admin/branches/appointment/"]
DUTIES = [*PLANS, "/duties/"]
ROLES = {
    Role.DEPARTMENT: [
        "/department/",
        "/targets/",
        "/rounds/",
        [*CALLS, *DUTIES],
        [*REGISTERS, "/restructures/"],
        BOOKS,
    ],
    Role.VIEWER: ["/targets/", "/rounds/", ["/projects/", *DUTIES], BOOKS],
    Role.UNIT: ["/units/01/", "/targets/", "/rounds/", [*CALLS, *DUTIES], BOOKS],
    Role.BRANCH: ["/branches/0101/", [*CALLS, *PLANS], "/workbooks/"],
    Role.EXPERT: ["/projects/desk/"],
    Role.ACCOUNTS: ["/admin/branches/appointment/", "/admin/accounts/user/"],
    Role.AUDIT: ["/history/"],
}
CODES = {Role.UNIT: "01", Role.BRANCH: "0101"}


def scope(*roles):
    return Scope(None, [Place(role, "", CODES.get(role, "00")) for role in roles])


def addresses(menu):
    """Of each place its address, or those of the group it opens."""
    return [[link.url for link in place.links] or place.url for place in menu]


def current(menu):
    """The labels of what is marked, group before link."""
    shown = chain.from_iterable((place, *place.links) for place in menu)
    return [place.label for place in shown if place.current]


@pytest.mark.parametrize("role", Role)
def test_menu_of_each_role(role):
    assert addresses(menu_of(ENTRIES, scope(role), "/")) == ROLES[role]


def test_menu_of_any_roles_has_at_most_seven_places():
    hands = chain.from_iterable(combinations(Role, count) for count in range(1, len(Role) + 1))
    assert {hand for hand in hands if len(menu_of(ENTRIES, scope(*hand), "/")) > PLACES_ON_TOP} == set()
    assert len(GROUPS) <= PLACES_ON_TOP


def test_group_opens_to_its_links_in_the_order_declared():
    (place,) = menu_of({FIRST: [TARGETS, UNIT]}, scope(Role.UNIT, Role.DEPARTMENT), "/")
    assert (place.label, place.icon, place.url) == ("First", "house", "")
    assert [(link.label, link.url) for link in place.links] == [("Targets", "/targets/"), ("My unit", "/units/01/")]


def test_group_with_one_visible_link_is_that_link():
    (place,) = menu_of({FIRST: [TARGETS, UNIT]}, scope(Role.DEPARTMENT), "/")
    assert (place.label, place.icon, place.url, place.links) == ("Targets", "bullseye", "/targets/", ())


def test_group_without_a_visible_link_is_left_out():
    menu = menu_of({FIRST: [TARGETS], SECOND: [LOG]}, scope(Role.AUDIT), "/")
    assert [place.label for place in menu] == ["Log"]


def test_places_stand_in_the_order_of_the_groups():
    menu = menu_of({SECOND: [LOG], FIRST: [TARGETS]}, scope(Role.DEPARTMENT, Role.AUDIT), "/")
    assert [place.label for place in menu] == ["Log", "Targets"]


def test_own_places_are_all_there_and_told_apart():
    both = Scope(None, [Place(Role.UNIT, "", "01"), Place(Role.UNIT, "", "02")])
    (place,) = menu_of({FIRST: [UNIT]}, both, "/units/02/")
    assert [(link.label, link.url) for link in place.links] == [
        ("My unit 01", "/units/01/"),
        ("My unit 02", "/units/02/"),
    ]
    assert current([place]) == ["First", "My unit 02"]


@pytest.mark.parametrize(
    ("path", "marked"),
    [
        ("/targets/", ["First", "Targets"]),
        ("/targets/sheet/", ["First", "Sheet"]),
        ("/targets/sheet/more/", ["First", "Sheet"]),
        ("/targets/other/", ["First", "Targets"]),
        ("/history/1/", ["Log"]),
        ("/rounds/", []),
    ],
)
def test_current_is_the_longest_address_the_path_starts_with(path, marked):
    declared = {FIRST: [TARGETS, SHEET], SECOND: [LOG]}
    assert current(menu_of(declared, scope(Role.DEPARTMENT, Role.AUDIT), path)) == marked
