"""The annual workbook, written from the facts of a day."""

from dataclasses import dataclass
from typing import IO

from core.workbooks.writing import SheetPage, write
from reports.annual.cover import Cover
from reports.queries.annual.query import AnnualQuery


@dataclass(frozen=True)
class AnnualProof:
    """What 核对 came to: how many figures were `checked`, which ones are `differing` from what the pages show (table and
    figure in words), and the SHA-256 of the rows of the 明细 sheets in canonical text."""

    checked: int
    differing: tuple[str, ...]
    facts_sha256: str


def write_book(stream: IO[bytes], query: AnnualQuery, cover: Cover) -> AnnualProof:
    """Write the annual workbook of `query` as .xlsx to `stream`."""
    write(stream, [SheetPage("封面", [cover.unit], [])])
    return AnnualProof(0, (), "")
