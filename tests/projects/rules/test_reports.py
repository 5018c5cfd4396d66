"""Which report is owed next, until when something is corrected."""

from datetime import date

import pytest

from projects.choices import ProjectState, ReportKind, ReportState
from projects.rules.grading import is_over
from projects.rules.reports import correction_refusal, next_owed

S, K, R = ProjectState, ReportKind, ReportState
DUE, BY = date(2013, 1, 15), date(2013, 3, 1)


@pytest.mark.parametrize(
    ("kind", "state", "last", "judged", "expected"),
    [
        (K.MIDTERM, S.RUNNING, None, False, (1, DUE)),
        (K.MIDTERM, S.RUNNING, None, True, None),
        (K.MIDTERM, S.RUNNING, (1, R.DRAFT), False, None),
        (K.MIDTERM, S.CORRECTING, (1, R.ACCEPTED), True, (2, BY)),
        (K.MIDTERM, S.CORRECTING, (2, R.SUBMITTED), True, None),
        (K.MIDTERM, S.CORRECTING, None, True, (1, BY)),
        (K.MIDTERM, S.ACCEPTING, None, False, None),
        (K.FINAL, S.RUNNING, None, False, (1, DUE)),
        (K.FINAL, S.ACCEPTING, (1, R.ACCEPTED), False, None),
        (K.FINAL, S.AMENDING, (1, R.ACCEPTED), False, (2, BY)),
        (K.FINAL, S.NOTICE, None, False, None),
        (K.FINAL, S.STOPPED, None, False, None),
    ],
)
def test_next_report(kind, state, last, judged, expected):
    assert next_owed(kind, state, due_on=DUE, correct_by=BY, last=last, judged=judged) == expected


def test_nothing_is_owed_without_a_day():
    assert next_owed(K.MIDTERM, S.RUNNING, due_on=None, correct_by=None, last=None, judged=False) is None


@pytest.mark.parametrize(
    ("day", "may"),
    [
        (date(2013, 1, 20), False),
        (date(2013, 1, 21), True),
        (date(2013, 4, 20), True),
        (date(2013, 4, 21), False),
    ],
)
def test_correction_lies_within_the_months(day, may):
    assert (correction_refusal(day, date(2013, 1, 20), 3) == "") == may


@pytest.mark.parametrize(
    ("best", "accepted", "over"), [(0, 0, False), (1, 1, True), (1, 2, False), (2, 3, True), (50, 100, False)]
)
def test_excellent_over_the_share(best, accepted, over):
    assert is_over(best, accepted, 50) == over
