"""Benchmarks: chosen, compared item by item, an exception asked for and decided, ended."""

from tests.browser.checks import PHONE, overflow, picture, violations
from tests.browser.forms import fill, fills, send

ADVANCED, ORDINARY = 4, 2


def choosing(site):
    """(code of an ordinary branch that follows nobody, code of its unit), where the unit has an advanced one."""
    rows = site.rows()
    branches, taken = rows["branches_organisation"], _followers(rows)
    units = {one["path"][:8]: one["code"] for one in branches.values() if len(one["path"]) == 8}
    strong = {branches[key]["path"][:8] for key in site.standing(ADVANCED) if branches[key]["closed_on"] is None}
    for key in site.standing(ORDINARY) - taken:
        one = branches[key]
        if one["kind"] == "branch" and one["closed_on"] is None and one["path"][:8] in strong:
            return one["code"], units[one["path"][:8]]
    raise LookupError("every ordinary branch follows somebody")


def _followers(rows):
    return {one["follower_id"] for one in rows["pledges_benchmark"].values()}


def of_state(site, state, *, with_items=False):
    """(number, code of the follower) of the first benchmark that runs, whose exception stands at `state`."""
    rows = site.rows()
    compared = {one["benchmark_id"] for one in rows["pledges_benchmarkitem"].values()}
    for key, one in rows["pledges_benchmark"].items():
        if one["state"] == state and one["ends_on"] is None and (not with_items or key in compared):
            return key, rows["branches_organisation"][one["follower_id"]]["code"]
    raise LookupError(f"the demo has no benchmark that is {state}")


def saved_row(found):
    [row] = found["pledges_benchmark"]
    return row


@fills("pledges:benchmark_new", "pledges:benchmark_rows")
def test_benchmark_is_chosen_and_compared_on_a_phone(visit, site, saved):
    code, _unit = choosing(site)
    page = visit(f"branch-{code}", viewport=PHONE, at=f"/benchmarks/new/{code}/")
    assert (violations(page), overflow(page)) == ([], 0)
    picture(page, "benchmark-new-phone")
    page.locator("[name=followed]").first.check()
    send(page, "确定标杆")
    row = saved_row(saved())
    assert (row["state"], "ends_on" in row) == ("none", False)
    page.get_by_label("采用该项").first.check()
    page.locator("#item-rows [name$=-item]").nth(0).fill("组织生活")
    page.get_by_role("button", name="增加一项").click()
    page.locator("#item-rows [name$=-item]").last.fill("谈心谈话")
    page.locator("#item-rows [name$=-due_on]").last.fill("2099-12-31")
    assert (violations(page), overflow(page)) == ([], 0)
    picture(page, "benchmark-rows-phone")
    send(page, "保存")
    items = saved()["pledges_benchmarkitem"]
    assert [(one["number"], one["item"]) for one in items] == [(1, "得分"), (2, "组织生活"), (3, "谈心谈话")]
    assert (violations(page), overflow(page)) == ([], 0)
    picture(page, "benchmark-phone")


@fills("pledges:benchmark_rows")
def test_result_is_written_on_a_desk(visit, site, saved):
    number, code = of_state(site, "none", with_items=True)
    page = visit(f"branch-{code}", at=f"/benchmarks/{number}/rows/")
    page.locator("#item-rows [name$=-result]").nth(1).fill("已达到标杆水平")
    send(page, "保存")
    assert [one["result"] for one in saved()["pledges_benchmarkitem"]] == ["已达到标杆水平"]
    assert violations(page) == []
    picture(page, "benchmark-desk")


@fills("pledges:benchmark_decide")
def test_exception_is_asked_for_again(visit, site, saved):
    number, code = of_state(site, "returned")
    page = visit(f"branch-{code}", at=f"/benchmarks/{number}/ask/")
    fill(page.locator("main form").last, {"例外事由": "学科相近，可比性强"})
    send(page, "申请例外")
    row = saved_row(saved())
    assert (row["state"], row["exception_reason"]) == ("asked", "学科相近，可比性强")


@fills("pledges:benchmark_decide")
def test_exception_is_sent_back_with_a_reason(visit, site, saved):
    number, _code = of_state(site, "asked")
    page = visit("department", at=f"/benchmarks/{number}/")
    page.get_by_role("link", name="退回", exact=True).click()
    fill(page.locator("main form").last, {"退回意见": "请说明可比之处"})
    send(page, "退回")
    row = saved_row(saved())
    assert (row["state"], row["reason"]) == ("returned", "请说明可比之处")


@fills("pledges:benchmark_decide")
def test_exception_is_approved_with_one_press(visit, site, saved):
    number, _code = of_state(site, "asked")
    page = visit("department", at=f"/benchmarks/{number}/")
    send(page, "批准")
    row = saved_row(saved())
    assert (row["state"], row["approved_on"] is not None) == ("approved", True)


@fills("pledges:benchmark_decide")
def test_benchmark_is_ended(visit, site, saved):
    number, code = of_state(site, "none")
    page = visit(f"branch-{code}", at=f"/benchmarks/{number}/end/")
    send(page, "结束对标")
    assert saved_row(saved())["ends_on"] is not None


def test_list_fits_desk_and_phone(visit):
    for name, facts in (("desk", {}), ("phone", {"viewport": PHONE})):
        page = visit("department", **facts, at="/benchmarks/")
        assert (violations(page), overflow(page)) == ([], 0)
        picture(page, f"benchmarks-{name}")
