"""The annual workbook: what it holds, of whom, and what cannot be reported."""

import io
import json
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from branches import actions as roster
from branches import as_of
from branches.choices import Category, Kind
from core.choices import EventKind
from core.models import Event
from pledges.choices import PlanKind
from ratings.choices import Tier
from reports.annual.book import AnnualBook, write_book
from reports.annual.cover import Cover
from reports.queries.annual.query import annual_query
from tests.calculated import calculated
from tests.pledges.made import done, in_force, on
from tests.snapshot import staged
from tests.world import YEAR_1, close, found, move, open_campaign, rate

BASE = (("0101", Tier.ORDINARY), ("0102", Tier.LAGGING), ("0103", Tier.ORDINARY), ("0201", Tier.ORDINARY))
NOW = date(2013, 6, 2)
COVER = Cover("示范大学", date(2013, 1, 5))
HOSTILE = ('=1+1"*?~', "'单位'!A1", "U" + "长" * 58, "𠀀㐂\u2028<&>")


@pytest.fixture(autouse=True)
def clock():
    """The year is over."""
    with on(NOW):
        yield


@pytest.fixture
@staged
def year(world):
    """A year in which something of everything happened."""
    for code, tier in BASE:
        rate(world[code], world.baseline, tier)
    rate(world["0202"], world.baseline, Tier.GOOD)
    done(in_force(world["0101"], world.campaign))
    in_force(world["0102"], world.campaign, PlanKind.RECTIFICATION)
    move(world["0201"], world["01"])
    close(world["0103"], date(2012, 9, 1))
    close(world["0202"], date(2012, 9, 2), into=world["0201"])
    rate(world["0101"], world.later, Tier.ADVANCED)
    rate(world["0201"], world.later, Tier.GOOD)
    found(world["02"], "0203", founded_on=date(2012, 8, 1))
    roster.reclassify(
        world["0102"], category=Category.OFFICE, on=date(2012, 11, 1), document="", reason="调整", by=None
    )
    return world


def query_of(world, unit=None, day=YEAR_1):
    return replace(annual_query(world.campaign, day.year, unit and world[unit]), on=day)


def checks(query):
    """{(table, figure): (what the formula comes to, what the pages show)}."""
    with translation.override("zh-hans"):
        return {(one.table, one.figure): (one.cell.value(), one.shown) for one in AnnualBook(query).checks}


def differing(found):
    return {key: both for key, both in found.items() if both[0] != both[1]}


def written(query, folder):
    path = folder / "annual.xlsx"
    with path.open("wb") as stream:
        write_book(stream, query, COVER)
    return path


def sheets(path):
    book = CalamineWorkbook.from_path(path)
    return {title: book.get_sheet_by_name(title).to_python(skip_empty_area=False) for title in book.sheet_names}


@pytest.mark.parametrize("day", [date(2012, 4, 1), date(2012, 8, 31), YEAR_1, date(2013, 6, 1)])
def test_every_figure_is_what_the_pages_show_on_any_day(year, day):
    found = checks(query_of(year, day=day))
    assert (differing(found), len(found) > 100) == ({}, True)


def test_parts_of_the_units_add_up_to_the_whole(year):
    parts = defaultdict(int)
    for unit in ("01", "02", "03"):
        found = checks(query_of(year, unit))
        assert differing(found) == {}
        for key, (value, _shown) in found.items():
            parts[key] += value
    whole = checks(query_of(year))
    computed = {key for key in whole if key[1].rpartition(" · ")[2] in ("需升", "差额")}  # R9
    assert {key: value for key, (value, _shown) in whole.items() if key not in computed and parts[key] != value} == {}


def test_unit_has_its_own_rows_alone(year):
    with translation.override("zh-hans"):
        book = AnnualBook(query_of(year, "02"))
    codes = [code for (code,) in book.branches.sheet.values("code")]
    assert codes == ["0201", "0202", "0203"]  # one moved away within the year; its cohort counts here (R14)
    assert [line.texts["unit"] for line in book.tables[0].lines] == ["化学学院党总支"]


