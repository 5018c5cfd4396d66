"""Workbooks: taken out, one cell changed, sent in, looked at and imported: that cell is saved and nothing else."""

import pytest
from openpyxl import load_workbook

from tests.browser.forms import fills, send
from tests.browser.plans import demo_plan

# kind of workbook: sheet, heading, row, new value, what is saved
CASES = {
    "roster": ("党支部", "党员人数", 2, 77, {"branches_organisation": [{"members": 77}]}),
    "campaign": ("轮次", "名称", 3, "改过的轮次", {"ratings_round": [{"name": "改过的轮次"}]}),
    "ratings": ("分类定级", "备注", 2, "补充说明", {"ratings_rating": [{"remark": "补充说明"}]}),
}


@fills("workbook_upload", "upload_apply")
@pytest.mark.parametrize("kind", CASES)
def test_changed_cell_is_imported_and_nothing_else(visit, saved, tmp_path, kind):
    title, heading, row, value, wanted = CASES[kind]

    def change(book):
        [column] = [cell.column for cell in book[title][1] if cell.value == heading]
        book[title].cell(row, column).value = value

    send_in(visit("department"), saved, kind, tmp_path, change)
    found = saved()
    assert list(found.pop("core_upload")[0]) == ["applied_at"]
    assert found == wanted


@fills("workbook_upload", "upload_apply")
def test_branch_reports_by_workbook(visit, saved, site, tmp_path):
    plan = demo_plan(site, kind="pledge", state="in_force", measure="open")
    day, told = site.rows()["pledges_plan"][plan.number]["published_on"], "按计划组织了学习"
    row = [str(plan.number), plan.measures[0], day, told]
    send_in(visit(plan.branch), saved, "plans", tmp_path, lambda book: book["进展"].append(row))
    found = saved()
    assert list(found.pop("core_upload")[0]) == ["applied_at"]
    assert [(one["measure_id"] is not None, one["text"]) for one in found.pop("pledges_update")] == [(True, told)]
    assert found == {}


def send_in(page, saved, kind, folder, change):
    """Take a workbook out, `change` it, send it in, look at it and import it."""
    page.goto("/workbooks/")
    with page.expect_download() as download:
        page.locator(f"a[href='/workbooks/export/{kind}/']").click()
    path = folder / f"{kind}.xlsx"
    download.value.save_as(path)
    book = load_workbook(path)
    change(book)
    book.save(path)
    page.goto(f"/workbooks/import/{kind}/")
    page.set_input_files("[type=file]", path)
    send(page, "预览变更")
    saved()
    send(page, "全部导入")
