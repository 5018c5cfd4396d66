"""QR codes of addresses, for posters and printed pages."""

from dataclasses import dataclass
from itertools import groupby

import segno

QUIET = 4  # white modules around it, which readers need


@dataclass(frozen=True)
class QrCode:
    """A drawing `size` modules wide and high: the `path` of its dark modules."""

    size: int
    path: str


def qr_code(address: str) -> QrCode:
    """The QR code that leads to `address`."""
    rows = [list(row) for row in segno.make(address, error="m", micro=False).matrix_iter(border=QUIET)]
    return QrCode(len(rows), "".join(_dark(y, row) for y, row in enumerate(rows)))


def _dark(y, row):
    """The runs of dark modules of a row, as a path."""
    runs, x = [], 0
    for is_dark, modules in groupby(row):
        width = len(list(modules))
        if is_dark:
            runs.append(f"M{x} {y}h{width}v1h-{width}z")
        x += width
    return "".join(runs)
