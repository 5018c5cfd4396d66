"""The annual report: its words, what is accepted, a final edition, a file that comes back."""

from tests.browser.checks import overflow, violations
from tests.browser.forms import fill, fills, follow, send
from tests.browser.forms.annual.ready import PAGE, REASON, accept_next, make_ready

WORDS = {"文号": "示范组〔2026〕30号", "填报人": "李四", "基本情况": "换届全部完成。\n党员发展有序。"}


@fills("reports:annual_words")
def test_words_of_the_report_are_kept(visit, saved):
    page = visit("department", at=f"{PAGE}words/")
    assert (violations(page), overflow(page)) == ([], 0)
    fill(page.locator("main form"), WORDS)
    send(page, "保存")
    [report] = saved()["reports_annualreport"]
    assert (report["document"], report["person"], "responsible" in report) == ("示范组〔2026〕30号", "李四", False)
    assert report["situation"].splitlines() == ["换届全部完成。", "党员发展有序。"]


@fills("reports:annual_accept", "reports:annual_withdraw")
def test_finding_is_accepted_and_no_longer(visit, saved):
    page = visit("department", at=PAGE)
    accept_next(page)
    [accepted] = saved()["reports_acceptedcheck"]
    assert accepted["reason"] == REASON
    assert violations(page) == []
    with page.expect_navigation():
        page.get_by_role("button", name="撤回说明").click()
    assert saved() == {"reports_acceptedcheck": [None]}


@fills("reports:annual_freeze", "reports:annual_verify")
def test_final_edition_is_frozen_downloaded_and_recognised(visit, site, saved, tmp_path):
    page = visit("department")
    make_ready(site, page)
    saved()
    follow(page.get_by_role("link", name="生成定稿"))
    assert violations(page) == []
    send(page, "生成定稿")
    [edition] = saved()["reports_annualedition"]
    assert (edition["number"], violations(page)) == (1, [])
    with page.expect_download() as download:
        page.locator("main .page-actions").get_by_role("link", name="下载").click()
    download.value.save_as(tmp_path / "final.xlsx")
    page.goto(f"{PAGE}verify/")
    page.set_input_files("[type=file]", tmp_path / "final.xlsx")
    send(page, "核验")
    assert "未经改动" in page.locator("main .notice").inner_text()
    assert violations(page) == []
