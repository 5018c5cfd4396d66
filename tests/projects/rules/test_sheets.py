"""R37: whole points, none over those of the criterion."""

import pytest

from projects.rules.sheets import points_at_fault

CRITERIA = [["选题意义", 30], ["创新性", 30], ["可行性", 40]]


@pytest.mark.parametrize(
    ("points", "is_complete", "expected"),
    [
        ([30, 0, 40], True, []),
        ([30, None, 40], False, []),
        ([], False, []),
        ([30, None, 40], True, [1]),
        ([], True, [0, 1, 2]),
        ([31, -1, 40], False, [0, 1]),
        ([10.5, True, 40], False, [0, 1]),
    ],
)
def test_points(points, is_complete, expected):
    found = points_at_fault(points, CRITERIA, is_complete=is_complete)
    assert [place for place, _name, _most in found] == expected
