"""A campaign as a workbook: rounds, targets, and what changes of them (contract.md, R2, N04)."""

from datetime import date

import pytest

from core.models import Event
from core.workbooks.export import pages_of
from core.workbooks.kinds import kind_of
from core.workbooks.writing import write
from ratings.actions import change_round
from ratings.choices import Tier
from ratings.models import Campaign, Round, Target
from tests.workbooks import bring_in, cells, check, counts, write_book
from tests.world import rate

CAMPAIGN = ["编码", "名称", "开始日期", "直属党支部计入"]
ROUNDS = ["编码", "名称", "基准日"]
TARGETS = ["编码", "起始等次", "达到等次", "比例", "截止日期"]
C = ["2012", "扶弱培强", "2012-03-01", "否"]
R1 = ["2012-1", "首次定级", "2012-04-01"]
R2 = ["2012-2", "年底定级", date(2012, 10, 31)]
T1 = ["rise", "一般、后进", "较好", 40, "2012-12-31"]
T2 = ["top", "good", "advanced", 10, "2013-12-31"]
NOTICE = [
    ("ordinary-1", [2], 4, 30, date(2012, 12, 31)), ("lagging-1", [1], 2, 50, date(2012, 12, 31)),
    ("ordinary-2", [2], 4, 50, date(2013, 12, 31)), ("lagging-2", [1], 2, 80, date(2013, 12, 31)),
]  # fmt: skip

pytestmark = pytest.mark.django_db


@pytest.fixture
def book(tmp_path):
    """Writes a campaign's workbook; without `targets` the sheet is absent."""

    def write_rows(campaign=(C,), rounds=(R1, R2), targets=None):
        sheets = {"活动": [CAMPAIGN, *campaign], "轮次": [ROUNDS, *rounds]}
        return write_book(
            tmp_path / "campaign.xlsx", sheets if targets is None else sheets | {"目标": [TARGETS, *targets]}
        )

    return write_rows


def dated():
    """The rounds by date: (code, reference date, whether it is the baseline)."""
    return list(Round.objects.values_list("code", "reference_date", "is_baseline"))


def targets():
    """The stored targets in the order of the notice's."""
    rows = Target.objects.values_list("code", "from_tiers", "to_tier", "percent", "deadline")
    return sorted(rows, key=lambda row: (row[-1], -row[1][0], row[0]))


def state():
    models = (Campaign, Round, Target, Event)
    rows = [list(model.objects.order_by("pk").values()) for model in models]
    return rows + [model.history.count() for model in models[:3]]


def test_first_workbook_opens_the_campaign_with_the_notice_s_targets(book):
    assert counts(bring_in("campaign", book())) == (3, 0, 0)
    campaign = Campaign.objects.get()
    assert (campaign.code, campaign.name, campaign.starts_on, campaign.counts_direct) == (
        "2012", "扶弱培强", date(2012, 3, 1), False,
    )  # fmt: skip
    rounds = Round.objects.values_list("code", "name", "reference_date", "is_baseline")
    assert list(rounds) == [
        ("2012-1", "首次定级", date(2012, 4, 1), True), ("2012-2", "年底定级", date(2012, 10, 31), False),
    ]  # fmt: skip
    assert targets() == NOTICE


def test_empty_sheet_of_targets_means_the_notice_s(book):
    assert counts(bring_in("campaign", book(targets=()))) == (3, 0, 0)
    assert targets() == NOTICE


def test_baseline_is_the_first_by_date_whatever_the_order(book):
    bring_in("campaign", book(rounds=(R2, R1)))
    assert Round.objects.get(is_baseline=True).code == "2012-1"


def test_own_targets_take_the_place_of_the_notice_s(book):
    assert counts(bring_in("campaign", book(targets=(T1, T2)))) == (5, 0, 0)
    assert targets() == [
        ("rise", [Tier.LAGGING, Tier.ORDINARY], Tier.GOOD, 40, date(2012, 12, 31)),
        ("top", [Tier.GOOD], Tier.ADVANCED, 10, date(2013, 12, 31)),
    ]


def test_same_file_twice_changes_nothing(book):
    for given in (None, (T1, T2)):
        bring_in("campaign", book(targets=given))
        before = state()
        plan = bring_in("campaign", book(targets=given))
        assert counts(plan) == (0, 0, 3 if given is None else 5)
        assert state() == before


def test_looking_writes_nothing(book):
    before = state()
    assert counts(check("campaign", book())) == (3, 0, 0)
    assert state() == before


