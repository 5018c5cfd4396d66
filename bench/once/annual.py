"""`python -m bench.once.annual DATABASE`: one annual workbook to a file, then this process's peak memory in MB."""

import os
import sys
from tempfile import TemporaryFile

import django

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    django.setup()
    from bench import world
    from bench.annual import written
    from bench.measure import own_peak

    world.use(sys.argv[1])
    with TemporaryFile() as stream:
        written(stream)
    print(own_peak())
