"""A unit's secretary rates in Excel: the grid taken out, filled in, sent back, looked at, confirmed; a stale row."""

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.browser.checks import DESKTOP, PHONE, overflow, picture, violations
from tests.browser.forms import fills, send

GRID = "/units/15/rate/2026-2/"  # a unit of the demo that is still typing
SCORE = "input.form-control[name$='-score']"
WORDS = {
    "zh-hans": ("下载Excel录入表", "预览变更", "全部导入", "已导入“单位评定录入表”"),
    "en": ("Download as Excel", "See what would change", "Import all of it", "Imported as “Grid of a unit's ratings”"),
}


def taken_out(page, words, folder):
    with page.expect_download() as download:
        page.get_by_role("link", name=words[0]).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def filled(path, scores):
    """Types what `scores` says of each row ({code: score}) into the workbook at `path`."""
    book = load_workbook(path)
    for line in book["分类定级"].iter_rows(min_row=2):
        line[3].value = scores(line[1].value, line[3].value)
    book.save(path)


def sent_in(page, words, path):
    page.set_input_files(".by-workbook [type=file]", path)
    send(page, words[1])


def in_order(page, name):
    assert (violations(page), overflow(page)) == ([], 0)
    picture(page, f"journey-unit-workbook-{name}")


@pytest.mark.parametrize(("speaks", "viewport"), [("zh-hans", DESKTOP), ("en", PHONE)])
@fills("workbook_upload", "upload_apply")
def test_unit_fills_the_grid_in_by_workbook(visit, saved, tmp_path, speaks, viewport):
    page, words, width = visit("unit-15", speaks=speaks, viewport=viewport), WORDS[speaks], viewport["width"]
    page.goto(GRID)
    in_order(page, f"grid-{speaks}-{width}")
    empty = sum(not one.input_value() for one in page.locator(SCORE).all())
    path = taken_out(page, words, tmp_path)
    assert "_化学学院党委_第二次定级_" in path.name
    filled(path, lambda _code, score: score or 88.5)
    sent_in(page, words, path)
    in_order(page, f"preview-{speaks}-{width}")
    saved()
    send(page, words[2])
    expect(page.locator("main")).to_contain_text(words[3])
    assert page.url.endswith(GRID)
    assert [one for one in page.locator(SCORE).all() if not one.input_value()] == []
    in_order(page, f"done-{speaks}-{width}")
    rows = saved()
    assert [(row["score"], row["tier"], row.get("state")) for row in rows["ratings_rating"]] == [
        (88.5, 3, "draft")
    ] * empty
    stale_row_is_an_objection(page, words, tmp_path, f"stale-{speaks}-{width}")
    assert list(saved()) == ["core_upload", "ratings_rating"]


def stale_row_is_an_objection(page, words, folder, name):
    """What is typed on the page after the download is not overwritten by the file."""
    path = taken_out(page, words, folder)
    code = page.locator(SCORE).first.get_attribute("name").removesuffix("-score")
    with page.expect_response(f"**/rows/{code}/"):
        page.fill(f"[name='{code}-score']", "61")
        page.keyboard.press("Tab")
    filled(path, lambda row, score: 95 if row == code else score)
    sent_in(page, words, path)
    expect(page.locator("main")).to_contain_text("G2")
    expect(page.locator("main")).to_contain_text("61.0")
    in_order(page, name)
    page.goto(GRID)
    assert page.input_value(f"[name='{code}-score']") == "61"
