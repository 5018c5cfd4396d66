"""The day that an address asks about; what is none falls back to today, and is told."""

from datetime import date

import pytest
import time_machine

from core.web.day import day_query

TODAY = "2012-06-01"


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(f"{TODAY}T12:00:00+08:00", tick=False):
        yield


@pytest.mark.parametrize(
    ("asked", "on", "string"),
    [
        ({}, date(2012, 6, 1), ""),
        ({"on": " "}, date(2012, 6, 1), ""),
        ({"on": TODAY}, date(2012, 6, 1), ""),
        ({"on": " 2012-05-31 "}, date(2012, 5, 31), "?on=2012-05-31"),
        ({"on": "2012-06-02"}, date(2012, 6, 2), "?on=2012-06-02"),
    ],
)
def test_day_is_that_of_the_address_else_today(asked, on, string):
    query = day_query(asked)
    assert (query.on, query.string, query.problems, query.status) == (on, string, [], 200)
    assert query.as_of == (on if string else None)


@pytest.mark.parametrize("text", ["x", "2012-02-30", "1948-12-31", "2101-01-01", "2012-06-02"])
def test_day_that_is_none_falls_back_to_today_and_is_told(text):
    query = day_query({"on": text}, ahead=False)
    assert (query.on, query.as_of, len(query.problems), query.status) == (date(2012, 6, 1), None, 1, 400)
