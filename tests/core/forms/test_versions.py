"""A stale save tells what somebody else changed, keeps what was typed, and goes through when it is sent again."""

import pytest

from branches import actions
from branches.models import Organisation
from ratings.actions import change_campaign, change_round, set_targets
from ratings.models import Campaign, Round
from ratings.rules.default_targets import targets
from tests.branches.admin.pages import branch_data, page_of

CAMPAIGN, ROUND = "/campaigns/2012/edit/", "/rounds/2012-2/edit/"


def version_in(response):
    form = response.context["adminform"].form if "adminform" in response.context else response.context["form"]
    return form["version"].value()


def told(response):
    form = response.context["adminform"].form if "adminform" in response.context else response.context["form"]
    return " ".join(form.non_field_errors())


def fields_of(response):
    """What the page of a campaign or round sends back unchanged."""
    form = response.context["form"]
    forms = [form, *(getattr(form, "targets", None) or ())]
    shown = {bound.html_name: bound.value() for one in forms for bound in one}
    management = form.targets.management_form if getattr(form, "targets", None) else ()
    shown |= {bound.html_name: bound.value() for bound in management}
    return {name: value for name, value in shown.items() if value not in (None, False)}


def test_stale_page_of_an_organisation_loses_nothing(world, client_of):
    client, branch = client_of("department"), world["0102"]
    seen = version_in(client.get(page_of(branch)))
    branch.members = 99
    actions.edit_many([branch], {"members"}, reason="更正", by=world.people["department-2"])
    stale = branch_data(Organisation.objects.get(pk=branch.pk), members="25", basis="class", version=seen)
    response = client.post(page_of(branch), stale)
    assert "department-2" in told(response)
    assert "99" in told(response)
    assert Organisation.objects.get(pk=branch.pk).members == 99
    assert client.post(page_of(branch), stale | {"version": version_in(response)}).status_code == 302
    assert Organisation.objects.get(pk=branch.pk).members == 25


def test_stale_page_of_a_campaign_loses_nothing(world, client_of):
    client = client_of("department")
    page = client.get(CAMPAIGN)
    campaign = world.campaign
    facts = {"starts_on": campaign.starts_on, "counts_direct": False}
    change_campaign(campaign=campaign, name="同事的名称", **facts, by=world.people["department-2"])
    response = client.post(CAMPAIGN, fields_of(page) | {"name": "我的名称"})
    assert "同事的名称" in told(response)
    assert response.context["form"]["name"].value() == "我的名称"
    assert client.post(CAMPAIGN, fields_of(response)).status_code == 302
    assert Campaign.objects.get().name == "我的名称"


def test_target_changed_meanwhile_is_told(world, client_of):
    client = client_of("department")
    page = client.get(CAMPAIGN)
    plans = [plan for plan in targets(world.campaign.starts_on) if plan.code != "lagging-2"]
    set_targets(campaign=world.campaign, targets=plans, by=world.people["department-2"])
    assert told(client.post(CAMPAIGN, fields_of(page))) != ""
    assert world.campaign.targets.count() == 3


@pytest.mark.parametrize("version", ["", None])
def test_round_without_a_version_is_saved(world, client_of, version):
    client = client_of("department")
    sent = fields_of(client.get(ROUND)) | {"name": "改名"}
    sent = {**sent, "version": version} if version is not None else {k: v for k, v in sent.items() if k != "version"}
    assert client.post(ROUND, sent).status_code == 302


def test_stale_page_of_a_round_loses_nothing(world, client_of):
    client, later = client_of("department"), world.later
    page = client.get(ROUND)
    facts = {"reference_date": later.reference_date, "opens_on": None, "closes_on": None, "is_baseline": False}
    change_round(round_=later, name="同事的名称", **facts, by=None)
    response = client.post(ROUND, fields_of(page) | {"name": "我的名称"})
    assert "同事的名称" in told(response)
    assert Round.objects.get(pk=later.pk).name == "同事的名称"
    assert client.post(ROUND, fields_of(response)).status_code == 302
