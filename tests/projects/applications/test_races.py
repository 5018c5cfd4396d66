"""Two people at once: one application gets through, the other one is refused in words."""

import pytest
from django.core.exceptions import ValidationError
from zeal import zeal_ignore

from core.forms import settled
from projects.actions import applications as actions
from projects.choices import ProjectState
from projects.models import Call, Project
from tests.projects.applications.test_submitting import complete
from tests.projects.made import call
from tests.ratings.actions.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)
S = ProjectState


@pytest.fixture(autouse=True)
def both_ask_the_same():
    with zeal_ignore():
        yield


def fresh(one):
    return Project.objects.select_related("organisation", "call__host").get(pk=one.pk)


@pytest.mark.parametrize("codes", [("0101", "0101"), ("0101", "0102")])
def test_two_applications_of_one_organisation_or_leader(world, called, codes):
    other = call(world["00"], title="另一个")
    both = [complete(world[code], one) for code, one in zip(codes, (called, other), strict=True)]
    results = at_once(*(lambda one=one: settled(lambda: actions.submit(project=fresh(one), by=None)) for one in both))
    assert results == ["NoneType", ValidationError.__name__]
    assert sorted(Project.objects.values_list("state", flat=True)) == [S.DRAFT, S.SUBMITTED]


def test_two_supported_at_once_keep_the_quota(world):
    one = call(world["00"], unit_quota=1)
    both = [complete(world[code], one, S.SUBMITTED, leader=code) for code in ("0101", "0102")]
    results = at_once(*(lambda row=row: settled(lambda: actions.support(project=fresh(row), by=None)) for row in both))
    assert results == ["NoneType", ValidationError.__name__]


def test_begun_at_once_is_one_draft(world, called):
    def begin():
        asked = Call.objects.select_related("host").get(pk=called.pk)
        owner = type(world["0101"]).objects.get(code="0101")
        return actions.begin(call=asked, organisation=owner, title="课题", by=None)

    assert at_once(begin, begin) == ["Project", "Project"]
    assert Project.objects.count() == 1
