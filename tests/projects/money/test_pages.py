"""The money of a project on its page, its forms, and over all projects."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from projects.actions import money
from projects.choices import Level, ProjectState
from projects.models import Expenditure, Project
from projects.queries.money import money_of
from tests.projects import made
from tests.projects.money.entered import RECEIPT, TODAY, advance, running, spend
from tests.workbooks import list_rows

S = ProjectState


@pytest.fixture(autouse=True)
def _today():
    with made.on(TODAY):
        yield


@pytest.fixture
def project(world):
    return running(world)


def bill():
    return SimpleUploadedFile("发票.pdf", b"%PDF-1.4\n%receipt\n%%EOF\n", "application/pdf")


def sent(project, **more):
    line = project.lines.get(number=1).pk
    return {"line": line, "on": str(TODAY), "amount": "600.10", "use": "购书", "receipt": bill(), "seen": "0"} | more


def errors(answer):
    return set(answer.context["decision"].form.errors)


def said(answer):
    return [str(one) for one in get_messages(answer.wsgi_request)]


def text_of(answer):
    return " ".join(answer.content.decode().split())


def test_secretary_spends_with_a_receipt(client_of, project):
    client = client_of("branch-0101")
    assert client.get(f"/projects/{project.pk}/spend/").status_code == 200
    answer = client.post(f"/projects/{project.pk}/spend/", sent(project))
    assert (answer.status_code, answer.url) == (302, f"/projects/{project.pk}/#money")
    assert ["600.10" in one for one in said(answer)] == [True]
    page = client.get(f"/projects/{project.pk}/")
    assert "600.10" in text_of(page)
    entry = Expenditure.objects.get()
    assert entry.receipt.get_absolute_url() in text_of(page)
    kept = client.get(entry.receipt.get_absolute_url())
    assert b"".join(kept.streaming_content).startswith(b"%PDF")
    assert client_of("branch-0201").get(entry.receipt.get_absolute_url()).status_code == 404


def test_second_press_is_asked_about_and_changes_nothing(client_of, project):
    client, address = client_of("branch-0101"), f"/projects/{project.pk}/spend/"
    client.post(address, sent(project))
    again = client.post(address, sent(project))
    assert (again.status_code, errors(again), Expenditure.objects.count()) == (200, {"again"}, 1)
    with time_machine.travel(timezone.now() + timedelta(minutes=1), tick=False):
        shown = client.post(address, sent(project))
        seen = {"again": "on", "seen": shown.context["decision"].seen}
        assert client.post(address, sent(project, **seen)).status_code == 302
        assert errors(client.post(address, sent(project, **seen))) == {"again"}
    assert Expenditure.objects.count() == 2


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"amount": "2000.01"}, "amount"),
        ({"amount": "0"}, "amount"),
        ({"amount": "1.005"}, "amount"),
        ({"amount": "viel"}, "amount"),
        ({"on": "2012-11-02"}, "on"),
        ({"on": "2012-08-31"}, "on"),
        ({"line": "0"}, "line"),
        ({"use": ""}, "use"),
        ({"receipt": ""}, "receipt"),
        ({"receipt": SimpleUploadedFile("发票.exe", b"MZ")}, "receipt"),
    ],
)
def test_what_is_refused_stands_at_its_field_and_nothing_typed_is_lost(client_of, project, typed, field):
    answer = client_of("branch-0101").post(f"/projects/{project.pk}/spend/", sent(project, **typed))
    assert (answer.status_code, errors(answer), Expenditure.objects.count()) == (200, {field}, 0)
    assert field == "use" or answer.context["decision"].form["use"].value() == "购书"


def test_line_of_another_project_is_refused(client_of, world, project):
    foreign = running(world, "0102").lines.first().pk
    answer = client_of("branch-0101").post(f"/projects/{project.pk}/spend/", sent(project, line=foreign))
    assert errors(answer) == {"line"}


def test_overspent_line_is_said_and_marked(client_of, project):
    client = client_of("branch-0101")
    answer = client.post(f"/projects/{project.pk}/spend/", sent(project, amount="1500"))
    assert len(said(answer)) == 2
    assert "-300.00" in text_of(client.get(f"/projects/{project.pk}/"))


def test_department_advances_and_gets_back(client_of, project):
    client, address = client_of("department"), f"/projects/{project.pk}/advance/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"on": str(TODAY), "amount": "1500", "seen": "0"}).status_code == 302
    assert errors(client.post(address, {"on": str(TODAY), "amount": "0.01", "seen": "0"})) == {"amount"}
    Project.objects.filter(pk=project.pk).update(state=S.STOPPED, ended_on=TODAY)
    assert client.get(f"/projects/{project.pk}/").context["page"].money.is_to_be_returned
    assert client.post(address, {"on": str(TODAY), "amount": "-1500", "seen": "0"}).status_code == 302
    assert not client.get(f"/projects/{project.pk}/").context["page"].money.is_to_be_returned


def test_before_and_after_the_pages_say_why_nothing_is_entered(client_of, project):
    client, address = client_of("branch-0101"), f"/projects/{project.pk}/spend/"
    for state, ended_on in ((S.NOTICE, None), (S.ACCEPTED, TODAY)):
        Project.objects.filter(pk=project.pk).update(state=state, ended_on=ended_on)
        assert client.get(address).context["decision"].obstacle
        answer = client.post(address, sent(project))
        assert answer.context["decision"].obstacle
        assert dict(answer.context["decision"].typed).get("用途") or answer.context["decision"].typed
    assert not Expenditure.objects.exists()


def test_entry_is_made_void_once_and_stays_readable(client_of, project):
    entry = spend(project, "600")
    client, address = client_of("branch-0101"), f"/projects/{project.pk}/money/expenditure/{entry.pk}/void/"
    assert client.get(address).status_code == 200
    assert errors(client.post(address, {"reason": ""})) == {"reason"}
    assert client.post(address, {"reason": "重复录入"}).status_code == 302
    assert client.post(address, {"reason": "重复录入"}).context["decision"].obstacle
    page = text_of(client.get(f"/projects/{project.pk}/"))
    assert "<del>" in page
    assert "重复录入" in page


@pytest.mark.parametrize(
    ("person", "advance_status", "spend_status"),
    [("department", 200, 403), ("unit-01", 403, 403), ("branch-0101", 403, 200), ("branch-0201", 403, 404),
     ("viewer", 403, 403), ("expert", 403, 403)],
)  # fmt: skip
def test_who_enters_what(client_of, project, person, advance_status, spend_status):
    client = client_of(person)
    assert client.get(f"/projects/{project.pk}/advance/").status_code == advance_status
    assert client.get(f"/projects/{project.pk}/spend/").status_code == spend_status
    assert client.get(f"/projects/{project.pk}/money/nothing/1/void/").status_code in (403, 404)


def test_unit_pays_for_what_it_called_for_itself(client_of, world):
    project = made.project(world["0101"], made.call(world["01"]), S.RUNNING)
    assert project.level == Level.UNIT
    assert client_of("unit-01").get(f"/projects/{project.pk}/advance/").status_code == 200
    assert client_of("department").get(f"/projects/{project.pk}/advance/").status_code == 403


def test_money_over_all_projects_sums_as_their_pages(client_of, world):
    projects = [running(world, code, title=code) for code in ("0101", "0102", "0201")]
    for at, one in enumerate(projects, 1):
        advance(one, f"{at}00.0{at}")
        spend(one, f"{at}0.{at}0")
    wrong = spend(projects[0], "99.99", use="错")
    money.void_expenditure(expenditure=wrong, reason="错", by=None)
    context = client_of("department").get("/projects/money/").context
    pages = [client_of("department").get(f"/projects/{one.pk}/").context["page"].money.money for one in projects]
    listed = [money_of(row.record) for row in context["list"].paginated_rows]
    assert listed == pages
    rows = list_rows(client_of("department").get("/projects/money/sheet/"))[1:]
    assert [row[-1] for row in rows] == [float(one.part) for one in pages] != [0, 0, 0]
    *units, total = context["units"]
    assert [(one.unit, one.count, str(one.spent)) for one in units] == [
        (world["01"].name, 2, "30.30"), (world["02"].name, 1, "30.30"),
    ]  # fmt: skip
    for name in ("granted", "own", "advanced", "spent", "balance"):
        assert getattr(total, name) == sum(getattr(one, name) for one in pages)
    assert (total.count, total.spent) == (3, Decimal("60.60"))


def test_unit_sees_its_own_money_only_and_filters_it(client_of, world):
    running(world, "0101", title="甲", number="DJCX-2012-01")
    running(world, "0201", title="乙")
    made.project(world["0102"], made.call(world["00"]), S.REVIEWING, title="丙")
    assert _titles(client_of("unit-01")) == ["甲"]
    client = client_of("department")
    assert _titles(client) == ["甲", "乙"]
    assert _titles(client, "?unit=02") == ["乙"]
    assert _titles(client, "?q=DJCX") == ["甲"]
    assert _titles(client, "?state=stopped") == []
    assert client.get("/projects/money/sheet/").status_code == 200


def _titles(client, query=""):
    return [row.record.title for row in client.get(f"/projects/money/{query}").context["list"].paginated_rows]


def test_page_before_approval_says_nothing_of_money(client_of, world):
    project = made.project(world["0101"], made.call(world["00"]), S.REVIEWING, starts_on=date(2012, 9, 1))
    assert 'id="money"' not in text_of(client_of("branch-0101").get(f"/projects/{project.pk}/"))


def test_receipt_that_is_missing_is_asked_for_and_added_once(client_of, project):
    entry = spend(project, "10", receipt=RECEIPT)
    Expenditure.objects.update(receipt=None)
    client, address = client_of("branch-0101"), f"/projects/{project.pk}/expenditures/{entry.pk}/receipt/"
    assert f"/projects/{project.pk}/#money" in text_of(client.get("/branches/0101/"))
    assert address in text_of(client.get(f"/projects/{project.pk}/"))
    assert address not in text_of(client_of("unit-01").get(f"/projects/{project.pk}/"))
    assert errors(client.post(address, {"seen": "0"})) == {"receipt"}
    assert client.post(address, {"receipt": bill(), "seen": "0"}).status_code == 302
    kept = Expenditure.objects.get().receipt
    assert (kept.name, Expenditure.history.first().receipt) == ("发票.pdf", kept)
    assert kept.get_absolute_url() in text_of(client.get(f"/projects/{project.pk}/"))
    assert client.post(address, {"receipt": bill(), "seen": "0"}).status_code == 200
    assert Expenditure.objects.get().receipt == kept
    assert f"/projects/{project.pk}/#money" not in text_of(client.get("/branches/0101/"))


def test_void_entry_takes_no_receipt(client_of, project):
    entry = spend(project, "10")
    money.void_expenditure(expenditure=entry, reason="重复", by=None)
    Expenditure.objects.update(receipt=None)
    client_of("branch-0101").post(f"/projects/{project.pk}/expenditures/{entry.pk}/receipt/", {"receipt": bill()})
    assert Expenditure.objects.get().receipt is None
