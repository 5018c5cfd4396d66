"""A running project of branch 0101, in the middle of its time."""

from datetime import date

import pytest

from projects.choices import ProjectState
from tests.projects import made

NOW = date(2012, 11, 15)


@pytest.fixture(autouse=True)
def today():
    with made.on(NOW):
        yield


@pytest.fixture
def project(world):
    """A running project of 0101 under a call of the university, with a step."""
    project = made.project(world["0101"], made.call(world["00"]), ProjectState.RUNNING)
    project.steps.create(
        number=1, text="调研座谈", deliverable="调研报告一份", person="张强", ends_on=date(2012, 10, 31)
    )
    return project
