"""What a text of a plan changes of another, as a table."""

from datetime import date
from decimal import Decimal

import pytest

from pledges.choices import TextChange
from pledges.rules.changes import fact_changes, measure_changes
from pledges.texts import MeasureText
from tests.pledges.made import text

CHANGED, LEFT_OUT, NEW, SAME = TextChange.CHANGED, TextChange.LEFT_OUT, TextChange.NEW, TextChange.UNCHANGED
STUDY, VISIT = MeasureText("学习", number=1), MeasureText("走访", number=2)


def said(*measures, **facts):
    return text(measures=measures, **facts)


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ([STUDY], [STUDY], [(1, SAME)]),
        ([STUDY], [STUDY, VISIT], [(1, SAME), (2, NEW)]),
        ([STUDY, VISIT], [VISIT], [(1, LEFT_OUT), (2, SAME)]),
        ([STUDY], [VISIT], [(1, LEFT_OUT), (2, NEW)]),
        ([VISIT, STUDY], [STUDY, VISIT], [(1, SAME), (2, SAME)]),
        ([STUDY], [MeasureText("每周学习", number=1)], [(1, CHANGED)]),
        ([STUDY], [MeasureText("学习", number=1, person="李明")], [(1, CHANGED)]),
        ([STUDY], [MeasureText("学习", number=1, due_on=date(2012, 9, 1))], [(1, CHANGED)]),
        ([STUDY], [MeasureText("学习", number=1, start=Decimal(4), goal_value=Decimal(12))], [(1, CHANGED)]),
        (
            [MeasureText("学习", number=1, start=Decimal(4), goal_value=Decimal(12))],
            [MeasureText("学习", number=1, start=Decimal("4.00"), goal_value=Decimal("12.00"))],
            [(1, SAME)],
        ),
        ([], [], []),
    ],
)
def test_measures_are_compared_by_number(before, after, found):
    assert [(one.number, one.change) for one in measure_changes(said(*before), said(*after))] == found


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ({}, {}, {"goal": SAME, "due_on": SAME}),
        ({"goal": None}, {"goal": None}, {"due_on": SAME}),
        ({}, {"goal": 3}, {"goal": CHANGED, "due_on": SAME}),
        ({}, {"responsible": "李明"}, {"goal": SAME, "due_on": SAME, "responsible": CHANGED}),
        ({"causes": "无书记"}, {}, {"goal": SAME, "due_on": SAME, "causes": CHANGED}),
        (
            {"problem_types": ("idle",)},
            {"problem_types": ("idle", "unfit")},
            {"goal": SAME, "due_on": SAME, "problem_types": CHANGED},
        ),
        ({"leader": "张三"}, {"leader": "李四"}, {"goal": SAME, "due_on": SAME, "leader": CHANGED}),
    ],
)
def test_facts_that_one_of_the_texts_states_are_compared(before, after, found):
    assert {one.name: one.change for one in fact_changes(said(**before), said(**after))} == found
