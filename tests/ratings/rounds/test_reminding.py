"""Units that are behind in a round are reminded once a day: who, what they read, what the log keeps."""

from datetime import timedelta

import pytest
from django.utils import timezone

from branches.models import Appointment, Organisation
from core.models import Event
from core.scope import scope_of
from ratings.actions.reminding import remind_units
from ratings.choices import State, Tier
from ratings.models import RoundReminder
from ratings.queries.raters import to_remind
from ratings.todos import to_rate
from tests.snapshot import staged
from tests.workbooks import list_rows
from tests.world import close, rate

ROUND = "/rounds/2012-1/"
PROGRESS, REMIND = f"{ROUND}progress/", f"{ROUND}remind/"


@pytest.fixture
@staged
def rated(world):
    """Unit 01 has handed in everything but one, unit 02 has one that came back; 03 has nothing to rate."""
    for code in ("0101", "0102"):
        rate(world[code], world.baseline, Tier.GOOD)
    rate(world["0103"], world.baseline, Tier.GOOD, state=State.DRAFT)
    rate(world["0201"], world.baseline, Tier.GOOD)
    rate(world["0202"], world.baseline, Tier.GOOD, state=State.RETURNED, reason="请核对")
    return world


def units():
    return Organisation.objects.units().order_by("code")


def behind(world):
    return [unit.code for unit in to_remind(world.baseline, units())]


def reminded():
    return sorted(RoundReminder.objects.values_list("unit__code", "reminded_as"))


def whys(world, code):
    return [todo.why for todo in to_rate(world[code], scope_of(world.people[f"unit-{code}"]))]


def closed_round(world):
    world.baseline.closes_on = timezone.localdate() - timedelta(days=1)
    world.baseline.save()


def test_who_has_something_to_hand_in_can_be_reminded_and_after_the_end_of_what_came_back(rated):
    assert behind(rated) == ["01", "02"]
    closed_round(rated)
    assert behind(rated) == ["02"]
    for code in ("0201", "0202", "02"):
        close(rated[code], timezone.localdate())
    assert behind(rated) == []


def test_reminder_stands_in_the_to_dos_of_the_unit_until_all_is_handed_in(rated):
    by = rated.people["department"]
    assert remind_units(round_=rated.baseline, units=units(), by=by) == 2
    today = timezone.localdate()
    told = f"（党委组织部（{by.name}）于{today.year}年{today.month}月{today.day}日提醒）"
    assert [why.endswith(told) for why in whys(rated, "01")] == [True, False]
    rated["0103"].ratings.update(state=State.SUBMITTED, unit=rated["01"], submitted_at=timezone.now())
    assert "提醒" not in "".join(whys(rated, "01"))
    assert "提醒" in "".join(whys(rated, "02"))


def test_nobody_is_reminded_twice_a_day_and_the_log_has_one_entry_of_each_act(rated):
    by, one = rated.people["department"], units().filter(code="01")
    facts = {"round_": rated.baseline, "by": by}
    sent = [remind_units(units=rows, **facts) for rows in (one, units(), units())]
    assert (sent, reminded()) == ([1, 1, 0], [("01", "department"), ("02", "department")])
    kept = {"verb": "remind_unit", "round": "2012-1", "count": 1}
    details = [event.detail for event in Event.objects.filter(kind="remind").order_by("pk")]
    assert [{name: detail[name] for name in (*kept, "organisation")} for detail in details] == [
        {**kept, "organisation": "01"},
        {**kept, "organisation": "02"},
    ]
    RoundReminder.objects.update(on=timezone.localdate() - timedelta(days=1))
    assert remind_units(units=units(), **facts) == 2


@pytest.mark.parametrize(
    ("query", "ticked"),
    [
        ("?row=02", ["02"]),
        ("?row=01&row=02&row=03", ["01", "02"]),
        ("?all=1", ["01", "02"]),
        ("?all=1&state=returned", ["02"]),
        ("?all=1&kind=general_branch", ["02"]),
    ],
)
def test_ticked_are_asked_about_once_beside_the_others_that_are_behind(rated, client_of, query, ticked):
    form = client_of("department").get(REMIND + query).context["decision"].form
    keys = {unit.pk: unit.code for unit in units()}
    assert [keys[key] for key in form.initial["units"]] == ticked
    assert [keys[key] for key, _label in form.fields["units"].choices] == ["01", "02"]


