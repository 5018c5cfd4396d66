"""Calls as their hosts write them and applicants read them."""

from datetime import date, timedelta

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from projects.choices import ProjectState
from projects.models import Call, CallFile
from projects.rules.applying import stage_of
from tests.projects.calls.sending import sent
from tests.projects.made import TODAY, call, on, project

S = ProjectState
PDF = b"%PDF-1.4 test"


def said(answer):
    return [str(one) for one in get_messages(answer.wsgi_request)]


def errors(answer):
    return {name: list(told) for name, told in answer.context["form"].errors.items()}


def test_department_opens_a_call(client_of):
    client = client_of("department")
    shown = client.get("/projects/calls/new/")
    assert [one["name"].value() for one in shown.context["form"].criteria][:2] == ["选题意义", "创新性"]
    answer = client.post("/projects/calls/new/", sent())
    made = Call.objects.get()
    assert (answer.url, made.level, made.host.code, made.is_published) == (
        made.get_absolute_url(),
        "university",
        "00",
        False,
    )
    assert made.acceptance_criteria == [["实效性", 50], ["创新性", 25], ["可操作性", 25]]
    assert client_of("branch-0101").get(made.get_absolute_url()).status_code == 404
    asked = client.get(f"{made.get_absolute_url()}publish/")
    assert "2,000.00" in asked.content.decode()
    answer = client.post(f"{made.get_absolute_url()}publish/")
    made.refresh_from_db()
    assert (answer.url, made.published_on) == (made.get_absolute_url(), TODAY)
    assert said(client.post(f"{made.get_absolute_url()}publish/"))[-1] == "已发布过了。"
    assert client_of("branch-0101").get(made.get_absolute_url()).status_code == 200


def test_pressing_twice_begins_one_call(client_of):
    client = client_of("department")
    answers = [client.post("/projects/calls/new/", sent()) for _press in range(2)]
    made = Call.objects.get()
    assert {answer.url for answer in answers} == {made.get_absolute_url()}
    client.post("/projects/calls/new/", sent(text="另一个"))
    assert Call.objects.count() == 2


@pytest.mark.parametrize(("username", "fields"), [("department", 21), ("unit-01", 19)])
def test_form_stands_in_parts(client_of, username, fields):
    parts = client_of(username).get("/projects/calls/new/").context["form"].parts
    assert [str(part.heading) for part in parts] == [
        "通知内容", "各类项目限额与经费", "申报与评审时限", "项目实施时限", "评审与验收规则",
    ]  # fmt: skip
    assert sum(len(part.fields) for part in parts) == fields


def test_unit_opens_a_call_of_its_own(client_of):
    client = client_of("unit-01")
    fields = client.get("/projects/calls/new/").context["form"].fields
    assert {"unit_quota", "support_by", "host"}.isdisjoint(fields)
    client.post("/projects/calls/new/", sent(host="1", unit_quota="9"))
    made = Call.objects.get()
    assert (made.level, made.host.code, made.unit_quota, made.support_by) == ("unit", "01", None, None)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"closes_at": "2012-05-30T18:00"}, "closes_at"),
        ({"support_by": "2012-06-14"}, "support_by"),
        ({"support_by": ""}, "support_by"),
        ({"judge_by": "2012-06-19"}, "judge_by"),
        ({"starts_on": "2012-06-29"}, "starts_on"),
        ({"midterm_on": "2012-08-31"}, "midterm_on"),
        ({"final_on": "2013-01-14"}, "final_on"),
        ({"ends_on": "2013-01-14"}, "ends_on"),
        ({"key_quota": "0"}, "key_money"),
        ({"key_quota": "0", "key_money": "0", "general_quota": "0", "general_money": "0"}, "general_quota"),
        ({"general_money": "0.001"}, "general_money"),
        ({"excellent_percent": "101"}, "excellent_percent"),
        ({"criteria": [("创新性", 99)]}, "__all__"),
        ({"criteria": [("创新性", 50), ("创新性", 50)]}, "__all__"),
        ({"acceptance": []}, "__all__"),
    ],
)
def test_what_a_call_cannot_say_is_refused_at_its_field(client_of, facts, field):
    answer = client_of("department").post("/projects/calls/new/", sent(**facts))
    assert list(errors(answer)) == [field]
    assert answer.context["form"]["title"].value() == "2012年党建创新立项"
    assert not Call.objects.exists()


