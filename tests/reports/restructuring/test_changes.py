"""Restructuring pages: list, forms with suggestions, preview before confirming, refusals beside the field."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from branches import actions
from branches.choices import ChangeKind, TreeVerb
from branches.models import Appointment, Change, Organisation
from core.choices import Role
from ratings.choices import State, Tier
from ratings.models import Target
from tests.snapshot import staged
from tests.workbooks import list_rows
from tests.world import appoint, rate

JUNE = date(2012, 6, 1)
LIST = "/restructures/"
CONFIRM = {"step": "confirm"}
DECISION = {"document": "组〔2012〕8号", "reason": "支部设置调整"}


def url(verb):
    return f"/restructures/{verb}/"


def answers(**facts):
    return DECISION | {"on": "2012-06-01"} | facts


@pytest.fixture
def department(client_of):
    return client_of("department")


@pytest.fixture
@staged
def rated(world):
    """A cohort of two in each unit; deadlines that still lie ahead."""
    for code, tier in (("0101", Tier.ORDINARY), ("0102", Tier.ADVANCED), ("0103", Tier.LAGGING)):
        rate(world[code], world.baseline, tier)
    for code in ("0201", "0202"):
        rate(world[code], world.baseline, Tier.ORDINARY)
    rate(world["0102"], world.later, Tier.ADVANCED)
    Target.objects.update(deadline=timezone.localdate() + timedelta(days=30))
    return world


def cells(response, unit, target="ordinary-1", day=-1):
    """{figure: (before, after)} of one line of the preview; `unit` None is the university, `day` -1 today."""
    comparison = response.context["preview"].comparisons[day]
    [group] = [group for group in comparison.groups if (group.unit and group.unit.code) == unit]
    [line] = [line for line in group.lines if line.target.code == target]
    labels = map(str, comparison.labels)
    return {label: (cell.before, cell.after) for label, cell in zip(labels, line.cells, strict=True)}


def test_list_says_what_happened_newest_first(world, department):
    actions.move(world["0101"], to=world["02"], on=JUNE, by=world.people["department"], **DECISION)
    actions.rename(world["01"], name="人文学院党委", on=date(2012, 7, 1), by=None)
    lines = department.get(LIST).context["list"].page[:2]
    assert [(line.change.kind, line.before, line.after) for line in lines] == [
        (ChangeKind.RENAMED, "文学院党委", "人文学院党委"),
        (ChangeKind.MOVED, "01 人文学院党委", "02 化学学院党总支"),
    ]


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("kind=moved", ["0101"]),
        ("kind=renamed", ["0201"]),
        ("q=0201&kind=renamed", ["0201"]),
        ("q=wxy&kind=moved", ["0101"]),
        ("since=2012-06-15", ["0201"]),
        ("since=2012-05-01&until=2012-06-15", ["0101"]),
    ],
)
def test_list_is_filtered(world, department, query, codes):
    actions.move(world["0101"], to=world["02"], on=JUNE, by=None)
    actions.rename(world["0201"], name="新", on=date(2012, 7, 1), by=None)
    lines = department.get(f"{LIST}?{query}").context["list"].page
    assert [line.change.organisation.code for line in lines] == codes


@pytest.mark.parametrize(("sort", "codes"), [("", ["0202", "0201", "0101"]), ("on", ["0101", "0202", "0201"])])
def test_list_is_sorted_by_day(world, department, sort, codes):
    """Of one day the last one entered comes first."""
    for code, on in (("0201", date(2012, 7, 1)), ("0101", JUNE), ("0202", date(2012, 7, 1))):
        actions.rename(world[code], name=f"新{code}", on=on, by=None)
    lines = department.get(f"{LIST}?kind=renamed&sort={sort}").context["list"].page
    assert [line.change.organisation.code for line in lines] == codes


def test_list_costs_the_same_for_many(world, department, django_assert_max_num_queries):
    department.get(LIST)  # the first request of a session writes it
    for code in ("0201", "0202"):
        for name in "甲乙丙丁":
            actions.rename(world[code], name=name, on=JUNE, by=None)
        with django_assert_max_num_queries(8):
            department.get(LIST)


def test_list_sheet_holds_what_is_on_screen(world, department):
    actions.rename(world["01"], name="人文学院党委", on=JUNE, document="组〔2012〕8号", reason="学院更名", by=None)
    by = world.people["department"]
    move = {"on": date(2012, 7, 1), "document": "组〔2012〕9号", "reason": "调整"}
    actions.move(world["0101"], to=world["02"], by=by, **move)
    rows = list_rows(department.get(f"{LIST}sheet/?since=2012-06-01"))[1:]
    assert [row[2].date() for row in rows] == [date(2012, 7, 1), JUNE]
    assert [(*row[:2], *row[3:]) for row in rows] == [
        (
            *("0101", "文学院教工第一党支部", "划转", "01 人文学院党委", "02 化学学院党总支"),
            *("组〔2012〕9号", "调整", "department", "有效"),
        ),
        ("01", "人文学院党委", "更名", "文学院党委", "人文学院党委", "组〔2012〕8号", "学院更名", None, "有效"),
    ]
    assert len(list_rows(department.get(f"{LIST}sheet/?kind=moved"))) == 2


def test_list_sheet_holds_all_pages(world, department, django_assert_max_num_queries):
    for number in range(60):
        actions.rename(world["0201"], name=f"第{number}党支部", on=JUNE, by=None)
    with django_assert_max_num_queries(10):
        assert len(list_rows(department.get(f"{LIST}sheet/?kind=renamed"))) == 61


@pytest.mark.parametrize("verb", TreeVerb.values)
def test_form_of_each_verb_opens(world, department, verb):
    response = department.get(f"{url(verb)}?organisation=0101&parent=01")
    assert response.context["form"].verb == verb
    assert "preview" not in response.context or response.context["preview"] is None


def test_form_of_no_verb_is_not_found(world, department):
    assert department.get(url("delete")).status_code == 404
    assert department.get("/restructures/move/options/reason/").status_code == 404


@pytest.mark.parametrize(
    ("field", "text", "codes"),
    [
        ("to", "hx", ["02"]),
        ("to", "文学", ["01"]),
        ("organisation", "文学院教", ["0101"]),
        ("organisation", "01", ["0101", "0102", "0103"]),
        ("to", "", []),
    ],
)
def test_options_are_what_the_field_can_take(world, department, field, text, codes):
    response = department.get(f"/restructures/move/options/{field}/", {field: text})
    assert [option.code for option, _words in response.context["options"]] == codes


@pytest.mark.parametrize("named", ["0101", "文学院教工第一党支部", "wxyjg"])
def test_organisation_is_named_by_code_name_or_initials(world, department, named):
    response = department.post(url("move"), answers(organisation=named, to="02"))
    assert response.context["preview"] is not None
    assert response.context["form"].cleaned_data["organisation"] == world["0101"]


@pytest.mark.parametrize("named", ["wxy", "没有", ""])
def test_organisation_that_is_not_clear_is_refused(world, department, named):
    response = department.post(url("move"), answers(organisation=named, to="02"))
    assert list(response.context["form"].errors) == ["organisation"]


def test_preview_changes_nothing(rated, department):
    before = list(Organisation.objects.values()), Change.objects.count(), list(Appointment.objects.values())
    assert department.post(url("dissolve"), answers(organisation="0101")).context["preview"] is not None
    assert (list(Organisation.objects.values()), Change.objects.count(), list(Appointment.objects.values())) == before


def test_preview_of_a_dissolution_shrinks_the_cohort(rated, department):
    response = department.post(url("dissolve"), answers(organisation="0201"))
    assert list(cells(response, "02").values()) == [(2, 1), (0, 0), (1, 1), (1, 1), (0, 1)]
    assert [comparison.on for comparison in response.context["preview"].comparisons] == [JUNE, timezone.localdate()]


def test_preview_of_a_merger_rises_only_with_a_later_rating(rated, department):
    response = department.post(url("merge"), answers(organisation="0101", into="0102"))
    on_the_day, today = (list(cells(response, "01", day=day).values())[1] for day in (0, -1))
    assert (on_the_day, today) == ((0, 0), (0, 1))


def test_preview_of_a_move_changes_no_figure(rated, department):
    response = department.post(url("move"), answers(organisation="0101", to="02"))
    preview = response.context["preview"]
    assert [comparison.changed for comparison in preview.comparisons] == [False, False]
    assert {group.unit.code for group in preview.comparisons[0].groups if group.unit} == {"01", "02"}


def test_preview_names_cohort_units_of_what_was_merged_before(rated, department):
    actions.merge(rated["0101"], into=rated["0102"], on=JUNE, by=None)
    actions.move(rated["0102"], to=rated["02"], on=date(2012, 7, 1), by=None)
    response = department.post(url("dissolve"), answers(organisation="0102", on="2012-12-01"))
    assert next(iter(cells(response, "01").values())) == (1, 0)


def test_preview_says_what_else_happens(rated, department):
    actions.set_secretary(rated["02"], name="李明", on=JUNE, by=None)
    appoint(rated.people["stranger"], Role.VIEWER, rated["02"])
    effects = department.post(url("merge"), answers(organisation="02", into="01")).context["preview"].effects
    named = ("0201", "0202", "unit-02", "stranger", "李明")
    assert [[name for name in named if name in effect] for effect in effects] == [[name] for name in named]


def test_preview_warns_of_ratings_after_the_day(rated, department):
    rate(rated["0202"], rated.later, Tier.GOOD, state=State.SUBMITTED)
    warnings = [
        department.post(url("dissolve"), answers(organisation=code)).context["preview"].warnings
        for code in ("0102", "0202", "0201")
    ]
    assert [len(said) for said in warnings] == [1, 1, 0]


def test_preview_of_a_founding_names_the_rounds_of_its_first_year(rated, department):
    facts = {"parent": "01", "kind": "branch", "code": "0104", "name": "新", "category": "staff"}
    response = department.post(url("found"), answers(**facts, founded_on="2012-06-01"))
    assert len(response.context["preview"].effects) == 1


def test_edit_returns_to_the_answers(world, department):
    response = department.post(url("move"), answers(organisation="0101", to="02", step="edit"))
    assert response.context["preview"] is None
    assert response.context["form"]["to"].value() == "02"


@pytest.mark.parametrize(
    ("verb", "facts", "kind"),
    [
        ("rename", {"organisation": "0101", "name": "新"}, ChangeKind.RENAMED),
        ("reclassify", {"organisation": "0101", "category": "retired"}, ChangeKind.RECLASSIFIED),
        ("move", {"organisation": "0101", "to": "02"}, ChangeKind.MOVED),
        ("merge", {"organisation": "0101", "into": "0102"}, ChangeKind.MERGED),
        ("dissolve", {"organisation": "0101"}, ChangeKind.DISSOLVED),
        ("split", {"organisation": "0101", "code": "0104", "name": "新"}, ChangeKind.SPLIT),
    ],
)
def test_confirming_carries_out(world, department, verb, facts, kind):
    response = department.post(url(verb), answers(**facts) | CONFIRM)
    assert (response.status_code, response.url) == (302, "/branches/0101/" if verb != "split" else "/branches/0104/")
    change = Change.objects.get(kind=kind)
    assert (change.organisation.code, change.on, change.document, change.reason, change.by) == (
        "0101", JUNE, "组〔2012〕8号", "支部设置调整", world.people["department"],
    )  # fmt: skip


def test_confirming_a_founding(world, department):
    facts = {"parent": "00", "kind": "general_branch", "code": "04", "name": "新党总支", "founded_on": "2012-06-01"}
    response = department.post(url("found"), DECISION | facts | CONFIRM)
    assert response.url == "/units/04/"
    assert Organisation.objects.get(code="04").founded_on == JUNE


@pytest.mark.parametrize("step", [{}, CONFIRM])
@pytest.mark.parametrize(
    ("verb", "facts", "argument"),
    [
        ("move", {"organisation": "0101", "to": "01"}, "to"),
        ("move", {"organisation": "0101", "to": "02", "on": "2999-01-01"}, "on"),
        ("move", {"organisation": "0101", "to": "02", "reason": ""}, "reason"),
        ("merge", {"organisation": "0101", "into": "0101"}, "into"),
        ("merge", {"organisation": "0101", "into": "0102", "document": ""}, "document"),
        ("dissolve", {"organisation": "01"}, "organisation"),
        ("split", {"organisation": "0101", "code": "0102", "name": "新"}, "code"),
        ("rename", {"organisation": "0101", "name": "文学院教工第一党支部"}, "name"),
        ("reclassify", {"organisation": "0101", "category": "staff"}, "category"),
        ("reclassify", {"organisation": "0101", "category": "retired", "basis": "year"}, "basis"),
        ("reclassify", {"organisation": "01", "category": "staff"}, "organisation"),
    ],
)
def test_refusals_stand_beside_the_field(world, department, verb, facts, argument, step):
    before = Change.objects.count()
    response = department.post(url(verb), answers(**facts) | step)
    assert list(response.context["form"].errors) == [argument]
    assert Change.objects.count() == before


def test_closed_organisation_is_refused_in_words(world, department):
    actions.dissolve(world["0101"], on=JUNE, by=None)
    response = department.post(url("dissolve"), answers(organisation="0101"))
    assert list(response.context["form"].errors) == ["organisation"]
