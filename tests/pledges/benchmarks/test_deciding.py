"""An exception is asked for, sent back, asked for again and approved; a benchmark ends. A second press is told so."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from core.choices import EventKind
from core.models import Event
from pledges.actions import benchmarks as actions
from pledges.choices import ExceptionState
from pledges.lifecycles.benchmarks import EXCEPTION
from pledges.models import Benchmark
from pledges.rules.benchmarks import Lapse
from ratings.choices import Tier
from tests.pledges.benchmarks.made import ADVANCED, OUTSIDE, REASON, address
from tests.pledges.made import TODAY, on
from tests.world import close, rate

LATER = date(2012, 6, 2)
BACK = {"reason": "请说明可比性"}


def state(client, benchmark, day=""):
    """The BenchmarkOnDay that the page shows."""
    return client.get(address(benchmark) + day).context["page"].state


def test_table_of_the_exception():
    rows = {(one.name, tuple(sorted(one.sources)), one.target, one.role) for one in EXCEPTION.transitions}
    open_ = (ExceptionState.NONE, ExceptionState.RETURNED)
    assert rows == {
        ("ask", open_, "asked", "branch"),
        ("ask", open_, "asked", "unit"),
        ("approve", ("asked",), "approved", "department"),
        ("return", ("asked",), "returned", "department"),
    }


def test_exception_comes_back_is_corrected_and_approved(asked, client_of, told):
    branch, page = client_of("branch-0101"), address(asked)
    assert (state(branch, asked).lapse, state(branch, asked).why_not) == (Lapse.ELSEWHERE, "例外申请待组织部审批。")
    assert told(client_of("department").post(address(asked, "return"), BACK)) == "例外申请已退回，并附退回意见。"
    page = branch.get(address(asked))
    assert ("请说明可比性" in page.content.decode(), [one.name for one in page.context["page"].verbs]) == (
        True,
        ["ask"],
    )
    returned = page.context["page"].returned
    assert (returned.who, returned.day, returned.reason) == ("department", TODAY, "请说明可比性")
    assert "department · 2012年6月1日" in page.content.decode()
    form = branch.get(address(asked, "ask")).context["decision"].form
    assert form["exception_reason"].value() == "学科相近"
    branch.post(address(asked, "ask"), REASON)
    with on(LATER):
        branch = client_of("branch-0101")
        assert told(client_of("department").post(address(asked, "approve"))) == "例外已批准，对标自今日起计入。"
        assert (state(branch, asked).lapse, state(branch, asked, f"?on={TODAY}").lapse) == (None, Lapse.ELSEWHERE)
        assert state(branch, asked, f"?on={TODAY}").exception == ExceptionState.ASKED
    asked.refresh_from_db()
    assert (asked.state, asked.approved_on, asked.approved_by.username) == ("approved", LATER, "department")
    assert (asked.exception_reason, asked.reason) == (REASON["exception_reason"], "")
    logged = Event.objects.filter(detail__benchmark=asked.pk, kind__in=[EventKind.DECISION, EventKind.RETURN])
    assert [event.detail["verb"] for event in logged.order_by("pk")] == ["return", "approve"]


@pytest.mark.parametrize(("verb", "sent"), [("approve", {}), ("return", BACK)])
def test_second_press_says_who_was_faster(asked, client_of, told, verb, sent):
    client = client_of("department")
    first, second = (client.post(address(asked, verb), sent) for _ in range(2))
    assert first.status_code == 302
    said = second.context["decision"].obstacle if sent else told(second)
    assert ("已由他人" in said or "已办理" in said, "department" in said) == (True, True)
    assert asked.history.count() == 2


def test_reason_is_asked_for(asked, client_of):
    response = client_of("department").post(address(asked, "return"), {"reason": " "})
    assert list(response.context["decision"].form.errors) == ["reason"]
    actions.return_(benchmark=asked, reason="再说明", by=None)
    response = client_of("branch-0101").post(address(asked, "ask"), {"exception_reason": " "})
    assert list(response.context["decision"].form.errors) == ["exception_reason"]


def test_approval_is_refused_where_it_would_change_nothing(rated, asked, client_of, told):
    rate(rated[OUTSIDE], rated.baseline, Tier.GOOD)
    page = client_of("department").get(address(asked)).context["page"]
    assert [one.name for one in page.verbs] == ["return"]
    said = told(client_of("department").post(address(asked, "approve")))
    assert said == "化学学院教工党支部属其他单位，且目前不是先进，不能作为标杆（R35）。"
    asked.refresh_from_db()
    assert asked.state == ExceptionState.ASKED


def test_exception_can_be_asked_for_a_branch_that_fell_to_good(rated, benchmark, client_of):
    client = client_of("branch-0101")
    with pytest.raises(ValidationError, match="该对标已计入，无需申请例外"):
        actions.ask(benchmark=benchmark, exception_reason="仍有可学之处", by=None)
    rate(rated[ADVANCED], rated.baseline, Tier.GOOD)
    page = client.get(address(benchmark)).context["page"]
    assert (page.state.why_not, [one.name for one in page.verbs]) == (
        "自2012年4月1日起，文学院教工0104党支部的等次为较好。",
        ["ask"],
    )
    client.post(address(benchmark, "ask"), REASON)
    actions.approve(benchmark=Benchmark.objects.with_people().get(), by=None)
    assert state(client, benchmark).lapse is None


def test_known_end_that_lies_ahead_is_shown(benchmark, client_of):
    benchmark.ends_on = date(2012, 12, 1)
    with on(LATER):
        benchmark.save()
        client = client_of("unit-01")
        pages = [client.get(address(benchmark) + day).content.decode() for day in ("", f"?on={TODAY}")]
    assert ["2012年6月1日–2012年12月1日" in page for page in pages] == [True, False]


def test_it_ends_today_and_once(benchmark, client_of, told):
    client, page = client_of("branch-0101"), address(benchmark, "end")
    assert client.get(page).context["decision"].refusal == ""
    with on(LATER):
        client = client_of("branch-0101")
        first, second = (told(client.post(page)) for _ in range(2))
    assert first == "对标已于今日结束，原有内容仍可查阅。"
    assert second == f"{first} 对标已于2012年6月2日结束。"  # both are still to be read
    assert list(benchmark.history.values_list("ends_on", flat=True)) == [LATER, None]
    with on(LATER):
        found = state(client, benchmark)
        assert (found.why_not, found.is_lost) == ("对标已于2012年6月2日结束。", False)
        assert state(client, benchmark, f"?on={TODAY}").lapse is None


@pytest.mark.parametrize(
    ("who", "verb", "expected"),
    [
        ("branch-0101", "approve", 403),
        ("unit-01", "return", 403),
        ("department", "ask", 403),
        ("department", "end", 403),
        (f"branch-{ADVANCED}", "end", 403),
        ("unit-02", "end", 404),
        ("unit-01", "end", 200),
        ("branch-0101", "unknown", 404),
    ],
)
def test_who_decides(benchmark, client_of, who, verb, expected):
    assert client_of(who).get(address(benchmark, verb)).status_code == expected


def test_closing_of_the_followed_branch_ends_it_in_words(rated, benchmark, client_of):
    with on(LATER):
        close(rated[ADVANCED], LATER)
        found = state(client_of("branch-0101"), benchmark)
    assert (found.why_not, found.is_lost) == ("文学院教工0104党支部撤销，对标已于2012年6月2日结束。", True)
