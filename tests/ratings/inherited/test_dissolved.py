"""What came back of a unit without a successor: one officer corrects it, another approves (R30)."""

from datetime import timedelta

import pytest

from core.workflow.lifecycle import TooLate
from ratings import actions, todos
from ratings.choices import State, Tier
from ratings.models import Rating, Standing
from tests.ratings.entry.test_grid import fields
from tests.ratings.inherited import CLOSED, HEIR, MERGED, rating, scope_of, typed
from tests.world import close


def test_dissolved_unit_one_officer_types_and_another_approves(dissolved, client_of):
    world, client = dissolved, client_of("department")
    page = client.get(CLOSED)
    forms = {line.row.organisation.code: line.form is not None for line in page.context["lines"]}
    assert (forms, page.context["inherited"]) == ({"0201": True, "0202": False}, [])
    assert client.post(f"{CLOSED}rows/0201/", typed(world)).status_code == 200
    client.post(f"{CLOSED}check/")
    row = rating(world)
    assert (row.state, row.score, row.unit, row.submitted_by) == (
        State.SUBMITTED,
        84,
        world["02"],
        world.people["department"],
    )
    rows = Rating.objects.filter(pk=row.pk)
    with pytest.raises(TooLate):
        actions.approve(rows=rows, by=world.people["department"])
    actions.approve(rows=rows, by=world.people["department-2"])
    assert Standing.objects.get(rating=row).tier == Tier.GOOD


@pytest.mark.parametrize("who", ["viewer", "unit-01", "unit-02"])
def test_nobody_else_types_for_a_dissolved_unit(dissolved, client_of, who):
    status = 404 if who == "unit-01" else 403
    assert client_of(who).post(f"{CLOSED}rows/0201/", typed(dissolved)).status_code == status


def test_of_a_dissolved_unit_only_what_came_back_is_typed(dissolved, client_of):
    """Also while entry is open: what was never handed in stays so."""
    world = dissolved
    Rating.objects.filter(organisation=world["0202"], round=world.later).delete()
    world.later.closes_on = None
    world.later.save()
    client = client_of("department")
    forms = {line.row.organisation.code: line.form is not None for line in client.get(CLOSED).context["lines"]}
    assert forms == {"0201": True, "0202": False}
    client.post(f"{CLOSED}rows/0202/", fields("0202", "95"))
    assert not Rating.objects.filter(organisation=world["0202"], round=world.later).exists()
    assert actions.submit(round_=world.later, unit=world["02"], by=world.people["department"]) == [rating(world).pk]


def test_chain_that_ends_in_a_dissolved_unit_is_the_department_s(merged, client_of):
    world = merged
    for day, code in enumerate(("0101", "0102", "0103"), start=1):
        close(world[code], MERGED + timedelta(days=day))
    close(world["01"], MERGED + timedelta(days=10))
    client = client_of("department")
    [line] = client.get(HEIR).context["inherited"]
    assert line.form is not None
    client.post(HEIR, typed(world))
    assert rating(world).score == 84
    assert [todo.url for todo in todos.to_correct(world["00"], scope_of(world, "department"))] == [
        f"{HEIR}?row=0201#id_0201-score"
    ]
