"""Who may open which of the pages that gather, and what there is to see."""

import io
import json
import zlib
from datetime import date

from django.core.files.base import ContentFile

from branches.choices import ChangeKind
from branches.models import Change
from core.attachments.models import build_file
from core.models import Upload
from core.workbooks.kinds import kind_of
from core.workbooks.writing import SheetPage, write, write_template
from reports.models import AnnualEdition, AnnualReport
from tests.access.rows import EVERYONE, SIGNED_IN, UNIVERSITY_ONLY, AccessRow
from tests.ratings.access import ROUND

RISEN = ("ordinary-1-risen",)
UPLOAD = 4711
REFUSED = 4713
EDITION = 4712
CHANGE = 4713
OF_UNITS = {"query": "?unit=01", "other_query": "?unit=02"}
STRANGERS = {"Uown": 404, "Bown": 404}  # they send in workbooks of their own

PAGES = {
    "reports:annual": AccessRow("AVvU", **OF_UNITS),
    "reports:annual_comparison": AccessRow("AV", own=(EDITION,), but=UNIVERSITY_ONLY),
    "reports:annual_draft": AccessRow("AVvU", **OF_UNITS),
    "reports:annual_edition": AccessRow("AV", own=(EDITION,), but=UNIVERSITY_ONLY),
    "reports:annual_edition_file": AccessRow("AV", own=(EDITION,), but=UNIVERSITY_ONLY),
    "reports:annual_written": AccessRow("AVvU", **OF_UNITS),
    "reports:branch": AccessRow("AVvUB", own=("0101",), other=("0201",)),
    "reports:change": AccessRow("A", own=(CHANGE,)),
    "reports:department": AccessRow("AV", but=UNIVERSITY_ONLY),
    "reports:home": AccessRow(EVERYONE, but=dict.fromkeys((f"{letter}own" for letter in "AVvUBECL"), 302)),
    "reports:log": AccessRow("L"),
    "reports:log_export": AccessRow("L"),
    "reports:log_own": AccessRow("AUBE"),
    "number": AccessRow("AVvU", own=RISEN, query="?unit=01", other_query="?unit=02"),
    "number_sheet": AccessRow("AVvU", own=RISEN, query="?unit=01", other_query="?unit=02"),
    "reports:restructure_options": AccessRow("A", own=("move", "to"), query="?to=w"),
    "reports:restructuring": AccessRow("A"),
    "reports:restructuring_sheet": AccessRow("A"),
    "reports:open": AccessRow(EVERYONE),
    "reports:open_data": AccessRow(EVERYONE),
    "reports:open_method": AccessRow(EVERYONE),
    "reports:search": AccessRow(SIGNED_IN, query="?q=wxy"),
    "reports:targets": AccessRow("AVvU"),
    "reports:targets_sheet": AccessRow("AVvU"),
    "todo": AccessRow(SIGNED_IN),
    "todo_count": AccessRow(SIGNED_IN),
    "reports:unit": AccessRow("AVvU", own=("01",), other=("02",)),
    "reports:unit_sheet": AccessRow("AVvU", own=("01",), other=("02",)),
    "upload": AccessRow("A", own=(UPLOAD,), but=STRANGERS),
    "upload_refused": AccessRow("A", own=(REFUSED,), but=STRANGERS),
    "workbook_export": AccessRow("AVvUB", own=("ratings",), query=f"?round={ROUND}"),
    "workbook_template": AccessRow("AVvUB", own=("roster",)),
    "workbooks": AccessRow("AVvUB"),
}
FORMS = {
    "reports:annual_accept": AccessRow("A", own=("late",)),
    "reports:annual_freeze": AccessRow("A"),
    "reports:annual_verify": AccessRow("AVv"),
    "reports:annual_words": AccessRow("AU", other_query="?unit=02", but={"Aother": 403}),
    "reports:change_decide": AccessRow("A", own=(CHANGE, "ask")),
    "reports:change_document": AccessRow("A", own=(CHANGE,)),
    "reports:restructure": AccessRow("A", own=("move",)),
    "workbook_upload": AccessRow("A", own=("roster",)),
}
VERBS = {
    "reports:annual_withdraw": AccessRow("A", 302, own=("late",)),
    "upload_apply": AccessRow("A", own=(UPLOAD,), data={"digest": "another"}, but=STRANGERS),
}


def occupy(world):
    """An uploaded workbook, a final edition of the annual report, and a change of the tree."""
    organisation = world["0101"]
    renamed = {"kind": ChangeKind.RENAMED, "on": date(2012, 5, 1), "before": "旧名", "after": organisation.name}
    Change.objects.create(pk=CHANGE, organisation=organisation, **renamed)
    stream = io.BytesIO()
    write_template(stream, kind_of("roster").sheets)
    blank = ContentFile(stream.getvalue(), "roster.xlsx")
    Upload.objects.create(pk=UPLOAD, kind="roster", name="roster.xlsx", file=blank, by=world.people["department"])
    Upload.objects.create(
        pk=REFUSED, kind="ratings", name="ratings.xlsx", cells=incomplete(), by=world.people["department"]
    )
    freeze(world, pk=EDITION)


def incomplete():
    """The cells of a ledger whose one row says too little."""
    rows = [[1, [column.zh for column in kind_of("ratings").sheets[0].columns]], [2, ["2012-1"]]]
    return zlib.compress(json.dumps({"titles": ["分类定级"], "sheets": {"分类定级": rows}}).encode())


def freeze(world, *, number=1, year=2026, **facts):
    """An edition of the university's report as though it had been frozen."""
    key = {"campaign": world.campaign, "year": year, "organisation": world["00"]}
    report, _is_new = AnnualReport.objects.get_or_create(**key)
    facts |= {"rules": "R1–R38", "by": world.people["department"], "why": "更正" if number > 1 else ""}
    edition = AnnualEdition(report=report, number=number, on=date(year, 12, 31), **facts)
    build_file(edition, f"年报 第{number}版.xlsx", lambda stream: write(stream, [SheetPage("封面", ["年报"], [])]))
    edition.save()
    return edition