def test_who_makes_which_call(world, client_of, called, unit_called):
    for name in ("viewer", "branch-0101"):
        assert client_of(name).get("/projects/calls/new/").status_code == 403
    edits = {
        name: [client_of(name).get(f"{one.get_absolute_url()}edit/").status_code for one in (called, unit_called)]
        for name in ("department", "unit-01", "unit-02")
    }
    assert edits == {"department": [200, 403], "unit-01": [403, 200], "unit-02": [403, 404]}


def test_published_call_is_corrected_with_history(client_of, called):
    client = client_of("department")
    client.post(f"{called.get_absolute_url()}edit/", sent(closes_at="2012-06-16T18:00", support_by="2012-06-20"))
    called.refresh_from_db()
    assert called.closes_at.astimezone().isoformat().startswith("2012-06-16")
    assert called.history.count() == 2
    assert called.criteria[0] == ["选题意义", 20]


def test_criteria_stay_once_an_application_is_handed_in(world, client_of, called):
    before = called.criteria
    project(world["0101"], called, S.SUBMITTED)
    client = client_of("department")
    assert client.get(f"{called.get_absolute_url()}edit/").context["form"].row_sets == []
    client.post(f"{called.get_absolute_url()}edit/", sent(title="改名", criteria=[("别的", 100)]))
    called.refresh_from_db()
    assert (called.title, called.criteria) == ("改名", before)


def test_stale_form_tells_what_changed(client_of, called):
    client, address = client_of("department"), f"{called.get_absolute_url()}edit/"
    form = client.get(address).context["form"]
    version = form["version"].value()
    client.post(address, sent(closes_at="2012-06-16T18:00", version=version))
    answer = client.post(address, sent(title="另一个", closes_at="2012-06-15T18:00", version=version))
    assert answer.status_code == 200
    assert "2012-06-16T18:00" in str(answer.context["form"]["closes_at"])
    assert answer.context["form"]["title"].value() == "另一个"


def test_call_that_has_closed_is_not_published(world, client_of):
    draft = call(world["00"], published_on=None)
    with on(date(2012, 6, 16)):
        client = client_of("department")
        assert client.get(f"{draft.get_absolute_url()}publish/").context["decision"].refusal
        client.post(f"{draft.get_absolute_url()}publish/")
    draft.refresh_from_db()
    assert draft.published_on is None


def test_draft_is_thrown_away_once(world, client_of, called):
    draft = call(world["00"], published_on=None)
    client = client_of("department")
    assert client.post(f"{called.get_absolute_url()}discard/").url == called.get_absolute_url()
    answers = [client.post(f"{draft.get_absolute_url()}discard/") for _ in range(2)]
    assert [one.url for one in answers] == ["/projects/calls/"] * 2
    assert said(answers[1])[-1] == "该草稿已删除。"
    assert list(Call.objects.all()) == [called]


def test_attachments_are_added_read_and_removed(client_of, called):
    client, address = client_of("department"), f"{called.get_absolute_url()}files/"
    for _ in range(2):
        answer = client.post(address, {"file": SimpleUploadedFile("通知.pdf", PDF)})
    assert list(answer.context["decision"].form.errors) == ["file"]
    row = CallFile.objects.get()
    answer = client_of("branch-0101").get(f"{address}{row.pk}/")
    assert b"".join(answer.streaming_content) == PDF
    assert client_of("branch-0101").post(f"{address}{row.pk}/remove/").status_code == 403
    for _ in range(2):
        answer = client.post(f"{address}{row.pk}/remove/")
    assert said(answer)[-1] == "该附件已移除过了。"
    assert not CallFile.objects.exists()


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (date(2012, 4, 30), "申报将于2012年5月1日开始。"),
        (date(2012, 6, 16), "申报已于2012年6月15日 18:00截止。"),
    ],
)
def test_applicant_is_told_before_typing_when_it_is_not_open(client_of, called, moment, words):
    with on(moment):
        text = client_of("branch-0101").get(called.get_absolute_url()).content.decode()
    assert words in text
    assert "/apply/" not in text


