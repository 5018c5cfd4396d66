"""A branch chooses whom it follows: what is offered, what is refused and where that is said."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from branches.filters import BY_UNIT, MANY
from pledges.actions import benchmarks as actions
from pledges.choices import ExceptionState
from pledges.models import Benchmark
from ratings import actions as rating
from ratings.choices import Tier
from tests.pledges.benchmarks.made import ADVANCED, GOOD, NEW, OUTSIDE, REASON, errors
from tests.pledges.made import TODAY, on
from tests.world import SCORES, close, crowd, found, rate

LATER = date(2012, 6, 2)


def offered(form):
    """{group: [names]} of each list of the form."""
    groups = {name: form.fields[name].choices for name in ("followed", "other") if name in form.fields}
    return {
        name: [(group, [told for _key, told in some]) for group, some in found if group]
        for name, found in groups.items()
    }


def test_same_category_comes_first_and_its_unit_reads_scores(rated, client_of):
    form = client_of("unit-01").get(NEW).context["form"]
    assert offered(form) == {
        "followed": [
            ("同类别", ["文学院教工0104党支部（教工、先进、得分95.0）"]),
            ("其他类别（可比性较低）", ["文学院离退休党支部（离退休、先进、得分95.0）"]),
        ],
        "other": [
            ("文学院党委", ["文学院教工0105党支部（教工、较好、得分82.0）"]),
            ("化学学院党总支", ["化学学院教工党支部（教工、先进）"]),
        ],
    }
    assert ("replaces" in form.fields) is False


def test_secretary_reads_no_score_of_another_branch(rated, client_of):
    form = client_of("branch-0101").get(NEW).context["form"]
    assert offered(form) == {
        "followed": [
            ("同类别", ["文学院教工0104党支部（教工、先进）"]),
            ("其他类别（可比性较低）", ["文学院离退休党支部（离退休、先进）"]),
        ],
        "other": [
            ("文学院党委", ["文学院教工0105党支部（教工、较好）"]),
            ("化学学院党总支", ["化学学院教工党支部（教工、先进）"]),
        ],
    }


def test_direct_branch_is_offered_exceptions_only(rated, client_of):
    form = client_of("unit-03").get("/benchmarks/new/03/").context["form"]
    assert list(offered(form)) == ["other"]


def test_choice_is_saved_by_branch_or_unit_and_leads_to_the_items(rated, client_of, told):
    sent = {"followed": rated[ADVANCED].pk}
    response = client_of("unit-01").post(NEW, sent)
    row = Benchmark.objects.get()
    assert (response.status_code, response.url) == (302, f"/benchmarks/{row.pk}/rows/")
    assert told(response) == "对标自今日起计入，请逐项对标。"
    assert (row.follower.code, row.followed.code, row.starts_on) == ("0101", ADVANCED, TODAY)
    assert (row.state, row.ends_on, row.chosen_by.username) == (ExceptionState.NONE, None, "unit-01")
    again = client_of("unit-01").post(NEW, sent)
    assert (Benchmark.objects.count(), errors(again)) == (1, {"followed": ["已以该党支部为标杆，不必重复选择。"]})


def test_another_category_is_warned_of(rated, client_of, told):
    response = client_of("branch-0101").post(NEW, {"followed": rated["0103"].pk})
    assert told(response).endswith("标杆属其他类别，对标项目的可比性可能较低。")


def test_exception_is_asked_for_with_a_reason(rated, client_of):
    sent = {"other": rated[OUTSIDE].pk}
    response = client_of("branch-0101").post(NEW, sent)
    assert errors(response) == {"exception_reason": ["请写明例外事由，由组织部审批（R35）。"]}
    client_of("branch-0101").post(NEW, sent | REASON)
    row = Benchmark.objects.get()
    assert (row.state, row.exception_reason) == (ExceptionState.ASKED, REASON["exception_reason"])


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({"exception_reason": ""}, {"__all__": ["请选择标杆党支部。"]}),
        ({"followed": ADVANCED, "other": GOOD}, {"__all__": ["只能选择一个党支部：在上方或下方列表中选择其一。"]}),
        (
            {"followed": ADVANCED, **REASON},
            {"exception_reason": ["以该党支部为标杆无需申请例外，请不要填写例外事由。"]},
        ),
    ],
)
def test_choice_is_refused_at_its_field(rated, client_of, sent, expected):
    keys = {name: rated[value].pk if name in ("followed", "other") else value for name, value in sent.items()}
    assert (errors(client_of("branch-0101").post(NEW, keys)), Benchmark.objects.count()) == (expected, 0)


@pytest.mark.parametrize(
    ("code", "field", "sentence"),
    [
        ("0101", "followed", "党支部不能以自己为标杆。"),
        ("0102", "followed", "文学院学生第一党支部目前不是先进或较好，不能作为标杆（R35）。"),
        ("0202", "followed", "化学学院学生党支部属其他单位，且目前不是先进，不能作为标杆（R35）。"),
        ("02", "followed", "化学学院党总支不是党支部。"),
        (GOOD, "exception_reason", "请写明例外事由，由组织部审批（R35）。"),
        (OUTSIDE, "exception_reason", "请写明例外事由，由组织部审批（R35）。"),
        ("0106", "followed", "第0106党支部已于2012年6月1日撤销。"),
    ],
)
def test_branch_is_refused(rated, code, field, sentence):
    rated.organisations["0106"] = found(rated["01"], "0106")
    rate(rated["0106"], rated.baseline, Tier.ADVANCED)
    close(rated["0106"], TODAY)
    with pytest.raises(ValidationError) as refused:
        actions.choose(follower=rated["0101"], followed=rated[code], by=None)
    assert refused.value.message_dict == {field: [sentence]}


def test_closed_branch_follows_nobody(rated, client_of, told):
    close(rated["0101"], TODAY)
    assert told(client_of("unit-01").get(NEW)) == "该党支部已撤销，不再对标。"


def test_second_one_of_the_unit_replaces_the_first(rated, benchmark, client_of):
    client, sent = client_of("branch-0101"), {"followed": rated["0103"].pk}
    assert client.get(NEW).context["form"]["replaces"].value() is False
    kept = errors(client.post(NEW, sent))
    assert kept == {"replaces": ["目前的标杆是文学院教工0104党支部：请勾选此项，于今日结束原对标；或保留原标杆。"]}
    with on(LATER):
        client_of("branch-0101").post(NEW, sent | {"replaces": "on"})
    rows = Benchmark.objects.order_by("pk").values_list("followed__code", "starts_on", "ends_on")
    assert list(rows) == [(ADVANCED, TODAY, LATER), ("0103", LATER, None)]


def test_one_of_another_unit_stands_beside(rated, benchmark, client_of):
    client_of("branch-0101").post(NEW, {"other": rated[OUTSIDE].pk, **REASON})
    assert list(Benchmark.objects.values_list("ends_on", flat=True)) == [None, None]


def test_replacing_one_of_the_unit_leaves_the_exception(rated, benchmark, client_of):
    excepted = actions.choose(follower=rated["0101"], followed=rated[OUTSIDE], exception_reason="学科相近", by=None)
    actions.approve(benchmark=excepted, by=None)
    client_of("branch-0101").post(NEW, {"followed": rated["0103"].pk, "replaces": "on"})
    rows = Benchmark.objects.order_by("pk").values_list("followed__code", "ends_on")
    assert list(rows) == [(ADVANCED, TODAY), (OUTSIDE, None), ("0103", None)]


def test_tick_is_set_where_the_former_one_counts_no_more(rated, benchmark, client_of):
    rate(rated[ADVANCED], rated.baseline, Tier.ORDINARY)
    assert client_of("branch-0101").get(NEW).context["form"]["replaces"].value() is True


def test_page_says_when_nobody_can_be_followed(world, client_of):
    assert "暂无可选的标杆党支部。" in client_of("branch-0101").get(NEW).content.decode()


def test_one_of_very_many_is_typed(rated, client_of):
    """Of the own unit beyond a list, of others beyond a grouped one; only who may be followed is found."""
    own, others = crowd(rated["01"], range(MANY)), crowd(rated["02"], range(1000, 1000 + BY_UNIT))
    rated["01"].refresh_from_db()
    for unit, some in (("01", own), ("02", others)):
        score = Decimal(SCORES[Tier.ADVANCED])
        rows = [rating.Decided(one.pk, rated.baseline.pk, rated[unit].pk, score, Tier.ADVANCED) for one in some]
        rating.record_decided(rows=rows, by=None, reason="台账")
    client = client_of("unit-01")
    page = client.get(NEW).content.decode()
    assert ("N0007" in page, "N1007" in page, '<select name="other"' in page) == (False, False, False)
    for field, typed in (("followed", "0102"), ("other", "0202"), ("other", "N0007"), ("followed", "N1007")):
        assert list(errors(client.post(NEW, {field: typed}))) == [field]
    client.post(NEW, {"followed": "第7党支部"})
    client.post(NEW, {"other": "N1007", **REASON})
    rows = Benchmark.objects.order_by("pk").values_list("followed__code", "state")
    assert list(rows) == [("N0007", ExceptionState.NONE), ("N1007", ExceptionState.ASKED)]


def test_as_many_questions_for_many_as_for_few(rated, client_of):
    client, counts = client_of("unit-01"), []
    for number in range(2):
        client.get(NEW)
        with CaptureQueriesContext(connection) as captured:
            client.get(NEW)
        counts.append(len(captured))
        for one in crowd(rated["01"], range(number * 10, number * 10 + 9)):
            rate(one, rated.baseline, Tier.ADVANCED)
    assert counts[0] == counts[1]
