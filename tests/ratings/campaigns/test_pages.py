"""The department's forms for campaigns, targets and rounds: filled in, locked with a reason, refused in words."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from ratings.choices import Tier
from ratings.models import Campaign, Round
from ratings.rules import default_targets
from tests.world import RHYTHM, rate


def posted(targets, *, initial=0, **values):
    """What a browser posts for a campaign with `targets` (code, from, to, percent, deadline, removed?)."""
    data = {"target-TOTAL_FORMS": len(targets), "target-INITIAL_FORMS": initial, **RHYTHM, **values}
    for number, (code, from_tiers, to_tier, percent, deadline, *removed) in enumerate(targets):
        names = {"code": code, "from_tiers": from_tiers, "to_tier": to_tier, "percent": percent, "deadline": deadline}
        data |= {f"target-{number}-{name}": value for name, value in names.items()}
        if removed:
            data[f"target-{number}-DELETE"] = "on"
    return data


NOTICE = [
    (plan.code, list(plan.from_tiers), plan.to_tier, plan.percent, plan.deadline.isoformat())
    for plan in default_targets.targets(date(2012, 3, 1))
]
BLANK = ("", [], "", "", "")
FACTS = {"code": "2015", "name": "新一轮", "starts_on": "2015-03-01"}
EDITED = {"code": "2012", "name": "改名", "starts_on": "2012-03-01"}


def codes(campaign):
    return sorted(campaign.targets.values_list("code", flat=True))


def end_baseline(world):
    world.baseline.closes_on = timezone.localdate() - timedelta(days=1)
    world.baseline.save()


def test_new_campaign_fills_in_the_notice_s_four(world, client_of):
    form = client_of("department").get("/campaigns/new/").context["form"]
    assert [row.initial.get("code") for row in form.targets] == [
        "ordinary-1",
        "lagging-1",
        "ordinary-2",
        "lagging-2",
        None,
    ]
    assert [row["from_tiers"].value() for row in form.targets][:4] == [[2], [1], [2], [1]]


def test_new_campaign_is_opened_with_its_targets(world, client_of):
    targets = [NOTICE[0], *((*row, "removed") for row in NOTICE[1:]), BLANK]
    data = posted(targets, initial=4, counts_direct="on", **FACTS)
    response = client_of("department").post("/campaigns/new/", data)
    campaign = Campaign.objects.get(code="2015")
    assert (response["Location"], codes(campaign), campaign.counts_direct) == ("/campaigns/", ["ordinary-1"], True)
    assert campaign.history.get().history_user == world.people["department"]


@pytest.mark.parametrize(
    ("facts", "targets"),
    [
        ({"code": "2012"}, NOTICE),
        ({"code": "a/b"}, NOTICE),
        ({"starts_on": "2015-02-30"}, NOTICE),
        ({}, [("x", [4], 4, 30, "2015-12-31")]),
        ({}, [("x", [2], 4, 0, "2015-12-31")]),
        ({}, [NOTICE[0], NOTICE[0]]),
        ({}, [("x", [], 4, 30, "2015-12-31")]),
        ({}, [BLANK]),
    ],
)
def test_new_campaign_refuses_in_words(world, client_of, facts, targets):
    initial = 0 if targets == [BLANK] else len(targets)
    response = client_of("department").post("/campaigns/new/", posted(targets, initial=initial, **{**FACTS, **facts}))
    form = response.context["form"]
    assert form.errors or any(row.errors for row in form.targets)
    assert Campaign.objects.count() == 1


def test_code_that_is_taken_is_told_plainly(world, client_of):
    response = client_of("department").post("/campaigns/new/", posted(NOTICE, **{**FACTS, "code": "2012"}))
    assert response.context["form"].errors["code"] == ["该编码已被其他活动使用。"]


def test_campaign_s_targets_are_changed_added_and_removed(world, client_of):
    changed = ("ordinary-1", [2], 4, 35, "2012-12-31")
    added = ("all", [1, 2], 3, 10, "2013-06-30")
    data = posted([changed, (*NOTICE[1], "removed"), *NOTICE[2:], added], initial=4, **EDITED)
    assert client_of("department").post("/campaigns/2012/edit/", data).status_code == 302
    assert codes(world.campaign) == ["all", "lagging-2", "ordinary-1", "ordinary-2"]
    assert world.campaign.targets.get(code="ordinary-1").percent == 35
    assert world.campaign.targets.get(code="all").from_tiers == [Tier.LAGGING, Tier.ORDINARY]


def test_campaign_is_locked_once_the_baseline_closed(world, client_of):
    end_baseline(world)
    client = client_of("department")
    form = client.get("/campaigns/2012/edit/").context["form"]
    assert (form.targets, form.fields["counts_direct"].disabled) == (None, True)
    data = posted([("x", [2], 4, 1, "2012-12-31")], counts_direct="on", **EDITED)
    client.post("/campaigns/2012/edit/", data)
    campaign = Campaign.objects.get()
    assert (campaign.name, campaign.counts_direct, len(codes(campaign))) == ("改名", False, 4)


def test_campaign_s_code_stays(world, client_of):
    data = posted(NOTICE, initial=4, **{**EDITED, "code": "other"})
    client_of("department").post("/campaigns/2012/edit/", data)
    assert Campaign.objects.get().code == "2012"


def test_campaigns_lists_rounds_and_targets(world, client_of):
    text = client_of("department").get("/campaigns/").content.decode()
    assert [name in text for name in ("轮次 2012-1", "轮次 2012-2", "目标四")] == [True, True, True]


def test_campaigns_without_any_says_what_comes_next(world, client_of):
    world.campaign.targets.all().delete()
    Round.objects.all().delete()
    Campaign.objects.all().delete()
    assert '<section class="empty">' in client_of("department").get("/campaigns/").content.decode()


ROUND = {"code": "2012-3", "name": "年末", "reference_date": "2012-12-20", "opens_on": "", "closes_on": ""}


def test_new_round_is_opened(world, client_of):
    response = client_of("department").post("/campaigns/2012/rounds/new/", ROUND)
    assert response["Location"] == "/rounds/2012-3/"
    assert Round.objects.get(code="2012-3").is_baseline is False


@pytest.mark.parametrize(
    "facts",
    [
        {"code": "2012-1"},
        {"reference_date": "2012-04-01"},
        {"reference_date": "2012-03-01"},
        {"opens_on": "2012-09-02", "closes_on": "2012-09-01"},
    ],
)
def test_new_round_refuses_in_words(world, client_of, facts):
    rate(world["0101"], world.baseline, Tier.GOOD)
    response = client_of("department").post("/campaigns/2012/rounds/new/", {**ROUND, **facts})
    assert response.context["form"].errors != {}
    assert Round.objects.count() == 2


def test_round_of_an_official_baseline_keeps_date_and_mark(world, client_of):
    rate(world["0101"], world.baseline, Tier.GOOD)
    client = client_of("department")
    form = client.get("/rounds/2012-1/edit/").context["form"]
    assert [name for name, field in form.fields.items() if field.disabled] == ["code", "reference_date", "is_baseline"]
    client.post("/rounds/2012-1/edit/", {**ROUND, "name": "摸底", "closes_on": "2030-01-01"})
    baseline = Round.objects.get(code="2012-1")
    assert (baseline.name, baseline.reference_date, baseline.is_baseline, baseline.closes_on) == (
        "摸底",
        world.baseline.reference_date,
        True,
        date(2030, 1, 1),
    )


def test_mark_moves_by_the_form(world, client_of):
    data = {"name": "第二轮", "reference_date": "2012-10-31", "is_baseline": "on"}
    client_of("department").post("/rounds/2012-2/edit/", data)
    assert Round.objects.get(is_baseline=True).code == "2012-2"


@pytest.mark.parametrize(
    "address",
    ["/campaigns/", "/campaigns/new/", "/campaigns/2012/edit/", "/campaigns/2012/rounds/new/", "/rounds/2012-1/edit/"],
)
@pytest.mark.parametrize(
    ("who", "status"),
    [("department", 200), ("viewer", 403), ("unit-01", 403), ("branch-0101", 403), ("accounts", 403), (None, 302)],
)
def test_campaigns_are_the_department_s(world, client_of, who, status, address):
    assert client_of(who).get(address).status_code == status


@pytest.mark.parametrize("address", ["/campaigns/nix/edit/", "/campaigns/nix/rounds/new/", "/rounds/nix/edit/"])
def test_unknown_codes_are_not_found(world, client_of, address):
    assert client_of("department").get(address).status_code == 404
