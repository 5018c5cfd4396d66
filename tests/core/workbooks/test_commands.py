"""import_sheet and export_sheet as other programs call them: exit codes, JSON alone on stdout, all or nothing."""

import json
import subprocess
import sys
from io import StringIO
from itertools import product

import pytest
from django.core.management import CommandError, call_command

from branches.models import Organisation
from config.settings import BASE_DIR
from core.models import Event
from ratings.choices import Tier
from ratings.models import Rating
from tests.workbooks import read_book, write_book
from tests.world import rate

UNITS = [["编码", "名称", "类型"], ["01", "文学院党委", "党委"]]
BRANCHES = [["编码", "名称", "所属基层党组织编码", "类别"], ["0101", "文学院教工党支部", "01", "教工"]]

pytestmark = pytest.mark.django_db


def run(*arguments):
    """Exit code, stdout and stderr of a command."""
    out, err = StringIO(), StringIO()
    try:
        call_command(*map(str, arguments), stdout=out, stderr=err)
    except SystemExit as stopped:
        return stopped.code, out.getvalue(), err.getvalue()
    except CommandError as error:
        return error.returncode, out.getvalue(), err.getvalue() + str(error)
    return 0, out.getvalue(), err.getvalue()


@pytest.fixture(autouse=True)
def english(settings):
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def roster(tmp_path):
    return write_book(tmp_path / "roster.xlsx", {"基层党组织": UNITS, "党支部": BRANCHES})


@pytest.fixture
def wrong(tmp_path):
    rows = [*BRANCHES, ["0102", "文学院学生党支部", "09", "学生"]]
    return write_book(tmp_path / "wrong.xlsx", {"基层党组织": UNITS, "党支部": rows})


def test_import_says_what_it_did(roster):
    assert run("import_sheet", "roster", roster) == (0, "2 new, 0 changed, 0 unchanged.\n", "")
    assert Organisation.objects.count() == 3


def test_json_holds_the_counts_and_nothing_else(roster):
    code, out, err = run("import_sheet", "roster", roster, "--json")
    assert (code, json.loads(out), err) == (0, {"new": 2, "changed": 0, "unchanged": 0, "errors": []}, "")
    code, out, _err = run("import_sheet", "roster", roster, "--json")
    assert (code, json.loads(out)) == (0, {"new": 0, "changed": 0, "unchanged": 2, "errors": []})


def test_check_writes_nothing(roster):
    code, out, _err = run("import_sheet", "roster", roster, "--check", "--json")
    assert (code, json.loads(out)["new"], Organisation.objects.count()) == (0, 2, 0)
    assert Event.objects.count() == 0


def test_refusal_exits_1_with_every_error_and_writes_nothing(wrong):
    code, out, err = run("import_sheet", "roster", wrong, "--json")
    [error] = json.loads(out)["errors"]
    assert (code, error["sheet"], error["cell"], err) == (1, "党支部", "C3", "")
    assert "09" in error["message"]
    assert Organisation.objects.count() == 0


def test_refusal_in_words_names_sheet_and_cell(wrong):
    code, out, err = run("import_sheet", "roster", wrong)
    assert (code, out) == (1, "")
    assert "党支部 C3" in err


def test_error_of_the_whole_file_has_no_sheet_and_no_cell(tmp_path):
    path = tmp_path / "roster.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n")
    code, out, _err = run("import_sheet", "roster", path, "--json")
    [error] = json.loads(out)["errors"]
    assert (code, error["sheet"], error["cell"]) == (1, None, None)


def test_import_by_command_is_in_the_log_without_a_name(roster):
    run("import_sheet", "roster", roster)
    event = Event.objects.get(kind="import")
    assert (event.subject, event.by, event.detail["new"]) == ("roster.xlsx", None, 2)


def test_wrong_usage_exits_2(tmp_path, roster):
    """So does what only a unit brings by page: commands have the department's rights."""
    assert run("import_sheet", "roster", tmp_path / "absent.xlsx")[0] == 2
    assert run("import_sheet", "roster", tmp_path)[0] == 2
    for kind, command in product(
        ("members", "drafts"), (["import_sheet", roster], ["export_sheet", "--output", roster])
    ):
        command = [sys.executable, BASE_DIR / "manage.py", command[0], kind, *command[1:]]
        done = subprocess.run(command, capture_output=True, check=False)
        assert (done.returncode, done.stdout) == (2, b"")


def test_export_writes_what_import_reads(world, tmp_path):
    rate(world["0101"], world.baseline, Tier.GOOD)
    for kind, unchanged in (("roster", 8), ("campaign", 7), ("ratings", 1)):
        path = tmp_path / f"{kind}.xlsx"
        assert run("export_sheet", kind, "--output", path)[0] == 0
        code, out, _err = run("import_sheet", kind, path, "--json")
        assert (code, json.loads(out)) == (0, {"new": 0, "changed": 0, "unchanged": unchanged, "errors": []})


def test_export_of_a_round(world, tmp_path):
    rate(world["0101"], world.baseline, Tier.GOOD)
    rate(world["0102"], world.later, Tier.GOOD)
    path = tmp_path / "out.xlsx"
    run("export_sheet", "ratings", "--output", path, "--round", "2012-2")
    assert [row[:2] for row in read_book(path)["分类定级"][1:]] == [["2012-2", "0102"]]
    assert run("export_sheet", "ratings", "--output", path, "--round", "2099")[0] == 2
    assert Rating.objects.count() == 2


def test_export_that_cannot_be_written_is_refused(world, tmp_path):
    assert run("export_sheet", "roster", "--output", tmp_path / "absent" / "out.xlsx")[0] == 1


def test_export_is_in_the_log(world, tmp_path):
    run("export_sheet", "roster", "--output", tmp_path / "out.xlsx")
    assert Event.objects.filter(kind="export").values_list("subject", "detail").get() == (
        "out.xlsx",
        {"workbook": "roster"},
    )
