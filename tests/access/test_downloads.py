"""Every workbook that a page hands out says in its name and above its rows what it is; what is sent back is plain."""

import io
from urllib.parse import unquote

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from core.workbooks.export import XLSX
from core.workbooks.listed.page import HEADING_ROW
from tests.access import test_matrix
from tests.access.rows import PEOPLE
from tests.access.test_matrix import PAGES, address

pytestmark = pytest.mark.django_db
world = test_matrix.world  # made once for the whole module
SENT_BACK = {"ratings:grid_sheet", "workbook_export"}
OFFICIAL = {"pledges:ledger_sheet", "projects:ledger_sheet"}
SHEETS = [name for name in PAGES if name.endswith(("_sheet", "_export"))]


def downloaded_by(client, name):
    """(the words of the file's name, its first sheet) of what somebody who may is handed out."""
    answer = client.get(address(name, "own"))
    assert answer.headers["Content-Type"] == XLSX
    named = unquote(answer.headers["Content-Disposition"].partition("filename")[2]).lstrip("*=utf-8'").strip('"')
    return named.removesuffix(".xlsx").split("_"), load_workbook(io.BytesIO(answer.getvalue())).worksheets[0]


@pytest.mark.parametrize("name", SHEETS)
def test_workbook_says_what_it_is(name, world, client_of):
    client = client_of(PEOPLE[PAGES[name].who[0]])
    client.cookies["django_language"] = "zh-hans"
    words, sheet = downloaded_by(client, name)
    first, today = [cell.value for cell in sheet["A"][:HEADING_ROW]], timezone.localdate()
    assert words[-1] == today.isoformat()
    assert words[1] in ("示范大学", "文学院党委", "01 文学院党委")
    if name in SENT_BACK:
        assert first[0] == "轮次编码"
        return
    assert first[0] == sheet.title == words[0]
    if name not in OFFICIAL:
        assert words[1] in first[1]
        assert f"截至：{today.year}年{today.month}月{today.day}日" in first[1]
        assert f"下载日期：{today.year}年" in first[2]
        assert sheet.print_title_rows == f"${HEADING_ROW}:${HEADING_ROW}"
