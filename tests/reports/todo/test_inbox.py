"""The inbox: what waits for a person at all places held, what waits for colleagues behind it, else the next date."""

import re
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from branches.models import Secretary
from core.choices import EventKind, Role
from core.lists import PAGE
from core.log.events import record
from core.models import Event
from ratings import actions
from ratings.choices import State, Tier
from ratings.models import Campaign, Round, Target
from tests.world import add_round, appoint, found, rate

TODO, COUNT = "/todo/", "/todo/count/"


@pytest.fixture(autouse=True)
def planless(world):
    """The campaign begins next year: no base organisation owes a plan for this one."""
    Campaign.objects.update(starts_on=timezone.localdate() + timedelta(days=366))


@pytest.fixture
def quiet(world):
    """Nothing can be rated any more."""
    Round.objects.update(closes_on=timezone.localdate() - timedelta(days=1))
    return world


def shown(response):
    """[(own, role, code of the place, addresses)] as the page groups them."""
    return [
        (own, place.role, place.organisation.code, [todo.url for todo in todos])
        for own, places in response.context["parts"]
        for place, todos in places
    ]


def test_unit_sees_what_it_may_do_before_what_waits_for_others(world, client_of):
    for code in ("0101", "0102", "0103"):
        rate(world[code], world.baseline, Tier.GOOD, state=State.SUBMITTED)
    response = client_of("unit-01").get(TODO)
    assert shown(response) == [
        (True, Role.UNIT, "01", ["/units/01/rate/2012-2/?row=0101#id_0101-score"]),
        (False, Role.UNIT, "01", ["/units/01/rate/2012-1/"]),
    ]
    text = response.content.decode()
    assert [part in text for part in ("等待党委组织部办理", "自2012年11月15日起", "规则R1")] == [True, True, True]


def test_button_lands_on_the_field_to_fill(world, client_of):
    rate(world["0101"], world.later, Tier.GOOD, state=State.SUBMITTED)
    client = client_of("unit-01")
    _own, _role, _code, addresses = shown(client.get(TODO))[0]
    address, field = addresses[1].split("#")
    assert (field, f'id="{field}"' in client.get(address).content.decode()) == ("id_0102-score", True)


def test_department_sees_what_its_overview_asks(world, client_of):
    rate(world["0101"], world.later, Tier.GOOD, state=State.SUBMITTED)
    client = client_of("department")
    asked = [todo.url for todo in client.get("/department/").context["todos"]]
    assert shown(client.get(TODO)) == [(True, Role.DEPARTMENT, "00", asked)]


def test_person_of_several_places_sees_all_told_apart(world, client_of):
    appoint(world.people["unit-01"], Role.UNIT, world["02"])
    response = client_of("unit-01").get(TODO)
    assert [line[1:3] for line in shown(response)] == [(Role.UNIT, "01"), (Role.UNIT, "02")]
    text = response.content.decode()
    assert re.findall(r"<h3>(.+)</h3>", text) == ["文学院党委 · 基层党组织书记", "化学学院党总支 · 基层党组织书记"]


@pytest.mark.parametrize("username", ["viewer", "expert", "accounts", "audit", "stranger", "branch-0101"])
def test_nothing_waits_for_those_who_have_no_to_dos(quiet, client_of, username):
    client = client_of(username)
    assert "没有待您处理的事项。" in client.get(TODO).content.decode()
    assert client.get(COUNT).content.decode().strip() == ""


@pytest.mark.parametrize(
    ("username", "url"),
    [("viewer", "/department/"), ("viewer-01", "/units/01/"), ("branch-0101", "/branches/0101/"), ("audit", None)],
)
def test_empty_inbox_tells_the_nearest_deadline(quiet, client_of, username, url):
    tomorrow = timezone.localdate() + timedelta(days=1)
    Target.objects.filter(code="ordinary-1").update(deadline=tomorrow)
    Target.objects.filter(code="ordinary-2").update(deadline=tomorrow + timedelta(days=1))
    found = client_of(username).get(TODO).context["ahead"]
    assert (found and (found.day, found.what, found.url)) == (
        url and (tomorrow, "扶弱培强 2012“一般→先进”目标到期", url)
    )


def test_home_where_nothing_waits_tells_the_nearest_deadline(quiet, client_of):
    tomorrow = timezone.localdate() + timedelta(days=1)
    Target.objects.filter(code="ordinary-1").update(deadline=tomorrow)
    client = client_of("branch-0101")
    page = client.get("/branches/0101/")
    assert (page.context["todos"], page.context["ahead"].day) == ([], tomorrow)
    assert "扶弱培强 2012“一般→先进”目标到期" in page.content.decode()
    assert client.get("/branches/0101/", {"on": "2012-06-01"}).context["ahead"] is None


def test_home_where_something_waits_tells_of_no_day_ahead(world, client_of):
    rate(world["0101"], world.baseline, Tier.ORDINARY)
    page = client_of("branch-0101").get("/branches/0101/")
    assert (page.context["todos"] != [], page.context["ahead"]) == (True, None)


