"""The guards of the test settings do refuse: a guard that lets everything through proves nothing."""

import pytest
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.template import Context, Template, engines
from django.test import RequestFactory
from django.utils import timezone

from accounts.models import User
from branches.dry_run import undone
from tests.plugins import browser
from tests.plugins.hostile import refuse_writes_on_get


def touch_user(request):
    User.objects.filter(username="nobody").update(name="somebody")
    return HttpResponse("touched")


def touch_session(request):
    Session.objects.create(session_key="k", session_data="", expire_date=timezone.now())
    return HttpResponse("touched")


@pytest.mark.django_db
def test_get_guard_refuses_a_write():
    with pytest.raises(AssertionError, match="A GET writes"):
        refuse_writes_on_get(touch_user)(RequestFactory().get("/"))


def rehearse_touch(request):
    with undone():
        return touch_user(request)


@pytest.mark.django_db
def test_get_guard_lets_a_rehearsal_be_undone():
    assert refuse_writes_on_get(rehearse_touch)(RequestFactory().get("/")).content == b"touched"


@pytest.mark.django_db
def test_get_guard_lets_a_post_write():
    assert refuse_writes_on_get(touch_user)(RequestFactory().post("/")).content == b"touched"


@pytest.mark.django_db
def test_get_guard_lets_the_session_be_kept():
    assert refuse_writes_on_get(touch_session)(RequestFactory().get("/")).content == b"touched"


def render(text, path):
    """`text` rendered as though it stood in the file at `path`."""
    template = Template(text, engine=engines["django"].engine)
    template.origin.name = path
    return template.render(Context())


def test_unknown_variable_fails_in_our_template(settings):
    with pytest.raises(AssertionError, match="Unknown variable missing"):
        render("{{ missing }}", str(settings.BASE_DIR / "templates" / "page.html"))


def test_unknown_variable_is_empty_in_a_template_of_a_package():
    assert render("[{{ missing }}]", "/site-packages/package/page.html") == "[]"


def test_browser_tests_are_required_when_the_machine_is_a_ci(monkeypatch, request):
    monkeypatch.setenv("CI", "true")
    monkeypatch.setenv("PATH", "")
    request.node.add_marker("browser")
    with pytest.raises(pytest.UsageError):
        browser.pytest_collection_modifyitems(request.config, [request.node])


def test_browser_tests_are_left_out_without_a_browser(monkeypatch, request):
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("PATH", "")
    items = [request.node]
    request.node.add_marker("browser")
    browser.pytest_collection_modifyitems(request.config, items)
    assert items == []


@pytest.mark.xdist_group("guards")
def test_groups_reach_who_deals_tests_out(request):
    """One site and one browser, one demo: tests that share it go to one worker, or it is made twice without a word."""
    is_dealt = hasattr(request.config, "workerinput") and request.config.getoption("loadgroup")
    assert request.node.nodeid.endswith("@guards") == is_dealt
