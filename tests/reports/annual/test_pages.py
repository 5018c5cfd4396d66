"""The page of the annual report: what is asked, who gets what, its words, its written report."""

import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from branches import actions as roster
from ratings.choices import State, Tier
from reports.models import AnnualReport
from tests.pledges.made import on
from tests.reports.annual.made import PAGE, RATED, YEAR
from tests.world import close, rate
from tests.world import found as plant

WORDS = {
    "document": "示范组〔2012〕30号",
    "responsible": "张三",
    "person": "李四",
    "telephone": "010-12345678",
    "situation": "党支部换届全部完成。",
    "measures": "",
    "results": "涌现一批先进党支部。",
    "problems": "",
    "further": "继续帮扶。\n巩固成果。",
}

TIERS = "截至2012年11月20日，全校共有党支部5个，已评定等次5个，其中先进5个、较好0个、一般0个、后进0个；尚未评定0个。"


def told_of(client, address):
    return client.get(address).content.decode()


def opened(client, query):
    return Document(io.BytesIO(client.get(f"{PAGE}written/{query}").getvalue()))


def test_overview_leads_to_the_report(rated, client_of):
    assert f'href="{PAGE}"' in told_of(client_of("department"), "/department/")


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("?year=2013", 200, "尚无可报内容"),
        ("?year=2011", 200, "尚无评定轮次"),
        ("?year=abc", 400, "不是年份"),
        ("?year=0", 400, "不是年份"),
        ("?year=99999", 400, "不是年份"),
        ("?year=١٩٩٩", 400, "不是年份"),
        ("?campaign=none", 404, "none"),
    ],
)
def test_year_that_cannot_be_reported_is_told(rated, client_of, query, status, said):
    client = client_of("department")
    answer = client.get(PAGE + query)
    assert (answer.status_code, said in answer.content.decode()) == (status, True)
    draft = client.get(f"{PAGE}draft/{query}")
    assert (draft.status_code, draft.streaming) == (status, False)
    assert client.get(f"{PAGE}final/{query}").status_code == 404
    assert client.get(f"{PAGE}written/{query}").status_code == 404


def test_campaign_without_approved_ratings_is_told(world, client_of):
    assert "尚无审定的评定" in told_of(client_of("department"), PAGE)


def test_campaign_without_projects_and_plans_has_its_page_and_draft(rated, client_of):
    client = client_of("department")
    assert client.get(PAGE).status_code == 200
    assert client.get(f"{PAGE}draft/").getvalue()[:2] == b"PK"


def test_unit_gets_its_part_and_no_edition(rated, client_of):
    client = client_of("unit-01")
    page = client.get(PAGE)
    assert page.context["asked"].organisation == rated["01"]
    assert "定稿以全校年报为准" in page.content.decode()
    assert f"{PAGE}final/" not in page.content.decode()
    name = client.get(f"{PAGE}draft/").headers["Content-Disposition"]
    assert "%E6%96%87%E5%AD%A6%E9%99%A2" in name
    assert client.get(f"{PAGE}?unit=02").status_code == 404


def test_words_are_kept_and_said_in_the_written_report(rated, client_of):
    client = client_of("department")
    answer = client.post(f"{PAGE}words/?year={YEAR}", WORDS)
    assert answer.url == f"{PAGE}?campaign=2012&year=2012"
    report = AnnualReport.objects.get()
    assert {name: getattr(report, name) for name in WORDS} == WORDS
    texts = [one.text for one in opened(client, "?year=2012").paragraphs]
    assert texts[:3] == ["示范大学", "2012年度基层党组织晋位升级工作报告", "示范组〔2012〕30号"]
    assert (
        "截至2012年11月20日，全校共有党支部5个，已评定等次5个，其中先进5个、较好0个、一般0个、后进0个；尚未评定0个。"
        in texts
    )
    assert texts[-6:] == ["五、下一步打算", "继续帮扶。", "巩固成果。", "", "示范大学", "2012年11月20日"]
    assert [text for text in texts if text[:2] in ("一、", "二、", "三、", "四、", "五、")] == [
        "一、基本情况",
        "二、主要做法",
        "三、成效",
        "四、存在问题",
        "五、下一步打算",
    ]