def test_changes_are_kept_with_the_file_as_reason(book):
    bring_in("campaign", book(targets=(T1,)))
    changed = book(
        campaign=([*C[:1], "扶弱培强活动", *C[2:3], "是"],),
        rounds=(R1, [*R2[:2], "2012-11-30"]),
        targets=([*T1[:3], 45, T1[4]],),
    )
    assert counts(bring_in("campaign", changed)) == (0, 3, 1)
    campaign, target = Campaign.objects.get(), Target.objects.get()
    assert (campaign.name, campaign.counts_direct, target.percent) == ("扶弱培强活动", True, 45)
    assert Round.objects.get(code="2012-2").reference_date == date(2012, 11, 30)
    reasons = {model.history.latest().history_change_reason for model in (Campaign, Round, Target)}
    assert reasons == {"import: campaign.xlsx"}


def test_empty_optional_cells_leave_the_values(book):
    bring_in("campaign", book(campaign=([*C[:3], "是"],)))
    assert counts(bring_in("campaign", book(campaign=(C[:3],)))) == (0, 0, 3)
    assert Campaign.objects.get().counts_direct


def test_target_that_is_not_in_the_sheet_is_removed_and_said_so(book):
    bring_in("campaign", book(targets=(T1, T2)))
    plan = bring_in("campaign", book(targets=(T1,)))
    assert (counts(plan), [one.sheet for one in plan.warnings]) == ((0, 1, 4), ["目标"])
    assert [row[0] for row in targets()] == ["rise"]


@pytest.mark.parametrize(
    ("campaign", "rounds", "given", "place"),
    [
        ((), (R1,), None, ("活动", "A2")),
        ((C, ["2013", "第二个", "2013-03-01"]), (R1,), None, ("活动", "A3")),
        (([None, *C[1:]],), (R1,), None, ("活动", "A2")),
        (([*C[:2], "2012-02-30"],), (R1,), None, ("活动", "C2")),
        (([*C[:3], "可能"],), (R1,), None, ("活动", "D2")),
        ((["20/12", *C[1:]],), (R1,), None, ("活动", "A2")),
        ((C,), (R1, ["2012-1", "又一次", "2012-11-30"]), None, ("轮次", "A3")),
        ((C,), (["other-1", "别的", "2012-04-01"],), None, ("轮次", "A2")),
        ((C,), (R1, ["2012-2", "同一天", "2012-04-01"]), None, ("轮次", "C3")),
        ((C,), (R1,), ([*T1[:1], "优秀", *T1[2:]],), ("目标", "B2")),
        ((C,), (R1,), ([*T1[:3], 0, T1[4]],), ("目标", "D2")),
        ((C,), (R1,), ([*T1[:3], 0.3, T1[4]],), ("目标", "D2")),
        ((C,), (R1,), ([*T1[:3], 101, T1[4]],), ("目标", "D2")),
        ((C,), (R1,), (["rise", "一般", "后进", 40, "2012-12-31"],), ("目标", "C2")),
        ((C,), (R1,), ([*T1[:4], "2012-03-31"],), ("目标", "E2")),
        ((C,), (R1,), (T1, T1), ("目标", "A3")),
        ((C,), (R1,), (["一般.1", *T1[1:]],), ("目标", "A2")),
        (([*C[:2], "9999-05-01"],), (R1,), None, ("活动", "C2")),
        ((C,), (R1, [*R2[:2], "0001-01-01"]), None, ("轮次", "C3")),
        ((C,), (R1, [*R2[:2], "2101-01-01"]), None, ("轮次", "C3")),
        ((C,), (R1,), ([*T1[:4], "9999-12-31"],), ("目标", "E2")),
    ],
    ids=[
        "no campaign", "two campaigns", "code missing", "no such day", "neither yes nor no", "code with a slash",
        "round twice", "round of another campaign", "two rounds on a day", "no such tier", "no percent",
        "percent as a fraction", "more than all", "target downwards", "deadline before the baseline", "target twice",
        "target code that cannot stand in an address", "start in the far future", "round in the far past",
        "round in the far future", "deadline in the far future",
    ],
)  # fmt: skip
def test_bad_row_is_named_by_its_cell_and_nothing_is_written(book, campaign, rounds, given, place):
    bring_in(
        "campaign", book(campaign=(["other", "别的活动", "2011-03-01"],), rounds=(["other-1", "一", "2011-04-01"],))
    )
    before = state()
    assert cells(bring_in("campaign", book(campaign, rounds, given))) == [place]
    assert state() == before


def test_every_objection_of_a_row_is_told_beside_its_faulty_cells(book):
    bring_in(
        "campaign", book(campaign=(["other", "别的活动", "2011-03-01"],), rounds=(["other-1", "一", "2011-04-01"],))
    )
    file = book(
        campaign=([C[0], None, C[2]],),
        rounds=(R1, ["other-1", "别的", "2012-02-30"]),
        targets=(["rise", "一般", "后进", 0.3, "2012-12-31"], ["top", "好", "后进", 30, "2012-12-31"]),
    )
    assert sorted(cells(bring_in("campaign", file))) == [
        ("活动", "B2"), ("目标", "B3"), ("目标", "C2"), ("目标", "D2"), ("轮次", "A3"), ("轮次", "C3"),
    ]  # fmt: skip


