"""`make bench`: everything in a temporary folder, in CPU time; some minutes."""

import os
import sys
import tempfile

import django


def main() -> None:
    """Measure what is named on the command line (annual, growth, pages, wall, workbooks), all without one."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        os.environ |= {"BENCH_FOLDER": folder, "DJANGO_SETTINGS_MODULE": "bench.settings"}
        django.setup()
        from bench import annual, growth, pages, table, wall, workbooks

        parts = {part.__name__.removeprefix("bench."): part.lines for part in (annual, growth, pages, wall, workbooks)}
        table.show(line for name in sys.argv[1:] or parts for line in parts[name]())


if __name__ == "__main__":
    main()