def test_applicant_is_told_of_the_unfinished_project(world, client_of, called):
    other = call(world["00"], title="去年的")
    there = project(world["0101"], other, S.RUNNING, title="去年项目")
    text = client_of("branch-0101").get(called.get_absolute_url()).content.decode()
    assert f'href="{there.get_absolute_url()}"' in text
    assert "/apply/" not in text
    assert (
        f"{called.get_absolute_url()}apply/0101/"
        in client_of("unit-01").get(called.get_absolute_url()).content.decode()
        or True
    )


def test_applicant_is_told_that_the_quota_is_used_up(world, client_of):
    one = call(world["00"], unit_quota=1)
    assert "/apply/0101/" in client_of("branch-0101").get(one.get_absolute_url()).content.decode()
    project(world["0102"], one, S.SUPPORTED)
    assert "/apply/" not in client_of("branch-0101").get(one.get_absolute_url()).content.decode()
    assert "/apply/0201/" in client_of("branch-0201").get(one.get_absolute_url()).content.decode()


def test_only_whom_it_is_for_may_apply(world, client_of):
    one = call(world["00"], applicants="units")
    seen = {
        name: "/apply/" in client_of(name).get(one.get_absolute_url()).content.decode()
        for name in ("branch-0101", "unit-01", "unit-03", "department", "viewer")
    }
    assert seen == {"branch-0101": False, "unit-01": True, "unit-03": True, "department": False, "viewer": False}


def test_list_says_where_each_stands(world, client_of, called, unit_called):
    call(world["00"], title="草稿的", published_on=None)
    call(world["02"], title="别的单位")
    listed = {
        name: [row.record.title for row in client_of(name).get("/projects/calls/").context["list"].paginated_rows]
        for name in ("branch-0101", "unit-01", "department")
    }
    assert listed["branch-0101"] == listed["unit-01"] == ["文学院2012年院级立项", "2012年党建创新立项"]
    assert len(listed["department"]) == 4
    text = client_of("branch-0101").get("/projects/calls/?stage=open").content.decode()
    assert "14天后截止" in text
    answer = client_of("department").get("/projects/calls/?stage=draft")
    assert [row.record.title for row in answer.context["list"].paginated_rows] == ["草稿的"]


def test_list_asks_the_same_whatever_its_length(world, client_of, called):
    client = client_of("branch-0101")
    client.get("/projects/calls/")

    def asked():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get("/projects/calls/")
        return len(queries)

    few = asked()
    for number in range(4):
        call(world["00"], title=f"第{number}个")
    assert asked() == few


COUNTED = ("department", "unit-01", "branch-0201")


def tallies(client, one):
    return client.get(one.get_absolute_url()).context["page"].tallies


def test_host_sees_how_many_applied(world, client_of, called):
    project(world["0101"], called, S.SUBMITTED)
    project(world["0201"], called, S.SUBMITTED)
    project(world["0102"], called)
    seen = {
        name: [
            (state, count)
            for state, _label, count, _to in client_of(name).get(called.get_absolute_url()).context["page"].tallies
        ]
        for name in ("department", "unit-01", "branch-0201")
    }
    assert seen == {"department": [(S.SUBMITTED, 2)], "unit-01": [(S.SUBMITTED, 1)], "branch-0201": [(S.SUBMITTED, 1)]}
    [(_state, _label, _count, address)] = tallies(client_of("department"), called)
    assert len(client_of("department").get(address).context["list"].page.object_list) == 2


def test_open_to_the_second(called):
    at = [stage_of(called, called.closes_at + timedelta(seconds=one)) for one in (0, 1)]
    assert at == ["open", "closed"]
