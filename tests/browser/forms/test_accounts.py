"""Signing in and out, one's own password, the language; accounts in the admin."""

import re

import pytest

from tests.browser.conftest import sign_in
from tests.browser.forms import fill, fills, follow, open_first, send, suggested

PASSWORD = "lotus-river-2031"
USERS = "accounts/user"


@fills("login", "logout", "set_language")
def test_person_signs_in_chooses_a_language_and_signs_out(visit, site):
    page = visit()
    sign_in(page, "unit-02")
    assert page.url.endswith("/units/02/")
    follow(page.locator(".topbar-language [type=submit]"))
    assert page.evaluate("document.documentElement.lang") == "en"
    page.click("[popovertarget=account]")
    follow(page.locator("#account [type=submit]"))
    assert page.url.endswith("/login/")


@fills("password_change")
def test_own_password_is_changed(visit, site, saved):
    page = visit()
    sign_in(page, "unit-03")
    page.goto("/password/")
    fill(page.locator("main form"), {"旧密码": "demo-2012", "新密码": PASSWORD, "新密码确认": PASSWORD})
    send(page, "修改密码")
    assert page.url.endswith("/password/done/")
    assert saved() == {}
    other = visit()
    sign_in(other, "unit-03", PASSWORD)
    assert other.url.endswith("/units/03/")


def create_account(page, username):
    page.goto("/admin/accounts/user/add/")
    fill(page, {"用户名": username, "姓名": "李明"})
    send(page, "保存")


@fills("admin:accounts_user_add")
def test_account_is_created_with_a_password_shown_once(visit, saved):
    page = visit("accounts")
    create_account(page, "li.ming")
    password = page.locator(".one-time-password code").inner_text()
    wanted = {"username": "li.ming", "name": "李明", "is_active": 1, "must_change_password": 1}
    [created] = saved()["accounts_user"]
    assert created.items() >= wanted.items()
    newcomer = visit()
    sign_in(newcomer, "li.ming", password)
    assert newcomer.url.endswith("/password/")


@fills("admin:accounts_user_change")
def test_account_is_renamed_and_nothing_else(visit, saved):
    page = visit("accounts")
    open_first(page, USERS, "unit-04")
    fill(page, {"姓名": "改过的姓名"})
    send(page, "保存")
    assert saved() == {"accounts_user": [{"name": "改过的姓名"}]}


@fills("admin:accounts_user_do")
@pytest.mark.parametrize(
    ("verbs", "wanted"),
    [
        (["新密码"], {"must_change_password": 1}),
        (["结束所有会话"], {"session_epoch": 1}),
        (["停用"], {"is_active": 0, "session_epoch": 1}),
        (["停用", "启用"], {"session_epoch": 2}),
    ],
    ids=["reset", "sign-out", "disable", "enable"],
)
def test_verb_is_done_to_an_account(visit, saved, verbs, wanted):
    page = visit("accounts")
    for verb in verbs:
        open_first(page, USERS, "unit-05")
        page.locator(".object-tools").get_by_role("link", name=verb, exact=True).click()
        send(page, verb)
    assert saved() == {"accounts_user": [wanted]}


@fills("admin:branches_appointment_add")
def test_accounts_administrator_gives_a_role_of_the_log(visit, saved):
    page = visit("accounts")
    create_account(page, "auditor")
    saved()
    page.goto("/admin/branches/appointment/add/")
    suggested(page, "用户", "auditor")
    fill(page, {"角色": "日志审计员"})
    send(page, "保存")
    found = saved()
    [given] = found.pop("branches_appointment")
    assert (given["role"], found) == ("audit", {})


@fills("admin:accounts_user_changelist", get=True)
def test_account_is_found(visit):
    page = visit("accounts", at="/admin/accounts/user/")
    page.fill("#searchbar", "unit-07")
    send(page, "筛选")
    assert page.locator("#result_list tbody tr").count() == 1
    assert re.search(r"\?q=unit-07", page.url)
