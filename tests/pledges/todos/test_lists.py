"""A to-do that names several leads to a list of just these."""

import re

from core.choices import Role
from core.scope import scope_of
from core.todos import todos
from pledges.models import Plan
from tests.pledges.made import on
from tests.pledges.todos.asked import AFTER
from tests.pledges.todos.scene import everything
from tests.world import appoint

PLAN, MEASURE = r"/plans/(\d+)/", r"/plans/(\d+)/#measure-(\d+)"
BRANCH = r"/(?:plans/new/\w+|twinning/new|branches)/(\d+)/"
LISTS = ("/plans/", "/duties/")
# What to-dos that name several lead to; who only looks is led from forms to the lists and is named nobody.
OF_DEPARTMENT = {
    "?kind=rectification&state=in_force&late=1",
    "?unit=00&kind=rectification&waits=review",
    "?unit=00&kind=unit&waits=review",
    "?unit=00&waits=acceptance",
    "?unit=00&waits=look_back",
    "?unit=00&waits=move",
    "?unit=00&waits=settling",
    "?unit=00&waits=version",
    "measures/?unit=00&waits=1",
}
OF_ANYBODY = {
    "?unit=01&waits=again",
    "?unit=01&waits=amended",
    "?unit=01&kind=activity&waits=review",
    "?unit=01&kind=pledge&waits=review",
    "?unit=01&kind=rectification&state=draft",
    "?unit=01&waits=acceptance",
    "?unit=01&waits=closing",
    "?unit=01&waits=move",
    "?unit=01&waits=version",
    "measures/?unit=01&waits=1",
    "/duties/?unit=01&waits=late",
}
OF_UNIT = OF_ANYBODY | {
    "?unit=01&kind=rectification&state=returned",
    "?unit=01&waits=ask",
    "?unit=01&waits=outcome",
    "?unit=01&waits=relapse",
    "/duties/?unit=01&waits=begin",
    "/duties/?unit=01&waits=helper",
}


def named(todo):
    """What the names of a to-do lead to: numbers of plans, (plan, number) of measures, or codes of branches."""
    for pattern in (MEASURE, BRANCH, PLAN):
        found = [re.match(pattern, url) for _label, url in todo.names]
        if all(found):
            return {one.groups() for one in found}
    raise AssertionError(todo.names)


def shown(client, todo):
    """The same of the rows of the list it leads to, all pages of it."""
    rows = list(client.get(todo.url).context["list"].data)
    if "measures/" in todo.url:
        return [(str(row.plan_id), str(row.number)) for row in rows]
    if not rows or not isinstance(rows[0], Plan) or "relapse" in todo.url:
        return [(row.organisation.code,) for row in rows]
    return [(str(row.pk),) for row in rows]


HELD = (
    ("department", "00", Role.DEPARTMENT, OF_DEPARTMENT),
    ("unit-01", "01", Role.UNIT, OF_UNIT),
    ("department", "01", Role.UNIT, OF_ANYBODY),
)


def test_list_shows_just_what_the_to_do_names(rated, client_of):
    everything(rated)
    with on(AFTER):
        for who, code, role, lists in HELD:
            client = client_of(who)
            found = todos(role, rated[code], scope_of(rated.people[who]))
            several = {todo.url: todo for todo in found if len(todo.names) > 1 and todo.url.startswith(LISTS)}
            for todo in several.values():
                rows = shown(client, todo)
                assert (named(todo) - set(rows), len(rows)) == (set(), len(todo.names) + todo.more), todo.url
            assert set(several) == {address if address.startswith("/") else f"/plans/{address}" for address in lists}
        appoint(rated.people["department"], Role.UNIT, rated["01"])  # who holds two roles finds each duty once
        rows = list(client_of("department").get("/duties/?waits=late").context["list"].data)
        assert len({(row.organisation, row.duty.kind) for row in rows}) == len(rows) > 0
