"""Pages of innovation projects have room: lists within their frame, what came back on a phone, a sheet beside what it
judges."""

import pytest
from playwright.sync_api import expect

from tests.browser.checks import DESKTOP, PHONE
from tests.browser.forms.projects.chosen import chosen

ENLARGED = {"width": 1093, "height": 614}  # a desk's window at 125%
LISTS = ("/projects/", "/projects/money/", "/projects/tasks/", "/projects/calls/", "/projects/notices/")
WIDER = """() => [...document.querySelectorAll(".table-wrap")].map((one) => one.scrollWidth - one.clientWidth)
  .filter((pixels) => pixels > 0)"""


def judged(site):
    """(ranking of the call whose projects are judged now, the seat of one whose sheet is not handed in)."""
    rows = site.rows()
    number = chosen(site, "reviewing", panel=1)[0]
    ranking = f"/projects/calls/{rows['projects_project'][number]['call_id']}/ranking/"
    panel = next(key for key, one in rows["projects_panel"].items() if one["project_id"] == number)
    seats = rows["projects_seat"].items()
    seat = next(key for key, one in seats if one["panel_id"] == panel and one["state"] == "draft")
    expert = rows["projects_expert"][rows["projects_seat"][seat]["expert_id"]]["user_id"]
    return ranking, seat, rows["accounts_user"][expert]["username"]


@pytest.mark.parametrize("speaks", ["zh-hans", "en"])
def test_lists_fit_their_frame_at_125_percent(visit, site, speaks):
    page = visit("department", viewport=ENLARGED, speaks=speaks)
    found = {}
    for address in (*LISTS, judged(site)[0]):
        page.goto(address)
        if wider := page.evaluate(WIDER):
            found[address] = wider
    assert found == {}


def test_all_of_a_ranking_are_ticked_at_once(visit, site):
    page = visit("department", at=judged(site)[0])
    boxes = page.locator("main tbody [type=checkbox]")
    page.locator("[data-tick-all] [type=checkbox]").check()
    assert boxes.count() == page.locator("main tbody [type=checkbox]:checked").count() > 0
    expect(page.locator("[data-tick-count]")).to_have_text(f"({boxes.count()})")


def test_what_came_back_leads_to_what_is_to_be_corrected_on_a_phone(visit, site):
    number, writer, _unit = chosen(site, "returned")
    page = visit(writer, viewport=PHONE, at=f"/projects/{number}/edit/")
    named = page.locator(".notice-warning li a")
    assert named.count() > 0
    expect(named.last).to_be_in_viewport()
    assert page.locator("details.form-part:not([open])").count() > 0
    there = named.last.get_attribute("href")
    named.last.click()
    expect(page.locator(there)).to_be_in_viewport()


def test_sheet_stays_in_view_beside_what_it_judges(visit, site):
    _ranking, seat, expert = judged(site)
    page = visit(expert, at=f"/projects/desk/{seat}/")
    send = page.locator("#sheet [name=hand_in]")
    expect(send).to_be_in_viewport(ratio=1)
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    expect(send).to_be_in_viewport(ratio=1)
    expect(page.locator("#sheet [type=number]").first).to_be_in_viewport(ratio=1)
    page.set_viewport_size(PHONE)
    page.evaluate("scrollTo(0, 0)")
    page.locator("a[href='#sheet']").click()
    expect(page.locator("#sheet h2").first).to_be_in_viewport()
    page.set_viewport_size(DESKTOP)
    expect(page.locator("a[href='#sheet']")).to_be_hidden()
