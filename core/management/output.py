"""Files that commands write."""

from collections.abc import Callable
from pathlib import Path
from typing import IO, TypeVar

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from core.choices import EventKind
from core.log.events import record

Filled = TypeVar("Filled")


def put_workbook(output: Path, fill: Callable[[IO[bytes]], Filled], *, workbook: str) -> Filled:
    """Let `fill` write the file `output`, which is there whole and known to the log as `workbook`, or not at all.

    Returns what `fill` does. Raises: CommandError when it cannot be written.
    """
    unfinished = output.with_name(f".{output.name}.part")
    try:
        with unfinished.open("wb") as stream:
            filled = fill(stream)
        # The log first: what is there under its name is whole and known.
        record(EventKind.EXPORT, by=None, subject=output.name, workbook=workbook)
        unfinished.replace(output)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        sentence = _("The file %(file)s cannot be written: %(why)s.")
        raise CommandError(sentence % {"file": output, "why": error.strerror}) from error
    return filled