@pytest.mark.parametrize(("opens", "closes", "what"), [(2, 3, "填报开始"), (-1, 0, "填报截止"), (-2, -1, None)])
def test_empty_inbox_tells_when_the_next_round_opens_or_closes(quiet, client_of, opens, closes, what):
    today = timezone.localdate()
    days = {"opens_on": today + timedelta(days=opens), "closes_on": today + timedelta(days=closes)}
    add_round(quiet.campaign, "2012-3", date(2013, 3, 1), **days)
    found = client_of("viewer").get(TODO).context["ahead"]
    assert (found and (found.what, found.url)) == (what and (f"轮次 2012-3{what}", "/rounds/2012-3/"))


def test_inbox_holds_fifty_a_page_and_says_how_many_there_are(quiet, client_of):
    for number in range(PAGE + 5):
        today = timezone.localdate()
        add_round(quiet.campaign, f"more-{number}", date(2013, 1, 1) + timedelta(days=number), closes_on=today)
    client = client_of("unit-01")
    first, second = client.get(TODO), client.get(f"{TODO}?page=2")
    assert [len(todos) for one in (first, second) for *_place, todos in shown(one)] == [PAGE, 5]
    assert "55项待您处理。" in first.content.decode()
    assert "55" in client.get(COUNT).content.decode()


def test_count_is_what_the_person_may_do_and_loaded_by_every_page(world, client_of):
    for code in ("0101", "0102", "0103"):
        rate(world[code], world.baseline, Tier.GOOD, state=State.SUBMITTED)
    client = client_of("unit-01")
    count = client.get(COUNT)
    assert (count.context["count"], "（1项待您处理）" in count.content.decode()) == (1, True)
    assert f'data-hx-get="{COUNT}"' in client.get("/targets/").content.decode()
    assert f'data-hx-get="{COUNT}"' not in client_of(None).get("/").content.decode()


def counted(client):
    """(the count, what it cost in queries)"""
    with CaptureQueriesContext(connection) as captured:
        count = client.get(COUNT).context["count"]
    return count, len(captured)


def test_count_is_made_anew_once_anybody_did_anything(world, client_of):
    client = client_of("department")
    before, costs = counted(client)
    again, remembered = counted(client)
    for code in ("0101", "0102", "0103"):
        rate(world[code], world.baseline, Tier.GOOD, state=State.DRAFT)
    actions.submit(round_=world.baseline, unit=world["01"], by=world.people["unit-01"])
    after, anew = counted(client)
    assert (again, after, anew > remembered, remembered < costs) == (before, before + 1, True, True)


def test_count_is_remembered_whoever_looks_in(world, client_of):
    client = client_of("department")
    counted(client)
    _count, remembered = counted(client)
    for kind in (EventKind.SIGN_IN, EventKind.REFUSED, EventKind.DOWNLOAD):
        record(kind, by=world.people["unit-01"])
    assert counted(client)[1] == remembered


def test_count_is_made_anew_when_of_two_acts_the_first_is_kept_last(world, client_of):
    record(EventKind.WRITE, by=None)
    client, last = client_of("department"), Event.objects.latest("pk")
    Event.objects.create(pk=last.pk + 2, kind=last.kind)
    counted(client)
    _count, remembered = counted(client)
    Event.objects.create(pk=last.pk + 1, kind=last.kind)
    assert counted(client)[1] > remembered


def test_home_of_many_to_dos_shows_the_first_and_leads_to_all(quiet, client_of):
    for number in range(10):
        day = date(2013, 1, 1) + timedelta(days=number)
        add_round(quiet.campaign, f"more-{number}", day, closes_on=timezone.localdate())
    own, read = (client_of(name).get("/units/01/").content.decode() for name in ("unit-01", "department"))
    assert [len(re.findall(r'btn-sm [\w-]+"\s+href="/units/01/rate/more', page)) for page in (own, read)] == [8, 10]
    assert ["全部10项待办" in page for page in (own, read)] == [True, False]


def test_branch_of_today_has_a_place_for_what_is_to_be_done(quiet, client_of):
    client = client_of("branch-0101")
    today, past = (client.get(f"/branches/0101/{query}") for query in ("", "?on=2012-12-01"))
    assert ["目前没有需要办理的事项。" in page.content.decode() for page in (today, past)] == [True, False]


def test_inbox_has_a_constant_number_of_queries(world, client_of):
    rate(world["0201"], world.later, Tier.GOOD, state=State.SUBMITTED)
    Secretary.objects.create(organisation=world["0201"], name="张三", term_to=date(2012, 12, 30))
    client = client_of("department")
    client.get(TODO)
    few = queries(client)
    for number in range(6):
        branch = found(world["02"], f"029{number}")
        rate(branch, world.later, Tier.GOOD, state=State.SUBMITTED)
        Secretary.objects.create(organisation=branch, name="张三", term_to=date(2012, 12, 31))
    assert {address: count - few[address] for address, count in queries(client).items()} == {TODO: 0, COUNT: 0}


def queries(client):
    found = {}
    for address in (TODO, COUNT):
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        found[address] = len(captured)
    return found
