"""Excellent projects are offered where an entry of the showcase is begun (N06, N19)."""

from datetime import date

import pytest

from core import history
from projects.choices import Grade, ProjectState, ReportKind, ReportState
from projects.models import ProjectReport
from ratings.choices import Tier
from tests.projects import made
from tests.world import rate

URL = "/showcase/entries/new/0101/"


@pytest.fixture
def excellent(world):
    """0101 stands at advanced; a project of it was accepted as excellent, others were not."""
    rate(world["0101"], world.baseline, Tier.ADVANCED)
    call = made.call(world["00"])
    found = made.project(world["0101"], call, ProjectState.ACCEPTED, grade=Grade.EXCELLENT)
    made.project(world["0101"], call, ProjectState.ACCEPTED, grade=Grade.PASSED, title="合格的")
    made.project(world["0102"], call, ProjectState.ACCEPTED, grade=Grade.EXCELLENT, title="别人的")
    report = ProjectReport(
        project=found,
        kind=ReportKind.FINAL,
        due_on=date(2013, 6, 15),
        state=ReportState.ACCEPTED,
        content={"practice": "轮流主讲", "results": "参加率九成"},
    )
    history.save(report, by=None)
    return found


def begun(client, query=""):
    return client.get(f"{URL}{query}")


def test_offered_and_taken_over(excellent, client_of):
    client = client_of("branch-0101")
    response = begun(client)
    assert [one.title for one in response.context["offered"]] == [excellent.title]
    assert response.context["form"].initial == {}
    taken = begun(client, f"?project={excellent.pk}").context["form"].initial
    assert taken == {
        "title": excellent.title,
        "background": excellent.background,
        "practice": "轮流主讲",
        "special": excellent.innovation,
        "results": "参加率九成",
    }


@pytest.mark.parametrize("query", ["?project=999999", "?project=x", "?project=-1", "?project=٣"])
def test_no_other_project_is_taken(excellent, client_of, query):
    assert begun(client_of("branch-0101"), query).context["form"].initial == {}
