"""Changes of the tree: entered, previewed, confirmed."""

import re

import pytest

from tests.browser.forms import fill, fills, send, today

BRANCH, OTHER, UNIT = "139", "140", "16"
WHY = {"文号": "示范组〔2026〕9号", "调整事由": "工作调整"}
NEW = {"名称": "新成立的党支部"}
CASES = {
    "found": (
        {"隶属": "15", "类型": "党支部", "编码": "900", **NEW, "类别": "教工", "党员人数": "12"},
        {"code": "900", "name": "新成立的党支部", "kind": "branch", "category": "staff", "members": 12},
    ),
    "rename": ({"组织": BRANCH, "新名称": "改过名的党支部"}, {"name": "改过名的党支部"}),
    "reclassify": ({"党支部": BRANCH, "新类别": "离退休"}, {"category": "retired"}),
    "move": ({"党支部": BRANCH, "新隶属的基层党组织": UNIT}, {}),
    "merge": ({"撤销的组织": BRANCH, "并入": OTHER}, {"closing_document": WHY["文号"]}),
    "dissolve": ({"撤销的组织": BRANCH}, {"closing_document": WHY["文号"]}),
    "split": (
        {"分设的党支部": BRANCH, "新党支部编码": "900", "新党支部名称": "新成立的党支部"},
        {"code": "900", "name": "新成立的党支部", "category": "staff"},
    ),
}


@fills("reports:restructure")
@pytest.mark.parametrize("verb", CASES)
def test_change_of_the_tree_is_previewed_and_confirmed(visit, saved, verb):
    answers, wanted = CASES[verb]
    page = visit("department", at=f"/restructures/{verb}/")
    fill(page.locator("main form"), {**answers, **WHY})
    send(page, "预览")
    assert saved() == {}
    send(page, re.compile("^确认"))
    found = saved()
    changes = found.pop("branches_change")
    found.pop("projects_project", None)  # what the chosen one carries out passes on (tests/reports/restructuring)
    assert {change["document"] for change in changes} == {WHY["文号"]}
    assert {change["reason"] for change in changes} == {WHY["调整事由"]}
    [told] = found.pop("branches_organisation", [{}])
    assert told.items() >= wanted.items()
    ended = {
        "branches_secretary": [{"left_on": today()}],
        "branches_appointment": [{"ends_on": today()}],
        "pledges_plan": [{"ended_on": today(), "state": "ended", "state_before": "in_force"}],
        "pledges_benchmark": [{"ends_on": today()}],
    }
    assert found == (ended if verb in ("merge", "dissolve") else {})


@fills("reports:change_decide", "reports:change_document")
def test_change_entered_in_error_is_taken_back_by_two_persons(visit, saved):
    page = visit("department", at="/restructures/rename/")
    fill(page.locator("main form"), {"组织": BRANCH, "新名称": "改错名的党支部", **WHY})
    send(page, "预览")
    send(page, re.compile("^确认"))
    page.goto(f"/restructures/?q={BRANCH}&kind=renamed")
    page.locator("main table tbody tr", has_text="改错名的党支部").get_by_role("link", name="查看").click()
    change = page.url
    page.get_by_role("link", name="更正文号").click()
    fill(page.locator("main form"), {"文号": "示范组〔2026〕19号", "事由": "文号录错"})
    send(page, "更正文号")
    page.get_by_role("link", name="提请作废").click()
    fill(page.locator("main form"), {"误录情况说明": "改错了支部"})
    send(page, "提请作废")
    other = visit("department-2", at=change)
    other.get_by_role("link", name="确认作废").click()
    send(other, "确认作废")
    [told] = saved()["branches_change"]
    assert told.items() >= {"state": "void", "void_reason": "改错了支部", "document": "示范组〔2026〕19号"}.items()