def test_press_reminds_and_leads_back_to_the_list_as_it_was(rated, client_of):
    client, keys = client_of("department"), [rated["01"].pk, rated["03"].pk]
    answer = client.post(f"{REMIND}?row=01&state=drafted&sort=-left", {"units": keys}, follow=True)
    assert answer.redirect_chain == [(f"{PROGRESS}?state=drafted&sort=-left", 302)]
    assert "已提醒1个基层党组织。" in answer.content.decode()
    assert reminded() == [("01", "department")]
    assert "党委组织部（department）于" in answer.content.decode()
    again = client.post(f"{REMIND}?row=01", {"units": keys}, follow=True).content.decode()
    assert "未发送提醒" in again
    assert reminded() == [("01", "department")]


def test_nothing_ticked_says_so_and_nobody_behind_as_well(rated, client_of):
    client = client_of("department")
    assert "请勾选" in client.get(REMIND, follow=True).content.decode()
    remind_units(round_=rated.baseline, units=units(), by=None)
    assert "无须提醒" in client.get(f"{REMIND}?all=1").context["decision"].refusal


def test_list_names_who_acts_and_leads_the_department_to_the_appointment(rated, client_of):
    rated.people["unit-02"].name = "李敏"
    rated.people["unit-02"].save()
    Appointment.objects.filter(organisation=rated["01"]).update(ends_on=timezone.localdate())
    page = client_of("department").get(PROGRESS).content.decode()
    assert "李敏" in page
    add = f"/admin/branches/appointment/add/?role=unit&amp;organisation={rated['01'].pk}"
    assert f'<a href="{add}">尚无书记账号</a>' in page
    assert add not in client_of("viewer").get(PROGRESS).content.decode()
    form = client_of("department").get(add.replace("&amp;", "&")).context["adminform"].form
    assert (form["role"].value(), str(form["organisation"].value())) == ("unit", str(rated["01"].pk))
    rows = {row[0]: row for row in list_rows(client_of("department").get(f"{PROGRESS}sheet/"))}
    assert [rows[code][-2] for code in ("编码", "01", "02", "03")] == ["经办人", "尚无书记账号", "李敏", None]


def test_who_is_disabled_does_not_act(rated, client_of):
    rated.people["unit-02"].is_active = False
    rated.people["unit-02"].save()
    lines = client_of("department").get(PROGRESS).context["list"].page
    assert {line.unit.code: line.secretaries for line in lines if line.unit}["02"] == ()


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("", [None, "01", "02", "03"]),
        ("?sort=-unit", [None, "03", "02", "01"]),
        ("?sort=-left", [None, "01", "02", "03"]),
        ("?sort=left", [None, "03", "01", "02"]),
        ("?sort=-returned", [None, "02", "01", "03"]),
        ("?state=returned", ["02"]),
        ("?state=nothing", ["03"]),
        ("?kind=party_committee", ["01"]),
        ("?kind=general_branch&state=drafted", []),
        ("?state=nonsense", ["01", "02", "03"]),
    ],
)
def test_list_is_ordered_and_filtered_on_screen_and_in_the_workbook(rated, client_of, query, codes):
    client = client_of("department")
    page = client.get(PROGRESS + query)
    assert [line.unit and line.unit.code for line in page.context["list"].page] == codes
    assert [row[0] for row in list_rows(client.get(f"{PROGRESS}sheet/{query}"))[1:]] == codes


def test_who_only_looks_reminds_nobody(rated, client_of):
    for username in ("viewer", "unit-01"):
        page = client_of(username).get(PROGRESS)
        assert (page.context["list"].can_tick, b'name="row"' in page.content) == (False, False)
        assert client_of(username).post(REMIND, {"units": [rated["01"].pk]}).status_code == 403
    assert reminded() == []
