"""Pages of plans, of branches helping branches and of projects on A4 paper: nothing is cut off, nothing folded away, no
button and no box to tick is printed."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.checks import overflow, picture
from tests.browser.forms import send
from tests.browser.plans import demo_plan
from tests.browser.twinnings import demo_twinning

A4 = {"width": 1031, "height": 710}  # what @page leaves of the paper, in CSS pixels
UPRIGHT = {"width": 672, "height": 986}
PRESSED = "button, .btn, [type=submit], [type=checkbox], [type=radio], select"
SOUND = (0, [], [])
LISTS = {
    "measures": "/plans/measures/",
    "plans": "/plans/",
    "twinnings": "/twinning/",
    "benchmarks": "/benchmarks/",
    "meetings": "/meetings/",
    "entries": "/showcase/entries/",
    "duties": "/duties/",
    "duties-late": "/duties/?state=late",
}
LEDGERS = ("pledges", "rectifications", "raising", "twinnings", "benchmarks", "meetings")
CUT = """() => [...document.querySelectorAll("main *")].filter((one) => {
    const box = one.getBoundingClientRect();
    return box.width > 1 && (box.right > innerWidth + 1 || box.left < -1);
}).map((one) => one.outerHTML.slice(0, 80))"""


@pytest.fixture
def printed(visit):
    """A function that gives pages ({name: address}) as they are printed for somebody, in one window: those that are not
    SOUND by name, with (pixels too wide, what is cut, buttons)."""

    def looked_at(username, pages, paper=A4):
        page = visit(username, viewport=paper)
        page.emulate_media(media="print")
        found = {name: _printed(page, address, name) for name, address in pages.items()}
        return {name: one for name, one in found.items() if one != SOUND}

    return looked_at


def _printed(page, address, name):
    assert page.goto(address).ok
    picture(page, f"print-{name}")
    buttons = [one.inner_text() for one in page.locator(PRESSED).all() if one.is_visible()]
    return overflow(page), page.evaluate(CUT), buttons


def test_lists_fit_the_paper(printed):
    assert printed("department", LISTS) == {}


def test_ledgers_fit_the_paper(printed):
    assert printed("department", {f"ledger-{kind}": f"/plans/ledgers/{kind}/" for kind in LEDGERS}) == {}


def test_projects_are_printed(printed, site):
    project = first(site, "projects_project", state="accepted")
    judged = first(site, "projects_project", state="reviewing")
    pages = {
        "projects": "/projects/",
        "money": "/projects/money/",
        "ledger-approved": "/projects/ledgers/approved/",
        "ledger-accepted": "/projects/ledgers/accepted/",
        "call": f"/projects/calls/{judged['call_id']}/",
        "ranking": f"/projects/calls/{judged['call_id']}/ranking/",
        "project": f"/projects/{project['id']}/",
    }
    assert printed("department", pages) == {}


def test_what_waits_for_the_department_is_printed_without_its_buttons(printed, site):
    exception = first(site, "pledges_benchmark", state="asked")
    entry = first(site, "pledges_showcaseentry", state="supported")
    pages = {"benchmark": f"/benchmarks/{exception['id']}/", "entry": f"/showcase/entries/{entry['id']}/"}
    assert printed("department", pages) == {}


def test_twinning_and_open_meeting_are_printed_for_the_unit(printed, site):
    twinning = demo_twinning(site, state="agreed", record="reported")
    assert printed(twinning.unit, {"twinning": twinning.url}) == {}
    meeting = first(site, "pledges_meeting", state="open")
    unit = site.rows()["branches_organisation"][meeting["unit_id"]]["code"]
    assert printed(f"unit-{unit}", {"meeting": f"/meetings/{meeting['id']}/"}) == {}


def test_public_showcase_stands_upright(printed, visit):
    page = visit(at="/showcase/")
    shown = page.locator(".card-show a").first.get_attribute("href")
    assert printed(None, {"showcase": "/showcase/", "shown": shown}, UPRIGHT) == {}


def first(site, table, **facts):
    """The first row of the table with those values."""
    rows = site.rows()[table].values()
    return next(row for row in rows if facts.items() <= row.items())


def test_plan_is_printed_with_its_reports(printed, site, visit):
    plan = demo_plan(site, kind="rectification", state="in_force", measure="done")
    assert printed("department", {"plan": plan.url}) == {}
    page = visit("department", viewport=A4, at=plan.url)
    folded = page.locator("details:not([open]) .updates li").first
    assert not folded.is_visible()
    page.emulate_media(media="print")
    assert folded.is_visible()


def test_version_is_printed_side_by_side(printed, site, visit):
    plan = demo_plan(site, kind="pledge", state="in_force")
    page = visit(plan.branch, at=f"{plan.url}edit/")
    page.locator(".measure-row [name$=text]").first.fill("每月组织一次政治理论集中学习")
    send(page, "保存并核对")
    assert printed(plan.unit, {"version": page.url}) == {}


@pytest.mark.parametrize("speaks", ["zh-hans", "en"])
def test_overview_is_a_briefing_on_one_sheet(printed, visit, speaks):
    """Headed by its campaign, who issues it and the day; nothing of who prints it."""
    page = visit("department", viewport=A4, at="/department/", speaks=speaks)
    expect(page.locator(".briefing")).to_be_hidden()
    page.emulate_media(media="print")
    campaign = page.locator("main .panel p").first.inner_text().split(" · ")[0]
    title = {"en": f"Briefing on {campaign}", "zh-hans": f"{campaign}情况通报"}[speaks]
    expect(page.locator(".briefing-title")).to_have_text(title)
    expect(page.locator(".briefing-facts")).to_contain_text({"en": "As of", "zh-hans": "截至"}[speaks])
    assert [page.locator(one).is_visible() for one in (".topbar", "h1", ".waiting")] == [False, False, False]
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) == 1
    assert printed("department", {"briefing": "/department/"}) == {}
