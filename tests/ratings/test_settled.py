"""Closed means not rated, at every door (R30): what is not decided by then waits for nobody and counts nowhere."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from branches.places import places_of
from core.scope import Scope
from ratings import actions, todos
from ratings.actions import Decided
from ratings.choices import Completion, State, Tier
from ratings.models import Rating, Standing
from ratings.queries import completion
from ratings.queries.grid import read
from ratings.queries.grid.returned import returned_of
from ratings.review import queue
from tests.snapshot import staged
from tests.workbooks import list_rows
from tests.world import close, move, rate

PENDING = [State.DRAFT, State.SUBMITTED, State.RETURNED]
ROUND = "/rounds/2012-2/"


def of(rating):
    return Rating.objects.filter(pk=rating.pk)


def scope_of(world, name):
    return Scope(world.people[name], places_of(world.people[name]))


def handed_in(world, code, tier=Tier.GOOD, by="unit-01"):
    return rate(world[code], world.later, tier, state=State.SUBMITTED, submitted_by=world.people[by])


@pytest.fixture
@staged
def closed(world):
    """All of unit 01 handed in, then 0101 merged on the very reference date, 0103 a day later."""
    for code in ("0101", "0102", "0103"):
        handed_in(world, code)
    day = world.later.reference_date
    close(world["0101"], day, into=world["0102"])
    close(world["0103"], day + timedelta(days=1))
    return world


def rating(world, code="0101"):
    return Rating.objects.get(organisation=world[code], round=world.later)


@pytest.mark.parametrize("state", PENDING)
def test_what_is_pending_is_settled_on_the_reference_date_not_the_day_after(world, state):
    for code, after in (("0101", 0), ("0102", 1)):
        rate(world[code], world.later, Tier.GOOD, state=state)
        close(world[code], world.later.reference_date + timedelta(days=after))
    assert [one.organisation.code for one in Rating.objects.settled()] == ["0101"]
    assert [one.organisation.code for one in Rating.objects.unsettled()] == ["0102"]


def test_what_is_official_stays(world):
    rate(world["0101"], world.later, Tier.GOOD)
    close(world["0101"], world.baseline.reference_date)
    assert (Rating.objects.settled().count(), Rating.objects.unsettled().count()) == (0, 1)
    assert Standing.objects.filter(organisation=world["0101"]).exists()


VERBS = {
    "enter": lambda world: actions.enter(
        round_=world.later, organisation=world["0101"], unit=world["01"], score=80, tier=Tier.GOOD, version=1, by=None
    ),
    "approve": lambda world: actions.approve(rows=of(rating(world)), by=world.people["department"]),
    "return": lambda world: actions.return_(rows=of(rating(world)), reason="不够具体", by=world.people["department"]),
    "admit": lambda world: actions.admit(round_=world.later, organisation=world["0101"], reason="新建", by=None),
    "record": lambda world: actions.record_decided(
        rows=[Decided(world["0101"].pk, world.later.pk, world["01"].pk, None, Tier.GOOD)], by=None, reason="台账"
    ),
}


@pytest.mark.parametrize("verb", VERBS)
def test_no_verb_rates_what_is_closed(closed, verb):
    before = list(Rating.objects.order_by("pk").values())
    if verb == "record":
        rating(closed).delete()
        before = list(Rating.objects.order_by("pk").values())
    with pytest.raises(ValidationError):
        VERBS[verb](closed)
    assert list(Rating.objects.order_by("pk").values()) == before


def test_refusal_names_the_closing_and_nobody_who_was_faster(closed):
    with pytest.raises(ValidationError) as error:
        VERBS["approve"](closed)
    assert error.value.messages == ["该组织在基准日当日或之前已撤销，不再参评（R30）。"]


def test_submitting_leaves_it(world):
    for code in ("0101", "0102", "0103"):
        rate(world[code], world.later, Tier.GOOD, state=State.DRAFT)
    close(world["0101"], world.later.reference_date)
    actions.submit(round_=world.later, unit=world["01"], by=world.people["unit-01"])
    assert rating(world).state == State.DRAFT


def test_approving_everything_leaves_it(closed, client_of):
    client = client_of("department")
    assert [item.rating.organisation.code for item in client.get(f"{ROUND}review/").context["review"].sheet.items] == [
        "0102",
        "0103",
    ]
    shown = client.get(f"{ROUND}review/approve/")
    client.post(f"{ROUND}review/approve/", {"seen": shown.context["decision"].seen})
    states = dict(Rating.objects.filter(round=closed.later).values_list("organisation__code", "state"))
    assert states == {"0101": State.SUBMITTED, "0102": State.APPROVED, "0103": State.APPROVED}
    assert not Standing.objects.filter(organisation=closed["0101"]).exists()


def test_closing_while_the_page_to_confirm_is_open(world, client_of):
    """What was on the page and is closed by the time its button is pressed is not made official."""
    handed_in(world, "0101")
    client = client_of("department")
    shown = client.get(f"{ROUND}review/approve/?row=0101")
    close(world["0101"], world.later.reference_date)
    data = {"seen": shown.context["decision"].seen}
    response = client.post(f"{ROUND}review/approve/?row=0101", data, follow=True)
    assert [message.message for message in response.context["messages"]] == [
        "该组织在基准日当日或之前已撤销，不再参评（R30）。"
    ]
    assert rating(world).state == State.SUBMITTED


def doors(world):
    """How many ratings wait, at each door."""
    department, unit = scope_of(world, "department"), scope_of(world, "unit-01")
    rows = Rating.objects.filter(round=world.later)
    [of_unit] = completion.by_unit(world.later, [world["01"]])
    return {
        "review": queue.waiting(rows).count(),
        "to decide": [name for todo in todos.to_decide(world["00"], department) for name, _url in todo.names],
        "progress": (of_unit.expected, of_unit.submitted, of_unit.left),
        "state of the unit": of_unit.state,
        "grid": len(read(world.later, world["01"]).lines),
        "counts of the round": dict(completion.states(rows))[State.SUBMITTED],
        "spread": completion.handed_in(world.later, [world["01"].pk])[world["01"].pk].whole,
        "to rate": [todo.notes for todo in todos.to_rate(world["01"], unit) if "2012-2" in todo.why],
    }


def test_it_waits_for_nobody_and_counts_nowhere(closed):
    assert doors(closed) == {
        "review": 2,
        "to decide": ["文学院党委（2）"],
        "progress": (2, 2, 0),
        "state of the unit": Completion.SUBMITTED,
        "grid": 2,
        "counts of the round": 2,
        "spread": 2,
        "to rate": [()],
    }


def reasons_of(unit):
    return {round_: [row.reason for row in rows] for round_, rows in returned_of(unit).items()}


def test_what_came_back_is_no_longer_asked_for(world):
    rate(world["0101"], world.later, Tier.GOOD, state=State.RETURNED)
    assert reasons_of(world["01"]) == {world.later.pk: ["不够具体"]}
    close(world["0101"], world.later.reference_date)
    assert reasons_of(world["01"]) == {}


def test_a_unit_that_is_closed_is_not_waited_for_by_the_university(world):
    """N01: what the department rates itself; its branches are rated on."""
    rate(world["02"], world.later, Tier.GOOD, state=State.SUBMITTED, submitted_by=world.people["department-2"])
    close(world["02"], world.later.reference_date, into=world["01"])
    assert list(todos.base_to_decide(world["00"], scope_of(world, "department"))) == []
    assert completion.of_university(world.later).submitted == 0


def test_a_branch_that_moved_and_was_closed_is_not_named_as_moved(world):
    handed_in(world, "0101")
    move(world["0101"], world["02"])
    assert [one.organisation.code for one in read(world.later, world["01"]).moved] == ["0101"]
    close(world["0101"], world.later.reference_date)
    assert list(read(world.later, world["01"]).moved) == []


def test_list_and_workbook_of_the_round_say_that_it_is_not_rated(closed, client_of):
    client, words = client_of("department"), "不参评：已于2012年10月31日撤销"
    page = client.get(f"{ROUND}?q=0101").content.decode()
    assert words in page
    rows = list_rows(client.get(f"{ROUND}sheet/?q=0101"))
    assert [cell for row in rows for cell in row if cell == words] == [words]
    for state, codes in (("submitted", ["0102", "0103"]), ("settled", ["0101"]), ("", ["0101", "0102", "0103"])):
        listed = client.get(f"{ROUND}?state={state}").context["list"].page
        assert [one.organisation.code for one in listed] == codes


def test_reopened_it_is_settled_and_the_page_says_so(world, client_of):
    rate(world["0101"], world.later, Tier.GOOD)
    close(world["0101"], world.later.reference_date)
    client, address = client_of("department"), f"{ROUND}reopen/0101/"
    assert "不能再审定" in client.get(address).content.decode()
    response = client.post(address, {"reason": "撤销日期有误"}, follow=True)
    assert "不再参评" in next(message.message for message in response.context["messages"])
    assert list(Rating.objects.settled()) == [rating(world)]
    assert not Standing.objects.filter(organisation=world["0101"], rating__round=world.later).exists()