def test_dates_are_exchanged_and_the_mark_follows(book):
    """The end is judged, not the steps to it: the first by date is the baseline."""
    bring_in("campaign", book())
    plan = bring_in("campaign", book(rounds=([*R1[:2], "2012-10-31"], [*R2[:2], "2012-04-01"])))
    assert (counts(plan), [(one.sheet, one.cell) for one in plan.warnings]) == ((0, 2, 1), [("轮次", "C3")])
    assert dated() == [("2012-2", date(2012, 4, 1), True), ("2012-1", date(2012, 10, 31), False)]
    assert Round.history.filter(code="2012-2", reference_date__gt=date(2100, 1, 1)).count() == 0


def test_dates_are_shifted_onto_each_other(book):
    bring_in("campaign", book())
    assert counts(bring_in("campaign", book(rounds=([*R1[:2], "2012-10-31"], [*R2[:2], "2013-04-30"])))) == (0, 2, 1)
    assert dated() == [("2012-1", date(2012, 10, 31), True), ("2012-2", date(2013, 4, 30), False)]


@pytest.mark.parametrize("years", [-1, 1])
def test_baseline_and_deadlines_move_together(book, years):
    bring_in("campaign", book(targets=(T1,)))
    moved = book(rounds=([*R1[:2], f"{2012 + years}-04-01"],), targets=([*T1[:4], f"{2012 + years}-12-31"],))
    assert counts(bring_in("campaign", moved)) == (0, 2, 1)


def test_mark_set_by_hand_stays_until_a_date_changes(world, book):
    change_round(
        round_=world.later, name="年底", reference_date=world.later.reference_date, opens_on=None, closes_on=None,
        is_baseline=True, by=None,
    )  # fmt: skip
    given, base = (["2012", "扶弱培强 2012", "2012-04-01"],), ["2012-1", "轮次 2012-1", "2012-04-01"]
    bring_in("campaign", book(given, (base, ["2012-2", "年底", "2012-10-31"], ["2012-3", "次年", "2013-10-31"])))
    assert [code for code, _day, marked in dated() if marked] == ["2012-2"]
    bring_in("campaign", book(given, (base, ["2012-2", "年底", "2012-11-01"])))
    assert [code for code, _day, marked in dated() if marked] == ["2012-1"]


def test_round_with_official_ratings_cannot_become_the_baseline(world, book):
    rate(world["0101"], world.later, Tier.ORDINARY)
    given = (["2012", "扶弱培强 2012", "2012-04-01"],)
    rounds = (["2012-1", "轮次 2012-1", "2012-10-31"], ["2012-2", "轮次 2012-2", "2012-04-01"])
    before = state()
    assert cells(bring_in("campaign", book(given, rounds))) == [("轮次", "C3")]
    assert cells(bring_in("campaign", book(given, ([*rounds[0][:2], "2012-11-30"],)))) == [("轮次", None)]
    assert state() == before


def test_round_before_an_official_baseline_is_refused(world, book):
    """R2: once the baseline has official ratings, no earlier round can be added and its date cannot move."""
    rate(world["0101"], world.baseline, Tier.ORDINARY)
    before = state()
    given = (["2012", "扶弱培强 2012", "2012-04-01"],)
    later = ["2012-2", "轮次 2012-2", "2012-10-31"]
    base = ["2012-1", "轮次 2012-1", "2012-04-01"]
    assert cells(bring_in("campaign", book(given, (["2012-0", "更早", "2012-03-15"], base, later)))) == [("轮次", "C2")]
    assert cells(bring_in("campaign", book(given, (later, [*base[:2], "2012-04-02"])))) == [("轮次", "C3")]
    assert counts(bring_in("campaign", book(given, (base, later)))) == (0, 0, 3)
    assert state() == before


def test_export_comes_back_unchanged(world, tmp_path):
    path = tmp_path / "out.xlsx"
    with path.open("wb") as stream:
        write(stream, pages_of(kind_of("campaign"), None))
    before = state()
    assert counts(bring_in("campaign", path)) == (0, 0, 7)
    assert state() == before


def test_export_of_the_campaign_of_a_round(world, book, tmp_path):
    bring_in("campaign", book(campaign=(["2013", "下一个", "2013-03-01"],), rounds=(["2013-1", "一", "2013-04-01"],)))
    rows = {
        code: [list(rows) for _sheet, rows in kind_of("campaign").export(None, round_code=code)]
        for code in (None, "2012-2")
    }
    assert [rows[code][0][0][0] for code in (None, "2012-2")] == ["2013", "2012"]
