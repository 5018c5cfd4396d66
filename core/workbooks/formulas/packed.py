"""Rows that are read several times, kept small meanwhile: facts and ledgers say the same words over and over."""

import pickle
import zlib
from collections.abc import Iterable, Iterator, Sequence

PART = 500  # rows that are packed together, and unpacked at once


class PackedRows:
    """Rows in the order in which they are put in (`append`), read from the first one as often as they are asked for."""

    def __init__(self, rows: Iterable[Sequence] = ()):
        self._packed, self._last = [], []
        for row in rows:
            self.append(row)

    def append(self, row: Sequence) -> None:
        """Put `row` after the others."""
        self._last.append(row)
        if len(self._last) == PART:
            self._packed.append(zlib.compress(pickle.dumps(self._last), level=1))
            self._last = []

    def __len__(self):
        return PART * len(self._packed) + len(self._last)

    def __iter__(self) -> Iterator[Sequence]:
        for part in self._packed:
            yield from pickle.loads(zlib.decompress(part))
        yield from self._last
