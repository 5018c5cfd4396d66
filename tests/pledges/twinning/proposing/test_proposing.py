"""Help is proposed on its page: who is offered to whom, what is refused where, nothing is typed in vain (N12)."""

import pytest

from core.choices import Role
from pledges.models import Twinning
from ratings.choices import Tier
from tests.pledges.made import TODAY, on
from tests.pledges.twinning.pages import errors
from tests.world import LATER, rate

NEW = "/twinning/new/0102/"
SENT = {"helper_kind": "branch", "starts_on": "2012-06-01", "ends_on": "2013-06-01", "together": ["training"]}

LEADER = {"helper_kind": "leader", "helper_name": "王建国", "helper_post": "党委副书记"}
NO_NAME = "由党支部帮扶：请清空此项，或改选“领导”“部门”。"
NOT_OFFERED = "该党支部不在可选范围内，请重新选择。"


def test_unit_proposes_a_suggested_branch_and_its_own_side_agrees(rated, client_of):
    client = client_of("unit-01")
    assert client.get(NEW).context["is_lagging"] is True
    first, second = (client.post(NEW, SENT | {"helper": rated["0101"].pk}) for _ in range(2))
    made = Twinning.objects.get()
    assert (first.status_code, first.url) == (302, made.get_absolute_url())
    assert (made.helper.code, made.state, made.proposed_as, made.fields) == (
        "0101",
        "proposed",
        Role.UNIT,
        ["training"],
    )
    assert made.helped_agreed_by == rated.people["unit-01"]
    assert (second.status_code, second.url) == (302, first.url)
    other = client.post(NEW, SENT | {"helper": rated["0101"].pk, "goal": "转化"})
    assert list(errors(other)) == ["helper"]
    assert f'href="{first.url}"' in other.content.decode()


@pytest.mark.parametrize(
    ("sent", "refused"),
    [
        ({}, {"helper": ["请选择帮扶党支部。"]}),
        ({"helper": "0101", "other": "0103"}, {"other": ["已选择推荐的党支部：请只选一个。"]}),
        ({"helper": "0101", "ends_on": "2012-06-01"}, {"ends_on": ["结束日期须晚于开始日期。"]}),
        ({"helper": "0101", "starts_on": "2012-05-31"}, {"starts_on": ["开始日期不得早于今天。"]}),
        ({"helper": "0999"}, {"helper": [NOT_OFFERED]}),
        ({"other": "0999"}, {"other": [NOT_OFFERED]}),
        (
            {"helper_kind": "leader", "starts_on": "2012-05-31", "ends_on": "2012-05-31"},
            {
                "helper_name": ["请填写帮扶方名称。"],
                "helper_post": ["请填写领导职务。"],
                "starts_on": ["开始日期不得早于今天。"],
                "ends_on": ["结束日期须晚于开始日期。"],
            },
        ),
        ({"helper_kind": "department"}, {"helper_name": ["请填写帮扶方名称。"]}),
        ({"helper": "0101", "helper_name": "王建国"}, {"helper_name": [NO_NAME]}),
        ({"helper": "0101", "helper_post": "党委副书记"}, {"helper_post": [NO_NAME]}),
        (
            {**LEADER, "helper_kind": "department"},
            {"helper_post": ["由部门帮扶，不填写职务：请清空此项，或改选“领导”。"]},
        ),
    ],
)
def test_proposal_is_refused_where_it_was_typed(rated, client_of, sent, refused):
    keys = {code: one.pk for code, one in rated.organisations.items()}
    sent = {name: keys.get(value, 0) if name in ("helper", "other") else value for name, value in sent.items()}
    response = client_of("unit-01").post(NEW, {**SENT, "goal": "建立制度", **sent})
    assert (errors(response), Twinning.objects.count()) == (refused, 0)
    assert "建立制度" in response.content.decode()


def test_branch_that_was_chosen_before_the_kind_counts_for_nothing(rated, client_of):
    both = {"helper": rated["0101"].pk, "other": rated["0103"].pk}
    client_of("unit-01").post(NEW, SENT | LEADER | both)
    assert (Twinning.objects.get().helper, Twinning.objects.get().helper_called) == (None, "党委副书记王建国")


def test_branch_that_lags_or_is_helped_cannot_be_chosen(rated, client_of):
    for code in ("0102", "0202", "03"):
        response = client_of("unit-01").post(NEW, SENT | {"other": rated[code].pk})
        assert list(errors(response)) == ["other"]
    assert Twinning.objects.count() == 0


def test_suggested_are_advanced_and_good_ones_and_all_others_stand_below(rated, client_of):
    page = client_of("department").get(NEW)
    form = page.context["decision"].form
    groups = [(unit, [label for _key, label in of_unit]) for unit, of_unit in form["other"].field.choices[1:]]
    assert [label for _key, label in form["helper"].field.choices] == [
        "文学院教工第一党支部 · 文学院党委 · 先进 · 正在帮扶0个党支部",
        "化学学院教工党支部 · 化学学院党总支 · 较好 · 正在帮扶0个党支部",
        "以上均不选",
    ]
    assert "暂无推荐，请在下面选择。" in client_of("branch-0101").get("/twinning/new/0101/").content.decode()
    assert groups == [("文学院党委", ["文学院离退休党支部 · 一般 · 正在帮扶0个党支部"])]
    assert f"/branches/{rated['0201'].code}/" not in page.content.decode()


def test_hint_says_where_a_branch_stands_that_owes_no_helper(rated, client_of):
    page = client_of("unit-01").get("/twinning/new/0103/").content.decode()
    assert "该党支部当前等次为一般：不要求结对帮扶，也可以结对。" in page


def test_unit_is_not_helped(rated, client_of, told):
    response = client_of("unit-01").get("/twinning/new/01/")
    assert (response.status_code, told(response)) == (302, "只有未撤销的党支部可以作为帮扶对象。")


def test_nobody_is_told_who_lags_by_who_is_missing(rated, client_of):
    """A branch chooses among the advanced, a unit among its own and the advanced of others; the department is told."""
    rate(rated["0201"], rated.later, Tier.ADVANCED)
    found = {}
    for day in (TODAY, LATER):
        with on(day):
            for who in ("branch-0102", "unit-01", "department"):
                form = client_of(who).get(NEW).context["decision"].form
                found[who, day] = {one.code for one in form["other"].field.queryset}
    assert found == {
        ("branch-0102", TODAY): {"0101"},
        ("unit-01", TODAY): {"0101", "0103"},
        ("department", TODAY): {"0101", "0103", "0201"},
        ("branch-0102", LATER): {"0101", "0201"},
        ("unit-01", LATER): {"0101", "0103", "0201"},
        ("department", LATER): {"0101", "0103", "0201"},
    }
