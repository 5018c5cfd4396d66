"""Who carries out what of a project's life-cycle (N19): applicant, unit, decider, by level and owner."""

import pytest

from branches.models import Secretary
from core.choices import Role
from projects.choices import ProjectState
from projects.lifecycles.projects import table
from projects.models import Project
from projects.parts import checks_first, decided_by, decider, writer
from tests.projects.made import TODAY, project

S = ProjectState
A, U, B = Role.DEPARTMENT, Role.UNIT, Role.BRANCH


@pytest.mark.parametrize(
    ("code", "is_unit_level", "leader", "expected"),
    [
        ("0101", False, None, (B, True, A)),
        ("0101", False, "unit-01", (B, False, A)),
        ("01", False, None, (U, False, A)),
        ("03", False, None, (U, False, A)),
        ("0101", True, None, (B, False, U)),
        ("0101", True, "branch-0101", (B, False, U)),
        ("0101", True, "unit-01", (B, False, A)),
        ("01", True, None, (U, False, A)),
    ],
)
def test_roles(world, called, unit_called, code, is_unit_level, leader, expected):
    call = unit_called if is_unit_level else called
    found = project(world[code], call, leader_user=world.people[leader] if leader else None)
    assert (writer(found), checks_first(found), decider(found)) == expected
    assert [Project.objects.filter(decided_by(role)).exists() for role in (U, A)] == [
        expected[2] == U,
        expected[2] == A,
    ]


def test_secretary_who_leads_by_name_does_not_decide(world, unit_called):
    """Whoever has no account is known by name as long as in office."""
    found = project(world["0101"], unit_called, leader="王建国")
    assert decider(found) == U
    in_office = Secretary.objects.create(organisation=world["01"], name="王建国")
    assert (decider(found), Project.objects.filter(decided_by(A)).exists()) == (A, True)
    in_office.left_on = TODAY
    in_office.save()
    assert (decider(found), Project.objects.filter(decided_by(A)).exists()) == (U, False)


CHECKED = [
    ("submit", (S.DRAFT, S.RETURNED), S.SUBMITTED, B),
    ("support", (S.SUBMITTED,), S.SUPPORTED, U),
    ("return", (S.SUBMITTED,), S.RETURNED, U),
    ("check", (S.SUPPORTED,), S.REVIEWING, A),
    ("send_back", (S.SUPPORTED,), S.RETURNED, A),
    ("approve", (S.REVIEWING,), S.NOTICE, A),
    ("revise", (S.REVIEWING,), S.REVISING, A),
    ("resubmit", (S.REVISING,), S.CONFIRMING, B),
    ("confirm", (S.CONFIRMING,), S.NOTICE, A),
    ("ask_again", (S.CONFIRMING,), S.REVISING, A),
    ("reject", (S.NOTICE, S.REVIEWING), S.REJECTED, A),
    ("start", (S.NOTICE,), S.RUNNING, A),
    ("correct", (S.RUNNING,), S.CORRECTING, A),
    ("resume", (S.CORRECTING,), S.RUNNING, A),
    ("hand_in", (S.AMENDING, S.RUNNING), S.ACCEPTING, B),
    ("grade", (S.ACCEPTING,), S.CLOSING, A),
    ("amend", (S.ACCEPTING,), S.AMENDING, A),
    ("fail", (S.ACCEPTING,), S.REVOKED, A),
    ("regrade", (S.CLOSING,), S.ACCEPTING, A),
    ("close", (S.CLOSING,), S.ACCEPTED, A),
    ("stop", (S.ACCEPTING, S.AMENDING, S.CORRECTING, S.RUNNING), S.STOPPED, A),
    (
        "withdraw",
        (S.CONFIRMING, S.NOTICE, S.RETURNED, S.REVIEWING, S.REVISING, S.RUNNING, S.SUBMITTED, S.SUPPORTED),
        S.WITHDRAWN,
        B,
    ),
]


def rows(lifecycle):
    return {one.name: (tuple(sorted(one.sources)), one.target, one.role) for one in lifecycle.transitions}


def test_table_of_a_branch_that_the_unit_checks(world, called):
    expected = {name: (tuple(sorted(sources)), target, role) for name, sources, target, role in CHECKED}
    assert rows(table(project(world["0101"], called))) == expected


def test_unit_decides_what_it_called_for(world, unit_called):
    """The same way without its own check: what is handed in waits for the formal check."""
    expected = {
        name: (tuple(sorted(sources)), S.SUPPORTED if name == "submit" else target, U if role == A else role)
        for name, sources, target, role in CHECKED
        if name not in ("support", "return")
    }
    assert rows(table(project(world["0101"], unit_called))) == expected


def test_what_was_handed_in_to_the_unit_stays_there(world, called):
    """Its secretary takes the lead meanwhile: the way back is still open."""
    found = project(world["0101"], called, S.SUBMITTED, leader_user=world.people["unit-01"])
    assert {one.name for one in table(found).open_to(S.SUBMITTED, {U})} == {"support", "return"}