def test_written_report_is_laid_out_as_an_official_paper(rated, client_of):
    document = opened(client_of("unit-01"), "?year=2012")
    heading = next(one for one in document.paragraphs if one.text == "一、基本情况")
    [run] = heading.runs
    assert (run.font.size, run._r.rPr.rFonts.get(qn("w:eastAsia"))) == (Pt(16), "黑体")
    assert any(one.text.startswith("截至2012年11月20日，文学院党委共有党支部3个") for one in document.paragraphs)


def test_written_report_says_which_merged_ones_the_targets_count_otherwise(world, client_of):
    """Beside what moved between the rounds, with the names of the day of the report."""
    with on(RATED):
        rate(world["0101"], world.baseline, Tier.ORDINARY)
        rate(world["0102"], world.baseline, Tier.ADVANCED)
        rate(world["0103"], world.baseline, Tier.GOOD)
        close(world["0101"], date(2012, 9, 1), into=world["0102"])
        close(world["0103"], date(2012, 9, 1), into=world["0102"])
        rate(world["0102"], world.later, Tier.ADVANCED)
    with on(date(2013, 1, 10)):
        for code, name in (("01", "人文学院党委"), ("0102", "新名党支部")):
            roster.rename(world[code], name=name, on=date(2013, 1, 5), by=None)
        texts = [one.text for one in opened(client_of("unit-01"), "?year=2012").paragraphs]
        page = told_of(client_of("unit-01"), f"{PAGE}?year=2012")
    told = (
        "目标另按以下口径计算：1个经合并由承接支部等次计（R12）：文学院教工第一党支部（承接：文学院学生第一党支部）。"
    )
    assert (told in texts, texts[0]) == (True, "文学院党委")
    assert '<span class="typed">文学院党委</span>' in page


def test_stale_words_are_told(rated, client_of):
    first, second = client_of("department"), client_of("department-2")
    address = f"{PAGE}words/?year=2012"
    version = first.get(address).context["form"]["version"].value()
    second.post(address, WORDS)
    answer = first.post(address, {**WORDS, "problems": "帮扶力度不够。", "version": version})
    assert answer.status_code == 200
    assert AnnualReport.objects.get().problems == ""


def test_unit_writes_its_own_words_and_nobody_else_s(rated, client_of):
    client = client_of("unit-01")
    assert client.post(f"{PAGE}words/?year=2012", WORDS).url == f"{PAGE}?campaign=2012&year=2012&unit=01"
    assert AnnualReport.objects.get().organisation == rated["01"]
    assert client_of("department").post(f"{PAGE}words/?year=2012&unit=01", WORDS).status_code == 403
    assert client.post(f"{PAGE}words/?year=2012&unit=02", WORDS).status_code == 404


def test_page_asks_as_many_queries_for_more_branches(rated, client_of):
    client = client_of("department")
    client.get(PAGE)  # the session is written once a minute
    counts = []
    for codes in (("0104", "0105"), ("0106", "0107", "0108", "0109")):
        for code in codes:
            branch = plant(rated["01"], code)
            rate(branch, rated.baseline, Tier.ORDINARY)
            rate(branch, rated.later, Tier.LAGGING, state=State.SUBMITTED)
        counts.append(queries(client))
    assert counts[0] == counts[1]


def queries(client):
    """How many the page asks."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"{PAGE}?year=2012").status_code == 200
    return len(asked)


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/department/", ""),
        ("/department/?on=2011-12-31", "?year=2011"),
        ("/units/01/?on=2011-12-31", "?year=2011&unit=01"),
        ("/department/?on=2013-12-31", ""),  # a deadline ahead: there is no report of its year yet
    ],
)
def test_page_of_a_past_day_leads_to_the_report_of_its_year(rated, client_of, path, asked):
    shown = client_of("department").get(path).context["annual_url"]
    assert shown == PAGE + asked
