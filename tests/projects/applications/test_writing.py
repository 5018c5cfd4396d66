"""An application is begun, written as far as it is typed, and thrown away."""

from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile

from branches.filters import MANY
from branches.models import Secretary
from projects.applications.parts import named_in
from projects.choices import FileUse, ProjectState
from projects.models import Project, ProjectFile
from tests.projects.applications.sending import again, errors, sent
from tests.projects.made import TODAY, on, project
from tests.world import appoint, close, crowd, found, person

S = ProjectState
PDF = b"%PDF-1.4 test"


def said(answer):
    return [str(one) for one in get_messages(answer.wsgi_request)]


def edit(one):
    return f"/projects/{one.pk}/edit/"


def test_begun_once_with_what_is_known(world, client_of, called):
    Secretary.objects.create(organisation=world["01"], name="王建国")
    client, address = client_of("branch-0101"), f"/projects/calls/{called.pk}/apply/0101/"
    assert client.get(address).status_code == 200
    answers = [client.post(address, {"title": "“课题组学习日”"}) for _ in range(2)]
    made = Project.objects.get()
    assert [one.url for one in answers] == [edit(made), made.get_absolute_url()]
    assert (made.state, made.level, made.first_responsible, made.starts_on, made.created_by.username) == (
        "draft", "university", "王建国", called.starts_on, "branch-0101",
    )  # fmt: skip
    assert client.get(address).url == made.get_absolute_url()


@pytest.mark.parametrize(
    ("name", "code", "status"),
    [("branch-0101", "0102", 404), ("unit-01", "0101", 403), ("unit-01", "01", 200), ("department", "0101", 403)],
)
def test_only_the_own_organisation_applies(client_of, called, name, code, status):
    assert client_of(name).get(f"/projects/calls/{called.pk}/apply/{code}/").status_code == status


def test_after_the_deadline_none_is_begun(client_of, called):
    with on(date(2012, 6, 16)):
        client, address = client_of("branch-0101"), f"/projects/calls/{called.pk}/apply/0101/"
        refusal = "申报已于2012年6月15日 18:00截止。"
        assert client.get(address).context["decision"].obstacle == refusal
        answer = client.post(address, {"title": "来晚了"})
        assert ("标题", "来晚了") in answer.context["decision"].typed
    assert not Project.objects.exists()


def test_saved_as_far_as_typed_and_gone_on_with(world, client_of, called):
    draft = project(world["0101"], called, lines=(), leader="", background="")
    client = client_of("branch-0101")
    answer = client.post(edit(draft), sent(steps=(), lines=(), leader="", background="", own_part=""))
    assert answer.url == draft.get_absolute_url()
    page = client.get(draft.get_absolute_url()).content.decode()
    assert f"{edit(draft)}#id_background" in page
    assert f"{edit(draft)}#id_line-0-use" in page
    assert f"{edit(draft)}#id_step-0-text" in page
    shown = client.get(edit(draft))
    for anchor in ("id_background", "id_line-0-use", "id_step-0-text"):
        assert f'id="{anchor}"' in shown.content.decode()
    client.post(edit(draft), sent(members=({"name": "张强", "post": "讲师"},)))
    draft.refresh_from_db()
    assert (draft.background, str(draft.own_part)) == ("教工党员分散。", "500.00")
    assert [str(one.amount) for one in draft.lines.all()] == ["1200.00", "800.00"]
    assert [one.name for one in draft.members.all()] == ["张强"]
    assert client.get(draft.get_absolute_url()).context["page"].application.gaps == []


def test_rows_keep_their_number(world, client_of, called):
    draft = project(world["0101"], called)
    client = client_of("branch-0101")
    values = again(client.get(edit(draft)))
    client.post(edit(draft), {**values, "line-0-DELETE": "on", "line-2-use": "印刷", "line-2-amount": "10"})
    assert [(one.number, one.use) for one in draft.lines.all()] == [(2, "活动"), (3, "印刷")]
    before = draft.history.count(), draft.lines.model.history.count()
    client.post(edit(draft), again(client.get(edit(draft))))
    assert draft.lines.model.history.count() == before[1]


