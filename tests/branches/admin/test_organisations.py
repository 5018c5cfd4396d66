"""The page of an organisation in the admin: facts, name, secretary, roles and history; buttons instead of deletion."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from branches import actions
from branches.choices import Category, ChangeKind, Kind
from branches.models import Appointment, Organisation, Secretary
from core.choices import Role
from tests.branches.admin.pages import ROSTER, branch_data, errors, formsets, page_of

JUNE = date(2012, 6, 1)


@pytest.fixture
def department(client_of):
    return client_of("department")


def test_page_of_an_organisation_opens_with_everything(world, department):
    actions.set_secretary(world["0101"], name="李明", on=JUNE, by=None)
    page = department.get(page_of(world["0101"])).content.decode()
    for verb in ("reclassify", "move", "merge", "dissolve", "split"):
        assert f'href="/restructures/{verb}/?organisation=0101"' in page
    assert "李明" in page
    assert "/restructures/found/" not in page


@pytest.mark.parametrize(
    ("code", "verbs"), [("00", []), ("01", ["merge", "dissolve"]), ("03", ["reclassify", "merge", "dissolve", "split"])]
)
def test_page_offers_what_can_be_done(world, department, code, verbs):
    urls = [url for _label, url in department.get(page_of(world[code])).context["offered"]]
    assert urls == [f"/restructures/{verb}/?organisation={code}" for verb in verbs]


def test_closed_organisation_keeps_its_page_without_changes(world, department):
    actions.merge(world["0101"], into=world["0102"], on=JUNE, by=None)
    response = department.get(page_of(world["0101"]))
    assert response.context["offered"] == []
    assert "name" not in response.context["adminform"].form.fields


def test_facts_are_corrected_with_a_reason(world, department):
    branch = world["0102"]
    response = department.post(page_of(branch), branch_data(branch, members="30", basis="class", reason="更正"))
    assert response.status_code == 302
    branch.refresh_from_db()
    assert (branch.members, branch.basis) == (30, "class")
    latest = branch.history.first()
    assert (latest.history_user, latest.history_change_reason) == (world.people["department"], "更正")
    assert not branch.changes.filter(kind=ChangeKind.RENAMED).exists()


def test_new_name_holds_from_a_day(world, department):
    branch = world["0102"]
    data = branch_data(branch, name="文学院本科生党支部", on="2012-06-01", document="组〔2012〕8号", reason="更名")
    assert department.post(page_of(branch), data).status_code == 302
    change = branch.changes.get(kind=ChangeKind.RENAMED)
    assert (change.on, change.before, change.after) == (JUNE, "文学院学生第一党支部", "文学院本科生党支部")
    branch.refresh_from_db()
    assert (branch.name, branch.sought) == ("文学院本科生党支部", "wxybksdzb 文学院本科生党支部")


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"category": Category.STAFF, "basis": "class"}, "basis"),
        ({"founded_on": "2999-01-01"}, "founded_on"),
        ({"name": "新", "on": "2999-01-01"}, "on"),
        ({"members": "-1"}, "members"),
    ],
)
def test_correction_is_refused_beside_the_field(world, department, facts, field):
    assert errors(department.post(page_of(world["0101"]), branch_data(world["0101"], **facts))) == {field}


def test_fixed_fields_cannot_be_forged(world, department):
    branch = world["0101"]
    forged = {"code": "x", "kind": "party_committee", "closed_on": "2012-06-01", "path": "0001", "successor": "1"}
    department.post(page_of(branch), branch_data(branch, **forged))
    fresh = Organisation.objects.get(pk=branch.pk)
    assert (fresh.code, fresh.kind, fresh.closed_on, fresh.path, fresh.successor) == (
        "0101", Kind.BRANCH, None, branch.path, None,
    )  # fmt: skip


def test_general_branch_becomes_a_party_committee(world, department):
    unit = world["02"]
    department.post(page_of(unit), branch_data(unit, kind=Kind.PARTY_COMMITTEE))
    assert Organisation.objects.get(code="02").kind == Kind.PARTY_COMMITTEE
    response = department.post(page_of(unit), branch_data(unit, kind=Kind.BRANCH))
    assert errors(response) == {"kind"}


def test_secretary_succeeds_on_one_page(world, department):
    branch = world["0101"]
    former = actions.set_secretary(branch, name="李明", on=JUNE, by=None)
    rows = formsets(secretaries=(2, 1), appointments=(1, 1)) | {
        "secretaries-0-id": former.pk,
        "secretaries-0-name": "李明",
        "secretaries-0-left_on": "2012-07-01",
        "secretaries-1-name": "王芳",
    }
    assert department.post(page_of(branch), branch_data(branch) | rows).status_code == 302
    named = Secretary.objects.filter(organisation=branch).order_by("pk").values_list("name", "left_on")
    assert list(named) == [("李明", date(2012, 7, 1)), ("王芳", None)]


def test_second_secretary_in_office_is_refused(world, department):
    branch = world["0101"]
    former = actions.set_secretary(branch, name="李明", on=JUNE, by=None)
    rows = formsets(secretaries=(2, 1), appointments=(1, 1)) | {
        "secretaries-0-id": former.pk, "secretaries-0-name": "李明", "secretaries-1-name": "王芳",
    }  # fmt: skip
    response = department.post(page_of(branch), branch_data(branch) | rows)
    secretaries = response.context["inline_admin_formsets"][0].formset
    assert len(secretaries.non_form_errors()) == 1
    assert Secretary.objects.count() == 1


@pytest.mark.parametrize("prefix", ["secretaries", "appointments"])
def test_row_of_another_organisation_is_refused(world, department, prefix):
    other = actions.set_secretary(world["0101"], name="李明", on=JUNE, by=None)
    foreign = {"secretaries": other, "appointments": world.people["branch-0101"].appointments.get()}[prefix]
    rows = {f"{prefix}-0-id": foreign.pk, f"{prefix}-0-name": "冒名", f"{prefix}-0-ends_on": "2012-06-01"}
    data = branch_data(world["0102"]) | formsets(**{prefix: (1, 1)}) | rows
    response = department.post(page_of(world["0102"]), data)
    assert (response.status_code, Secretary.objects.get().name) == (200, "李明")
    assert world.people["branch-0101"].appointments.get().ends_on is None


def test_nobody_comes_into_office_at_a_closed_organisation(world, department):
    branch = world["0102"]
    actions.dissolve(branch, on=JUNE, by=None)
    rows = {"secretaries-0-organisation": branch.pk, "secretaries-0-name": "新任"}
    data = branch_data(branch) | formsets(secretaries=(1, 0), appointments=(0, 0)) | rows
    response = department.post(page_of(branch), data)
    assert response.status_code == 200
    assert not Secretary.objects.filter(organisation=branch).exists()


def test_facts_and_a_new_name_in_one_go_make_history_one_after_the_other(world, department):
    branch = world["0102"]
    data = branch_data(branch, name="文学院本科生党支部", members="30", on="2012-06-01", reason="更名")
    assert department.post(page_of(branch), data).status_code == 302
    renamed, corrected = branch.history.all()[:2]
    assert [(row.name, row.members) for row in (corrected, renamed)] == [
        ("文学院学生第一党支部", 30),
        ("文学院本科生党支部", 30),
    ]


def test_facts_and_a_new_name_that_do_not_go_together_are_told_at_the_field(world, department):
    """Each alone would be accepted: founded later than it is said to have been renamed."""
    branch = world["0102"]
    data = branch_data(branch, name="文学院本科生党支部", founded_on="2012-05-01", on="2012-03-01")
    response = department.post(page_of(branch), data)
    assert (response.status_code, list(response.context["adminform"].form.errors)) == (200, ["on"])
    branch.refresh_from_db()
    assert branch.name == "文学院学生第一党支部"


def test_role_is_given_on_the_page_of_its_place(world, department):
    branch, stranger = world["0102"], world.people["stranger"]
    rows = formsets(appointments_2=(1, 0)) | {
        "appointments-2-0-user": stranger.pk,
        "appointments-2-0-role": Role.BRANCH,
        "appointments-2-0-starts_on": "2012-06-01",
    }
    assert department.post(page_of(branch), branch_data(branch) | rows).status_code == 302
    held = stranger.appointments.get()
    assert (held.role, held.organisation, held.starts_on) == (Role.BRANCH, branch, JUNE)
    assert held.history.get().history_user == world.people["department"]


@pytest.mark.parametrize(
    ("user", "role"),
    [("stranger", Role.AUDIT), ("stranger", Role.UNIT), ("department", Role.BRANCH), ("accounts", Role.BRANCH)],
)
def test_role_that_may_not_be_given_is_refused(world, department, user, role):
    branch = world["0102"]
    rows = formsets(appointments_2=(1, 0)) | {
        "appointments-2-0-user": world.people[user].pk,
        "appointments-2-0-role": role,
        "appointments-2-0-starts_on": "2012-06-01",
    }
    before = Appointment.objects.count()
    assert department.post(page_of(branch), branch_data(branch) | rows).status_code == 200
    assert Appointment.objects.count() == before


def test_role_ends_on_the_page_of_its_place(world, department):
    branch = world["0101"]
    data = branch_data(branch) | {"appointments-0-ends_on": "2012-06-01", "appointments-0-user": "1"}
    assert department.post(page_of(branch), data).status_code == 302
    held = Appointment.objects.get(organisation=branch)
    assert (held.user, held.ends_on) == (world.people["branch-0101"], JUNE)


def test_history_says_before_and_after_in_words(world, department):
    branch = world["0102"]
    branch.category, branch.basis = Category.STAFF, ""
    actions.edit_many([branch], {"category", "basis"}, reason="更正", by=world.people["department"])
    page = department.get(f"{ROSTER}{branch.pk}/history/").content.decode()
    assert f"<del>{Category.STUDENT.label}</del> → <ins>{Category.STAFF.label}</ins>" in page
    assert "更正" in page


def test_history_leads_nowhere_back(world, department):
    version = world["0102"].history.first().pk
    old = f"{ROSTER}{world['0102'].pk}/history/{version}/"
    assert [department.get(old).status_code, department.post(old).status_code] == [404, 404]
    assert department.get(f"{ROSTER}999999/history/").status_code == 404


def test_new_role_that_was_left_alone_does_not_count_after_midnight(world, client_of):
    """The row was added yesterday, and holds yesterday as its first day: nobody touched it."""
    yesterday = str(timezone.localdate() - timedelta(days=1))
    left_alone = {f"{name}appointments-2-0-starts_on": yesterday for name in ("", "initial-")}
    rows = formsets(appointments_2=(1, 0)) | {"appointments-2-0-user": "", "appointments-2-0-role": ""} | left_alone
    response = client_of("department").post(page_of(world["0103"]), branch_data(world["0103"]) | rows)
    assert response.status_code == 302


def test_founding_that_lacks_its_place_is_told_of_its_category_in_words(world, department):
    sent = {"kind": "party_committee", "code": "77", "name": "某党委", "category": "staff"}
    response = department.post(f"{ROSTER}add/", sent | formsets())
    assert errors(response) == {"parent", "__all__"}
    assert "只有党支部才有类别" in response.content.decode()
