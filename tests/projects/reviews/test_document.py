"""The letter of approval as a Word document."""

from io import BytesIO

import pytest
from docx import Document

from projects.choices import ProjectState
from tests.projects.made import project


@pytest.fixture
def started(world, called):
    facts = {"number": "DJCX-2012-03", "message": "请加强推广。"}
    return project(world["0101"], called, ProjectState.RUNNING, title="课题组学习日", **facts)


def address(found):
    return f"/projects/{found.pk}/approval.docx"


def test_letter_says_what_was_approved(started, client_of):
    response = client_of("branch-0101").get(address(started))
    document = Document(BytesIO(b"".join(response.streaming_content)))
    told = "\n".join(one.text for one in document.paragraphs)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    said = "你单位申报的项目“课题组学习日”经评审、公示，准予立项，项目编号为DJCX-2012-03。请按申报书组织实施。"
    assert [one in told for one in (said, "立项意见：请加强推广。", "示范大学")] == [True] * 3
    assert [one in cells for one in ("1,500.00", "500.00", "2012年9月1日", "2013年6月15日", "书籍", "1,200.00")] == [
        True
    ] * 6


def test_quotation_marks_of_the_title_are_single_ones_within_the_letter(started, client_of):
    started.title = "“双导师”计划"
    started.save()
    response = client_of("branch-0101").get(address(started))
    told = "\n".join(one.text for one in Document(BytesIO(b"".join(response.streaming_content))).paragraphs)
    assert "项目“‘双导师’计划”经评审" in told


def test_no_letter_before_the_number_is_given(world, called, client_of):
    assert client_of("department").get(address(project(world["0101"], called, ProjectState.NOTICE))).status_code == 404
