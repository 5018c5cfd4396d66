"""The items are one list: offered, written, numbered, kept; the followed one reads it."""

from datetime import date
from urllib.parse import urlencode

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict

from pledges.actions import benchmarks as actions
from pledges.actions.benchmarks import ItemText
from pledges.benchmarks.form import ItemsForm
from pledges.models import BenchmarkItem
from tests.pledges.benchmarks.made import ADVANCED, address, errors, shown
from tests.pledges.made import TODAY, on

LATER = date(2012, 6, 2)
ROW = {"item": "组织生活", "level": "每月2次", "own_level": "每月1次", "gap": "1次", "measure": "每月组织2次"}


def row(number, **facts):
    return {f"item-{number}-{name}": value for name, value in facts.items()}


def rows(benchmark):
    """(number, item) in their order."""
    return list(benchmark.items.values_list("number", "item"))


def write(benchmark, *items):
    actions.write_items(benchmark=benchmark, items=items, by=None)


def test_score_and_tier_are_offered_and_taken_in_by_a_tick(benchmark, client_of):
    client, page = client_of("branch-0101"), address(benchmark, "rows")
    sent = shown(client.get(page))
    offered = [(sent[f"offer-{n}-item"], sent[f"offer-{n}-level"], sent[f"offer-{n}-own_level"]) for n in range(2)]
    assert offered == [("得分", "95.0", "68.0"), ("等次", "先进", "一般")]
    client.post(page, sent | {"offer-0-take": "on"} | row(0, **ROW))
    assert rows(benchmark) == [(1, "得分"), (2, "组织生活")]
    left = client.get(page).context["form"].offers
    assert [form["item"].value() for form in left] == ["等次"]


def test_what_is_typed_into_an_offered_item_takes_it_in(benchmark, client_of):
    client, page = client_of("branch-0101"), address(benchmark, "rows")
    sent = shown(client.get(page)) | {"offer-0-measure": "每月辅导", "offer-0-due_on": "2012-09-01"}
    assert client.post(page, sent).status_code == 302
    assert [(one.item, one.measure) for one in benchmark.items.all()] == [("得分", "每月辅导")]


def test_score_is_offered_within_one_unit_only(asked, client_of):
    sent = shown(client_of("branch-0101").get(address(asked, "rows")))
    assert [value for name, value in sent.items() if name.startswith("offer-") and name.endswith("-item")] == ["等次"]


def test_row_keeps_its_number_and_history(benchmark, client_of):
    write(benchmark, ItemText("甲"), ItemText("乙"), ItemText("丙"))
    client, page = client_of("unit-01"), address(benchmark, "rows")
    sent = shown(client.get(page))
    client.post(page, sent | row(0, DELETE="on") | row(1, item="乙乙") | row(3, **ROW))
    assert rows(benchmark) == [(2, "乙乙"), (3, "丙"), (4, "组织生活")]
    assert benchmark.items.get(number=3).history.count() == 1
    told = [(event.who, event.what) for event in client.get(address(benchmark)).context["timeline"]]
    assert told[:2] == [("unit-01", "已填写项目：甲、乙乙、组织生活。"), ("系统导入", "已填写项目：甲、乙、丙。")]
    assert BenchmarkItem.history.filter(history_type="-").get().history_user.username == "unit-01"


def test_two_rows_change_names(benchmark):
    write(benchmark, ItemText("甲"), ItemText("乙"))
    write(benchmark, ItemText("乙", 1), ItemText("甲", 2))
    assert rows(benchmark) == [(1, "乙"), (2, "甲")]


def test_row_with_a_result_stays(benchmark, client_of):
    write(benchmark, ItemText("甲", result="已达到"))
    client, page = client_of("branch-0101"), address(benchmark, "rows")
    sent = shown(client.get(page))
    refused = client.post(page, sent | row(0, DELETE="on"))
    assert errors(refused)["__all__"] == ["第1项已填写结果：请先清空结果并保存，再删除该项。"]
    assert rows(benchmark) == [(1, "甲")]


def test_what_stands_twice_or_is_too_much_is_refused(benchmark, client_of):
    client, page = client_of("branch-0101"), address(benchmark, "rows")
    sent = shown(client.get(page)) | row(0, item="甲") | row(1, item=" 甲 ")
    assert errors(client.post(page, sent))["item-1-item"] == ["“甲”重复填写。"]
    with pytest.raises(ValidationError, match="最多填写30项"):
        write(benchmark, *(ItemText(str(number)) for number in range(31)))
    write(benchmark, *(ItemText(str(number)) for number in range(30)))
    assert benchmark.items.count() == 30


