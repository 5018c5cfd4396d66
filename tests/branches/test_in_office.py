"""Who is in office on a day: one question at every door (R29)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from branches import actions, as_of, todos
from branches.models import Secretary
from branches.places import places_of
from core.scope import Scope
from core.workbooks.kinds import kind_of
from projects.queries.applying.applications import secretary_of
from reports.queries.timeline import of_organisation
from tests.branches.admin.pages import ROSTER, branch_data, formsets, page_of
from tests.branches.workbooks.rows import BRANCHES, UNITS, unit
from tests.projects.made import on
from tests.workbooks import check, write_book

MARCH, JUNE, AUGUST, NOVEMBER = (date(2012, month, 1) for month in (3, 6, 8, 11))
DAY = timedelta(days=1)
UNIT = "01"
# name: (term from, left on) of each one who led the unit, in the order they were entered.
POSTS = {
    "handover": [("甲", None, AUGUST), ("乙", AUGUST, None)],
    "no first day": [("甲", MARCH, AUGUST), ("乙", None, None)],
    "too early a first day": [("甲", None, AUGUST), ("乙", JUNE, None)],
    "a gap": [("甲", None, JUNE), ("乙", AUGUST, None)],
    "leaving, nobody follows": [("甲", None, AUGUST)],
    "always": [("乙", None, None)],
    "three": [("甲", None, JUNE), ("丙", None, AUGUST), ("乙", None, None)],
}
LED = [
    # before March, in March, before June, in June, before August, in August
    ("handover", "甲甲甲甲甲乙"),
    ("no first day", "－甲甲甲甲乙"),
    ("too early a first day", "甲甲甲甲甲乙"),
    ("a gap", "甲甲甲－－乙"),
    ("leaving, nobody follows", "甲甲甲甲甲－"),
    ("always", "乙乙乙乙乙乙"),
    ("three", "甲甲甲丙丙乙"),
]
DAYS = (MARCH - DAY, MARCH, JUNE - DAY, JUNE, AUGUST - DAY, AUGUST)
CASES = [(post, day, "" if name == "－" else name) for post, row in LED for day, name in zip(DAYS, row, strict=True)]


def lead(organisation, post):
    for name, term_from, left_on in POSTS[post]:
        Secretary.objects.create(organisation=organisation, name=name, term_from=term_from, left_on=left_on)


@pytest.mark.parametrize(("post", "day", "name"), CASES)
def test_every_door_names_the_same_one(world, client_of, post, day, name):
    """Pages and export of the day itself, and pages of a later day that ask about it."""
    unit = world[UNIT]
    lead(unit, post)
    later = client_of("department").get(f"/units/{UNIT}/?on={day}").context["post"].secretary
    with on(day):
        client = client_of("department")
        [row] = listed(client, f"q={UNIT}&kind__exact=party_committee")
        doors = {
            "roster": "".join(one.name for one in row.in_office),
            "page": called(client.get(f"/units/{UNIT}/").context["post"].secretary),
            "page of a later day": called(later),
            "export": exported(UNIT),
            "application": secretary_of(unit),
            "as of": as_of.secretary_on(unit, day),
        }
        offices = [office for office in ("term", "vacant") if unit in listed(client, f"office={office}")]
        scope = Scope(world.people["department"], places_of(world.people["department"]))
        [vacant] = todos.vacant(world["00"], scope)
    assert doors == dict.fromkeys(doors, name)
    assert offices == ["term" if name else "vacant"]
    assert (unit.name in dict(vacant.names)) == (not name)


def listed(client, query):
    return list(client.get(f"{ROSTER}?{query}").context["cl"].queryset)


def called(secretary):
    return secretary.name if secretary else ""


def workbook(path, name):
    """A roster in which the unit is led by `name`."""
    led = unit(["01", "文学院党委", "党委", name])
    return write_book(path, {"基层党组织": [UNITS, led], "党支部": [BRANCHES]})


def exported(code):
    sheet, rows = kind_of("roster").export(None)[0]
    column = [one.key for one in sheet.columns].index("secretary")
    return next(row[column] or "" for row in rows if row[0] == code)


@pytest.mark.parametrize("post", ["handover", "no first day", "too early a first day"])
def test_history_tells_when_the_next_one_came(world, post):
    lead(world[UNIT], post)
    said = [(one.when, one.what) for one in of_organisation(world[UNIT], NOVEMBER) if "书记" in one.what]
    assert (AUGUST, "乙任书记。") in said


def test_constraint_holds_one_without_a_leaving_day(world):
    lead(world[UNIT], "always")
    with pytest.raises(IntegrityError), transaction.atomic():
        Secretary.objects.create(organisation=world[UNIT], name="丙")


@pytest.mark.parametrize("post", ["handover", "leaving, nobody follows", "no first day"])
def test_nobody_is_put_into_office_before_a_planned_handover(world, post):
    lead(world[UNIT], post)
    with pytest.raises(ValidationError) as error, on(JUNE):
        actions.set_secretary(world[UNIT], name="丁", on=JUNE, by=None)
    assert error.value.message_dict == {"on": ["甲任职至2012年8月1日，继任者的任职时间不得早于该日。"]}


def test_nobody_is_put_into_office_before_who_is_to_come(world):
    lead(world[UNIT], "a gap")
    with pytest.raises(ValidationError) as error, on(JUNE):
        actions.set_secretary(world[UNIT], name="丁", on=JUNE, by=None)
    assert list(error.value.message_dict) == ["on"]


def test_roster_workbook_names_who_is_in_office_today(world, tmp_path):
    """Who is to come, or anybody else, is refused at the cell; who is in office is no change."""
    lead(world[UNIT], "handover")
    with on(JUNE):
        found = {name: check("roster", workbook(tmp_path / f"{name}.xlsx", name)) for name in "甲乙丁"}
    assert {name: [problem.cell for problem in plan.errors] for name, plan in found.items()} == {
        "甲": [], "乙": ["D2"], "丁": ["D2"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("term_from", "refused"), [("2012-08-01", False), ("2012-09-01", False), ("", False), ("2012-07-31", True)]
)
def test_admin_takes_the_next_one_from_the_leaving_day_on(world, client_of, term_from, refused):
    former = Secretary.objects.create(organisation=world["0101"], name="甲")
    rows = formsets(secretaries=(2, 1), appointments=(1, 1)) | {
        "secretaries-0-id": former.pk,
        "secretaries-0-name": "甲",
        "secretaries-0-left_on": "2012-08-01",
        "secretaries-1-name": "乙",
        "secretaries-1-term_from": term_from,
    }
    with on(JUNE):
        response = client_of("department").post(page_of(world["0101"]), branch_data(world["0101"]) | rows)
    assert response.status_code == (200 if refused else 302)
    assert Secretary.objects.filter(name="乙").exists() == (not refused)
    if refused:
        [formset] = [
            one.formset for one in response.context["inline_admin_formsets"] if one.formset.prefix == "secretaries"
        ]
        assert [list(form.errors) for form in formset.forms] == [[], ["term_from"]]


def test_closing_ends_a_planned_handover(world):
    """Whoever was to leave later leaves with it, and who was to come never comes."""
    lead(world["0101"], "handover")
    with on(JUNE):
        actions.dissolve(world["0101"], on=JUNE, by=None)
    assert set(Secretary.objects.values_list("name", "term_from", "left_on")) == {
        ("甲", None, JUNE),
        ("乙", JUNE, JUNE),
    }
    assert [as_of.secretary_on(world["0101"], day) for day in (JUNE - DAY, JUNE, AUGUST)] == ["甲", "", ""]


def test_closed_organisation_takes_nobody_who_stays_longer(world, client_of):
    branch = world["0101"]
    former = Secretary.objects.create(organisation=branch, name="甲")
    actions.dissolve(branch, on=JUNE, by=None)
    rows = formsets(secretaries=(1, 1), appointments=(1, 1)) | {
        "secretaries-0-id": former.pk,
        "secretaries-0-name": "甲",
        "secretaries-0-left_on": "2012-08-01",
    }
    branch.refresh_from_db()
    assert client_of("department").post(page_of(branch), branch_data(branch) | rows).status_code == 200


@pytest.fixture
def left(world):
    """The secretary of 0101, who has an account there, left yesterday."""
    actions.set_secretary(world["0101"], name="王芳", on=MARCH, by=None)
    holder = world.people["branch-0101"]
    holder.name = "王 芳"
    holder.save()
    Secretary.objects.filter(organisation=world["0101"]).update(left_on=JUNE - DAY)
    return world


def lingering(world):
    with on(JUNE):
        person = world.people["department"]
        return list(todos.outliving(world["00"], Scope(person, places_of(person))))


def test_r29_to_do_names_the_appointment_of_somebody_who_left(left, client_of):
    [todo] = lingering(left)
    assert [name for name, _url in todo.names] == ["王 芳 · 文学院教工第一党支部"]
    with on(JUNE):
        assert "王 芳" in client_of("department").get(todo.url).content.decode()
        assert client_of("department").get(todo.names[0][1]).status_code == 200


@pytest.mark.parametrize("name", ["王芳", "王·芳", "李明"])
def test_r29_to_do_names_nobody_who_is_in_office_again(left, name):
    actions.set_secretary(left["0101"], name=name, on=JUNE - DAY, by=None)
    assert bool(lingering(left)) == (name != "王芳")


def test_r29_to_do_names_nobody_whose_role_ends_with_the_office(left):
    appointment = left.people["branch-0101"].appointments.get()
    appointment.ends_on = JUNE - DAY
    appointment.save()
    assert lingering(left) == []