def test_facts_say_where_each_branch_stands(year, tmp_path):
    headings, *rows = sheets(written(query_of(year), tmp_path))["明细-党支部"]
    assert headings[:9] == [
        "编码",
        "名称",
        "单位编码",
        "单位",
        "类别",
        "基准等次",
        "期末等次",
        "期末得分",
        "上年期末等次",
    ]
    facts = {row[0]: dict(zip(headings, row, strict=True)) for row in rows}
    told = {code: (one["期末在册"], one["未参评原因"], one["ordinary-1 结果"]) for code, one in facts.items()}
    assert told == {
        "0101": ("是", "—", "已晋位"),
        "0102": ("是", "—", "—"),
        "0103": ("否", "—", "未计入"),
        "0201": ("是", "—", "上升未达目标"),
        "0202": ("否", "—", "—"),
        "0203": ("是", "成立不足一年", "—"),
    }
    assert (facts["0201"]["单位编码"], facts["0201"]["基数单位编码"]) == ("01", "02")


def test_sheets_without_anything_to_tell_are_absent(year, tmp_path):
    titles = list(sheets(written(query_of(year), tmp_path)))
    assert titles == [
        "封面", "填报说明", "分类定级情况统计表", "晋位升级目标完成情况表", "等次变动表", "晋位升级台账",
        "公开承诺台账", "后进党支部整顿台账", "书记花名册", "两年对比表", "明细-党支部", "明细-计划", "明细-书记",
        "核对",
    ]  # fmt: skip


def test_names_and_codes_are_literal_in_every_program(year, tmp_path):
    """Codes that a spreadsheet takes for each other, names that it could take for formulas and wildcards."""
    for code, name in zip(("1", "a", "A", "007"), HOSTILE, strict=True):
        unit = found(year["00"], code, name=name, kind=Kind.GENERAL_BRANCH)
        branch = found(unit, f"{code}x", name=name[::-1] if code == "1" else name)
        rate(branch, year.baseline, Tier.ORDINARY)
        if code in ("a", "007"):
            rate(branch, year.later, Tier.ADVANCED)
    assert differing(checks(query_of(year))) == {}
    path = written(query_of(year), tmp_path)
    own, other = (sheets(one) for one in (path, calculated(path, tmp_path)))
    assert Counter(row[5] for row in other["核对"][1:]).keys() == {"一致"}
    assert [row[2:5] for row in own["核对"]] == [row[2:5] for row in other["核对"]]


def test_same_facts_have_the_same_digest_and_a_change_another(year):
    first, again = (write_book(io.BytesIO(), query_of(year), COVER).facts_sha256 for _time in range(2))
    roster.rename(year["0101"], name="文学院教工党支部", on=date(2012, 12, 1), document="", reason="更名", by=None)
    assert first == again != write_book(io.BytesIO(), query_of(year), COVER).facts_sha256


def test_book_made_in_parts_is_the_same(year, tmp_path, monkeypatch):
    """However many branches there are, no more than a part of them is in memory."""
    whole, asked, units_on = sheets(written(query_of(year), tmp_path)), [], as_of.units_on

    def counted(organisations, day):
        asked.append(len(organisations))
        return units_on(organisations, day)

    monkeypatch.setattr(as_of, "units_on", counted)
    for parted in ("core.lists.PART", "core.workbooks.formulas.packed.PART"):
        monkeypatch.setattr(parted, 2)
    assert (sheets(written(query_of(year), tmp_path)), max(asked)) == (whole, 2)


def test_number_of_queries_is_constant(year):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            write_book(io.BytesIO(), query_of(year), COVER)
        return len(asked)

    few = queries()
    for number in range(8):
        branch = found(year["01"], f"019{number}")
        rate(branch, year.baseline, Tier.ORDINARY)
        in_force(branch, year.campaign)
    assert queries() == few


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_words_are_chinese_in_every_language(year, language, tmp_path):
    with translation.override(language):
        found = sheets(written(query_of(year), tmp_path))
    assert found["公开承诺台账"][1][0] == "填报单位（盖章）：示范大学"
    assert [row[3] for row in found["晋位升级台账"] if row[2] == "文学院教工第一党支部"] == ["教工"]


