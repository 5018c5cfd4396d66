"""The pages of reports, changes and acceptance."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document

from projects.actions import changes
from projects.choices import ProjectState, ReportKind, RequestKind
from projects.texts import headings_of
from tests.projects import made


def text(response):
    return response.content.decode()


def address(name, *arguments):
    return reverse(f"projects:{name}", args=arguments)


def test_report_is_saved_as_typed_and_says_what_is_missing(project, client_of):
    client = client_of("branch-0101")
    assert address("report_write", project.pk, "midterm") in text(client.get(project.get_absolute_url()))
    answer = client.post(address("report_write", project.pk, "midterm"), {"progress": "已开三次会"})
    report = project.reports.get()
    assert answer.url == report.get_absolute_url()
    page = text(client.get(answer.url))
    assert "已开三次会" in page
    assert f"{address('report_write', project.pk, 'midterm')}#id_not_done" in page
    assert "已开三次会" in text(client.get(address("report_write", project.pk, "midterm")))


def test_stale_report_keeps_what_was_typed(project, client_of):
    client = client_of("branch-0101")
    where = address("report_write", project.pk, "midterm")
    client.post(where, {"progress": "先写的", "version": "0"})
    page = client.post(where, {"progress": "后写的", "version": "0"})
    assert page.status_code == 200
    assert "后写的" in text(page)
    assert project.reports.get().content["progress"] == "先写的"


def test_kind_that_is_none_and_report_that_is_not_due(project, world, call, client_of, told):
    client = client_of("branch-0101")
    assert client.get(address("report_write", project.pk, "yearly")).status_code == 404
    other = made.project(world["0101"], call, ProjectState.NOTICE)
    answer = client.get(address("report_write", other.pk, "midterm"))
    assert answer.url == other.get_absolute_url()
    assert told(answer)


def test_report_is_handed_in_once(project, client_of, told):
    client = client_of("branch-0101")
    content = {one.name: "已完成" for one in headings_of(ReportKind.MIDTERM)}
    client.post(address("report_write", project.pk, "midterm"), content)
    submit = address("report_decide", project.pk, project.reports.get().pk, "submit")
    assert client.get(submit).status_code == 200
    assert client.post(submit).status_code == 302
    again = client.post(submit)
    assert told(again)
    assert project.reports.get().history.filter(state="submitted").count() == 1


def test_file_is_added_and_taken_out(project, client_of):
    client = client_of("branch-0101")
    client.post(address("report_write", project.pk, "midterm"), {"progress": "已开三次会"})
    report = project.reports.get()
    add = address("report_add_file", project.pk, report.pk)
    assert client.get(add).status_code == 200
    assert client.post(add, {}).status_code == 200
    client.post(add, {"link": "https://example.org/report"})
    page = text(client.get(report.get_absolute_url()))
    assert "https://example.org/report" in page
    drop = address("report_drop_file", project.pk, report.pk, report.files.get().pk)
    assert client.get(drop).status_code == 405
    assert client_of("unit-01").post(drop).status_code == 403
    client.post(drop)
    client.post(drop)
    assert not report.files.exists()


def test_midterm_is_decided_on_its_page(project, client_of, handed_in, told):
    report = handed_in(project, ReportKind.MIDTERM)
    client = client_of("department")
    decide = address("midterm_decide", project.pk, report.pk)
    assert decide in text(client.get(report.get_absolute_url()))
    page = client.post(decide, {"result": "correct", "correct_by": "2014-01-01", "reason": "缺数据"})
    assert page.status_code == 200
    assert "2013年4月20日" in text(page)
    assert "缺数据" in text(page)
    answer = client.post(decide, {"result": "correct", "correct_by": "2013-03-01", "reason": "缺数据"})
    assert answer.url == report.get_absolute_url()
    again = client.post(decide, {"result": "passed", "correct_by": "", "reason": ""})
    assert again.status_code == 200
    project.refresh_from_db()
    assert project.state == "correcting"
    assert client_of("branch-0101").get(decide).status_code == 403
    assert client_of("unit-01").get(decide).status_code == 403


def test_unit_checks_and_department_grades(project, client_of, handed_in, judged):
    report = handed_in(project, ReportKind.FINAL, checked=False)
    unit = client_of("unit-01")
    check = address("report_decide", project.pk, report.pk, "check")
    assert check in text(unit.get(report.get_absolute_url()))
    assert unit.post(check, {"opinion": ""}).status_code == 200
    unit.post(check, {"opinion": "同意结项"})
    client = client_of("department")
    assert "同意结项" in text(client.get(report.get_absolute_url()))
    grade = address("decide", project.pk, "grade")
    assert grade not in text(client.get(project.get_absolute_url()))  # no panel yet
    judged(project)
    assert grade in text(client.get(project.get_absolute_url()))
    assert "50%" in text(client.get(grade))
    client.post(grade, {"grade": "excellent", "award": "一等奖"})
    project.refresh_from_db()
    assert (project.state, project.award) == ("closing", "一等奖")
    assert "一等奖" in text(unit.get(project.get_absolute_url()))


def test_forged_grade_is_refused(accepting, client_of):
    project = accepting()
    page = client_of("department").post(address("decide", project.pk, "grade"), {"grade": "failed"})
    assert page.status_code == 200
    project.refresh_from_db()
    assert project.state == "accepting"


@pytest.mark.parametrize("kind", ReportKind)
def test_official_form_says_the_report(project, client_of, handed_in, kind):
    report = handed_in(project, kind)
    answer = client_of("viewer").get(address("report_form", project.pk, report.pk))
    document = Document(BytesIO(b"".join(answer.streaming_content)))
    said = "\n".join(one.text for one in document.paragraphs)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert f"{headings_of(kind)[0].name}：已完成" in said
    assert {"1,500.00", "0.00", "书籍", "1,200.00", "2,000.00"} <= set(cells)


@pytest.mark.parametrize("kind", RequestKind)
def test_each_change_has_its_form(project, client_of, kind):
    page = client_of("branch-0101").get(address("change_ask", project.pk, kind))
    assert page.status_code == 200
    assert client_of("unit-01").get(address("change_ask", project.pk, kind)).status_code == 403


def test_change_is_asked_and_granted_on_pages(project, client_of, told):
    client = client_of("branch-0101")
    ask = address("change_ask", project.pk, "period")
    page = client.post(ask, {"ends_on": "2014-08-31", "reason": "疫情"})
    assert page.status_code == 200
    assert "2013年11月30日" in text(page)
    client.post(ask, {"ends_on": "2013-11-30", "reason": "实践未完"})
    request = project.requests.get()
    grant = address("change_decide", project.pk, request.pk, "grant")
    assert grant not in text(client.get(project.get_absolute_url()))
    officer = client_of("department")
    assert grant in text(officer.get(project.get_absolute_url()))
    assert "2013年11月30日" in text(officer.get(grant))
    officer.post(grant)
    assert told(officer.post(grant))
    project.refresh_from_db()
    assert project.ends_on == date(2013, 11, 30)


def test_budget_is_asked_row_by_row(project, client_of):
    rows = {"row-TOTAL_FORMS": "3", "row-INITIAL_FORMS": "2", "reason": "调整"}
    for at, (number, use, amount) in enumerate([("1", "书籍", "500"), ("2", "活动", "800"), ("", "调研", "700")]):
        rows |= {f"row-{at}-number": number, f"row-{at}-use": use, f"row-{at}-amount": amount}
    ask = address("change_ask", project.pk, "budget")
    page = client_of("branch-0101").post(ask, rows | {"row-2-amount": "800"})
    assert page.status_code == 200
    assert 'value="调研"' in text(page)
    client_of("branch-0101").post(ask, rows)
    assert project.requests.get().after["lines"][2] == [None, "调研", "700.00", ""]


def test_forged_account_is_refused(project, world, client_of):
    ask = address("change_ask", project.pk, "leader")
    forged = world.people["unit-02"].pk
    page = client_of("branch-0101").post(ask, {"account": forged, "name": "外人", "reason": "调离"})
    assert page.status_code == 200
    assert not project.requests.exists()


def test_other_units_see_nothing(project, world, client_of):
    by = world.people["branch-0101"]
    request = changes.ask(project=project, kind="title", after={"title": "新名称"}, reason="更名", by=by)
    for where in (
        address("report_write", project.pk, "midterm"),
        address("change_decide", project.pk, request.pk, "grant"),
    ):
        assert client_of("unit-02").get(where).status_code in (403, 404)
    assert client_of("expert").get(project.get_absolute_url()).status_code == 403


def test_page_tells_late_reports_and_requests(project, client_of, django_assert_max_num_queries):
    page = text(client_of("unit-01").get(project.get_absolute_url()))
    assert "state-overdue" in page
    assert "state-due" in page
