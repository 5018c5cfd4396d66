"""The past shows the past: no page, list or workbook of a day gone by says a name, a category or a secretary of a later
one, and its links stay on the day (R34)."""

import re
from datetime import date
from html import unescape
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import resolve
from django.utils import timezone

from branches import actions as roster
from branches.as_of import secretaries_on
from branches.choices import Category
from branches.models import Organisation, Secretary
from pledges.actions import benchmarks, meetings
from pledges.models import Benchmark, Meeting, Plan, Twinning
from ratings.choices import Tier
from tests.pledges.made import in_force, on
from tests.pledges.meetings.conftest import comment, head, said
from tests.pledges.twinning.made import agreed
from tests.snapshot import staged
from tests.world import close, move, rate

DAY, RENAMED, NOW = date(2012, 12, 1), date(2012, 12, 10), date(2012, 12, 20)
ASKED = f"on={DAY.isoformat()}"
TIERS = {"0101": Tier.ORDINARY, "0102": Tier.LAGGING, "0103": Tier.ORDINARY, "0201": Tier.ADVANCED}
LATER = "今名"  # how everything is called since RENAMED
DATED = {
    *("reports:targets", "reports:department", "reports:unit", "reports:branch", "number", "ratings:flow"),
    *("pledges:plans", "pledges:plan", "pledges:measures", "pledges:duties", "pledges:twinnings", "pledges:twinning"),
    *("pledges:benchmarks", "pledges:benchmark", "pledges:meetings", "pledges:meeting", "pledges:ledger"),
    *(
        "pledges:showcase_entries",
        "pledges:showcase_entry",
        "projects:projects",
        "projects:project",
        "projects:tasks",
        "projects:money",
    ),
    "projects:ledger",
}
PAGES = (
    *("/targets/", "/department/", "/units/01/", "/units/02/", "/branches/0101/", "/branches/0102/", "/branches/0103/"),
    *("/numbers/ordinary-1-risen/", "/numbers/tier-advanced/", "/rounds/2012-2/flow/?cell=any-any", "/plans/"),
    *("/plans/measures/", "/duties/", "/duties/?unit=01", "/twinning/", "/benchmarks/", "/meetings/"),
    *("/plans/ledgers/pledges/", "/plans/ledgers/twinnings/", "/plans/ledgers/benchmarks/", "/plans/ledgers/meetings/"),
    *("/plans/ledgers/raising/", "/projects/", "/projects/tasks/", "/projects/money/", "/projects/ledgers/approved/"),
)
SHEETS = (
    *("/targets/sheet/", "/units/01/sheet/", "/numbers/ordinary-1-risen/sheet/", "/plans/sheet/", "/duties/sheet/"),
    *("/duties/sheet/?unit=01", "/twinning/sheet/", "/benchmarks/sheet/", "/meetings/sheet/"),
    *("/plans/sheet/?unit=01", "/plans/ledgers/pledges/sheet/", "/rounds/2012-2/flow/sheet/?cell=any-any"),
)


@pytest.fixture
@staged
def changed(world):
    """Ratings, a merger, a move, a pledge, a twinning, a benchmark and a meeting; then everything is called otherwise,
    of another category and led by somebody else."""
    for code, tier in (
        ("0101", Tier.ORDINARY),
        ("0102", Tier.LAGGING),
        ("0103", Tier.ORDINARY),
        ("0201", Tier.ADVANCED),
    ):
        rate(world[code], world.baseline, tier)
    for one in Organisation.objects.exclude(depth=1):
        Secretary.objects.create(organisation=one, name=f"书记{one.code}", term_from=date(2010, 1, 1))
    in_force(world["0101"], world.campaign)
    agreed(world)
    with on(date(2012, 6, 10)):
        facts = {"exception_reason": "学科相近", "by": world.people["branch-0101"]}
        benchmarks.choose(follower=world["0101"], followed=world["0201"], **facts)
        meeting = meetings.record(unit=world["01"], head=head(date(2012, 6, 9)), by=world.people["unit-01"])
        said(meeting, {world["0101"]: comment(peers={world["0102"].pk: "有计划"})}, held_on=date(2012, 6, 9))
    close(world["0103"], date(2012, 9, 1), into=world["0101"])
    move(world["0102"], world["02"], date(2012, 9, 2))
    rate(world["0101"], world.later, Tier.ADVANCED)
    with on(RENAMED):
        every = [one for one in Organisation.objects.all() if one.is_open_on(RENAMED)]
        roster.rename_many([(one, f"{LATER}{one.code}") for one in every], on=RENAMED, by=None)
        branches = [one for one in every if one.category not in ("", Category.OFFICE)]
        roster.reclassify_many([(one, Category.OFFICE, "") for one in branches], on=RENAMED, by=None)
        for one in secretaries_on(every, RENAMED).values():
            one.left_on = RENAMED
            one.save()
            Secretary.objects.create(organisation=one.organisation, name=f"{LATER}书记", term_from=RENAMED)
    return world


@pytest.fixture
def client(changed, client_of):
    """The department's, on a day after all that."""
    with on(NOW):
        assert timezone.localdate() == NOW
        yield client_of("department")


def at(address):
    return f"{address}{'&' if '?' in address else '?'}{ASKED}"


def pages():
    """The addresses of the pages, those of what was made among them."""
    rows = [row for model in (Plan, Benchmark, Twinning, Meeting) for row in model.objects.all()]
    return [*PAGES, *(row.get_absolute_url() for row in rows)]


def main_of(response):
    """What stands on the page itself, its title and the way to it."""
    text = response.content.decode()
    return re.search("<title>.*?</title>", text, re.DOTALL)[0] + re.search("<main.*</main>", text, re.DOTALL)[0]


def test_pages_of_the_past_say_nothing_of_later(client):
    said_later = {}
    for address in pages():
        response = client.get(at(address))
        assert response.status_code == 200, address
        text = main_of(response)
        said_later[address] = re.findall(f".{{0,60}}{LATER}.{{0,20}}", text)
        assert str(Category.OFFICE.label) not in text, address
    assert {address: found for address, found in said_later.items() if found} == {}


def test_pages_of_today_say_what_is_called_now(client):
    """Else the test above proves nothing."""
    silent = [one for one in pages() if LATER not in main_of(client.get(one)) and not one.startswith("/projects/")]
    assert silent == ["/rounds/2012-2/flow/?cell=any-any"] or silent == []


def test_links_of_the_past_stay_on_the_day(client):
    lost = {}
    for address in pages():
        own = address.partition("?")[0]
        for link in map(unescape, re.findall('<a[^>]*href="(/[^"#]*)', main_of(client.get(at(address))))):
            path = link.partition("?")[0]
            if path != own and resolve(path).view_name in DATED and "on=" not in link:
                lost.setdefault(address, []).append(link)
    assert lost == {}


def test_workbooks_of_the_past_say_nothing_of_later(client):
    for address in SHEETS:
        response = client.get(at(address))
        assert (response.status_code, LATER in str(response.headers)) == (200, False), address
        with ZipFile(BytesIO(b"".join(response.streaming_content))) as book:
            texts = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
        assert [word in texts for word in (LATER, str(Category.OFFICE.label))] == [False, False], address
