"""The rows of both sheets: what is stored, as values by the keys of the columns; the workbook that is taken out."""

import re
from collections.abc import Iterator

from core.workbooks.numbered.cells import AT_ONCE, in_order, within
from pledges.models import HelpRecord, Twinning
from pledges.workbooks.twinning.sheets import RECORDS_SHEET, TWINNINGS_SHEET


def with_post(name: str, post: str) -> str:
    """A leader as a cell tells: 王建国（党委书记）; a department, and who has no post, by the name alone."""
    return f"{name}（{post}）" if post else name


def apart(text: str) -> tuple[str, str]:
    """(name, post) of a leader as `with_post` writes it; without parentheses at its end it is a name alone."""
    found = re.fullmatch(r"(.+?)\s*[（(](.+)[)）]", text)
    return (found[1], found[2]) if found else (text, "")


def twinning_values(twinning: Twinning, number: str | None = None) -> dict:
    """A row of 结对; `number`: of a new one, the file's own."""
    helper = twinning.helper
    return {
        "number": number or str(twinning.pk),
        "helped": twinning.helped.code,
        "helped_name": twinning.helped.name,
        "helper_kind": twinning.helper_kind,
        "helper": helper.code if helper else None,
        "helper_name": helper.name if helper else with_post(twinning.helper_name, twinning.helper_post),
        "starts_on": twinning.starts_on,
        "ends_on": twinning.ends_on,
        "goal": twinning.goal or None,
        "state": twinning.state,
        "result": twinning.result or None,
    }


def record_values(number: str, record: HelpRecord) -> dict:
    """A row of 帮扶记录, of the twinning called `number`."""
    told = {key: getattr(record, key) or None for key in ("place", "people", "solved")}
    return {"number": number, "on": record.on, "text": record.text, **told}


def rows(scope) -> list[tuple]:
    """(sheet, rows) of every twinning within `scope` (None: all of them), as the import reads them."""
    return [(TWINNINGS_SHEET, _twinnings(scope)), (RECORDS_SHEET, _records(scope))]


def _twinnings(scope) -> Iterator[list]:
    ordered = within(scope, Twinning).select_related("helped", "helper").order_by("helped__code", "starts_on", "pk")
    for twinning in ordered.iterator(chunk_size=AT_ONCE):
        yield in_order(TWINNINGS_SHEET, twinning_values(twinning))


def _records(scope) -> Iterator[list]:
    ordered = within(scope, HelpRecord).order_by("twinning_id", "on", "pk")
    for record in ordered.iterator(chunk_size=AT_ONCE):
        yield in_order(RECORDS_SHEET, record_values(str(record.twinning_id), record))
