"""A ledger of a whole university comes in with as many queries as one of a few rows."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.pledges.workbooks.written import a_measure, a_report, in_force
from tests.workbooks import bring_in
from tests.world import found


def rows_of(branches, measures):
    """Plans of `branches` with so many measures and a report each."""
    numbered = [(f"+{branch.code}", branch) for branch in branches]
    plans = [in_force(number=key, 组织编码=one.code, 组织名称=one.name) for key, one in numbered]
    rows = [a_measure(key, at + 1) for key, _branch in numbered for at in range(measures)]
    return plans, {"措施": rows, "进展": [a_report(key) for key, _branch in numbered]}


def queries(file):
    with CaptureQueriesContext(connection) as captured:
        plan = bring_in("plans", file)
    assert plan.errors == []
    return len(captured)


def test_queries_do_not_grow_with_the_rows(rated, ledger):
    branches = [found(rated["02"], f"02{number}") for number in range(10, 20)]
    sizes = (branches[:2], branches[2:])
    first, second = (queries(ledger(*plans, **sheets)) for plans, sheets in (rows_of(some, 2) for some in sizes))
    assert first == second
