"""The official form of an application, and what the page of the project shows of it."""

import io

from django.core.files.base import ContentFile
from docx import Document

from projects.models import ProjectFile, TeamMember
from tests.projects.applications.test_submitting import complete
from tests.projects.made import expert, panel, project


def texts(response):
    document = Document(io.BytesIO(b"".join(response.streaming_content)))
    return [one.text for one in document.paragraphs], [
        [[cell.text for cell in row.cells] for row in table.rows] for table in document.tables
    ]


def test_official_form_has_all_twelve_parts(world, client_of, called):
    one = complete(world["0101"], called)
    TeamMember.objects.create(project=one, number=1, name="张强", post="讲师")
    lines, tables = texts(client_of("branch-0101").get(f"/projects/{one.pk}/application.docx"))
    numbers = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
    assert [line.split("、")[0] for line in lines if line.split("、")[0] in numbers] == numbers
    cover, people, steps, budget, *opinions = tables
    assert ["项目名称", "“课题组学习日”"] in cover
    assert ["项目级别", "校级"] in cover
    assert [row[1] for row in people] == ["姓名", "李敏", "张强", "", "", "", ""]
    assert steps[1][1] == "编制计划"
    assert budget[-1][2] == "2000.00"
    assert len(opinions) == 4


def test_empty_draft_has_its_form_too(world, client_of, called):
    one = project(world["0101"], called, lines=(), leader="", background="", starts_on=None, ends_on=None)
    assert client_of("branch-0101").get(f"/projects/{one.pk}/application.docx").status_code == 200
    assert client_of("branch-0101").get(one.get_absolute_url()).status_code == 200


def test_panel_tells_sums(world, client_of, called):
    one = complete(world["0101"], called)
    text = client_of("unit-01").get(one.get_absolute_url()).content.decode()
    assert "申请经费1,500.00元，配套经费500.00元。" in text
    assert "编制计划" in text
    assert f"/projects/{one.pk}/edit/" not in text


def test_english(world, client_of, called):
    one = complete(world["0101"], called, background="")
    client = client_of("branch-0101")
    client.cookies["django_language"] = "en"
    assert "The background is still to be written." in client.get(one.get_absolute_url()).content.decode()


def test_expert_reads_the_files_of_what_is_assigned(world, client_of, called):
    one, other = complete(world["0101"], called, "reviewing"), complete(world["0201"], called, "reviewing")
    panel(one, expert(world.people["expert"], world["03"]))
    for number, row in enumerate((one, other), start=1):
        file = ProjectFile(pk=number, project=row, use="application", name="证明.pdf")
        file.file.save("证明.pdf", ContentFile(b"%PDF-1.4"))
    client = client_of("expert")
    answer = client.get("/projects/files/1/")
    assert b"".join(answer.streaming_content) == b"%PDF-1.4"
    assert client.get("/projects/files/2/").status_code == 404
