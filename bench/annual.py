"""The annual workbook against openpyxl's own streaming of the same cells; its peak memory."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import IO

from django.utils import timezone
from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from bench import world
from bench.measure import medians, peak_megabytes
from bench.table import BenchLine
from ratings.models import Campaign
from reports.annual.book import write_book
from reports.annual.cover import Cover
from reports.queries.annual.query import annual_query

BRANCHES, UNITS = 10_000, 1_250
NAME = f"annual {BRANCHES}"
MEMORY_SIZES = ((341, 45), (BRANCHES, UNITS))
TIMES = 3


def lines() -> Iterator[BenchLine]:
    """What the workbook costs, in CPU time and in memory."""
    world.use(NAME)
    world.build(units=UNITS, branches=BRANCHES)
    rows = _rows(written(BytesIO()))
    cells = sum(cell is not None for found in rows.values() for row in found for cell in row)
    spent = medians({"bare": lambda: _bare(rows), "annual": lambda: written(BytesIO())}, times=TIMES)
    yield BenchLine(f"openpyxl write_only, {cells:,} cells", f"{spent['bare']:.2f} s", "")
    ratio = spent["annual"] / spent["bare"]
    yield BenchLine(f"annual workbook, {BRANCHES:,} branches", f"{spent['annual']:.2f} s", "≤ 1.5× bare", ratio)
    peaks = []
    for branches, units in MEMORY_SIZES:
        world.use(f"annual {branches}")
        if not Campaign.objects.exists():
            world.build(units=units, branches=branches)
        peaks.append(peak_megabytes("bench.once.annual", f"annual {branches}"))
        ratio = peaks[-1] / peaks[0] if len(peaks) > 1 else None
        goal = f"≤ 1.25× of {MEMORY_SIZES[0][0]}" if ratio else ""
        yield BenchLine(f"peak memory of an annual workbook, {branches:,} branches", f"{peaks[-1]:.0f} MB", goal, ratio)


def written(stream: IO[bytes]) -> IO[bytes]:
    """`stream` with the workbook of this year in it."""
    today = timezone.localdate()
    write_book(stream, annual_query(Campaign.objects.get(), today.year), Cover("示范大学", date(today.year, 12, 31)))
    stream.seek(0)
    return stream


def _rows(stream):
    """{title of a sheet: rows of values}, blank cells None."""
    book = CalamineWorkbook.from_filelike(stream)
    sheets = {title: book.get_sheet_by_name(title).to_python() for title in book.sheet_names}
    return {title: [[None if cell == "" else cell for cell in row] for row in rows] for title, rows in sheets.items()}


def _bare(rows):
    book = Workbook(write_only=True)
    for title, found in rows.items():
        sheet = book.create_sheet(title)
        for row in found:
            sheet.append(row)
    book.save(BytesIO())
