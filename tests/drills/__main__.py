"""`make drill`: processes are killed at random moments; the database must stand before or after, never between.

python -m tests.drills [--kills N] [--seed S]      N kills of each kind of work; exit 1 when a promise was broken
"""

import argparse
import os
import random
import shutil
import sys

from tests.drills import approving, commands
from tests.drills.world import build, choose_database

DRILLS = {"approval": approving.drill, **commands.DRILLS}


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.drills")
    parser.add_argument("--kills", type=int, default=100, help="of each kind of work (default: 100)")
    parser.add_argument("--seed", type=int, default=2012, help="of the moments (default: 2012)")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    folder = choose_database()
    try:
        build()
        return run(options, folder)
    finally:
        shutil.rmtree(folder)


def run(options, folder):
    """Run every drill and print one line for each. Returns how many promises were broken."""
    from django.db import connection

    broken = 0
    print(f"{connection.vendor}\n{'':20}{'runs':>8}{'acknowledged':>14}{'broken':>8}")
    for name, drill in DRILLS.items():
        chance = random.Random(options.seed)
        results = list(drill(kills=options.kills, chance=chance, folder=folder))
        objections = [objection for _, found in results for objection in found]
        acknowledged = sum(count for count, _ in results)
        print(f"{name:20}{len(results):8}{acknowledged:14}{len(objections):8}", *objections[:5], sep="\n  ", flush=True)
        broken += len(objections)
    return broken


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
