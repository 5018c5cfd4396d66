"""A unit's own workbook: drafts of the own branches in an open round (contract.md)."""

from decimal import Decimal
from io import BytesIO

from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from branches.choices import Category, Kind
from branches.models import Organisation
from core.scope import scope_of
from core.workbooks.export import pages_of
from core.workbooks.kinds import kind_of
from core.workbooks.writing import write
from ratings.actions import submit
from ratings.choices import State, Tier
from ratings.models import Rating
from tests.ratings.workbooks.drafts.rows import HEADINGS, NAMES, end, everything, row, stored, typed
from tests.workbooks import cells, counts
from tests.world import move, rate


def test_rows_become_drafts_that_say_who_typed_them(world, send):
    plan = send(row("0101", 91), row("0102", 62.5, "较好", "人少"), row("0103"))
    assert counts(plan) == (2, 0, 1)
    assert [(line.label, line.cells) for line in plan.lines] == [
        ("0101 文学院教工第一党支部 · 轮次 2012-1", (("得分", "", "91"), ("等次", "", "先进"))),
        ("0102 文学院学生第一党支部 · 轮次 2012-1", (("得分", "", "62.5"), ("等次", "", "较好"), ("备注", "", "人少"))),
    ]
    assert stored() == (Decimal(91), Tier.ADVANCED, "", State.DRAFT, 1)
    assert stored("0102") == (Decimal("62.5"), Tier.GOOD, "人少", State.DRAFT, 1)
    fields = ("unit__code", "entered_by__username", "approved_by", "submitted_by")
    assert set(Rating.objects.values_list(*fields)) == {("01", "unit-01", None, None)}
    assert Rating.history.count() == 0
    assert not Rating.objects.filter(entered_at=None).exists()


def test_drafts_are_changed_and_carry_the_next_version(world, send):
    typed(world)
    plan = send(row("0101", 80.5, None, "有进步", 1))
    assert counts(plan) == (0, 1, 0)
    assert plan.lines[0].cells == (("得分", "70", "80.5"), ("等次", "一般", "较好"), ("备注", "", "有进步"))
    assert stored() == (Decimal("80.5"), Tier.GOOD, "有进步", State.DRAFT, 2)
    assert Rating.history.count() == 0


def test_what_is_typed_can_be_submitted(world, send):
    send(row("0101", 91), row("0102", 80), row("0103", 70))
    submit(round_=world.baseline, unit=world["01"], by=world.people["unit-01"])
    assert set(Rating.objects.values_list("state", flat=True)) == {State.SUBMITTED}


def export(who, world, round_code=None):
    """The rows that a person takes out, the headings first."""
    stream = BytesIO()
    write(stream, pages_of(kind_of("drafts"), scope_of(world.people[who]), round_code=round_code))
    return [list(line) for line in load_workbook(stream)["分类定级"].iter_rows(values_only=True)]


def test_what_is_taken_out_comes_back_unchanged(world, send):
    typed(world)
    typed(world, "0102", score=Decimal(70), tier=Tier.GOOD, remark="无")
    rows, before = export("unit-01", world), everything()
    assert rows[:4] == [HEADINGS, row("0101", 70, version=1), row("0102", 70, "较好", "无", 1), row("0103")]
    assert counts(send(*rows[1:])) == (0, 0, 6)
    assert everything() == before


def test_own_open_rows_are_taken_out_and_no_others(world):
    rate(world["0101"], world.baseline, Tier.GOOD, state=State.SUBMITTED)
    rate(world["0102"], world.baseline, Tier.GOOD)
    end(world.later)
    rate(world["0103"], world.later, Tier.GOOD, state=State.RETURNED)
    assert [line[:2] for line in export("unit-01", world)[1:]] == [["2012-1", "0103"], ["2012-2", "0103"]]
    assert [line[:2] for line in export("unit-02", world, "2012-1")[1:]] == [["2012-1", "0201"], ["2012-1", "0202"]]
    assert [export(who, world)[1:] for who in ("department", "viewer-01", "unit-03", "branch-0101")] == [[], [], [], []]


