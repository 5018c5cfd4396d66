"""What is asked at a place about plans, as somebody of the cast sees it."""

from datetime import date

from core.choices import Role
from core.scope import scope_of
from core.todos import todos
from pledges import actions

APPROVED = date(2012, 5, 20)
DUE = date(2012, 6, 19)
AFTER = date(2013, 1, 1)  # plans of the tests are due on 31 December


def asked(world, username, code, role=None):
    """The to-dos about plans at a place, as `username` sees them."""
    role = role or {4: Role.BRANCH, 2: Role.UNIT}[len(code)]
    role = Role.DEPARTMENT if code == "00" else role
    found = todos(role, world[code], scope_of(world.people[username]))
    return [todo for todo in found if todo.url.startswith(("/plans", "/branches", "/duties/?unit"))]


def of_branch(world, code="0101", username="branch-0101"):
    """[(who, address, due)] of a branch."""
    return [(todo.who, todo.url, todo.due) for todo in asked(world, username, code)]


def of_unit(world, username="unit-01", code="01"):
    """{address: who} at a unit, its own plan for the year left out."""
    return {todo.url: todo.who for todo in asked(world, username, code) if todo.url != f"/plans/new/unit/{code}/"}


def submit_and(plan, verb):
    actions.submit(plan=plan, by=None)
    verb()


def report(plan, number):
    return f"/plans/{plan.pk}/measures/{number}/report/"


def of_department(world, username="department"):
    return {todo.url: todo.who for todo in asked(world, username, "00")}
