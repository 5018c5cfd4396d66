"""What a unit's workbook may not do: other people's rows, closed rounds, decided ledgers, what cannot be read."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from core.choices import Role
from core.scope import scope_of
from core.workbooks.kinds import kind_of, plan_import
from ratings.choices import State, Tier
from ratings.models import Rating
from tests.ratings.workbooks.drafts.rows import HEADINGS, NAMES, everything, row, stored
from tests.workbooks import bring_in, cells, counts
from tests.world import appoint, close, found, rate


@pytest.mark.parametrize("state", [State.SUBMITTED, State.APPROVED])
def test_what_is_handed_in_is_not_changed(world, send, state):
    rate(world["0101"], world.baseline, Tier.GOOD, state=state)
    before = everything()
    [(_sheet, cell, said)] = counts(send(row("0101", 91, version=1)))
    assert (cell, str(State(state).label) in said) == ("E2", True)
    assert counts(send(row("0101", 82, "较好", version=1))) == (0, 0, 1)
    assert everything() == before


def test_planned_round_takes_nothing(world, send):
    world.later.opens_on = timezone.localdate() + timedelta(days=3)
    world.later.save()
    assert cells(send(row("0101", 91, round_code="2012-2"))) == [("分类定级", "E2")]


def test_codes_of_others_are_refused_and_tell_nothing(world, send, settings):
    settings.LANGUAGE_CODE = "en"
    found(world["02"], "0299", name="隐藏的党支部")
    plan = send(row("0201", 91), ["2012-1", "0299", "别的名称", 90], row("01", 90), row("0999", 90), row("0101", 90))
    assert [one.cell for one in plan.errors] == ["B2", "B3", "C4", "B5"]
    assert "隐藏" not in " ".join(one.message for one in plan.errors)
    assert Rating.objects.count() == 0


def test_the_unit_itself_is_rated_by_the_university(world, send):
    assert cells(send(["2012-1", "01", "文学院党委", 90])) == [("分类定级", "B2")]
    assert cells(send(["2012-1", "03", "图书馆直属党支部", 90], who="unit-03")) == [("分类定级", "B2")]
    assert Rating.objects.count() == 0


def test_only_the_places_of_the_role_count(world, send):
    """Who looks at the whole university and is secretary of one unit types for that one."""
    appoint(world.people["unit-01"], Role.VIEWER, world["00"])
    appoint(world.people["unit-01"], Role.UNIT, world["02"])
    assert counts(send(row("0101", 90), row("0201", 90))) == (2, 0, 0)
    assert set(Rating.objects.values_list("organisation__code", "unit__code")) == {("0101", "01"), ("0201", "02")}


@pytest.mark.parametrize("who", ["viewer", "viewer-01", "department", "branch-0101", "audit"])
def test_nobody_else_types_for_a_unit(world, send, who):
    assert cells(send(row("0101", 90), who=who)) == [("分类定级", "B2")]
    assert Rating.objects.count() == 0


def test_without_a_person_nothing_is_typed(world, sheet):
    assert cells(bring_in("drafts", sheet(row("0101", 90)))) == [("分类定级", "B2")]
    assert Rating.objects.count() == 0


def test_closed_and_new_branches_say_why_not(world, send, settings):
    settings.LANGUAGE_CODE = "en"
    close(world["0101"], date(2012, 3, 1))
    found(world["01"], "0104", name="新党支部", founded_on=date(2012, 3, 1))
    plan = send(row("0101", 90), ["2012-1", "0104", "新党支部", 90])
    assert [(one.cell, one.message.split()[0]) for one in plan.errors] == [("B2", "Dissolved"), ("B3", "Founded")]


@pytest.mark.parametrize(
    ("line", "cell", "said"),
    [
        (row("0101", 90, round_code="2012-9"), "A2", "2012-2"),
        (row("0101", 90, round_code="x"), "A2", "x"),
        ([None, *row("0101", 90)[1:]], "A2", "轮次编码"),
        (["2012-1", 101, NAMES["0101"], 90], "B2", "0101"),
        (["2012-1", "0102", NAMES["0101"], 90], "C2", NAMES["0102"]),
        (row("0101", 101), "D2", "100"),
        (row("0101", "=1+1"), "D2", ""),
        (row("0101", "九十"), "D2", "九十"),
        (row("0101", 90.12345), "D2", "4"),
        (row("0101", None, "优秀"), "E2", "先进、较好、一般、后进"),
        (row("0101", 90, None, "长" * 301), "F2", "300"),
        (row("0101", 90, None, None, "一"), "G2", "一"),
        (row("0101", 90, None, None, 1.5), "G2", "1.5"),
    ],
)
def test_bad_row_is_named_by_its_cell_and_nothing_is_written(world, send, line, cell, said):
    plan = send(line, row("0103", 80))
    assert cells(plan) == [("分类定级", cell)]
    assert said in plan.errors[0].message
    assert Rating.objects.count() == 0


def test_two_rows_for_one_branch_in_a_round_are_refused(world, send):
    assert cells(send(row("0101", 90), row("0101", 80))) == [("分类定级", "B3")]


def test_file_without_the_version_says_at_the_heading_what_to_do(world, send, settings):
    settings.LANGUAGE_CODE = "en"
    [(title, cell, said)] = counts(send(row("0101", 90)[:6], headings=HEADINGS[:6]))
    assert (title, cell) == ("分类定级", "A1")
    assert "版本" in said
    assert "Download this workbook anew" in said


def test_file_with_the_version_is_no_decided_ledger(world, sheet, settings):
    """What a unit types never becomes official by an import; the department is told whose file it is."""
    settings.LANGUAGE_CODE = "en"
    department, kind = world.people["department"], kind_of("ratings")
    plan = plan_import(
        kind, kind.read(sheet(row("0101", 90, "先进"))), scope=scope_of(department).narrowed(Role.DEPARTMENT)
    )
    assert plan.other == kind_of("drafts")
    assert [one.message for one in plan.errors] == [
        "This is a workbook of “Grid of a unit's ratings”, not of “Decided ratings”. It is sent in by: Unit secretary."
    ]
    assert bring_in("ratings", sheet(row("0101", 90, "先进"))).errors
    assert Rating.objects.count() == 0


def test_ledger_without_the_version_is_still_the_department_s(world, sheet):
    assert counts(bring_in("ratings", sheet(row("0101", 90, "先进")[:6], headings=HEADINGS[:6]))) == (1, 0, 0)
    assert stored()[3] == State.APPROVED


def test_file_of_another_kind_is_sent_to_who_may_import_it(world, sheet):
    """Of two kinds with the same sheet the one that the person may send in is named."""
    kind, path = kind_of("plans"), sheet(row("0101", 90))
    found_for = {
        who: plan_import(kind, kind.read(path), scope=scope_of(world.people[who])).other.name
        for who in ("unit-01", "department")
    }
    assert found_for == {"unit-01": "drafts", "department": "ratings"}
