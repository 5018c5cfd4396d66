"""What the showcase asks of a unit, of the department and of a branch."""

import pytest

from core.choices import Role
from core.scope import scope_of
from core.todos import todos
from pledges.actions import showcase as actions
from tests.pledges.showcase.shown import drafted, returned, selected, submitted, supported, taken_off

PLACES = {"branch-0101": (Role.BRANCH, "0101"), "unit-01": (Role.UNIT, "01"), "department": (Role.DEPARTMENT, "00")}
PLACES["unit-03"] = (Role.UNIT, "03")


def asked(world, username):
    """[(why, address)] of the to-dos about the showcase."""
    role, code = PLACES[username]
    found = todos(role, world[code], scope_of(world.people[username]))
    return [(todo.why, todo.url) for todo in found if todo.url.startswith("/showcase/")]


@pytest.mark.parametrize("make", [drafted, submitted, returned, supported, selected, taken_off])
def test_each_state_asks_who_acts(branch, world, make):
    entry = make(branch)
    page = f"/showcase/entries/{entry.pk}/"
    expected = {
        submitted: {"unit-01": [("1份典型展示材料待推荐。", page)]},
        returned: {
            "branch-0101": [("典型展示材料“红色实验室”被退回，请修改后重新提交。", f"{page}edit/")],
        },
        taken_off: {
            "branch-0101": [
                ("典型展示材料“红色实验室”已被撤下（撤下理由：图片需更换），请修改后重新提交，或撤回。", f"{page}edit/")
            ],
        },
        supported: {"department": [("1份典型展示材料待遴选。", page)]},
    }.get(make, {})
    assert {who: told for who in PLACES if (told := asked(world, who))} == expected


def test_direct_branch_asks_the_department(branch, world):
    entry = submitted(world["03"])
    assert (asked(world, "unit-03"), len(asked(world, "department"))) == ([], 1)
    actions.send_back(entry=entry, reason="请补充成效", by=None)
    assert (len(asked(world, "unit-03")), asked(world, "department")) == (1, [])


def test_several_lead_to_a_list_of_just_these(branch, world, client_of):
    titles = {submitted(world["03"]).title, supported(branch).title}
    drafted(world["0201"])
    [(why, url)] = asked(world, "department")
    assert (why, url) == ("2份典型展示材料待遴选。", "/showcase/entries/?unit=00&waits=1")
    rows = list(client_of("department").get(url).context["list"].paginated_rows)
    assert ({row.record.title for row in rows}, len(rows)) == (titles, 2)