def test_empty_cells_leave_the_values(world, send):
    typed(world, remark="原备注")
    assert counts(send(row("0101", version=1))) == (0, 0, 1)
    assert counts(send(row("0101", tier="先进", version=1))) == (0, 1, 0)
    assert stored() == (Decimal(70), Tier.ADVANCED, "原备注", State.DRAFT, 2)
    assert counts(send(["2012-1", "0101", NAMES["0101"], 2], headings=[*HEADINGS[:3], "版本"])) == (0, 0, 1)


def test_tier_that_was_chosen_stays_while_the_score_does(world, send):
    typed(world, tier=Tier.GOOD)
    assert counts(send(row("0101", 70, None, "说明", 1))) == (0, 1, 0)
    assert stored()[:3] == (Decimal(70), Tier.GOOD, "说明")
    send(row("0101", 71, version=2))
    assert stored()[:2] == (Decimal(71), Tier.ORDINARY)


def test_score_and_tier_that_disagree_are_warned_about(world, send):
    plan = send(row("0101", 70, "先进"))
    assert (counts(plan), [one.cell for one in plan.warnings]) == ((1, 0, 0), ["E2"])
    assert stored()[1] == Tier.ADVANCED


def test_several_rounds_in_one_file(world, send):
    assert counts(send(row("0101", 91), row("0101", 60, round_code="2012-2"))) == (2, 0, 0)
    assert sorted(Rating.objects.values_list("round__code", "tier")) == [("2012-1", 4), ("2012-2", 2)]


def test_branch_that_moved_is_typed_by_the_unit_it_belongs_to(world, send):
    typed(world)
    move(world["0101"], world["02"])
    assert cells(send(row("0101", 91, version=1))) == [("分类定级", "B2")]
    assert counts(send(row("0101", 91, version=1), who="unit-02")) == (0, 1, 0)
    assert Rating.objects.get().unit == world["02"]


def test_closed_round_takes_only_what_came_back(world, send):
    rate(world["0101"], world.baseline, Tier.GOOD, state=State.RETURNED)
    end(world.baseline)
    assert cells(send(row("0101", 91, version=1), row("0102", 80))) == [("分类定级", "E3")]
    assert counts(send(row("0101", 91, version=1), row("0102"))) == (0, 1, 1)
    entry = Rating.history.latest("history_id")
    assert (entry.state, entry.score, entry.history_user.username) == (State.RETURNED, Decimal(91), "unit-01")
    assert entry.history_change_reason == "import: grid.xlsx"
    assert Rating.objects.get().reason == "不够具体"


def crowd(unit, count):
    """`count` further branches of `unit`; returns rows that rate them."""
    first, facts = unit.path, {"kind": Kind.BRANCH, "category": Category.STAFF, "depth": unit.depth + 1}
    rows = [
        Organisation(path=f"{first}Z{number:03}", code=f"9{number:04}", name=f"第{number}党支部", **facts)
        for number in range(count)
    ]
    Organisation.objects.bulk_create(rows)
    return [["2012-1", one.code, one.name, 60 + number % 40] for number, one in enumerate(rows)]


def test_queries_do_not_grow_with_the_rows(world, send):
    """Looking asks the same of any file; writing sends batches, which SQLite wants small."""
    rows, asked = crowd(world["01"], 2000), {True: [], False: []}
    for look, part in ((True, rows[:20]), (True, rows), (False, rows[:20]), (False, rows[20:])):
        with CaptureQueriesContext(connection) as captured:
            assert counts(send(*part, look=look)) == (len(part), 0, 0)
        asked[look].append(len(captured))
    assert asked[True][0] == asked[True][1]
    assert asked[False][1] - asked[False][0] < 50


def test_two_thousand_strange_rows_cost_no_query_each(world, send):
    asked = []
    for count in (2, 2000):
        strange = [["2012-1", f"x{number}", "没有", 90, None, None, number] for number in range(count)]
        with CaptureQueriesContext(connection) as captured:
            assert len(send(*strange, look=True).errors) == count
        asked.append(len(captured))
    assert asked[0] == asked[1]
