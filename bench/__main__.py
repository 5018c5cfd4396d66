"""`make bench`: everything in a temporary folder, in CPU time; some minutes."""

import os
import sys
import tempfile

import django


def main() -> None:
    """Measure what is named on the command line (pages, workbooks), all without one."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        os.environ |= {"BENCH_FOLDER": folder, "DJANGO_SETTINGS_MODULE": "bench.settings"}
        django.setup()
        from bench import pages, table, workbooks

        parts = {"pages": pages.lines, "workbooks": workbooks.lines}
        table.show(line for name in sys.argv[1:] or parts for line in parts[name]())


if __name__ == "__main__":
    main()
