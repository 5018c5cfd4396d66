"""Approvals one after another, killed: what was acknowledged stays, nothing is half approved.

`python -m tests.drills.approving ROUND` is the process that is killed.
"""

import sys

import django
from django.utils import timezone

from tests.drills.processes import run_and_kill, start
from tests.drills.world import broken_promises, new_round, rated_before


def approve_one_by_one(code):
    """Approve what is submitted in the round; a line with its key acknowledges each approval."""
    from accounts.models import User
    from ratings import actions
    from ratings.models import Rating

    department = User.objects.get(username="department-2")
    keys = Rating.objects.filter(round__code=code, state="submitted").order_by("pk").values_list("pk", flat=True)
    print("begins", flush=True)
    for key in list(keys):
        actions.approve(rows=Rating.objects.filter(pk=key), by=department)
        print(key, flush=True)


def drill(*, kills, chance, **_):
    """Kill the approving process up to 1.5 s into its work. Yields (acknowledged, objections) of each kill."""
    round_ = None
    for number in range(kills):
        if round_ is None or not round_.ratings.filter(state="submitted").exists():
            round_ = submitted_round(f"approve-{number}")
        process = start("-m", "tests.drills.approving", round_.code)
        process.stdout.readline()
        written, _ = run_and_kill(process, after=chance.uniform(0, 1.5))
        acknowledged = {int(line) for line in written.split("\n")[:-1]}
        yield len(acknowledged), [*broken_promises(round_), *broken_acknowledgements(round_, acknowledged)]


def submitted_round(code):
    """A new round in which every organisation waits for approval."""
    from accounts.models import User
    from core.workflow.lifecycle import perform
    from ratings.lifecycle import RATING
    from ratings.models import Rating

    round_, unit = new_round(code), User.objects.get(username="unit-01")
    Rating.objects.bulk_create(
        Rating(organisation=row.organisation, round=round_, unit=row.unit, tier=row.tier, entered_by=unit)
        for row in rated_before()
    )
    updates = {"submitted_by": unit, "submitted_at": timezone.now()}
    perform(round_.ratings.all(), RATING["submit"], by=unit, updates=updates)
    return round_


def broken_acknowledgements(round_, acknowledged):
    """Acknowledged approvals that are not there, and approvals that the log does not know."""
    from core.models import Event

    official = set(round_.ratings.official().values_list("pk", flat=True))
    logged = Event.objects.filter(kind="decision", subject=round_.code).count()
    if acknowledged - official:
        yield f"{len(acknowledged - official)} acknowledged approvals are lost"
    if logged != len(official):
        yield f"{len(official)} approvals, {logged} entries in the log"


if __name__ == "__main__":
    django.setup()
    approve_one_by_one(sys.argv[1])
