"""The board is seen whole: on a desk, at 125 % of its scale, and in cards on a phone."""

import pytest

from tests.browser.checks import DESKTOP, PHONE, overflow, violations

BOARD, ALL = "/targets/", "/targets/?show=all"
SCALED = {"width": 1093, "height": 614}  # what 125 % leaves of a desk
FRAME = "frame => frame.scrollWidth - frame.clientWidth"
# Headings that break elsewhere than at a blank or before a bracket: the two letters between which they do.
HEADINGS = ".table-board thead :is(.num, [rowspan]) a"
BROKEN = """all => all.flatMap(({ firstChild }) => {
  const range = document.createRange(), found = [];
  let last = null;
  for (const [place, letter] of [...firstChild.data].entries()) {
    if (!letter.trim()) { last = null; continue; }
    range.setStart(firstChild, place);
    range.setEnd(firstChild, place + 1);
    const { top } = range.getBoundingClientRect();
    if (last && last.top < top - 3 && letter !== "（") found.push(last.letter + letter);
    last = { letter, top };
  }
  return found;
})"""
# What a card says around its figures: their labels, and what stands above some of them.
SAID = """row => [...row.cells]
  .flatMap((cell) => ["::before", "::after"].map((part) => getComputedStyle(cell, part).content))
  .filter((text) => !["none", "normal"].includes(text))"""


@pytest.mark.parametrize("size", [DESKTOP, SCALED], ids=["desktop", "125 %"])
@pytest.mark.parametrize(("at", "speaks"), [(BOARD, "zh-hans"), (BOARD, "en"), (ALL, "zh-hans"), (ALL, "en")])
def test_board_is_seen_whole(visit, at, speaks, size):
    page = visit("department", at=at, speaks=speaks, viewport=size)
    assert (overflow(page), page.locator(".table-board").evaluate(FRAME)) == (0, 0)
    assert page.eval_on_selector_all(HEADINGS, BROKEN) == []
    assert page.locator("#menu a").first.is_visible()
    row = page.locator(".table-board tbody tr").nth(1)
    unit, state = (row.locator("> *").nth(place).bounding_box() for place in (0, 1))
    assert state["x"] == pytest.approx(unit["x"] + unit["width"], abs=1)
    assert row.locator("> *").nth(1).locator(".state").is_visible()
    assert violations(page) == []


def test_card_names_each_target_once(visit):
    page = visit("department", at=BOARD, viewport=PHONE)
    rows = page.locator(".table-board tbody tr").all()[:5]
    said = [row.evaluate(SAID) for row in rows]
    assert [len([text for text in one if "→" in text]) for one in said] == [2] * 5
    assert len(set(map(tuple, said))) == 1
    assert overflow(page) == 0
    for row in rows:
        name, state = (row.locator(part).bounding_box() for part in ("th", ".unit-state .state"))
        assert name["y"] - 8 < state["y"] < name["y"] + name["height"]
