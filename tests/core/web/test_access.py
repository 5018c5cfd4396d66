"""A page's scope: the places held in the roles it is for, and no others, at every fetch; links ask the whole one."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.test import RequestFactory

from branches.models import Organisation
from branches.places import places_of
from core.choices import Role
from core.models import Event
from core.scope import Scope
from core.web.access import page
from tests.world import appoint


@pytest.fixture
def request_(world):
    """A request of somebody who leads unit 01 and branch 0201."""
    person = world.people["unit-01"]
    appoint(person, Role.BRANCH, world["0201"])
    request = RequestFactory().get("/")
    request.scope = Scope(person, places_of(person))
    return request


def seen(request, *roles, asked=None):
    """The codes a page for `roles` finds, with `asked` as the role of the fetch."""
    codes = []

    @page(*roles)
    def view(request):
        codes.extend(request.scope.of(Organisation, role=asked).values_list("code", flat=True))
        return HttpResponse()

    view(request)
    return codes


UNIT, BRANCH = ["01", "0101", "0102", "0103"], ["0201"]


@pytest.mark.parametrize(
    ("roles", "asked", "codes"),
    [
        ((Role.UNIT,), None, UNIT),
        ((Role.BRANCH,), None, BRANCH),
        ((Role.UNIT, Role.BRANCH), None, UNIT + BRANCH),
        ((Role.UNIT, Role.BRANCH), Role.BRANCH, BRANCH),
        ((Role.UNIT,), Role.BRANCH, []),
    ],
)
def test_page_finds_what_its_roles_are_for(request_, roles, asked, codes):
    assert seen(request_, *roles, asked=asked) == codes


def test_page_of_another_role_is_refused(request_):
    with pytest.raises(PermissionDenied):
        seen(request_, Role.DEPARTMENT)


def test_what_lies_outside_the_roles_is_not_there(world, request_):
    @page(Role.UNIT)
    def view(request):
        return HttpResponse(request.scope.get(Organisation, code="0201"))

    with pytest.raises(Http404):
        view(request_)


def test_links_ask_the_whole_scope(world, request_):
    @page(Role.UNIT)
    def view(request):
        narrow, whole = request.scope, request.scope.whole
        return HttpResponse(f"{narrow.has(Role.BRANCH)} {whole.covers(world['0201'].path, Role.BRANCH)}")

    assert view(request_).content == b"False True"


def test_rows_without_a_place_are_for_the_page_s_roles(world):
    request = RequestFactory().get("/")
    request.scope = Scope(world.people["audit"], places_of(world.people["audit"]))

    @page(Role.AUDIT)
    def log(request):
        return HttpResponse(str(request.scope.of(Event).query.is_empty()))

    assert log(request).content == b"False"
