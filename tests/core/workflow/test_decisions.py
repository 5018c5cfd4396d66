"""A page that asks once: what was on it, who was faster, what it says when nothing can be done."""

from datetime import UTC, datetime

import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.exceptions import ValidationError
from django.test import RequestFactory

from core.workflow.bar import bar
from core.workflow.decisions import decide, shown_at
from core.workflow.lifecycle import TooLate
from ratings.actions import approve
from ratings.choices import State, Tier
from ratings.lifecycle import RATING
from ratings.models import Rating
from tests.world import rate


@pytest.fixture
def request_(world):
    request = RequestFactory().post("/", {})
    request.session = {}
    request._messages = FallbackStorage(request)
    return request


def said(request):
    return [str(message) for message in request._messages]


@pytest.mark.parametrize(
    ("sent", "moment"),
    [
        ("1325419200.5", datetime(2012, 1, 1, 12, 0, 0, 500_000, tzinfo=UTC)),
        *((nonsense, datetime(1970, 1, 1, tzinfo=UTC)) for nonsense in ("", "soon", "nan", "inf", "1e300", "-1e300")),
    ],
)
def test_moment_is_the_page_s_or_long_ago(sent, moment):
    assert shown_at(RequestFactory().post("/", {"seen": sent})) == moment


def test_who_was_faster_is_said_by_name(world, request_):
    rating = rate(world["0101"], world.baseline, Tier.GOOD, state=State.SUBMITTED)
    rows = Rating.objects.filter(pk=rating.pk)
    approve(rows=rows, by=world.people["department"])
    assert decide(request_, RATING, rows, lambda: approve(rows=rows, by=world.people["department-2"])) == []
    [sentence] = said(request_)
    assert "department" in sentence
    assert str(State.APPROVED.label) in sentence


def test_nobody_is_named_where_nobody_decided(world, request_):
    def late():
        raise TooLate("太迟")

    assert decide(request_, RATING, Rating.objects.all(), late) == []
    assert said(request_) == ["太迟"]


def test_other_refusals_are_said_as_they_are(world, request_):
    rating = rate(world["0101"], world.baseline, Tier.GOOD)

    def refused():
        raise ValidationError(["一", "二"])

    assert decide(request_, RATING, Rating.objects.filter(pk=rating.pk), refused) == []
    assert said(request_) == ["一 二"]


def test_what_was_decided_is_returned(world, request_):
    assert decide(request_, RATING, Rating.objects.all(), lambda: [1, 2]) == [1, 2]
    assert said(request_) == []


@pytest.mark.parametrize(
    ("state", "done", "current"),
    [
        (State.DRAFT, [False, False, False], [True, False, False]),
        (State.SUBMITTED, [True, False, False], [False, True, False]),
        (State.APPROVED, [True, True, True], [False, False, True]),
    ],
)
def test_bar_marks_what_is_done_and_where_it_stands(state, done, current):
    steps = bar([State.DRAFT, State.SUBMITTED, State.APPROVED], state).steps
    assert ([step.done for step in steps], [step.current for step in steps]) == (done, current)
