"""A category changes on a day; a mistake in it is corrected for all days (R34)."""

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from branches import actions, as_of
from branches.choices import Basis, Category, ChangeKind
from branches.models import Organisation
from core.models import Event
from tests.branches.admin.pages import branch_data, errors, page_of

MAY, JUNE, JULY = date(2012, 5, 1), date(2012, 6, 1), date(2012, 7, 1)
BEFORE = MAY - timedelta(days=1)
BRANCH = "/branches/0102/"


def reclassify(branch, category=Category.STAFF, on=JUNE, **facts):
    return actions.reclassify(branch, category=category, on=on, by=None, **facts)


def categories(branch, *days):
    return [as_of.categories_on([branch], day)[branch.pk] for day in days]


def test_category_changes_from_a_day_on(world):
    branch = world["0102"]
    change = reclassify(branch, reason="学生毕业", document="组〔2012〕8号")
    branch.refresh_from_db()
    assert (branch.category, branch.basis) == (Category.STAFF, "")
    kept = (change.kind, change.on, change.before, change.after, change.document, change.reason)
    assert kept == (ChangeKind.RECLASSIFIED, JUNE, Category.STUDENT, Category.STAFF, "组〔2012〕8号", "学生毕业")
    assert Event.objects.first().detail == {
        "verb": "reclassify", "change": "classified", "on": "2012-06-01", "category": "staff",
        "model": "branches.organisation",
        "before": {"basis": "year", "category": "student"}, "after": {"category": "staff"},
    }  # fmt: skip
    assert categories(branch, MAY, JUNE, JULY) == [Category.STUDENT, Category.STAFF, Category.STAFF]


def test_past_leads_back_over_every_change(world):
    branch = world["0101"]
    reclassify(branch, Category.OFFICE, MAY)
    reclassify(branch, Category.STUDENT, JULY, basis=Basis.CLASS)
    assert categories(branch, BEFORE, MAY, JUNE, JULY) == ["staff", "office", "office", "student"]
    assert branch.basis == Basis.CLASS


def test_past_of_many_costs_one_query(world, django_assert_num_queries):
    reclassify(world["0101"], Category.OFFICE)
    everyone = list(Organisation.objects.all())
    with django_assert_num_queries(1):
        found = as_of.categories_on(everyone, MAY)
    assert {one.code: found[one.pk] for one in everyone if found[one.pk]} == {
        "0101": "staff", "0102": "student", "0103": "retired", "0201": "staff", "0202": "student", "03": "office",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("code", "facts", "argument"),
    [
        ("0101", {"category": Category.STAFF}, "category"),
        ("0101", {"category": Category.OFFICE, "basis": Basis.YEAR}, "basis"),
        ("0101", {"on": date(2999, 1, 1)}, "on"),
        ("0101", {"on": date(1999, 1, 1)}, "on"),
        ("01", {}, "organisation"),
    ],
)
def test_change_refuses(world, code, facts, argument):
    with pytest.raises(ValidationError) as error:
        reclassify(world[code], **{"category": Category.RETIRED, **facts})
    assert set(error.value.message_dict) == {argument}


def test_change_is_not_entered_before_the_last_one(world):
    reclassify(world["0101"], Category.OFFICE, JULY)
    with pytest.raises(ValidationError) as error:
        reclassify(world["0101"], Category.RETIRED, JUNE)
    assert set(error.value.message_dict) == {"on"}


def test_correction_holds_for_all_days(world, client_of):
    branch = world["0101"]
    data = branch_data(branch, category=Category.RETIRED, reason="录入错误")
    assert client_of("department").post(page_of(branch), data).status_code == 302
    branch.refresh_from_db()
    assert categories(branch, MAY, JULY) == [Category.RETIRED, Category.RETIRED]


def test_correction_after_a_change_holds_from_that_day(world, client_of):
    branch = world["0101"]
    reclassify(branch, Category.OFFICE)
    client = client_of("department")
    assert client.post(page_of(branch), branch_data(branch, category=Category.RETIRED)).status_code == 302
    branch.refresh_from_db()
    assert categories(branch, MAY, JUNE) == [Category.STAFF, Category.RETIRED]
    assert branch.changes.get(kind=ChangeKind.RECLASSIFIED).after == Category.RETIRED
    assert errors(client.post(page_of(branch), branch_data(branch, category=Category.STAFF))) == {"category"}


def test_pages_of_a_day_show_the_category_of_that_day(world, client_of):
    reclassify(world["0102"])
    client = client_of("unit-01")
    for day, category in (("2012-05-31", "学生"), ("2012-06-01", "教工")):
        assert client.get(f"{BRANCH}?on={day}").context["category"] == category
        [group] = client.get(f"/units/01/?on={day}").context["tiers"]
        assert [row.category for row in group.rows if row.organisation.code == "0102"] == [category]


def test_owner_of_a_ledger_has_the_category_of_the_day(world):
    reclassify(world["0102"])
    found = [as_of.owners_on([world["0102"]], day)[world["0102"].pk].category for day in (MAY, JUNE)]
    assert found == ["学生", "教工"]


def test_change_is_told_in_words(world, client_of):
    reclassify(world["0102"])
    client = client_of("department")
    [entry] = [one for one in client.get(BRANCH).context["timeline"] if "类别" in one.what]
    assert entry.what == "2012年6月1日类别由“学生”变更为“教工”。"
    line = client.get("/restructures/?kind=classified").context["list"].page[0]
    assert (line.before, line.after) == ("学生", "教工")
    cells = re.findall(r"<td >\s*(.*?)\s*</td>", client.get(page_of(world["0102"])).content.decode(), re.S)
    assert ("学生" in cells, "student" in cells) == (True, False)
