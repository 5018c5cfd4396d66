"""R37: who may not judge which project."""

import pytest

from projects.rules.conflicts import ConflictFound, Judge, Judged, conflict_found

JUDGED = Judged("000100010001", ((7, "李敏"), (None, "张强"), (9, "王伟")))


@pytest.mark.parametrize(
    ("judge", "expected"),
    [
        (Judge(1, "赵静"), None),
        (Judge(1, "赵静", "00010001"), ConflictFound.OWN_UNIT),
        (Judge(1, "赵静", "00010002"), None),
        (Judge(7, "李敏"), ConflictFound.TEAM),
        (Judge(9, "另一个名字"), ConflictFound.TEAM),
        (Judge(1, "张强"), ConflictFound.SAME_NAME),
        (Judge(1, "张 强"), ConflictFound.SAME_NAME),
        (Judge(1, "王伟"), None),  # that name has an account: it is somebody else's
        (Judge(9, "王伟", "00010001"), ConflictFound.OWN_UNIT),
    ],
)
def test_conflict(judge, expected):
    assert conflict_found(judge, JUDGED) == expected
