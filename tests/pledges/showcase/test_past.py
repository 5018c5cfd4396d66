"""The pages of a day gone by show what was then."""

from dataclasses import replace
from datetime import date

import pytest

from branches import actions as roster
from pledges.actions import showcase as actions
from tests.pledges.made import on
from tests.pledges.showcase.shown import TEXT, drafted, selected


def test_past_shows_the_past(branch, world, client_of):
    """R34: what an entry said, was called and showed on that day, and nothing to do."""
    entry = selected(branch)
    with on(date(2012, 6, 9)):
        actions.take_off(entry=entry, reason="图片需更换", by=None)
        actions.write(entry=entry, text=replace(TEXT, title="改过的"), by=None)
        actions.drop_picture(picture=entry.pictures.first(), by=None)
        roster.rename(branch, name="新名党支部", on=date(2012, 6, 9), by=None)
        drafted(world["0201"])
        client, address = client_of("department"), f"/showcase/entries/{entry.pk}/"
        rows = client.get("/showcase/entries/?on=2012-06-01").context["list"].paginated_rows
        seen = [[str(row.get_cell_value(name)) for name in PAST] for row in rows]
        linked = client.get("/showcase/entries/?on=2012-06-01").content.decode()
        past = client.get(f"{address}?on=2012-06-01")
        text = past.content.decode()
        assert client.get(f"{address}?on=2012-05-30").status_code == 404
        found = client.get("/showcase/entries/?on=2012-06-01&state=selected&q=红色").context["list"]
    assert [row.record.title for row in found.paginated_rows] == ["红色实验室"]
    assert seen == [["红色实验室", "文学院教工第一党支部", "文学院党委", "已入选", "公开展示中", "2"]]
    assert f'href="{address}?on=2012-06-01"' in linked
    assert ["改过的" in text, "新名党支部" in text, "撤下" in text, "plan-actions" in text] == [False] * 4
    assert (len(past.context["page"].pictures), text.count("该图片后来已删除。")) == (2, 1)
    assert [url for _label, url in past.context["crumbs"]] == ["/showcase/entries/?on=2012-06-01", None]


PAST = ("title", "branch", "unit", "state", "showing", "pictures")


@pytest.mark.parametrize("place", ["", "sheet/", "{}/"])
def test_day_that_is_none_is_told(branch, client_of, place):
    place = place.format(selected(branch).pk)
    for day, sentence in {"2012-13-40": "不是日期", "abc": "不是日期", "2030-01-01": "尚未到来"}.items():
        answer = client_of("department").get(f"/showcase/entries/{place}?on={day}")
        assert (answer.status_code, sentence in answer.content.decode()) == (400, True), day
