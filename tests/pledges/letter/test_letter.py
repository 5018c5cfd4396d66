"""公开承诺书: a document that opens, laid out as official papers are, with the facts of the plan."""

import io
from datetime import date

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from branches.models import Organisation, Secretary
from core.models import Event
from core.names import fold
from pledges.models import Measure
from pledges.texts import MeasureText
from ratings.choices import Tier
from ratings.models import Campaign
from tests.naughty.texts import OWN
from tests.pledges.made import TODAY, done, drafted, in_force, on
from tests.world import rate

NOVEMBER = date(2012, 11, 25)


@pytest.fixture
def ordinary(world):
    rate(world["0101"], world.baseline, Tier.ORDINARY)
    Secretary.objects.create(organisation=world["0101"], name="胡雪莹")
    return world


@pytest.fixture(autouse=True)
def clock():
    with on(NOVEMBER):
        yield


def opened(client, plan):
    answer = client.get(f"/plans/{plan.pk}/letter/")
    return Document(io.BytesIO(b"".join(answer.streaming_content)))


def rows(table):
    """The texts of its cells, joined ones once."""
    return [list(dict.fromkeys(cell.text for cell in row.cells)) for row in table.rows]


def fonts(run):
    return run.font.size, run._r.rPr.rFonts.get(qn("w:eastAsia"))


def test_letter_tells_the_facts_of_the_plan(ordinary, client_of):
    measures = [
        MeasureText("每月组织一次理论学习", start=4, goal_value=10, due_on=date(2012, 9, 1)),
        MeasureText("换届", person="李明"),
    ]
    plan = in_force(ordinary["0101"], ordinary.campaign, measures=measures)
    done(plan, 1, day=date(2012, 8, 1))
    document = opened(client_of("branch-0101"), plan)
    head, body, opinion = document.tables
    assert rows(head) == [
        ["党支部", "文学院教工第一党支部"],
        ["书记", "胡雪莹", "党员数", "12名"],
        ["当前等次", "一般", "晋位目标", "先进"],
    ]
    assert rows(body) == [
        ["序号", "承诺事项和具体措施", "完成时限", "责任人", "完成情况"],
        ["1", "每月组织一次理论学习（从4到10）", "2012年9月1日", "胡雪莹", "已完成"],
        ["2", "换届", "2012年12月31日", "李明", ""],
    ]
    assert opinion.cell(0, 0).text.startswith("上级党组织审核意见：")
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[0] == "公开承诺书"
    assert texts[2:] == ["监督电话：", "监督邮箱：", "支部书记（签名）：", "承诺日期：2012年6月1日"]


def test_letter_is_laid_out_as_official_papers_are(ordinary, client_of):
    document = opened(client_of("unit-01"), in_force(ordinary["0101"], ordinary.campaign))
    section = document.sections[0]
    paper = (section.page_width, section.page_height)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    millimetres = [round(length.mm) for length in (*paper, *margins)]
    assert millimetres == [210, 297, 37, 35, 28, 26]
    title, promise = document.paragraphs[:2]
    assert fonts(title.runs[0]) == (Pt(22), "方正小标宋简体")
    assert fonts(promise.runs[0]) == (Pt(16), "仿宋_GB2312")
    for footer in (section.footer, section.even_page_footer):
        paragraph = footer.paragraphs[0]
        assert "".join(text.text for text in paragraph._p.iter(qn("w:t"))) == "— 1 —"
        assert [field.get(qn("w:instr")) for field in paragraph._p.iter(qn("w:fldSimple"))] == ["PAGE"]
        assert fonts(paragraph.runs[0]) == (Pt(14), "宋体")


def test_tables_are_as_wide_as_the_text(ordinary, client_of):
    document = opened(client_of("unit-01"), in_force(ordinary["0101"], ordinary.campaign))
    widths = [round(sum(column.width for column in table.columns) / Mm(1)) for table in document.tables]
    assert widths == [156, 156, 156]


def test_draft_leaves_the_day_to_the_hand(ordinary, client_of):
    document = opened(client_of("branch-0101"), drafted(ordinary["0101"], ordinary.campaign))
    assert document.paragraphs[-1].text == "承诺日期：　　　　年　　月　　日"


def test_letter_hangs_on_a_wall_and_does_not_tell_the_lowest_tier(ordinary, client_of):
    plan = in_force(ordinary["0101"], ordinary.campaign, day=TODAY)
    rate(ordinary["0101"], ordinary.later, Tier.LAGGING)
    head = opened(client_of("branch-0101"), plan).tables[0]
    assert rows(head)[2] == ["当前等次", "—", "晋位目标", "先进"]


@pytest.mark.parametrize("text", OWN)
def test_letter_holds_any_text(ordinary, client_of, text):
    plan = in_force(ordinary["0101"], ordinary.campaign)
    Measure.objects.filter(plan=plan).update(text=text, person=text[:60])
    assert len(opened(client_of("branch-0101"), plan).tables[1].rows) == 2


def test_letter_of_what_is_no_pledge_is_not_there(ordinary, client_of):
    plan = in_force(ordinary["0101"], ordinary.campaign, "activity")
    assert client_of("branch-0101").get(f"/plans/{plan.pk}/letter/").status_code == 404


def test_download_is_in_the_log_and_named(ordinary, client_of):
    plan = in_force(ordinary["0101"], ordinary.campaign)
    answer = client_of("branch-0101").get(f"/plans/{plan.pk}/letter/")
    assert answer.headers["Content-Disposition"].endswith(".docx")
    events = Event.objects.filter(kind="export").values_list("by_name", "subject")
    assert list(events) == [("branch-0101", "公开承诺书 0101 文学院教工第一党支部")]


@pytest.mark.parametrize("text", OWN)
def test_letter_holds_any_name(ordinary, client_of, text):
    plan = in_force(ordinary["0101"], ordinary.campaign)
    Organisation.objects.filter(code="0101").update(name=text)
    Secretary.objects.update(name=text[:60])
    Campaign.objects.update(name=text)
    document = opened(client_of("branch-0101"), plan)
    assert rows(document.tables[0])[0] == ["党支部", fold(text)]
    assert document.core_properties.title == f"{fold(text)}公开承诺书"


def test_letter_holds_long_texts_rare_characters_and_sixty_measures(ordinary, client_of):
    name, words = "长" * 100, "㐂𠮷龘⿰" * 50
    plan = in_force(ordinary["0101"], ordinary.campaign)
    Organisation.objects.filter(code="0101").update(name=name, members=None)
    Measure.objects.bulk_create(Measure(plan=plan, number=number, text=words[:200]) for number in range(2, 61))
    document = opened(client_of("branch-0101"), plan)
    head, body, _opinion = document.tables
    assert rows(head)[0] == ["党支部", name]
    assert head.cell(1, 3).text == "—"
    assert (len(body.rows), body.cell(60, 1).text) == (61, words[:200])
    kept = [len(row._tr.trPr.findall(qn("w:cantSplit"))) for row in body.rows]
    assert (kept, len(body.rows[0]._tr.trPr.findall(qn("w:tblHeader")))) == ([0] + [1] * 60, 1)


def test_every_run_names_its_font_for_chinese_characters(ordinary, client_of):
    document = opened(client_of("unit-01"), in_force(ordinary["0101"], ordinary.campaign))
    runs = document.element.body.iter(qn("w:rFonts"))
    fonts_named = {fonts.get(qn("w:eastAsia")) for fonts in runs}
    assert fonts_named == {"方正小标宋简体", "仿宋_GB2312"}
