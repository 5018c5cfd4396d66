"""What differs between the facts of two editions. Pure: sheets of plain values in, differences out (R4)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

FactTables = Mapping[str, tuple[Sequence[str], Sequence[Sequence]]]  # {title: (headings, rows)}


@dataclass(frozen=True)
class FactDifference:
    """A value that differs: in which `sheet`, in the row of which `key` (its first column) and `name` (its second),
    below which `heading`. A row that came or went differs as a whole: `heading` is "", `before` or `after` None.
    `texts`: what else is written in the row, codes among it."""

    sheet: str
    key: str
    name: str
    heading: str
    before: str | None
    after: str | None
    texts: frozenset[str] = field(default=frozenset(), compare=False)


def differing(before: FactTables, after: FactTables) -> list[FactDifference]:
    """All that differs between two sets of sheets, in the order of the later one; what only the earlier one has comes
    last. Rows are told apart by their first column, those of one key by their order."""
    titles = [*after, *(title for title in before if title not in after)]
    empty = ((), ())
    return [found for title in titles for found in _in_sheet(title, before.get(title, empty), after.get(title, empty))]


def _in_sheet(title, before, after):
    old, new = _keyed(before), _keyed(after)
    for place in [*new, *(place for place in old if place not in new)]:
        yield from _in_row(title, old.get(place), new.get(place))


def _keyed(sheet):
    """{(key, which of that key): {heading: cell}} of a sheet's rows."""
    headings, rows = sheet
    seen, found = Counter(), {}
    for row in rows:
        key = _text(row[0])
        found[key, seen[key]] = dict(zip(headings, row, strict=False))
        seen[key] += 1
    return found


def _in_row(title, old, new):
    cells = [*(new or old).values()]
    key, name = [_text(cell) for cell in (*cells, "")[:2]]
    texts = frozenset(cell for row in (old, new) if row for cell in row.values() if isinstance(cell, str))
    if old is None or new is None:
        yield FactDifference(title, key, name, "", None if old is None else name, None if new is None else name, texts)
        return
    for heading in [*new, *(heading for heading in old if heading not in new)]:
        before, after = _text(old.get(heading)), _text(new.get(heading))
        if before != after:
            yield FactDifference(title, key, name, heading, before, after, texts)


def _text(value):
    return "" if value is None else str(value)
