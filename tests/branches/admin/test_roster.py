"""The roster in the admin: search, filters, tree order, founding, correcting, renaming; nothing is deleted."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from accounts.models import User
from branches import actions
from branches.choices import Category, ChangeKind, Kind
from branches.models import Appointment, Organisation
from tests.branches.admin.pages import ROSTER, errors, formsets, page_of
from tests.world import found

ADD = f"{ROSTER}add/"
SUGGEST = "/admin/autocomplete/?app_label=branches&model_name={}&field_name={}&term={}"
JUNE = date(2012, 6, 1)


@pytest.fixture
def department(client_of):
    return client_of("department")


def listed(response):
    return [organisation.code for organisation in response.context["cl"].result_list]


def test_roster_is_in_the_order_of_the_tree(world, department):
    assert listed(department.get(ROSTER)) == ["00", "01", "0101", "0102", "0103", "02", "0201", "0202", "03"]


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("q=0102", ["0102"]),
        ("q=化学学院教", ["0201"]),
        ("q=wxyjg", ["0101"]),
        ("kind__exact=direct_branch", ["03"]),
        ("category__exact=student", ["0102", "0202"]),
        ("unit=02", ["02", "0201", "0202"]),
        ("unit=nowhere", []),
        ("state=closed", ["0103"]),
        ("office=term&unit=01", ["01"]),
        ("office=overdue", ["0101"]),
        ("office=vacant&unit=02", ["02", "0201", "0202"]),
    ],
)
def test_roster_is_searched_and_filtered(world, department, query, codes):
    actions.dissolve(world["0103"], on=JUNE, by=None)
    yesterday = timezone.localdate() - timedelta(days=1)
    actions.set_secretary(world["01"], name="李明", on=JUNE, by=None)
    actions.set_secretary(world["0101"], name="王芳", term_to=yesterday, on=JUNE, by=None)
    assert listed(department.get(f"{ROSTER}?{query}")) == codes


def test_secretary_in_office_is_looked_for_by_name(world, department):
    actions.set_secretary(world["0101"], name="李明", on=JUNE, by=None)
    actions.set_secretary(world["0102"], name="李明", on=JUNE, by=None)
    actions.set_secretary(world["0102"], name="王芳", on=timezone.localdate(), by=None)
    assert listed(department.get(ROSTER, {"q": "李明"})) == ["0101"]


def test_roster_tells_who_leads_until_when_and_who_is_appointed(world, department):
    yesterday = timezone.localdate() - timedelta(days=1)
    actions.set_secretary(world["0101"], name="王芳", term_to=yesterday, on=JUNE, by=None)
    actions.set_secretary(world["0102"], name="李明", term_to=date(2099, 6, 1), on=JUNE, by=None)
    page = department.get(f"{ROSTER}?unit=01").content.decode()
    cells = [re.findall(rf"field-{name}[^>]*>(.*?)</td>", page) for name in ("code", "secretary", "term", "appointed")]
    rows = dict(zip(cells[0], zip(*cells[1:], strict=True), strict=True))
    assert rows["0101"] == ("王芳", f"{date_format(yesterday)}（已满）", world.people["branch-0101"].name)
    assert rows["0102"] == ("李明", "2099年6月1日", "-")


def test_whoever_is_appointed_leads_to_the_organisation(world, department):
    held = Appointment.objects.get(user__username="branch-0101")
    User.objects.filter(pk=held.user_id).update(name="欧阳静")
    assert listed(department.get(ROSTER, {"q": "欧阳"})) == ["0101"]
    held.ends_on = timezone.localdate()
    held.save()
    assert listed(department.get(ROSTER, {"q": "欧阳"})) == []


def test_history_promises_no_way_back(world, department):
    page = department.get(f"{ROSTER}{world['0101'].pk}/history/").content.decode()
    assert "还原" not in page
    assert "<h1>变更记录" in page


def test_site_surrounds_the_registers_and_nothing_repeats_its_menu(world, department):
    page = department.get(ROSTER)
    text = page.content.decode()
    assert [text.count(f'href="{address}"') for address in ("/department/", "/targets/", "/restructures/")] == [1, 1, 2]
    assert "nav-sidebar" not in text
    assert [place.label for group in page.context["menu"] for place in group.links if place.current] == ["组织名录"]
    assert page.context["title"] == "组织名录"


def test_roster_with_very_many_units_filters_the_chosen_one_only(world, department, monkeypatch):
    monkeypatch.setattr("branches.admin.filters.MANY", 1)
    assert listed(department.get(f"{ROSTER}?unit=02")) == ["02", "0201", "0202"]
    titles = [spec.title for spec in department.get(ROSTER).context["cl"].filter_specs]
    assert len(titles) == 4


def test_roster_costs_the_same_for_many(world, department, django_assert_num_queries):
    def cost():
        with django_assert_num_queries(8):
            department.get(ROSTER)

    department.get(ROSTER)  # the first request of a session writes it
    cost()
    rows = [
        (world["01"], Organisation(kind=Kind.BRANCH, code=f"x{number}", name="支部", category=Category.STAFF))
        for number in range(60)
    ]
    actions.set_secretaries([(branch, "李明") for branch in actions.found_many(rows, by=None)], on=JUNE, by=None)
    cost()


def test_roster_offers_workbooks_and_changes(world, department):
    page = department.get(ROSTER).content.decode()
    for address in ("/workbooks/", "/restructures/"):
        assert f'href="{address}' in page


def test_nothing_is_deleted(world, department):
    assert department.get(f"{ROSTER}{world['0101'].pk}/delete/").status_code == 403
    assert department.post(f"{ROSTER}{world['0101'].pk}/delete/", {"post": "yes"}).status_code == 403
    department.post(ROSTER, {"action": "delete_selected", "_selected_action": [world["0101"].pk]})
    assert Organisation.objects.filter(code="0101").exists()


@pytest.mark.parametrize("who", ["viewer", "unit-01", "branch-0101", "expert", "audit", "stranger"])
def test_other_roles_stay_outside(world, client_of, who):
    assert client_of(who).get(ROSTER).status_code in (302, 403)
    assert client_of(who).get("/admin/", follow=True).status_code == 403


def test_accounts_administrator_sees_no_roster(world, client_of):
    client = client_of("accounts")
    assert [client.get(path).status_code for path in (ROSTER, ADD, page_of(world["01"]))] == [403, 403, 403]
    assert client.get(SUGGEST.format("appointment", "organisation", "0")).status_code == 403


def test_adding_founds(world, department):
    data = {
        "parent": world["01"].pk,
        "kind": Kind.BRANCH,
        "code": "0104",
        "name": "文学院学生第二党支部",
        "category": Category.STUDENT,
        "basis": "year",
        "members": "12",
        "founded_on": "2012-06-01",
        "document": "组〔2012〕8号",
        "reason": "新建",
    }
    response = department.post(ADD, data | formsets(secretaries=(1, 0)) | {"secretaries-0-name": "李明"})
    assert response.status_code == 302
    branch = Organisation.objects.get(code="0104")
    assert branch.path.startswith(world["01"].path)
    assert (branch.sought.split()[0], branch.members, branch.basis) == ("wxyxsdedzb", 12, "year")
    change = branch.changes.get()
    assert (change.kind, change.document, change.reason, change.by) == (
        ChangeKind.FOUNDED, "组〔2012〕8号", "新建", world.people["department"],
    )  # fmt: skip
    assert branch.secretaries.get().history.get().history_user == world.people["department"]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"code": "0101"}, "code"),
        ({"code": "a/b"}, "code"),
        ({"category": ""}, "category"),
        ({"founded_on": "2999-01-01"}, "founded_on"),
        ({"kind": Kind.GENERAL_BRANCH, "category": ""}, "parent"),
    ],
)
def test_adding_is_refused_beside_the_field(world, department, facts, field):
    data = {"parent": world["01"].pk, "kind": Kind.BRANCH, "code": "0104", "name": "新", "category": Category.STAFF}
    response = department.post(ADD, data | facts | formsets())
    assert errors(response) == {field}


@pytest.mark.parametrize("parent", ["0101", "03", "99999"])
def test_adding_under_a_forged_parent_is_refused(world, department, parent):
    key = world[parent].pk if parent in world.organisations else parent
    data = {"parent": key, "kind": Kind.BRANCH, "code": "0104", "name": "新", "category": Category.STAFF}
    assert errors(department.post(ADD, data | formsets())) == {"parent"}


def test_parents_are_suggested(world, department):
    actions.dissolve(world["03"], on=JUNE, by=None)
    closed = found(world["00"], "04", kind=Kind.GENERAL_BRANCH)
    actions.dissolve(closed, on=JUNE, by=None)
    results = department.get(SUGGEST.format("organisation", "successor", "0")).json()["results"]
    assert [result["text"] for result in results] == ["00 示范大学", "01 文学院党委", "02 化学学院党总支"]


def test_admin_asks_for_no_password_of_its_own(world, department):
    assert department.get("/admin/password_change/").url == "/password/"


def test_import_leads_to_where_a_file_is_chosen(department):
    upload = reverse("workbook_upload", args=["roster"])
    assert f'<a href="{upload}">导入花名册</a>' in department.get(ROSTER).content.decode()
