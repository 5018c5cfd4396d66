"""The search of the public wall, without signing in."""

from tests.browser.forms import fill, fills, send


@fills("pledges:wall", get=True)
def test_anyone_looks_for_a_unit(visit):
    page = visit(at="/pledges/?lang=zh-hans")
    fill(page.locator("main form"), {"党支部或单位：名称、编码或拼音首字母": "wxy"})
    send(page, "搜索")
    assert page.url.endswith("/pledges/?lang=zh-hans&q=wxy")
    assert page.get_by_role("searchbox").input_value() == "wxy"
