"""Days of campaigns, rounds and targets lie in 1949–2100: a slip of the pen is refused at once."""

import pytest
from django.utils.dateparse import parse_date

from ratings.models import Campaign, Round
from tests.ratings.campaigns.test_pages import NOTICE, posted

FAR = ["0001-01-01", "1948-12-31", "2101-01-01", "9999-12-31"]
SENTENCE = "{} does not lie between 1949-01-01 and 2100-12-31."


@pytest.fixture
def department(client_of):
    client = client_of("department")
    client.cookies["django_language"] = "en"
    return client


@pytest.mark.parametrize("day", FAR)
def test_campaign_starts_on_a_plausible_day(department, day):
    data = posted(NOTICE, code="2015", name="新一轮", starts_on=day)
    form = department.post("/campaigns/new/", data).context["form"]
    assert form.errors["starts_on"] == [SENTENCE.format(day)]
    assert not Campaign.objects.filter(code="2015").exists()


@pytest.mark.parametrize("day", FAR)
def test_target_ends_on_a_plausible_day(department, day):
    code, *rest, _deadline = NOTICE[0]
    data = posted([(code, *rest, day)], code="2015", name="新一轮", starts_on="2015-03-01")
    page = department.post("/campaigns/new/", data)
    assert SENTENCE.format(day) in page.content.decode()
    assert not Campaign.objects.filter(code="2015").exists()


@pytest.mark.parametrize("field", ["reference_date", "opens_on", "closes_on"])
@pytest.mark.parametrize("day", FAR)
def test_round_has_plausible_days(department, field, day):
    values = {"code": "2012-3", "name": "第三轮", "reference_date": "2013-04-01", field: day}
    form = department.post("/campaigns/2012/rounds/new/", values).context["form"]
    assert form.errors[field] == [SENTENCE.format(day)]
    assert not Round.objects.filter(code="2012-3").exists()


@pytest.mark.parametrize("day", ["1949-01-01", "2100-12-31"])
def test_first_and_last_day_are_plausible(department, day):
    values = {"code": "2012-3", "name": "第三轮", "reference_date": "2013-04-01", "opens_on": day, "closes_on": day}
    department.post("/campaigns/2012/rounds/new/", values)
    assert Round.objects.get(code="2012-3").opens_on == parse_date(day)
