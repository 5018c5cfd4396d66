"""Commands that import and export, killed: a file is taken in as a whole or not at all, and written likewise."""

import time
from functools import partial
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook

from tests.drills.processes import run_and_kill, start
from tests.drills.world import broken_promises, new_round, rated_before

BRANCHES = 341
TIERS = {1: "后进", 2: "一般", 3: "较好", 4: "先进"}


def drill(prepare, *, kills, chance, folder):
    """Run a command once to its end, then kill it `kills` times at a moment of its work.

    `prepare(number, folder)` gives the command and a function that tells what is wrong after it, told whether the
    command was acknowledged. Yields (acknowledged, objections) of each run.
    """
    whole = None
    for number in range(kills + 1):
        command, objections = prepare(number, folder)
        begun = time.monotonic()
        after = None if whole is None else chance.uniform(0.3, 1.05) * whole
        _, done = run_and_kill(start("manage.py", *command), after=after)
        whole = whole or time.monotonic() - begun
        yield int(done), list(objections(done))


def workbook(path, **sheets):
    """Write `sheets` (title: rows, the headings first) to `path`."""
    book = Workbook(write_only=True)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def all_or_nothing(written, whole, filename, done):
    """What is wrong with an import of `whole` rows of which `written` are there."""
    from core.models import Event

    logged = Event.objects.filter(kind="import", subject=filename).count()
    if written not in ({whole} if done else {0, whole}):
        yield f"{written} of {whole} rows are there, acknowledged: {done}"
    if logged != bool(written):
        yield f"{written} rows are there, {logged} entries in the log"


def import_ratings(number, folder):
    """The decided ledger of a round of its own."""
    round_ = new_round(f"import-{number}")
    rows = [(round_.code, row.organisation.code, row.organisation.name, TIERS[row.tier]) for row in rated_before()]
    path = workbook(folder / f"ratings-{number}.xlsx", 分类定级=[("轮次编码", "组织编码", "组织名称", "等次"), *rows])

    def objections(done):
        yield from all_or_nothing(round_.ratings.official().count(), len(rows), path.name, done)
        yield from broken_promises(round_)

    return ("import_sheet", "ratings", path), objections


def import_roster(number, folder):
    """New branches in the first base organisation of the demo."""
    from branches.models import Organisation

    unit = Organisation.objects.units().filter(closed_on=None, kind="party_committee").first()
    block = Organisation.objects.filter(code__startswith=f"K{number}-")
    rows = [(f"K{number}-{branch}", f"演练党支部 {branch}", unit.code, "教工") for branch in range(BRANCHES)]
    headings = ("编码", "名称", "所属基层党组织编码", "类别")
    path = workbook(folder / f"roster-{number}.xlsx", 基层党组织=[("编码", "名称", "类型")], 党支部=[headings, *rows])

    def objections(done):
        written = block.count()
        yield from all_or_nothing(written, BRANCHES, path.name, done)
        if Organisation.history.filter(code__startswith=f"K{number}-").count() != written:
            yield "branches and their history differ"
        if any(Organisation.find_problems()):
            yield "the tree is out of order"

    return ("import_sheet", "roster", path), objections


def export_ratings(number, folder):
    """Every official rating into a file that was there before."""
    from core.models import Event
    from ratings.models import Rating

    path = folder / f"export-{number}.xlsx"
    path.write_bytes(b"before")
    whole = Rating.objects.official().count() + 1

    def objections(done):
        untouched = path.read_bytes() == b"before"
        logged = Event.objects.filter(kind="export", subject=path.name).exists()
        if done and untouched:
            yield "an acknowledged export is not there"
        if not untouched and not logged:
            yield "an export that the log does not know"
        if not untouched and rows_of(path) != whole:
            yield "half an export"

    return ("export_sheet", "ratings", "--output", path), objections


def rows_of(path):
    """How many rows the first sheet of a workbook has; none when the file is broken."""
    try:
        return sum(1 for _ in load_workbook(path, read_only=True).worksheets[0].rows)
    except BadZipFile:
        return 0


DRILLS = {
    "import of ratings": partial(drill, import_ratings),
    "import of a roster": partial(drill, import_roster),
    "export of ratings": partial(drill, export_ratings),
}