@pytest.mark.parametrize(
    ("prefix", "facts", "sentence"),
    [
        ("members", {"name": "成员"}, "课题组成员（不含负责人）最多5人。"),
        ("lines", {"use": "用途", "amount": "1"}, "预算科目最多5项。"),
    ],
)
def test_a_sixth_one_is_refused_and_kept(world, client_of, called, prefix, facts, sentence):
    draft = project(world["0101"], called)
    answer = client_of("branch-0101").post(edit(draft), sent(**{prefix: [facts] * 6}))
    assert errors(answer) == {"__all__": [sentence]}
    assert len(answer.context["form"].rows[prefix[:-1]].kept) == 6
    assert draft.members.count() == 0


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"title": ""}, "title"),
        ({"own_part": "-1"}, "own_part"),
        ({"own_part": "0.001"}, "own_part"),
        ({"ends_on": "2012-08-31"}, "ends_on"),
        ({"lines": ({"use": "书籍", "amount": "0"},)}, "line-0-amount"),
        ({"lines": ({"use": "书籍"},)}, "line-0-amount"),
        ({"lines": ({"amount": "5"},)}, "line-0-use"),
        ({"members": ({"post": "讲师"},)}, "member-0-name"),
        ({"steps": ({"text": "一", "starts_on": "2013-01-02", "ends_on": "2013-01-01"},)}, "step-0-ends_on"),
        ({"project_class": "other"}, "project_class"),
        ({"leader_user": "99999"}, "leader_user"),
    ],
)
def test_refused_at_its_field_with_what_was_typed(world, client_of, called, facts, field):
    draft = project(world["0101"], called, title="原来的")
    answer = client_of("branch-0101").post(edit(draft), sent(**{"goals": "改了目标", **facts}))
    assert list(errors(answer)) == [field]
    assert answer.context["form"]["goals"].value() == "改了目标"
    draft.refresh_from_db()
    assert draft.title == "原来的"


def test_leader_is_chosen_among_those_who_hold_a_role_there(world, client_of, called):
    draft = project(world["0101"], called)
    client = client_of("branch-0101")
    offered = {user.username for user in client.get(edit(draft)).context["form"].fields["leader_user"].queryset}
    assert offered == {"branch-0101", "unit-01", "viewer-01"}
    stranger = world.people["branch-0201"].pk
    assert list(errors(client.post(edit(draft), sent(leader_user=stranger)))) == ["leader_user"]
    client.post(edit(draft), sent(leader_user=world.people["branch-0101"].pk, leader=""))
    draft.refresh_from_db()
    assert (draft.leader, draft.leader_user.username) == ("branch-0101", "branch-0101")


def test_leader_who_left_stays_until_it_is_handed_in(world, client_of, called):
    gone = person("gone")
    held = appoint(gone, "branch", world["0101"])
    draft = project(world["0101"], called, leader="gone", leader_user=gone)
    held.ends_on = TODAY
    held.save()
    client = client_of("branch-0101")
    client.post(edit(draft), sent(leader_user=gone.pk))
    gaps = client.get(draft.get_absolute_url()).context["page"].application.gaps
    assert [gap.sentence for gap in gaps] == ["gone已不在该单位任职，请另选负责人。"]


def test_supporting_branch_is_typed_where_the_unit_has_very_many(world, client_of, called):
    draft, client = project(world["01"], called), client_of("unit-01")
    crowd(world["01"], range(MANY))
    assert list(errors(client.post(edit(draft), sent(supporting="0201")))) == ["supporting"]
    assert client.post(edit(draft), sent(supporting="N0007")).status_code == 302
    assert 'value="N0007 第7党支部"' in client.get(edit(draft)).content.decode()
    client.post(edit(draft), sent(supporting="N0008 第8党支部"))
    draft.refresh_from_db()
    assert draft.supporting.code == "N0008"


def test_supporting_branch_is_one_of_the_unit(world, client_of, called):
    draft = project(world["01"], called)
    client = client_of("unit-01")
    shut = found(world["01"], "0109")
    close(shut, TODAY)
    for other in ("0201", "02", "01"):
        answer = client.post(edit(draft), sent(supporting=world[other].pk))
        assert list(errors(answer)) == ["supporting"]
    assert list(errors(client.post(edit(draft), sent(supporting=shut.pk)))) == ["supporting"]
    client.post(edit(draft), sent(supporting=world["0102"].pk))
    draft.refresh_from_db()
    assert draft.supporting.code == "0102"
    assert "supporting" not in client_of("branch-0101").get(edit(project(world["0101"], called))).context["form"].fields


def test_stale_form_keeps_both(world, client_of, called):
    draft = project(world["0101"], called)
    client = client_of("branch-0101")
    values = again(client.get(edit(draft)))
    client.post(edit(draft), {**values, "goals": "先改的", "line-0-amount": "1100.00"})
    answer = client.post(edit(draft), {**values, "innovation": "后改的"})
    form = answer.context["form"]
    assert (form["goals"].value(), form["innovation"].value()) == ("先改的", "后改的")
    assert str(form.rows["line"][0]["amount"].value()) == "1100.00"
    client.post(edit(draft), again(answer))
    draft.refresh_from_db()
    assert (draft.goals, draft.innovation, str(draft.lines.first().amount)) == ("先改的", "后改的", "1100.00")


