"""Import and export of ratings against the bare libraries with the same cells; the preview of a file in which every row
is wrong; peak memory of an export."""

import sys
from collections.abc import Iterator
from io import BytesIO

from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from accounts.models import User
from bench import world
from bench.measure import MEGABYTE, medians, peak_megabytes
from bench.pages import signed_in, visit
from bench.table import BenchLine
from branches.models import Organisation
from core.models import Upload
from core.workbooks.export import pages_of
from core.workbooks.kinds import import_cells, kind_of
from core.workbooks.writing import write
from ratings.choices import TIER_WORDS, State, Tier
from ratings.models import Rating, Round, Standing
from ratings.workbooks import ratings

ROWS = 20_000
NAME = f"{ROWS} ratings"
HEADINGS = ["轮次编码", "组织编码", "组织名称", "得分", "等次", "备注"]
WORDS = tuple(TIER_WORDS.values())
MEMORY_SIZES = (20_000, 100_000)
TIMES = 3


def lines() -> Iterator[BenchLine]:
    """What import and export cost, in CPU time and in memory."""
    world.use(NAME)
    world.build(units=45, branches=ROWS, rated=1)
    path = world.FOLDER / "ratings.xlsx"
    _write_ledger(path)
    spent = medians(
        {"bare import": lambda: _bare_import(path), "import": lambda: _import(path)}, times=TIMES, after=_forget
    )
    yield BenchLine(f"calamine and bulk_create, {ROWS:,} ratings", f"{spent['bare import']:.2f} s", "")
    yield _against(f"import of {ROWS:,} ratings", spent, "import", "≤ 6× bare")
    yield from _wrong()
    rows = list(ratings.rows(None))
    spent = medians({"bare export": lambda: _bare_export(rows), "export": _export}, times=TIMES)
    yield BenchLine(f"openpyxl write_only, {len(rows):,} rows", f"{spent['bare export']:.2f} s", "")
    yield _against(f"export of {len(rows):,} ratings", spent, "export", "≤ 1.3× bare")
    yield from _memory()


def _against(what, spent, name, goal):
    return BenchLine(what, f"{spent[name]:.2f} s", goal, spent[name] / spent[f"bare {name}"])


def _wrong():
    """The preview of a ledger as long as the other, wrong in each row in its code, score and tier."""
    path = world.FOLDER / "wrong.xlsx"
    _write_ledger(path, prefix="x", score="85.5%", words=["优秀", "良好"])
    ledger, client = kind_of("ratings"), signed_in()
    sent = Upload.objects.create(kind=ledger.name, name="wrong.xlsx", cells=ledger.read(path), by=User.objects.get())
    url, sizes = reverse("upload", args=[sent.pk]), []
    spent = medians({"page": lambda: sizes.append(visit(client, url)), "cells": lambda: ledger.read(path)}, times=TIMES)
    yield BenchLine(f"reading {ROWS:,} wrong rows", f"{spent['cells']:.2f} s", "")
    preview, ratio = f"preview of {ROWS:,} wrong rows", spent["page"] / spent["cells"]
    yield BenchLine(preview, f"{spent['page']:.2f} s", "≤ 6 s", ratio)
    yield BenchLine(f"{preview}: page", f"{sizes[-1] / MEGABYTE:.2f} MB", "≤ 3 MB")


def _write_ledger(path, *, prefix="", score=None, words=WORDS):
    """A ledger of the later round, with every branch."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("分类定级")
    sheet.append(HEADINGS)
    branches = Organisation.objects.branches().values_list("code", "name")
    for number, (code, name) in enumerate(branches):
        sheet.append(["bench-2", prefix + code, name, score, words[number % len(words)], "台账"])
    book.save(path)


def _import(path):
    ledger = kind_of("ratings")
    plan = import_cells(ledger, ledger.read(path), filename="bench")
    if plan.errors:
        sys.exit(f"the import was refused: {plan.errors[0]}")


def _bare_import(path):
    tiers = {word: Tier.of(identifier) for identifier, word in TIER_WORDS.items()}
    rounds = dict(Round.objects.values_list("code", "pk"))
    branches = dict(Organisation.objects.values_list("code", "pk"))
    now = timezone.now()
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()[1:]
    Rating.objects.bulk_create(
        (
            Rating(
                round_id=rounds[round_],
                organisation_id=branches[code],
                unit_id=branches[code],
                tier=tiers[tier],
                remark=remark,
                state=State.APPROVED,
                approved_at=now,
            )
            for round_, code, _, _, tier, remark in rows
        ),
        batch_size=world.BATCH,
    )


def _forget():
    """Take back what an import wrote, so that the next one writes it anew."""
    rows = Rating.objects.filter(round__code="bench-2")
    derived = Standing.objects.filter(rating__in=rows.order_by())
    derived._raw_delete(derived.db)
    rows._raw_delete(rows.db)


def _export():
    write(BytesIO(), pages_of(kind_of("ratings"), None))


def _bare_export(rows):
    book = Workbook(write_only=True)
    sheet = book.create_sheet("分类定级")
    sheet.append(HEADINGS)
    for row in rows:
        sheet.append([TIER_WORDS.get(value, value) for value in row])
    book.save(BytesIO())


def _memory():
    peaks = []
    for rows in MEMORY_SIZES:
        world.use(f"{rows} rows")
        world.build(units=45, branches=rows, rated=1)
        peaks.append(peak_megabytes("bench.once.export", f"{rows} rows"))
        ratio = peaks[-1] / peaks[0] if len(peaks) > 1 else None
        yield BenchLine(
            f"peak memory of an export, {rows:,} rows", f"{peaks[-1]:.0f} MB", "flat" if ratio else "", ratio
        )
