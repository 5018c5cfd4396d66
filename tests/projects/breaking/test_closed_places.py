"""What becomes of projects whose organisation was merged or dissolved: each goes on with who took over (R16)."""

from datetime import date, timedelta

import pytest
from django.test import Client

from core import history
from core.choices import Role
from projects.actions.notices import note, publish
from projects.choices import Applicants, NoticeStage, ReportKind
from projects.choices import ProjectState as S
from projects.models import Call, Project, ProjectReport, Step
from projects.parts import confirmer, decider, writer
from tests.projects.made import TODAY, call, on, project
from tests.projects.reviews.judged import judged
from tests.world import close

pytestmark = pytest.mark.django_db
AT_WORK_ON = date(2013, 1, 20)


def complete(world, called, code="0101", state=S.DRAFT, **facts):
    made = project(world[code], called, state, **facts)
    history.save(Step(project=made, number=1, text="编制", ends_on=date(2012, 10, 31)), by=None)
    return made


def fresh(made):
    return Project.objects.select_related("organisation", "call__host").get(pk=made.pk)


def post(client, made, tail, **sent):
    client.post(f"/projects/{made.pk}/{tail}", sent)
    return Project.objects.get(pk=made.pk).state


def test_successor_hands_in_what_the_merged_branch_wrote(world, called, client_of):
    made = complete(world, called, "0102")
    close(world["0102"], TODAY, into=world["0101"])
    assert post(client_of("branch-0101"), made, "submit/") == S.SUBMITTED
    assert post(client_of("unit-01"), made, "support/") == S.SUPPORTED


@pytest.mark.parametrize(("applicants", "state"), [(Applicants.BOTH, S.SUPPORTED), (Applicants.BRANCHES, S.DRAFT)])
def test_unit_hands_in_what_its_dissolved_branch_wrote_where_units_may_apply(world, client_of, applicants, state):
    made = complete(world, call(world["00"], applicants=applicants))
    close(world["0101"], TODAY)
    client = client_of("unit-01")
    if state == S.DRAFT:
        assert "不在本次申报范围内" in client.get(f"/projects/{made.pk}/submit/").content.decode()
    assert post(client, made, "submit/") == state


def test_what_waits_at_the_unit_of_a_dissolved_branch_goes_on(world, called, client_of):
    made = complete(world, called, state=S.SUBMITTED, submitted_by=world.people["branch-0101"])
    close(world["0101"], TODAY)
    assert post(client_of("unit-01"), made, "support/") == S.SUPPORTED
    assert post(client_of("department"), made, "check/") == S.REVIEWING


def test_unit_withdraws_what_its_dissolved_branch_had_handed_in(world, called, client_of):
    made = complete(world, called, state=S.SUBMITTED, submitted_by=world.people["branch-0101"])
    close(world["0101"], TODAY)
    assert post(client_of("unit-01"), made, "withdraw/", reason="支部撤销") == S.WITHDRAWN


def test_unit_s_own_call_of_a_dissolved_branch_is_decided_above(world, client_of):
    made = judged(world, host="01")
    close(world["0101"], TODAY)
    assert decider(fresh(made)) == confirmer(fresh(made)) == Role.DEPARTMENT
    sent = {"granted": "1500", "own_granted": "500"}
    assert post(client_of("unit-01"), made, "approve/", **sent) == S.REVIEWING
    assert post(client_of("department"), made, "approve/", **sent) == S.NOTICE


def test_merged_unit_s_projects_are_decided_and_told_by_the_successor(world, client_of):
    made = judged(world, "0201", host="02")
    close(world["02"], TODAY, into=world["01"])
    moved = fresh(made)
    assert (moved.organisation.unit_path, decider(moved)) == (world["01"].path, Role.UNIT)
    assert post(client_of("unit-01"), made, "approve/", granted="1500", own_granted="500") == S.NOTICE
    assert [one.pk for one in client_of("unit-01").get("/projects/notices/new/").context["form"].known.values()] == [
        made.pk
    ]
    assert client_of("unit-02").get(f"/projects/{made.pk}/").status_code in (403, 404)


