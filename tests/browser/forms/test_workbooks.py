"""Workbooks: taken out, one cell changed, sent in, looked at and imported: that cell is saved and nothing else."""

import pytest
from openpyxl import load_workbook

from tests.browser.forms import fills, send

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
    page = visit("department")
    page.goto("/workbooks/")
    with page.expect_download() as download:
        page.locator(f"a[href='/workbooks/export/{kind}/']").click()
    path = tmp_path / f"{kind}.xlsx"
    download.value.save_as(path)
    book = load_workbook(path)
    sheet = book[title]
    [column] = [cell.column for cell in sheet[1] if cell.value == heading]
    sheet.cell(row, column).value = value
    book.save(path)
    page.goto(f"/workbooks/import/{kind}/")
    page.set_input_files("[type=file]", path)
    send(page, "查看将有的变化")
    saved()
    send(page, "全部导入")
    found = saved()
    assert list(found.pop("core_upload")[0]) == ["applied_at"]
    assert found == wanted
