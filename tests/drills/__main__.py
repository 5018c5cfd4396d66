"""`make drill`: processes are killed at random moments; the database must stand before or after, never between. Then
people send forms at once: no error, nothing lost, each act once in the log.

python -m tests.drills [--kills N] [--people N] [--seconds N] [--seed S]      exit 1 when a promise was broken
"""

import argparse
import os
import random
import shutil
import sys
from functools import partial

from tests.drills import approving, commands
from tests.drills.world import build, choose_database, make_tables

SHOWN = 40  # of what is wrong, at most
DRILLS = {"approval": approving.drill, **commands.DRILLS}


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.drills")
    parser.add_argument("--kills", type=int, default=100, help="of each kind of work, 0 for none (default: 100)")
    parser.add_argument("--people", type=int, default=32, help="at work at once, 0 for none (default: 32)")
    parser.add_argument("--seconds", type=int, default=60, help="that they work at least (default: 60)")
    parser.add_argument("--seed", type=int, default=2012, help="of the moments (default: 2012)")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    folder = choose_database()
    try:
        make_tables()
        return run(options, folder)
    finally:
        shutil.rmtree(folder)


def run(options, folder):
    """Run every drill and print one line for each. Returns how many promises were broken."""
    from django.db import connection

    from tests.drills import people

    drills = {}
    if options.kills:
        build()
        drills |= {name: partial(drill, kills=options.kills) for name, drill in DRILLS.items()}
    if options.people:
        drills["people at work"] = partial(people.drill, people=options.people, seconds=options.seconds)
    broken = 0
    print(f"{connection.vendor}\n{'':20}{'runs':>8}{'acknowledged':>14}{'broken':>8}")
    for name, drill in drills.items():
        results = list(drill(chance=random.Random(options.seed), folder=folder))
        objections = [objection for _, found in results for objection in found]
        acknowledged = sum(count for count, _ in results)
        print(
            f"{name:20}{len(results):8}{acknowledged:14}{len(objections):8}",
            *objections[:SHOWN],
            sep="\n  ",
            flush=True,
        )
        broken += len(objections)
    return broken


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
