"""import_sheet and export_sheet of plans as other programs call them: exit codes, JSON, all or nothing."""

import json

import pytest
from openpyxl import load_workbook

from pledges.models import Measure, Plan
from tests.core.workbooks.test_commands import run
from tests.pledges.workbooks.written import HEADINGS, a_measure, in_force
from tests.workbooks import read_book


@pytest.fixture
def brought(rated, ledger):
    """Exit code and JSON of an import of these rows."""

    def bring(*rows, check=False, **sheets):
        options = ["--json", *(["--check"] if check else [])]
        code, out, err = run("import_sheet", "plans", ledger(*rows, **sheets), *options)
        assert err == ""
        return code, json.loads(out)

    return bring


def test_ledger_comes_in_by_command(brought):
    code, told = brought(in_force(), 措施=[a_measure()])
    assert (code, told) == (0, {"new": 2, "changed": 0, "unchanged": 0, "errors": []})
    assert Plan.history.values_list("history_user", "history_change_reason").get() == (None, "import: plans.xlsx")
    number = str(Plan.objects.get().pk)
    assert brought(in_force(number=number), 措施=[a_measure(number)])[1]["unchanged"] == 2


def test_check_writes_nothing(brought):
    assert brought(in_force(), check=True)[1]["new"] == 1
    assert Plan.objects.count() == 0


def test_refusal_names_every_cell_and_writes_nothing(brought):
    code, told = brought(in_force(), in_force("0999", number="+2"), 措施=[a_measure(), a_measure("+3")])
    assert (code, [(one["sheet"], one["cell"]) for one in told["errors"]]) == (1, [("计划", "C3"), ("措施", "A3")])
    assert (Plan.objects.count(), Measure.objects.count()) == (0, 0)


def test_heading_that_is_not_known_is_named(rated, ledger):
    path = ledger(in_force())
    book = load_workbook(path)
    book["计划"]["G1"] = "完成期限"
    book.save(path)
    code, out, _err = run("import_sheet", "plans", path, "--json")
    [error] = json.loads(out)["errors"]
    assert (code, error["sheet"], error["cell"], "完成时限" in error["message"]) == (1, "计划", "G1", True)


def test_first_sheet_is_required_and_the_others_are_not(rated, ledger):
    path = ledger(in_force())
    assert load_workbook(path).sheetnames == ["计划"]
    assert run("import_sheet", "plans", path)[0] == 0
    book = load_workbook(path)
    book["计划"].title = "措施"
    book.save(path)
    assert run("import_sheet", "plans", path)[0] == 1


def test_wrong_usage_exits_2(rated, tmp_path):
    assert run("import_sheet", "plans", tmp_path / "absent.xlsx")[0] == 2
    assert run("export_sheet", "plans", "--output", tmp_path / "out.xlsx", "--round", "2012-1")[0] == 2


def test_export_has_the_layout_of_the_contract(rated, tmp_path):
    path = tmp_path / "out.xlsx"
    found = {}
    for kind in ("plans", "twinning", "benchmarks"):
        assert run("export_sheet", kind, "--output", path)[0] == 0
        found |= read_book(path)
    assert found == {title: [headings.split()] for title, headings in HEADINGS.items()}
