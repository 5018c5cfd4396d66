"""The public wall: which pledges stand there, in which order, found how; what it costs and never says."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from branches.choices import Kind
from branches.filters import MANY
from pledges import actions
from pledges.choices import PlanKind, PlanOutcome
from pledges.models import Plan
from pledges.queries.public.wall import wall
from pledges.texts import MeasureText
from ratings.choices import Tier
from tests.pledges.made import TODAY, assessed, done, drafted, in_force, on, reported, submitted
from tests.pledges.wall.pages import forbidden
from tests.snapshot import staged
from tests.world import YEAR_2, close, crowd, found, rate

NOVEMBER = date(2012, 11, 25)


@pytest.fixture
@staged
def ordinary(world):
    """Every branch stands at ordinary."""
    for code in ("0101", "0102", "0103", "0201", "0202", "03"):
        rate(world[code], world.baseline, Tier.ORDINARY)
    return world


@pytest.fixture(autouse=True)
def clock():
    with on(NOVEMBER):
        yield


def opened(client, query=""):
    """What the wall is made of."""
    return client.get(f"/pledges/{query}").context["wall"]


def shown(client, query=""):
    return [card.number for card in opened(client, query).cards]


def decided(plan, outcome, day=NOVEMBER):
    with on(day):
        assessed(plan)
        actions.decide_outcome(plan=plan, outcome=outcome, reason="会议意见", explanation="换届推迟", by=None)


def test_wall_shows_published_pledges_only(ordinary, client):
    plan = in_force(ordinary["0101"], ordinary.campaign)
    drafted(ordinary["0102"], ordinary.campaign)
    submitted(ordinary["0103"], ordinary.campaign)
    in_force(ordinary["0201"], ordinary.campaign, PlanKind.ACTIVITY)
    assert (shown(client), opened(client).total) == ([plan.pk], 1)


@pytest.mark.parametrize("outcome", [PlanOutcome.KEPT, PlanOutcome.PARTLY, PlanOutcome.NOT_KEPT])
def test_ended_pledge_stays_on_its_tab(ordinary, client, outcome):
    plan = in_force(ordinary["0101"], ordinary.campaign)
    decided(plan, outcome)
    assert [shown(client, f"?tab={tab}") for tab in ("running", "overdue", "ended")] == [[], [], [plan.pk]]
    assert opened(client, "?tab=ended").cards[0].outcome == outcome.label


def test_what_is_not_public_any_more_leaves_silently(ordinary, client):
    withdrawn, lagging, closed = (in_force(ordinary[code], ordinary.campaign) for code in ("0101", "0102", "0103"))
    stays = in_force(ordinary["0201"], ordinary.campaign)
    actions.withdraw(plan=withdrawn, reason="合并", by=None)
    rate(ordinary["0102"], ordinary.later, Tier.LAGGING)
    close(ordinary["0103"], date(2012, 11, 1), into=ordinary["0101"])
    assert shown(client) == [stays.pk]
    gone = [client.get(f"/pledges/{plan.pk}/") for plan in (withdrawn, lagging, closed)]
    assert [answer.status_code for answer in gone] == [404, 404, 404]
    assert len({answer.content for answer in gone}) == 1  # no reason is given


def test_pledge_comes_back_when_its_branch_has_risen(ordinary):
    plan = in_force(ordinary["0101"], ordinary.campaign)
    rate(ordinary["0101"], ordinary.later, Tier.LAGGING)
    days = [TODAY, ordinary.later.reference_date, NOVEMBER]
    assert [[row.pk for row in wall(day)] for day in days] == [[plan.pk], [], []]


def test_overdue_is_what_missed_a_day_and_the_most_overdue_comes_first(ordinary, client):
    late, later, running = (
        in_force(ordinary[code], ordinary.campaign, measures=[MeasureText("学习", due_on=day)])
        for code, day in (("0101", date(2012, 11, 20)), ("0102", date(2012, 9, 1)), ("0103", NOVEMBER))
    )
    assert shown(client, "?tab=overdue") == [later.pk, late.pk]
    assert shown(client, "?tab=running") == [running.pk]
    assert [(card.next_due, card.measures.overdue) for card in opened(client, "?tab=overdue").cards] == [
        (date(2012, 9, 1), 1),
        (date(2012, 11, 20), 1),
    ]


def test_running_ones_come_by_their_next_due_day(ordinary, client):
    first = MeasureText("学习", due_on=date(2012, 11, 30))
    second = MeasureText("换届", due_on=date(2012, 12, 20))
    near = in_force(ordinary["0101"], ordinary.campaign, measures=[first, second])
    far = in_force(ordinary["0102"], ordinary.campaign)
    done(near)
    assert [(card.number, card.next_due) for card in opened(client).cards] == [
        (near.pk, date(2012, 12, 20)),
        (far.pk, date(2012, 12, 31)),
    ]


def test_wall_is_put_in_order_and_counted_by_the_database_as_by_hand(ordinary, client):
    """The oracle: every pledge looked at by itself; those of one day stand in the order in which they came."""
    plans, days = [], [date(2012, 10, 5), date(2012, 11, 24), NOVEMBER, date(2012, 12, 1), date(2012, 12, 1)]
    for number in range(15):
        branch = found(ordinary["01"], f"9{number:03}")
        own = [MeasureText("学习", due_on=days[number % 5]), MeasureText("换届", due_on=days[number % 4])]
        plans.append(in_force(branch, ordinary.campaign, measures=own))
    for number in (1, 6, 11, 12):
        done(plans[number])
    for number, day in ((2, NOVEMBER), (7, date(2012, 11, 10)), (9, NOVEMBER)):
        decided(plans[number], PlanOutcome.KEPT, day)
    tabs = {"overdue": [], "running": [], "ended": []}
    for plan in Plan.objects.order_by("pk"):
        open_days = [one.due_on or plan.due_on for one in plan.measures.exclude(state="done")]
        first = min(open_days, default=plan.due_on)
        tab = "ended" if plan.ended_on else "overdue" if open_days and first < NOVEMBER else "running"
        place = -plan.ended_on.toordinal() if plan.ended_on else first.toordinal()
        tabs[tab].append((place, plan.pk))
    assert all(tabs.values())
    for tab, some in tabs.items():
        page = opened(client, f"?tab={tab}")
        assert [card.number for card in page.cards] == [key for _place, key in sorted(some)]
        assert {one: count for one, _label, count in page.tabs} == {one: len(found) for one, found in tabs.items()}


def test_units_are_no_links_where_they_are_very_many(ordinary, client):
    for unit in crowd(ordinary["00"], range(MANY + 1), kind=Kind.PARTY_COMMITTEE):
        in_force(found(unit, f"{unit.code}1"), ordinary.campaign)
    page = opened(client)
    assert (page.units, page.total, page.cards[0].unit.code) == ([], MANY + 1, "N0000")


def test_card_counts_first_and_says_since_when_nothing_was_reported(ordinary, client):
    silent = in_force(ordinary["0101"], ordinary.campaign)
    active = in_force(ordinary["0102"], ordinary.campaign, measures=["学习", "换届", "志愿服务"])
    done(active, 1, day=date(2012, 10, 1))
    reported(active, 2, day=date(2012, 11, 2))
    facts = {card.number: (card.measures.done, card.measures.total, card.updated_on) for card in opened(client).cards}
    assert facts == {silent.pk: (0, 1, None), active.pk: (1, 3, date(2012, 11, 2))}
    text = client.get("/pledges/").content.decode()
    assert ["自2012年6月1日起尚无进展报告" in text, "已完成1/3项" in text, "%" in text] == [True, True, False]


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ("q=教工第一", {"0101"}),
        ("q=0102", {"0102"}),
        ("q=wxyxs", {"0102"}),
        ("q=化学学院党总支", {"0201"}),
        ("q=hxxydzz", {"0201"}),
        ("q=0", {"0101", "0102", "0201", "03"}),
        ("q=图书馆", {"03"}),
        ("q=没有", set()),
        ("unit=01", {"0101", "0102"}),
        ("unit=01&q=学生", {"0102"}),
        ("unit=03", {"03"}),
        ("unit=0101", {"0101", "0102", "0201", "03"}),
    ],
)
def test_search_and_unit_narrow_the_wall(ordinary, client, asked, codes):
    numbers = {code: in_force(ordinary[code], ordinary.campaign).pk for code in ("0101", "0102", "0201", "03")}
    assert set(shown(client, f"?{asked}")) == {numbers[code] for code in codes}


def test_unknown_unit_is_told_and_unknown_tab_and_page_are_the_nearest(ordinary, client):
    plan = in_force(ordinary["0101"], ordinary.campaign)
    answer = client.get("/pledges/?unit=99")
    assert (answer.status_code, "没有这个编码的单位" in answer.content.decode()) == (404, True)
    assert [shown(client, query) for query in ("?tab=xx", "?page=99", "?page=-1", "?page=x")] == [[plan.pk]] * 4


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?unit=02", "该单位尚未发布承诺。"),
        ("?q=没有", "没有找到相应党支部或单位的承诺。"),
        ("?tab=ended", "此处暂无承诺。"),
    ],
)
def test_empty_wall_says_why(ordinary, client, query, sentence):
    in_force(ordinary["0101"], ordinary.campaign)
    assert f"<h2>{sentence}</h2>" in client.get(f"/pledges/{query}").content.decode()


def test_wall_without_any_pledge_says_so(db, client):
    assert "<h2>尚未发布承诺。</h2>" in client.get("/pledges/").content.decode()


def test_units_are_links_with_counts(ordinary, client):
    for code in ("0101", "0102", "0201"):
        in_force(ordinary[code], ordinary.campaign)
    assert [(unit.code, unit.pledges) for unit in opened(client).units] == [("01", 2), ("02", 1)]
    assert 'href="?lang=en&amp;unit=02"' in client.get("/pledges/?lang=en&tab=ended&page=2").content.decode()


def test_wall_costs_the_same_queries_whatever_its_size(ordinary, client):
    costs = []
    for count in (5, 40):
        for number in range(Plan.objects.count(), count):
            branch = found(ordinary["01"], f"9{number:03}")
            done(in_force(branch, ordinary.campaign, due_on=YEAR_2))
        with CaptureQueriesContext(connection) as queries:
            assert len(shown(client)) == count
        costs.append(len(queries))
    assert costs == [9, 9]


def test_page_holds_a_hundred_and_keeps_the_filter(ordinary, client):
    for number in range(101):
        in_force(found(ordinary["01"], f"9{number:03}"), ordinary.campaign)
    answer = client.get("/pledges/?unit=01&lang=en")
    assert len(answer.context["wall"].cards) == 100
    assert 'href="?unit=01&amp;lang=en&amp;page=2"' in answer.content.decode()
    assert len(shown(client, "?unit=01&page=2")) == 1


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_no_public_page_says_what_is_not_public(ordinary, client, language):
    plan = in_force(ordinary["0101"], ordinary.campaign)
    for number, outcome in enumerate(("kept", "partly", "not_kept"), 1):
        decided(in_force(found(ordinary["01"], f"9{number}"), ordinary.campaign), PlanOutcome(outcome))
    rate(ordinary["0102"], ordinary.later, Tier.LAGGING, 45)
    paths = ["/", "/pledges/method/", f"/pledges/{plan.pk}/", "/pledges/99/", "/pledges/?q=后进", "/pledges/?unit=01"]
    paths += [f"/pledges/?tab={tab}" for tab in ("running", "overdue", "ended")]
    texts = {path: client.get(f"{path}{'&' if '?' in path else '?'}lang={language}").content.decode() for path in paths}
    assert {path: words for path, text in texts.items() if (words := forbidden(text, ordinary))} == {}
