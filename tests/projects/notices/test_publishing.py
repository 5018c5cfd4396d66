"""Public notices are published, objected to, and answered (N19, R27a)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from projects.actions import accepting
from projects.actions import notices as actions
from projects.choices import Grade, NoticeStage, ProjectState
from projects.models import Notice, NoticeEntry, Objection, Project
from projects.queries.notices import notice_hindrance
from tests.projects.made import TODAY, call, days, on, project

pytestmark = pytest.mark.django_db
S = ProjectState
SENT = {"title": "2012年拟立项项目公示", "starts_on": "2012-06-01", "ends_on": "2012-06-07"}


def approved(world, code="0101", host="00", state=S.NOTICE, **facts):
    return project(world[code], call(world[host]), state, **facts)


LAST = TODAY + days(6)


def publish(host, *projects, stage=NoticeStage.APPROVAL, starts_on=TODAY, ends_on=LAST, by=None):
    facts = {"host": host, "stage": stage, "title": "公示", "starts_on": starts_on, "ends_on": ends_on}
    return actions.publish(**facts, projects=projects, by=by)


def refusal(verb):
    with pytest.raises(ValidationError) as refused:
        verb()
    return refused.value


def test_entries_are_frozen(world):
    made = approved(world, grade="")
    publish(world["00"], made)
    Project.objects.update(title="改了名")
    entry = NoticeEntry.objects.get()
    assert (entry.title, entry.unit, entry.leader, entry.grade) == ("“课题组学习日”", "文学院党委", "李敏", "")


def test_only_what_waits_for_it_and_what_one_decides(world):
    in_review, of_unit = approved(world, state=S.REVIEWING), approved(world, host="01")
    for one in (in_review, of_unit):
        assert set(refusal(lambda one=one: publish(world["00"], one)).error_dict) == {"projects"}
    publish(world["01"], of_unit)
    assert set(refusal(lambda: publish(world["00"])).error_dict) == {"projects"}
    assert Notice.objects.count() == 1


def test_no_second_one_while_the_first_is_not_over(world):
    made = approved(world)
    publish(world["00"], made)
    assert refusal(lambda: publish(world["00"], made))
    with on(TODAY + days(7)):
        publish(world["00"], made, starts_on=TODAY + days(7), ends_on=TODAY + days(9))


def test_days_lie_ahead_and_in_order(world):
    made = approved(world)
    assert set(refusal(lambda: publish(world["00"], made, starts_on=TODAY - days(1))).error_dict) == {"starts_on"}
    assert set(refusal(lambda: publish(world["00"], made, ends_on=TODAY - days(1))).error_dict) == {"ends_on"}


def test_words_that_no_public_page_says_are_refused(world):
    made = approved(world, title="转化后进支部")
    assert set(refusal(lambda: publish(world["00"], made)).error_dict) == {"projects"}


def test_grades_are_told_and_a_grade_taken_back_needs_another_notice(world):
    made = approved(world, state=S.CLOSING, grade=Grade.EXCELLENT)
    publish(world["00"], made, stage=NoticeStage.ACCEPTANCE)
    assert NoticeEntry.objects.get().grade == Grade.EXCELLENT
    with on(TODAY + days(7)):
        assert notice_hindrance(made, NoticeStage.ACCEPTANCE) == ""
        actions.take_back([made], by=None)
        assert notice_hindrance(made, NoticeStage.ACCEPTANCE) == "尚未公示。"


def test_new_result_is_told_while_the_notice_of_the_old_one_still_runs(world, client_of):
    made, other = (approved(world, one, state=S.CLOSING, grade=Grade.EXCELLENT) for one in ("0101", "0201"))
    first = publish(world["00"], made, other, stage=NoticeStage.ACCEPTANCE)
    accepting.regrade(project=made, reason="异议属实", by=world.people["department"])
    Project.objects.filter(pk=made.pk).update(state=S.CLOSING, grade=Grade.EXCELLENT)
    client = client_of("department")
    form = client.get("/projects/notices/new/?stage=acceptance").context["form"]
    assert (list(form.known), form.initial["projects"]) == ([str(made.pk)], [str(made.pk)])
    text = client.get(f"/projects/notices/{first.pk}/").content.decode()
    assert text.count("结论已撤回") == 1
    client.post("/projects/notices/new/?stage=acceptance", {**SENT, "projects": [made.pk]})
    assert Notice.objects.exclude(pk=first.pk).get().entries.get().taken_back_at is None


def test_page_offers_what_waits_and_publishes(world, client_of):
    made = approved(world)
    approved(world, host="01", title="院级的")
    client = client_of("department")
    form = client.get("/projects/notices/new/?stage=approval").context["form"]
    assert (list(form.known), form.initial["ends_on"]) == ([str(made.pk)], date(2012, 6, 7))
    answer = client.post("/projects/notices/new/?stage=approval", {**SENT, "projects": [made.pk]})
    assert answer.url == f"/projects/notices/{Notice.objects.get().pk}/"
    again = client.post("/projects/notices/new/?stage=approval", {**SENT, "projects": [made.pk]})
    assert "已在公示" in again.content.decode()
    assert SENT["title"] in again.content.decode()
    assert Notice.objects.count() == 1


def test_unit_publishes_for_its_own_call(world, client_of):
    made, foreign = approved(world, host="01"), approved(world, "0201", host="02")
    client = client_of("unit-01")
    assert client.post("/projects/notices/new/", {**SENT, "projects": [foreign.pk]}).context["form"].errors["projects"]
    client.post("/projects/notices/new/", {**SENT, "projects": [made.pk]})
    assert Notice.objects.get().host == world["01"]


def test_objection_is_noted_and_answered_once(world, client_of):
    notice = publish(world["00"], approved(world))
    entry, client = notice.entries.get(), client_of("department")
    address = f"/projects/notices/{notice.pk}/objections/"
    sent = {"entry": entry.pk, "on": "2012-06-01", "source": "某教师", "text": "与往年项目重复"}
    assert client.post(address, {**sent, "on": "2012-06-02"}).context["decision"].form.errors["on"]
    client.post(address, sent)
    assert "已登记" in client.post(address, sent).content.decode()
    objection = Objection.objects.get()
    assert "某教师" in client.get(f"/projects/notices/{notice.pk}/").content.decode()
    client.post(f"{address}{objection.pk}/answer/", {"answer": "内容不同"})
    again = client.post(f"{address}{objection.pk}/answer/", {"answer": "另一答复"})
    assert "另一答复" in again.content.decode()
    objection.refresh_from_db()
    assert (objection.answer, objection.answered_on) == ("内容不同", TODAY)


def test_who_leads_it_does_not_answer(world):
    department = world.people["department"]
    notice = publish(world["00"], approved(world, leader_user=department))
    facts = {"entry": notice.entries.get(), "on": TODAY, "source": "", "text": "x"}
    assert refusal(lambda: actions.note(**facts, by=department))


def test_forged_entry_and_foreign_notice(world, client_of):
    notice, other = publish(world["00"], approved(world)), publish(world["02"], approved(world, "0201", host="02"))
    entry = other.entries.get()
    sent = {"entry": entry.pk, "on": "2012-06-01", "text": "x"}
    answer = client_of("department").post(f"/projects/notices/{notice.pk}/objections/", sent)
    assert answer.context["decision"].form.errors["entry"]
    assert client_of("department").post(f"/projects/notices/{other.pk}/objections/", sent).status_code == 403
    assert client_of("unit-01").get(f"/projects/notices/{other.pk}/").status_code == 404


def test_list_counts(world, client_of):
    notice = publish(world["00"], approved(world), approved(world, "0201"))
    for text in ("一", "二"):
        actions.note(entry=notice.entries.first(), on=TODAY, source="", text=text, by=None)
    actions.answer(objection=Objection.objects.first(), answer="不成立", by=None)
    [row] = client_of("viewer").get("/projects/notices/").context["list"].paginated_rows
    counts = [row.get_cell_value(name) for name in ("projects_all", "objections_all", "objections_waiting")]
    assert counts == [2, 2, 1]
