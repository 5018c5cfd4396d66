"""`python -m bench.once.export DATABASE`: one export to a file, then this process's peak memory in MB."""

import os
import sys

import django

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    django.setup()
    from bench import world
    from bench.measure import own_peak
    from core.workbooks.export import pages_of
    from core.workbooks.kinds import kind_of
    from core.workbooks.writing import write

    world.use(sys.argv[1])
    with (world.FOLDER / "export.xlsx").open("wb") as file:
        write(file, pages_of(kind_of("ratings"), None))
    print(own_peak())
