"""Twinnings and benchmarks out and in again: nothing changes, whatever people typed, at whatever size."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from core.names import fold, fold_lines
from core.workbooks.cells import tidy
from core.workbooks.kinds import kind_of
from pledges.choices import ExceptionState, HelperKind, RecordState, TwinningResult, TwinningState
from pledges.models import Benchmark, BenchmarkItem, HelpRecord, Twinning
from tests.pledges.made import TODAY
from tests.pledges.workbooks.test_round_trip import LINES, NAUGHTY, TEXTS
from tests.pledges.workbooks.twinning.rows import a_record, agreed
from tests.pledges.workbooks.written import taken_out, written_sheets
from tests.workbooks import bring_in, counts, downloaded
from tests.world import found

DAYS = st.dates(date(2011, 1, 1), date(2012, 12, 31))


def again(tmp_path, kind):
    """What bringing in again what was taken out does."""
    plan = bring_in(kind, taken_out(tmp_path / "out.xlsx", kind=kind))
    assert (plan.lines, plan.errors) == ([], [])
    return plan


def twinned(world, text, line, *, state=TwinningState.AGREED, starts_on=TODAY, days=30, result=""):
    """A twinning of 0102 by a leader, with the same record twice."""
    ends_on = starts_on + timedelta(days)
    agreed_on = None if state == TwinningState.PROPOSED else starts_on
    facts = {"starts_on": starts_on, "ends_on": ends_on, "state": state, "agreed_on": agreed_on, "result": result}
    one = Twinning.objects.create(
        helped=world["0102"], helper_kind=HelperKind.LEADER, helper_name=line, goal=text, **facts
    )
    for record_state in (RecordState.CONFIRMED, RecordState.RETURNED):
        told = {"text": text, "place": line, "people": line, "solved": text, "state": record_state}
        HelpRecord.objects.create(twinning=one, on=starts_on, **told)


def followed(world, text, line, *, state=ExceptionState.NONE):
    """A benchmark of 0101 with an item."""
    excepted = state != ExceptionState.NONE
    facts = {"state": state, "exception_reason": line if excepted else ""}
    facts["approved_on"] = TODAY if state == ExceptionState.APPROVED else None
    one = Benchmark.objects.create(follower=world["0101"], followed=world["0103"], starts_on=TODAY, **facts)
    said = {"level": line, "own_level": line, "gap": line, "measure": text, "person": line, "result": text}
    BenchmarkItem.objects.create(benchmark=one, number=1, item=line, due_on=TODAY, **said)


@pytest.mark.parametrize("typed", NAUGHTY)
def test_whatever_was_typed_comes_back_unchanged(world, tmp_path, typed):
    line = fold(typed.replace("\n", " "))[:60]
    twinned(world, fold_lines(typed), line)
    followed(world, fold_lines(typed), line, state=ExceptionState.APPROVED)
    assert [counts(again(tmp_path, kind)) for kind in ("twinning", "benchmarks")] == [(0, 0, 3), (0, 0, 2)]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    typed=TEXTS, line=LINES, state=st.sampled_from(TwinningState), exception=st.sampled_from(ExceptionState),
    result=st.sampled_from(["", *TwinningResult]), starts_on=DAYS, days=st.integers(0, 400),
)  # fmt: skip
def test_any_twinning_and_benchmark_comes_back_unchanged(
    world, tmp_path, typed, line, state, exception, result, starts_on, days
):
    line, typed = fold(tidy(line)), fold_lines(tidy(typed))
    if not line or not typed:
        return
    Twinning.objects.all().delete()
    Benchmark.objects.all().delete()
    result = result if state == TwinningState.ENDED else ""
    twinned(world, typed, line, state=state, starts_on=starts_on, days=days, result=result)
    followed(world, typed, line, state=exception)
    assert [counts(again(tmp_path, kind)) for kind in ("twinning", "benchmarks")] == [(0, 0, 3), (0, 0, 2)]


def test_headings_are_read_in_english(world, tmp_path):
    twinned(world, "转化", "李明")
    followed(world, "加开", "组织生活")
    for kind in ("twinning", "benchmarks"):
        path = taken_out(tmp_path / "out.xlsx", kind=kind)
        book = load_workbook(path)
        for sheet in kind_of(kind).sheets:
            page = book[sheet.title_zh]
            page.title = sheet.title_en
            for at, column in enumerate(sheet.columns, 1):
                page.cell(1, at).value = column.en
        book.save(path)
        plan = bring_in(kind, path)
        assert (plan.errors, plan.new, plan.changed) == ([], 0, 0)


@pytest.mark.parametrize("kind", ["twinning", "benchmarks"])
def test_template_holds_the_headings(client_of, kind):
    rows = downloaded(client_of("department").get(f"/workbooks/templates/{kind}/"))
    assert rows == [tuple(column.zh for column in kind_of(kind).sheets[0].columns)]


def test_queries_do_not_grow_with_the_rows(rated, tmp_path):
    branches = [found(rated["02"], f"02{number}") for number in range(10, 20)]
    few, many = (queries(tmp_path, some) for some in (branches[:2], branches[2:]))
    assert few == many


def queries(tmp_path, branches):
    """How many a ledger asks that has 0103 help each of `branches`, with a record each."""
    names = [(f"+{one.code}", {"帮扶对象编码": one.code, "帮扶对象名称": one.name}) for one in branches]
    rows, records = [agreed(number=key, **name) for key, name in names], [a_record(key) for key, _name in names]
    file = written_sheets(tmp_path / "many.xlsx", {"结对": rows, "帮扶记录": records})
    with CaptureQueriesContext(connection) as captured:
        assert bring_in("twinning", file).errors == []
    return len(captured)