def test_draft_says_so_in_every_header_and_every_foot_names_the_facts(year):
    stream = io.BytesIO()
    proof = write_book(stream, query_of(year), COVER)
    for sheet in load_workbook(stream):
        assert sheet.oddHeader.right.text == "草稿"
        assert sheet.oddFooter.left.text == f"年报编号：2012-2012-草稿　明细 SHA-256：{proof.facts_sha256}"


def refusal(path, campaign, year):
    with pytest.raises(CommandError) as caught:
        call_command("annual_workbook", campaign=campaign, year=year, output=path)
    assert not path.exists()
    return str(caught.value), caught.value.returncode


def test_what_cannot_be_reported_is_refused_with_its_reason(world, tmp_path):
    path = tmp_path / "never.xlsx"
    with translation.override("en"):
        assert refusal(path, "2012", 2999) == (
            "The year 2999 begins on 1 Jan 2999: there is nothing to report yet.",
            1,
        )
        sentence, code = refusal(path, "2012", 2012)
        assert (code, "has no approved rating by" in sentence) == (1, True)
        sentence, code = refusal(path, "2012", 2011)
        assert (code, "has no round by" in sentence) == (1, True)
        assert refusal(path, "1999", 2012) == ("There is no campaign with the code 1999.", 2)


def test_command_writes_the_part_of_a_unit_and_tells_the_log(year, tmp_path):
    path, told = tmp_path / "part.xlsx", io.StringIO()
    call_command("annual_workbook", campaign="2012", year=2012, unit="01", output=path, stdout=told)
    assert "文学院党委" in str(sheets(path)["封面"])
    assert Event.objects.filter(kind=EventKind.EXPORT, subject="part.xlsx").count() == 1
    with pytest.raises(CommandError) as caught:
        call_command("annual_workbook", campaign="2012", year=2012, unit="0101", output=path)
    assert caught.value.returncode == 2


def test_command_leaves_nothing_half_written(year, tmp_path):
    with pytest.raises(CommandError) as caught:
        call_command("annual_workbook", campaign="2012", year=2012, output=tmp_path / "none" / "annual.xlsx")
    assert caught.value.returncode == 1


def test_totals_are_those_of_the_board(year):
    stream = io.StringIO()
    call_command("progress", campaign="2012", on=str(YEAR_1), json=True, stdout=stream)
    shown, found = json.loads(stream.getvalue())["university"]["ordinary-1"], checks(query_of(year))
    words = {"基数": "cohort", "需升": "needed", "已升": "risen", "差额": "gap", "未计入": "left_out"}
    told = {
        one: found["晋位升级目标完成情况表", f"合计 · 一般→先进 30%（2012年12月31日） · {word}"][0]
        for word, one in words.items()
    }
    assert told == {one: shown[one] for one in words.values()}


def test_unit_that_was_closed_within_the_year_stays_in_the_tables(year):
    close(year["02"], date(2012, 12, 1), into=year["01"])
    found = checks(query_of(year))
    assert differing(found) == {}
    assert found["分类定级情况统计表", "化学学院党总支 · 支部总数"] == (0, 0)
    assert found["晋位升级目标完成情况表", "化学学院党总支 · 一般→先进 30%（2012年12月31日） · 基数"] == (1, 1)


def test_direct_branches_are_counted_where_the_campaign_says_so(year):
    direct = open_campaign("2013", counts_direct=True)
    baseline = direct.rounds.get(code="2013-1")
    rate(year["03"], baseline, Tier.ORDINARY)
    rate(year["0101"], baseline, Tier.ORDINARY)
    query = annual_query(direct, 2012)
    assert differing(checks(query)) == {}
    assert checks(query)["分类定级情况统计表", "图书馆直属党支部 · 参评"] == (1, 1)
