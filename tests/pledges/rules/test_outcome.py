"""What became of a pledge (R27), and how many measures are done or overdue (R26)."""

from datetime import date

import pytest

from pledges.choices import PlanOutcome
from pledges.rules.outcome import MeasuresDone, Proposal, measures_done, propose
from ratings.choices import Tier

LAGGING, ORDINARY, GOOD, ADVANCED = Tier.LAGGING, Tier.ORDINARY, Tier.GOOD, Tier.ADVANCED
KEPT, PARTLY, NOT_KEPT = PlanOutcome.KEPT, PlanOutcome.PARTLY, PlanOutcome.NOT_KEPT
DUE = date(2012, 12, 31)
BEFORE, LATE = date(2012, 11, 1), date(2013, 1, 1)

# standing on the due day, standing at the publication, days on which the measures were done → what follows
OUTCOMES = [
    ("goal, all done", ADVANCED, ORDINARY, [BEFORE, DUE], Proposal(KEPT, True, True, 2, 2)),
    ("goal, one done too late", ADVANCED, ORDINARY, [BEFORE, LATE], Proposal(PARTLY, True, True, 1, 2)),
    ("goal, nothing done", ADVANCED, ORDINARY, [None, None], Proposal(PARTLY, True, True, 0, 2)),
    ("rise short of the goal, all done", GOOD, ORDINARY, [BEFORE], Proposal(PARTLY, False, True, 1, 1)),
    ("rise only", GOOD, ORDINARY, [None], Proposal(PARTLY, False, True, 0, 1)),
    ("a measure only", ORDINARY, ORDINARY, [BEFORE, None], Proposal(PARTLY, False, False, 1, 2)),
    ("a measure, too late", ORDINARY, ORDINARY, [LATE, None], Proposal(PARTLY, False, False, 0, 2)),
    ("a fall, all done", LAGGING, ORDINARY, [BEFORE], Proposal(PARTLY, False, False, 1, 1)),
    ("nothing", ORDINARY, ORDINARY, [None], Proposal(NOT_KEPT, False, False, 0, 1)),
    ("a fall, nothing done", LAGGING, ORDINARY, [None], Proposal(NOT_KEPT, False, False, 0, 1)),
    ("nobody rated it ever", None, None, [None], Proposal(NOT_KEPT, False, False, 0, 1)),
    ("nobody rated it, a measure", None, None, [BEFORE], Proposal(PARTLY, False, False, 1, 1)),
    ("rated for the first time", GOOD, None, [None], Proposal(PARTLY, False, True, 0, 1)),
    ("its rating was reopened", None, ORDINARY, [None], Proposal(NOT_KEPT, False, False, 0, 1)),
]


@pytest.mark.parametrize(
    ("standing", "before", "done_on", "expected"), [row[1:] for row in OUTCOMES], ids=[row[0] for row in OUTCOMES]
)
def test_outcome_follows_from_the_facts(standing, before, done_on, expected):
    assert propose(goal=ADVANCED, due=DUE, standing=standing, before=before, done_on=done_on) == expected


ON = date(2012, 8, 1)
EARLIER, LATER = date(2012, 7, 31), date(2012, 8, 2)
# (done on, due on) of each measure, the end of the plan → what is counted on ON
COUNTED = [
    ("none", [], None, MeasuresDone(0, 0, 0)),
    ("done", [(EARLIER, EARLIER)], None, MeasuresDone(1, 1, 0)),
    ("done on the day", [(ON, EARLIER)], None, MeasuresDone(1, 1, 0)),
    ("done only later", [(LATER, EARLIER)], None, MeasuresDone(0, 1, 1)),
    ("due on the day", [(None, ON)], None, MeasuresDone(0, 1, 0)),
    ("overdue", [(None, EARLIER), (None, LATER), (EARLIER, EARLIER)], None, MeasuresDone(1, 3, 1)),
    ("overdue, the plan ends tomorrow", [(None, EARLIER)], LATER, MeasuresDone(0, 1, 1)),
    ("overdue, the plan ends today", [(None, EARLIER)], ON, MeasuresDone(0, 1, 0)),
    ("overdue, the plan has ended", [(None, EARLIER)], EARLIER, MeasuresDone(0, 1, 0)),
]


@pytest.mark.parametrize(
    ("measures", "ended_on", "expected"), [row[1:] for row in COUNTED], ids=[row[0] for row in COUNTED]
)
def test_measures_are_counted_as_of_a_day(measures, ended_on, expected):
    assert measures_done(measures, ON, ended_on=ended_on) == expected
