"""Two people at once: one wins, the other is told in words, nothing is done twice."""

import pytest
from zeal import zeal_ignore

from core.forms import settled
from core.workflow.lifecycle import TooLate
from reports import actions
from reports.models import AnnualEdition, AnnualReport
from tests.ratings.actions.test_races import at_once
from tests.reports.annual.made import accept_all, asked, files, rate_all

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = dict.fromkeys(
    ("document", "responsible", "person", "telephone", "situation", "measures", "results", "problems", "further"), ""
)


@pytest.fixture(autouse=True)
def stage(world, clock):
    rate_all(world)
    with zeal_ignore():
        yield


def test_two_officers_freeze_once(world):
    query, people = asked(world), [world.people[name] for name in ("department", "department-2")]
    accept_all(query, by=people[0])
    before = files()
    freeze = [lambda by=by: settled(lambda: actions.freeze(query=query, number=1, by=by)) for by in people]
    assert at_once(*freeze) == ["AnnualEdition", TooLate.__name__]
    assert (AnnualEdition.objects.count(), len(files()) - len(before)) == (1, 1)


def test_two_officers_begin_one_report(world):
    query, people = asked(world), [world.people[name] for name in ("department", "department-2")]
    save = [lambda by=by: settled(lambda: actions.save_report(query=query, words=WORDS, by=by)) for by in people]
    assert at_once(*save) == ["AnnualReport", "AnnualReport"]
    assert AnnualReport.objects.count() == 1
