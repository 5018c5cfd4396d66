"""Two people edit one plan: the second is told what the first changed, and what was typed is kept."""

import pytest

from pledges import actions
from pledges.texts import text_of
from tests.pledges.made import TODAY, days, drafted, on, text
from tests.pledges.plans.sending import errors, shown


@pytest.fixture
def draft(rated):
    return drafted(rated["0101"], rated.campaign, measures=["学习", "换届"])


def told(response):
    return " ".join(errors(response)["__all__"])


def test_second_writer_of_a_measure_loses_nothing(rated, draft, client_of):
    client, page = client_of("branch-0101"), f"/plans/{draft.pk}/edit/"
    seen = shown(client.get(page)) | {"measure-0-text": "每月学习两次"}
    now = text(measures=["每周学习", "换届"]).numbered()
    with on(TODAY + days(1)):
        actions.write(plan=draft, text=now, by=rated.people["department-2"])
    response = client.post(page, seen)
    assert all(words in told(response) for words in ("department-2", "学习", "每周学习"))
    assert response.context["form"].measures[0]["text"].value() == "每月学习两次"
    assert client.post(page, shown(response)).status_code == 302
    assert [row.text for row in draft.measures.all()] == ["每月学习两次", "换届"]


def test_measure_taken_out_meanwhile_comes_back_only_on_purpose(rated, draft, client_of):
    client, page = client_of("branch-0101"), f"/plans/{draft.pk}/edit/"
    seen = shown(client.get(page)) | {"measure-1-text": "按期换届"}
    actions.write(plan=draft, text=text(measures=["学习"]).numbered(), by=None)
    response = client.post(page, seen)
    assert (response.status_code, draft.measures.count()) == (200, 1)
    assert client.post(page, shown(response)).status_code == 302
    assert [(row.number, row.text) for row in draft.measures.all()] == [(1, "学习"), (2, "按期换届")]


def test_second_writer_of_a_version_is_told_and_loses_nothing(rated, pledge, client_of):
    client, page = client_of("branch-0101"), f"/plans/{pledge.pk}/edit/"
    seen = shown(client.get(page)) | {"measure-0-text": "每月学习两次"}
    actions.amend(plan=pledge, text=text_of(pledge), by=rated.people["department-2"])
    response = client.post(page, seen)
    assert (response.status_code, "{" in told(response)) == (200, False)
    assert client.post(page, shown(response)).status_code == 302
    assert pledge.versions.get(number=2).content["measures"][0]["text"] == "每月学习两次"


def test_version_changed_meanwhile_is_told_by_name(rated, pledge, client_of):
    actions.amend(plan=pledge, text=text_of(pledge), by=None)
    client, page = client_of("branch-0101"), f"/plans/{pledge.pk}/edit/"
    seen = shown(client.get(page)) | {"measure-0-text": "每月学习两次"}
    with on(TODAY + days(1)):
        actions.amend(plan=pledge, text=text(measures=["走访"]), by=rated.people["department-2"])
    response = client.post(page, seen)
    assert ("department-2" in told(response), "{" in told(response)) == (True, False)
    assert "每月学习两次" in response.content.decode()


def test_report_meanwhile_is_no_change_of_the_text(rated, pledge, client_of):
    client, page = client_of("branch-0101"), f"/plans/{pledge.pk}/edit/"
    seen = shown(client.get(page)) | {"measure-0-text": "每月学习两次"}
    facts = {"text": "已换届", "role": "branch", "completes": True, "by": None}
    actions.report(measure=pledge.measures.get(number=2), on=pledge.published_on, **facts)
    assert client.post(page, seen).status_code == 302


def test_draft_submitted_meanwhile_keeps_what_was_typed(rated, draft, client_of):
    client, page = client_of("branch-0101"), f"/plans/{draft.pk}/edit/"
    seen = shown(client.get(page)) | {"measure-0-text": "每月学习两次"}
    actions.submit(plan=draft, by=rated.people["branch-0101"])
    response = client.post(page, seen)
    assert "每月学习两次" in response.content.decode()
    response = client.post(page, shown(response))
    assert told(response) == "该计划已提交审核，现在不能修改。"
    assert "每月学习两次" in response.content.decode()


def test_forged_number_makes_a_measure_of_its_own(rated, draft, client_of):
    client, page = client_of("branch-0101"), f"/plans/{draft.pk}/edit/"
    forged = shown(client.get(page)) | {"measure-1-number": "1"}
    assert client.post(page, forged).status_code == 302
    assert [(row.number, row.text) for row in draft.measures.all()] == [(1, "学习"), (2, "换届")]
    for number in ("0", "-3", "99999", "x"):
        response = client.post(page, shown(client.get(page)) | {"measure-1-number": number})
        assert list(errors(response)) == ["measure-1-number"]