def test_successor_reports_what_the_merged_branch_carried_out(world, called, client_of):
    made = project(world["0102"], called, S.RUNNING)
    close(world["0102"], TODAY, into=world["0101"])
    with on(AT_WORK_ON):
        client = client_of("branch-0101")
        assert writer(fresh(made)) == Role.BRANCH
        assert client.get(f"/projects/{made.pk}/").status_code == 200
        sent = {"progress": "已开展", "version": ""}
        shown = client.get(f"/projects/{made.pk}/reports/midterm/")
        assert shown.status_code == 200
        assert client.post(f"/projects/{made.pk}/reports/midterm/", sent).status_code == 302
    assert ProjectReport.objects.get().kind == ReportKind.MIDTERM


def test_closed_branch_is_no_leader_place_supporter_or_applicant(world, called, client_of):
    draft = project(world["01"], called)
    close(world["0103"], TODAY)
    close(world["0102"], TODAY, into=world["0101"])
    form = client_of("unit-01").get(f"/projects/{draft.pk}/edit/").context["form"]
    assert [one.code for one in form.fields["supporting"].queryset] == ["0101"]
    assert client_of("department").get(f"/projects/calls/{called.pk}/").status_code == 200


def objected(world, code, host):
    """A project of `code` approved by a call of `host` and told there, with an objection. Returns it, the notice and
    the objection."""
    made = project(world[code], call(world[host]), S.NOTICE, granted=1500, own_granted=500)
    days = {"starts_on": TODAY, "ends_on": TODAY}
    notice = publish(host=world[host], stage=NoticeStage.APPROVAL, title="院级公示", **days, projects=[made], by=None)
    return made, notice, note(entry=notice.entries.get(), on=TODAY, source="", text="重复", by=None)


def statuses(client, call, notice):
    addresses = (f"calls/{call.pk}/", f"calls/{call.pk}/edit/", f"calls/{call.pk}/ranking/", f"notices/{notice.pk}/")
    return [client.get(f"/projects/{one}").status_code for one in addresses]


def answered(client, notice, objection):
    client.post(f"/projects/notices/{notice.pk}/objections/{objection.pk}/answer/", {"answer": "内容不同"})
    objection.refresh_from_db()
    return objection.answer


def test_successor_runs_the_calls_and_notices_of_a_merged_unit(world, client_of):
    made, notice, objection = objected(world, "0201", "02")
    client = client_of("unit-01")
    assert statuses(client, made.call, notice) == [404] * 4
    close(world["02"], TODAY, into=world["01"])
    client = client_of("unit-01")
    assert statuses(client, made.call, notice) == [200] * 4
    assert world["01"].name in Client().get(f"/notices/{notice.pk}/").content.decode()
    with on(TODAY + timedelta(days=1)):
        client = client_of("unit-01")
        assert answered(client, notice, objection) == "内容不同"
        dates = {"starts_on": "2012-09-01", "midterm_on": "2013-01-15", "final_on": "2013-06-15"}
        sent = {"number": "DJCX-01-2012-01", **dates, "ends_on": "2013-08-31"}
        assert post(client, made, "start/", **sent) == S.RUNNING


def test_department_finishes_what_a_dissolved_unit_called_for(world, client_of):
    made, notice, objection = objected(world, "0201", "02")
    draft = call(world["02"], title="未发布的", published_on=None)
    assert statuses(client_of("department"), made.call, notice) == [200, 403, 200, 200]
    for code in ("0201", "0202", "02"):
        close(world[code], TODAY)
    client = client_of("department")
    assert statuses(client, made.call, notice) == [200] * 4
    assert "已撤销" in client.post(f"/projects/calls/{draft.pk}/publish/", follow=True).content.decode()
    assert not Call.objects.exclude(published_on=None).filter(pk=draft.pk).exists()
    client.post(f"/projects/calls/{draft.pk}/discard/")
    assert not Call.objects.filter(pk=draft.pk).exists()
    assert answered(client, notice, objection) == "内容不同"
    assert post(client, made, "reject/", reason="单位已撤销") == S.REJECTED
    for name in ("unit-01", "unit-02", "viewer"):
        assert client_of(name).get(f"/projects/calls/{made.call_id}/edit/").status_code in (302, 403, 404)
