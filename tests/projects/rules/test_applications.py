"""What an application lacks of being complete (N19, R36)."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from projects.rules.applications import LineText, MemberText, Terms, missing, not_as_granted, too_many

TERMS = Terms(is_called_for=True, money=Decimal(2000), ends_on=date(2013, 8, 31))
COMPLETE = {
    "project_class": "general",
    "leader": "李敏",
    "first_responsible": "王建国",
    "starts_on": date(2012, 9, 1),
    "ends_on": date(2013, 8, 31),
    "background": "背景",
    "goals": "目标",
    "innovation": "创新",
    "method": "方法",
    "expected": "成果",
    "conditions": "条件",
    "own_part": Decimal(0),
}


def lacking(steps=1, amounts=("1200.00", "800.00"), terms=TERMS, **facts):
    project = SimpleNamespace(**{**COMPLETE, **facts})
    return [gap.field for gap in missing(project, steps, [Decimal(one) for one in amounts], terms)]


@pytest.mark.parametrize(
    ("facts", "fields"),
    [
        ({}, []),
        ({"leader": ""}, ["leader"]),
        ({"ends_on": None, "conditions": ""}, ["ends_on", "conditions"]),
        ({"ends_on": date(2013, 9, 1)}, ["ends_on"]),
        ({"steps": 0}, ["step-0-text"]),
        ({"amounts": ()}, ["line-0-use"]),
        ({"amounts": ("2000.01",)}, ["line-0-amount"]),
        ({"amounts": ("2000.01",), "own_part": Decimal("0.01")}, []),
        ({"amounts": ("2000.01",), "own_part": Decimal("2000.02")}, ["own_part"]),
        ({"amounts": ("2000.00",), "own_part": Decimal("2000.00")}, []),
        ({"terms": Terms(False, Decimal(2000), date(2013, 8, 31))}, ["project_class"]),
    ],
)
def test_missing(facts, fields):
    assert lacking(**facts) == fields


@pytest.mark.parametrize(
    ("amounts", "sentence"),
    [
        (("0.70", "0.10"), ""),
        (("0.70",), "预算合计比批准金额0.80元少0.10元。"),
        (("0.70", "1000.10"), "预算合计超出批准金额0.80元，多1,000.00元。"),
    ],
)
def test_lines_and_what_is_granted(amounts, sentence):
    assert not_as_granted([Decimal(one) for one in amounts], Decimal("0.50"), Decimal("0.30")) == sentence


@pytest.mark.parametrize(
    ("said", "count", "is_refused"), [(MemberText, 5, False), (MemberText, 6, True), (LineText, 6, True)]
)
def test_too_many(said, count, is_refused):
    assert bool(too_many(said, count)) == is_refused