def test_due_day_before_the_beginning_is_refused_where_it_is_new(benchmark, client_of):
    write(benchmark, ItemText("甲"), ItemText("乙"))
    first = benchmark.items.get(number=1)
    first.due_on = date(2012, 1, 1)
    first.save()
    client, page = client_of("branch-0101"), address(benchmark, "rows")
    sent = shown(client.get(page))
    told = {"item-1-due_on": ["该日期早于对标开始日期（2012年6月1日）。"]}
    assert errors(client.post(page, sent | row(1, due_on="2012-01-01"))) == told
    assert client.post(page, sent | row(1, due_on=str(TODAY))).status_code == 302


def test_row_without_its_item_is_refused(benchmark, client_of):
    client, page = client_of("branch-0101"), address(benchmark, "rows")
    sent = shown(client.get(page)) | row(0, gap="1次")
    assert list(errors(client.post(page, sent))) == ["item-0-item"]


def test_what_somebody_else_wrote_meanwhile_is_told_and_nothing_typed_is_lost(benchmark, client_of):
    write(benchmark, ItemText("甲"))
    client, page = client_of("branch-0101"), address(benchmark, "rows")
    sent = shown(client.get(page)) | row(0, gap="我填写的差距")
    with on(LATER):
        write(benchmark, ItemText("甲", 1, gap="他人填写"))
    stale = client.post(page, sent)
    assert "他人填写" in errors(stale)["__all__"][0]
    kept = shown(stale)
    assert kept["item-0-gap"] == "我填写的差距"
    client.post(page, kept)
    assert benchmark.items.get().gap == "我填写的差距"


def test_second_save_writes_only_what_was_changed_here(benchmark, client_of):
    """Another tab wrote a result, took an item out and added one meanwhile; the second save is one's own row only."""
    write(benchmark, ItemText("甲"), ItemText("乙"), ItemText("丙"))
    client, page = client_of("branch-0101"), address(benchmark, "rows")
    sent = shown(client.get(page)) | row(1, gap="我填写的差距")
    with on(LATER):
        write(benchmark, ItemText("甲", 1, result="已达到"), ItemText("乙", 2, level="高"), ItemText("丁"))
    stale = client.post(page, sent)
    told = " ".join(errors(stale)["__all__"])
    assert [words in told for words in ("已达到", "新增了“丁”", "删除了“丙”")] == [True, True, True]
    assert client.post(page, shown(stale)).status_code == 302
    found = benchmark.items.values_list("item", "level", "gap", "result")
    assert list(found) == [("甲", "", "", "已达到"), ("乙", "高", "我填写的差距", ""), ("丁", "", "", "")]


def test_followed_side_reads_and_does_not_write(benchmark, client_of):
    write(benchmark, ItemText("组织生活", level="每月2次"))
    client = client_of(f"branch-{ADVANCED}")
    page = client.get(address(benchmark))
    assert "每月2次" in page.content.decode()
    assert (page.context["page"].may_write, page.context["page"].verbs) == (False, [])
    assert client.get(address(benchmark, "rows")).status_code == 403


def test_items_of_an_ended_one_stay_as_they_are(benchmark, client_of, told):
    actions.end(benchmark=benchmark, by=None)
    assert told(client_of("branch-0101").get(address(benchmark, "rows"))) == "对标已结束，项目不再修改。"
    with pytest.raises(ValidationError, match="对标已于2012年6月1日结束"):
        write(benchmark, ItemText("甲"))


def test_past_day_shows_the_items_of_that_day_and_no_buttons(benchmark, client_of):
    write(benchmark, ItemText("甲"), ItemText("乙"))
    with on(LATER):
        write(benchmark, ItemText("甲", 1, result="已达到"))
        client = client_of("branch-0101")
        now, then = client.get(address(benchmark)), client.get(f"{address(benchmark)}?on={TODAY}")
    assert [(one.item, one.result) for one in now.context["page"].items] == [("甲", "已达到")]
    assert [(one.item, one.result) for one in then.context["page"].items] == [("甲", ""), ("乙", "")]
    assert ["填写对标项目" in response.content.decode() for response in (now, then)] == [True, False]


def test_what_is_written_between_the_checks_of_a_form_and_its_saving_is_told(benchmark, client_of):
    write(benchmark, ItemText("甲"))
    sent = shown(client_of("branch-0101").get(address(benchmark, "rows"))) | row(0, gap="我填写的差距")
    form = ItemsForm(QueryDict(urlencode(sent)), benchmark=benchmark, offered=[])
    assert form.is_valid()
    with on(LATER):
        write(benchmark, ItemText("甲", 1, gap="他人填写"))
    assert form.save(by=None) is None
    assert "他人填写" in form.non_field_errors()[0]
    again = ItemsForm(form.data, benchmark=benchmark, offered=[])
    assert (again.is_valid(), again.save(by=None)) == (True, benchmark)
    assert benchmark.items.get().gap == "我填写的差距"
