"""What was taken off comes back, a draft is thrown away, and where a further entry is begun."""

from datetime import date

import pytest
from django.contrib.messages import get_messages

from pledges.actions import showcase as actions
from pledges.actions.showcase import EntryText
from pledges.choices import EntryState
from pledges.models import ShowcaseEntry, ShowcasePicture
from tests.pledges.made import on
from tests.pledges.showcase.shown import drafted, selected, submitted, taken_off


def said(answer):
    return [str(one) for one in get_messages(answer.wsgi_request)]


def test_what_was_taken_off_is_corrected_and_selected_again(branch, client_of):
    entry = selected(branch)
    address = f"/showcase/entries/{entry.pk}/"
    asked = client_of("department").get(f"{address}take_off/").context["decision"].form["reason"].label
    with on(date(2012, 6, 9)):
        client_of("department").post(f"{address}take_off/", {"reason": "图片需更换"})
        text = client_of("branch-0101").get(address).content.decode()
        assert [one in text for one in ("于2012年6月1日入选，于2012年6月9日撤下", "图片需更换", "未公开：已撤下")] == [
            True
        ] * 3
        client_of("branch-0101").post(f"{address}submit/")
        actions.support(entry=ShowcaseEntry.objects.get(), by=None)
        actions.select(entry=ShowcaseEntry.objects.get(), by=None)
    entry.refresh_from_db()
    assert (asked, entry.state) == ("撤下理由", EntryState.SELECTED)
    assert (entry.selected_on, entry.withdrawn_on) == (date(2012, 6, 9), None)


def test_what_was_taken_off_waits_for_the_other_entry(branch, client_of):
    entry = taken_off(branch)
    drafted(branch, text=EntryText(title="另一份"))
    text = client_of("branch-0101").get(f"/showcase/entries/{entry.pk}/").content.decode()
    assert "本支部另有一份展示材料在办理中，请待该材料办结后再提交。" in text
    client_of("branch-0101").post(f"/showcase/entries/{entry.pk}/submit/")
    entry.refresh_from_db()
    assert entry.state == EntryState.TAKEN_OFF


def test_draft_is_thrown_away_once(branch, client_of):
    entry = drafted(branch)
    address, client = f"/showcase/entries/{entry.pk}/discard/", client_of("branch-0101")
    assert client.get(address).context["decision"].label == "删除草稿"
    assert [said(client.post(address))[-1] for _ in range(2)] == ["草稿已删除。", "该草稿已删除。"]
    assert (ShowcaseEntry.objects.count(), ShowcasePicture.objects.count()) == (0, 0)
    assert client.get("/branches/0101/").context["shows"] == []
    late = submitted(branch)
    client.post(f"/showcase/entries/{late.pk}/discard/")
    assert ShowcaseEntry.objects.count() == 1


@pytest.mark.parametrize(
    ("who", "place", "query", "offered"),
    [
        ("branch-0101", "branches/0101", "", True),
        ("branch-0101", "branches/0101", "?on=2012-05-31", False),
        ("department", "branches/0101", "", False),
        ("unit-01", "branches/0101", "", False),
        ("unit-03", "units/03", "", True),
    ],
)
def test_page_of_an_advanced_branch_leads_to_an_entry(branch, client_of, who, place, query, offered):
    """Where it would be taken, and nowhere else."""
    text = client_of(who).get(f"/{place}/{query}").content.decode()
    assert (f"/showcase/entries/new/{place.split('/')[1]}/" in text) == offered
