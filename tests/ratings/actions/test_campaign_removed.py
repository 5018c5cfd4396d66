"""A campaign that nobody was rated in is taken back; one with ratings stays, whatever their state."""

import pytest
from django.core.exceptions import ValidationError

from core.choices import EventKind
from core.models import Event
from core.workflow.lifecycle import TooLate
from ratings import actions
from ratings.choices import State, Tier
from ratings.models import Campaign, Rating, Round, Target
from tests.ratings.actions.test_races import against
from tests.world import MOVED, close, rate

REMOVE = "/campaigns/2012/remove/"


@pytest.mark.django_db
def test_campaign_is_removed_with_its_rounds_and_targets(world, client_of):
    client = client_of("department")
    assert client.get(REMOVE).context["decision"].refusal == ""
    response = client.post(REMOVE, follow=True)
    assert "“扶弱培强 2012”已删除。" in response.content.decode()
    assert [model.objects.count() for model in (Campaign, Round, Target)] == [0, 0, 0]


@pytest.mark.django_db
def test_second_click_finds_it_gone(world, client_of):
    client = client_of("department")
    client.post(REMOVE)
    response = client.post(REMOVE, follow=True)
    assert (response.status_code, "没有编码为2012的活动" in response.content.decode()) == (200, True)
    assert Event.objects.filter(kind=EventKind.REMOVE).count() == 1


@pytest.mark.django_db
def test_removed_campaign_stays_in_history_and_log(world):
    actions.remove_campaign(campaign=world.campaign, by=world.people["department"])
    last = [model.history.order_by("history_id").last() for model in (Campaign, Round, Target)]
    assert {(row.history_type, row.history_user) for row in last} == {("-", world.people["department"])}
    event = Event.objects.get(kind=EventKind.REMOVE)
    assert (event.by_name, event.subject) == ("department", "扶弱培强 2012")
    told = {name: event.detail[name] for name in ("verb", "campaign", "rounds")}
    assert told == {"verb": "remove_campaign", "campaign": "2012", "rounds": 2}


@pytest.mark.django_db
def test_log_tells_the_removal_in_words(world, client_of):
    actions.remove_campaign(campaign=world.campaign, by=world.people["department"])
    text = client_of("audit").get("/history/", {"kind": "remove"}).content.decode()
    assert "活动：2012 · 轮次：2" in text


@pytest.mark.django_db
@pytest.mark.parametrize("state", State.values)
def test_campaign_with_ratings_stays_and_says_why(world, client_of, state):
    rate(world["0101"], world.later, Tier.GOOD, state=state)
    client = client_of("department")
    for response in (client.get(REMOVE), client.post(REMOVE, follow=True)):
        assert "轮次 2012-2：1条" in response.content.decode()
    assert (Campaign.objects.count(), Event.objects.filter(kind=EventKind.REMOVE).count()) == (1, 0)
    with pytest.raises(ValidationError):
        actions.remove_campaign(campaign=world.campaign, by=None)


@pytest.mark.django_db
def test_code_of_a_removed_campaign_can_be_used_again(world):
    actions.remove_campaign(campaign=world.campaign, by=None)
    facts = {"name": "再来一次", "starts_on": world.campaign.starts_on}
    assert actions.open_campaign(code="2012", by=None, **facts).code == "2012"


def type_in(world):
    place = {"organisation": world["0101"], "unit": world["01"], "by": world.people["unit-01"]}
    return actions.enter(round_=world.later, score=None, tier=Tier.GOOD, version=None, **place)


def decide(world):
    row = actions.Decided(world["0101"].pk, world.later.pk, world["01"].pk, None, Tier.GOOD)
    return actions.record_decided(rows=[row], by=None, reason="台账")


def add_round(world):
    return actions.open_round(
        campaign=world.campaign, code="2012-3", name="第三轮", reference_date=world.campaign.starts_on, by=None
    )


def dissolve(world):
    return close(world["0101"], MOVED)


WORK = {
    "entry": (type_in, ValidationError, Rating),
    "ledger": (decide, TooLate, actions.Recorded),
    "round": (add_round, ValidationError, Round),
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("work", WORK)
def test_work_that_begins_during_a_removal_is_refused_in_words(world, work):
    verb, refusal, _ = WORK[work]
    results = against(lambda: actions.remove_campaign(campaign=world.campaign, by=None), lambda: verb(world))
    assert results == sorted([refusal.__name__, "NoneType"])
    assert (Campaign.objects.count(), Rating.objects.count(), Round.objects.count()) == (0, 0, 0)


@pytest.mark.django_db(transaction=True)
def test_closing_of_a_branch_goes_on_during_a_removal(world):
    results = against(lambda: actions.remove_campaign(campaign=world.campaign, by=None), lambda: dissolve(world))
    assert results == ["Change", "NoneType"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("work", ["entry", "ledger"])
def test_removal_waits_for_what_is_being_rated_and_is_refused(world, work):
    verb, _, made = WORK[work]
    results = against(lambda: verb(world), lambda: actions.remove_campaign(campaign=world.campaign, by=None))
    assert results == sorted([made.__name__, ValidationError.__name__])
    assert (Campaign.objects.count(), Rating.objects.count()) == (1, 1)
