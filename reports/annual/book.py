"""The annual workbook: tables of live formulas over the facts of a day, and a sheet that compares each with the pages.

Its words are Chinese whatever the language of who asks for it.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from itertools import chain, islice
from typing import IO

from django.utils import translation

from core.documents import day_text
from core.workbooks.formulas import FactSheet
from core.workbooks.official import Filing
from core.workbooks.writing import write
from reports.annual.cover import Cover, edition_mark
from reports.annual.ledgers.gathering import AnnualLedgers, annual_ledgers
from reports.annual.ledgers.ledger_table import LedgerTable
from reports.annual.sheets.check import HEADINGS, TITLE, WIDTHS, CheckPage, agrees, check_rows
from reports.annual.sheets.cover import CoverPage, notes
from reports.annual.sheets.plain import PaperPage
from reports.annual.tables.comparison import comparison
from reports.annual.tables.distribution import distribution
from reports.annual.tables.figure_table import Check, FigureTable
from reports.annual.tables.movement import movement_table
from reports.annual.tables.targets import target_table
from reports.queries.annual.facts.branches import BranchFacts, branch_facts
from reports.queries.annual.facts.shown import shown_figures
from reports.queries.annual.query import AnnualQuery

DRAFT = "草稿"
LOOKED_AT, MOST_WIDE = 100, 30


@dataclass(frozen=True)
class AnnualProof:
    """What 核对 came to: how many figures were `checked`, which ones are `differing` from what the pages show (table
    and figure in words), and the SHA-256 of the rows of the 明细 sheets in canonical text."""

    checked: int
    differing: tuple[str, ...]
    facts_sha256: str


class AnnualBook:
    """Everything that the annual report of `query` says, read once."""

    def __init__(self, query: AnnualQuery):
        self.query = query
        self.branches: BranchFacts = branch_facts(query)
        self.ledgers: AnnualLedgers = annual_ledgers(query, self.branches)

    @property
    def facts(self) -> list[FactSheet]:
        """The 明细 sheets."""
        return [self.branches.sheet, *self.ledgers.facts]

    @cached_property
    def tables(self) -> list[FigureTable | LedgerTable]:
        """The tables in the order of the workbook."""
        shown = shown_figures(self.query, self.branches)
        moved = movement_table(self.branches, shown)
        return [
            distribution(self.branches, shown),
            target_table(self.branches, shown),
            *([moved] if moved else []),
            *self.ledgers.tables,
            comparison(self.branches, shown, self.ledgers),
        ]

    @property
    def checks(self) -> Iterator[Check]:
        """The lines of 核对."""
        return (check for table in self.tables for check in table.checks())

    @cached_property
    def proof(self) -> AnnualProof:
        """What they came to."""
        checked, differing = 0, []
        for one in self.checks:
            checked += 1
            if not agrees(one):
                differing.append(f"{one.table}：{one.figure}")
        return AnnualProof(checked, tuple(differing), facts_sha256(self.facts))


def write_book(stream: IO[bytes], query: AnnualQuery, cover: Cover) -> AnnualProof:
    """Write the annual workbook of `query` as .xlsx to `stream`."""
    with translation.override("zh-hans"):
        book = AnnualBook(query)
        write(stream, _pages(book, cover))
        return book.proof


def gather(query: AnnualQuery) -> list[FactSheet]:
    """The 明细 sheets of `query`: all that its figures are made of."""
    with translation.override("zh-hans"):
        return AnnualBook(query).facts


def facts_sha256(sheets: list[FactSheet]) -> str:
    """The SHA-256 of all rows in canonical text: a line each, values parted by tabs, days as YYYY-MM-DD."""
    found = hashlib.sha256()
    for sheet in sheets:
        for row in chain([(sheet.title,), tuple(sheet.columns.values())], sheet.rows):
            found.update("\t".join(map(canonical, row)).encode() + b"\n")
    return found.hexdigest()


def canonical(value) -> str:
    """A value of the facts as text that does not depend on how it is kept."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (float, Decimal)):
        return f"{Decimal(str(value)).normalize():f}"
    return str(value).translate({ord("\t"): "\\t", ord("\n"): "\\n", ord("\\"): "\\\\"})


def _pages(book, cover) -> Iterator:
    query, proof = book.query, book.proof
    plain = _filing(book, cover)
    yield CoverPage(query, cover, plain, proof.facts_sha256, proof.checked, len(proof.differing))
    yield notes(query, plain, [(table.title, table.meaning) for table in book.tables])
    for table in book.tables:
        yield table.page(_filing(book, cover, table.meaning))
    for sheet in book.facts:
        yield PaperPage(sheet.title, list(sheet.columns.values()), sheet.rows, plain, fact_widths(sheet))
    yield CheckPage(TITLE, HEADINGS, check_rows(book.checks), plain, WIDTHS, count=proof.checked)


def fact_widths(sheet: FactSheet) -> list[int]:
    """How wide the columns of facts are, in characters, by their headings and first rows."""
    shown = [tuple(sheet.columns.values()), *islice(sheet.rows, LOOKED_AT)]
    return [min(max(len(canonical(row[at]).encode()) for row in shown), MOST_WIDE) for at in range(len(sheet.columns))]


def _filing(book, cover, meaning=""):
    query, edition = book.query, edition_mark(book.query, cover.edition)
    window = f"{day_text(query.first)}至{day_text(date(query.year, 12, 31))}，截止{day_text(query.on)}。"
    return Filing(
        unit=cover.unit,
        person=cover.person,
        telephone=cover.telephone,
        on=cover.reported_on,
        note=window + meaning,
        mark="" if cover.edition else DRAFT,
        foot=f"{edition}　明细 SHA-256：{book.proof.facts_sha256}",
    )