@pytest.mark.parametrize("state", [S.SUBMITTED, S.SUPPORTED, S.REVIEWING, S.RUNNING, S.WITHDRAWN])
def test_not_written_once_it_is_handed_in(world, client_of, called, state):
    one = project(world["0101"], called, state, title="原来的")
    client = client_of("branch-0101")
    assert client.get(edit(one)).url == one.get_absolute_url()
    answer = client.post(edit(one), sent(title="改了"))
    assert "已提交" in "".join(errors(answer)["__all__"])
    one.refresh_from_db()
    assert one.title == "原来的"


def test_draft_is_thrown_away_once(world, client_of, called):
    draft, kept = project(world["0101"], called), project(world["0101"], called, S.RETURNED)
    client = client_of("branch-0101")
    assert client.get(f"/projects/{draft.pk}/discard/").status_code == 200
    answers = [client.post(f"/projects/{draft.pk}/discard/") for _ in range(2)]
    assert [one.url for one in answers] == ["/projects/"] * 2
    client.post(f"/projects/{kept.pk}/discard/")
    assert list(Project.objects.all()) == [kept]


def test_proofs_are_added_read_and_removed(world, client_of, called):
    draft = project(world["0101"], called)
    client, address = client_of("branch-0101"), f"/projects/{draft.pk}/proofs/"
    for _ in range(2):
        answer = client.post(address, {"file": SimpleUploadedFile("合同.pdf", PDF)})
    assert list(answer.context["decision"].form.errors) == ["file"]
    client.post(address, {"link": "https://example.edu.cn/a"})
    both = client.post(address, {"link": "https://example.edu.cn/b", "file": SimpleUploadedFile("其他.pdf", PDF)})
    assert list(both.context["decision"].form.errors) == ["__all__"]
    wrong = client.post(address, {"file": SimpleUploadedFile("录像.mp4", b"0")})
    assert list(wrong.context["decision"].form.errors) == ["file"]
    file, link = ProjectFile.objects.order_by("pk")
    assert (file.use, link.link) == (FileUse.APPLICATION, "https://example.edu.cn/a")
    got = client_of("unit-01").get(f"/projects/files/{file.pk}/")
    assert b"".join(got.streaming_content) == PDF
    for name in ("expert", "unit-02"):
        assert client_of(name).get(f"/projects/files/{file.pk}/").status_code == 404
    assert client_of("unit-01").post(f"{address}{file.pk}/remove/").status_code == 403
    for _ in range(2):
        answer = client.post(f"{address}{file.pk}/remove/")
    assert said(answer)[-1] == "该材料已移除过了。"
    assert list(ProjectFile.objects.all()) == [link]


def test_unit_does_not_write_for_its_branch(world, client_of, called):
    draft = project(world["0101"], called)
    who = ("unit-01", "branch-0201", "department")
    assert [client_of(name).get(edit(draft)).status_code for name in who] == [403, 404, 403]


@pytest.mark.parametrize(
    ("facts", "is_open"),
    [
        ({}, [False, False, False, True, True, False]),
        ({"goals": "", "leader": ""}, [False, True, True, True, True, False]),
        ({"state": S.RETURNED}, [False, False, False, True, True, False]),
        ({"state": S.RETURNED, "reason": "请细化测算依据"}, [False, False, False, True, True, True]),
        ({"state": S.RETURNED, "reason": "方法不具体"}, [False, False, True, True, True, False]),
        ({"state": S.REVISING}, [True] * 3),
    ],
)
def test_complete_parts_are_folded(world, client_of, called, facts, is_open):
    """Project, people, texts, team, steps, budget; without team and steps."""
    made = project(world["0101"], called, **facts)
    parts = client_of("branch-0101").get(edit(made)).context["parts"]
    assert [part.is_open for part in parts] == is_open
    fields = {field.name for part in parts for field in part.fields}
    assert fields == {field.name for field in client_of("branch-0101").get(edit(made)).context["form"].visible_fields()}


def test_reason_leads_to_what_it_speaks_of(world, client_of, called):
    made = project(world["0101"], called, state=S.RETURNED, reason="请补充实施步骤的责任人，并细化测算依据。")
    page = client_of("branch-0101").get(edit(made))
    named = [one for part in page.context["parts"] for one in part.named]
    assert named == [
        ("实施步骤：步骤", "#id_step-0-text"),
        ("实施步骤：责任人", "#id_step-0-person"),
        ("经费预算：测算依据", "#id_line-0-basis"),
    ]
    assert all(f'href="{there}"' in page.text and f'id="{there[1:]}"' in page.text for _label, there in named)


@pytest.mark.parametrize(
    ("reason", "found"),
    [
        ("Because the plan is vague", []),
        ("Say the USE of each sum", ["Use"]),
        ("金额有误", ["金额"]),
        ("", []),
    ],
)
def test_word_is_named_where_it_stands_by_itself(reason, found):
    labelled = [("Use", "#a"), ("金额（元）", "#b"), ("至", "#c"), ("Use", "#d")]
    assert [label for label, _there in named_in(reason, labelled)] == found
