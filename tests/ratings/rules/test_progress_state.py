"""The state of a unit as a table (R10)."""

from datetime import date

import pytest

from ratings.rules.progress import BoardState, Figure, Outcome, state
from tests.ratings.figures import LAGGING_1, LAGGING_2, ORDINARY_1, ORDINARY_2, YEAR_1, YEAR_2

APPLIES, NONE = Figure(30, cohort=10, risen=3), Figure(30)
SHORT = Figure(30, cohort=10, risen=1)  # a gap of 2
MISSING = Figure(50, cohort=10, risen=1)  # a gap of 4


@pytest.mark.parametrize(
    ("day", "figures", "expected"),
    [
        (YEAR_1, [], BoardState.NOT_APPLICABLE),
        (YEAR_1, [(ORDINARY_1, NONE, 0), (LAGGING_1, Figure(50, left_out=1), 0)], BoardState.NOT_APPLICABLE),
        (YEAR_1, [(ORDINARY_1, APPLIES, 0), (LAGGING_1, NONE, 0)], BoardState.ON_TARGET),
        (YEAR_1, [(ORDINARY_1, APPLIES, 0), (ORDINARY_2, MISSING, 0)], BoardState.ON_TARGET),
        (YEAR_1, [(ORDINARY_1, SHORT, 0)], BoardState.OFF_TRACK),
        (YEAR_1, [(ORDINARY_1, SHORT, 1)], BoardState.OFF_TRACK),
        (YEAR_1, [(ORDINARY_1, SHORT, 2)], BoardState.AT_RISK),
        (YEAR_1, [(ORDINARY_1, SHORT, 3), (LAGGING_1, APPLIES, 0)], BoardState.AT_RISK),
        (YEAR_1, [(ORDINARY_1, SHORT, 9), (LAGGING_1, SHORT, 1)], BoardState.OFF_TRACK),
        (YEAR_1, [(ORDINARY_1, SHORT, 2), (LAGGING_1, SHORT, 2)], BoardState.AT_RISK),
        (date(2013, 1, 1), [(ORDINARY_1, SHORT, 2), (ORDINARY_2, MISSING, 0)], BoardState.OFF_TRACK),
        (date(2013, 1, 1), [(ORDINARY_1, SHORT, 0), (ORDINARY_2, MISSING, 4)], BoardState.AT_RISK),
        (date(2013, 1, 1), [(ORDINARY_1, SHORT, 0), (ORDINARY_2, APPLIES, 0)], BoardState.ON_TARGET),
        (YEAR_1, [(ORDINARY_1, NONE, 0), (LAGGING_2, SHORT, 0)], BoardState.OFF_TRACK),
        (YEAR_2, [(ORDINARY_2, SHORT, 2)], BoardState.AT_RISK),
        (date(2014, 1, 1), [(ORDINARY_1, APPLIES, 0), (ORDINARY_2, APPLIES, 0)], BoardState.MET),
        (date(2014, 1, 1), [(ORDINARY_1, APPLIES, 0), (LAGGING_2, NONE, 0)], BoardState.MET),
        (date(2014, 1, 1), [(ORDINARY_1, SHORT, 9), (ORDINARY_2, APPLIES, 0)], BoardState.MISSED),
        (date(2014, 1, 1), [(ORDINARY_1, APPLIES, 0), (ORDINARY_2, MISSING, 9)], BoardState.MISSED),
        (date(2014, 1, 1), [(ORDINARY_2, NONE, 0)], BoardState.NOT_APPLICABLE),
    ],
)
def test_state_at_the_nearest_open_deadline(day, figures, expected):
    assert state(day, figures) is expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (BoardState, ["on_target", "at_risk", "off_track", "not_applicable", "met", "missed"]),
        (Outcome, ["risen", "moved_up", "not_rerated", "stayed", "left_out"]),
    ],
)
def test_values_are_lower_case_identifiers(values, expected):
    assert [str(value) for value in values] == expected
