"""The buttons of the annual report, of workbooks, and of changes of the tree that are taken back."""

import io
import json
import zlib
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from branches import actions as roster
from core.models import Upload
from core.scope import scope_of
from core.workbooks import uploads
from core.workbooks.kinds import kind_of
from core.workbooks.writing import write_template
from ratings.choices import State, Tier
from ratings.models import Rating
from reports import actions
from reports.queries.annual.query import annual_query
from tests.naughty.forms.annual import YEAR, shown
from tests.races.sent import TEXT, Sent
from tests.reports.access import CHANGE, UPLOAD
from tests.reports.annual.made import BRANCHES, accept_all
from tests.world import close, rate

DEPARTMENT = "department"
PAGE = "/workbooks/annual/"
HEADINGS = ["轮次编码", "组织编码", "组织名称", "得分", "等次", "备注"]


def accepted(world):
    """What the check found is accepted."""
    facts = shown(world.campaign)
    query = annual_query(world.campaign, YEAR)
    actions.accept_check(query=query, key="late", reason="年底前完成", by=None, **facts)
    return f"{PAGE}checks/late/withdraw/?year={YEAR}"


def to_freeze(world):
    """Whatever stands against a final edition is put right or accepted; there is a first one."""
    Rating.objects.exclude(state=State.APPROVED).delete()
    for round_ in (world.baseline, world.later):
        rated = Rating.objects.filter(round=round_).values_list("organisation__code", flat=True)
        for code in sorted({*BRANCHES} - {*rated}):
            rate(world[code], round_, Tier.GOOD)
    query = annual_query(world.campaign, YEAR)
    accept_all(query, by=None)
    actions.freeze(query=query, number=1, why="", by=None)
    return f"{PAGE}final/?year={YEAR}"


def filled():
    """A workbook of the roster without a row."""
    stream = io.BytesIO()
    write_template(stream, kind_of("roster").sheets)
    return {"file": SimpleUploadedFile("roster.xlsx", stream.getvalue())}


def to_import(world):
    """A ledger with a rating of 0103 that waits to be imported."""
    rows = [[1, HEADINGS], [2, ["2012-1", "0103", world["0103"].name, "68", "一般", ""]]]
    cells = zlib.compress(json.dumps({"titles": ["分类定级"], "sheets": {"分类定级": rows}}).encode())
    Upload.objects.filter(pk=UPLOAD).update(kind="ratings", name="ratings.xlsx", cells=cells)
    return f"/workbooks/uploads/{UPLOAD}/apply/"


def digest(world):
    sent = Upload.objects.get(pk=UPLOAD)
    scope = scope_of(world.people[DEPARTMENT])
    plan = uploads.preview(sent, kind_of("ratings"), scope=scope, by=world.people[DEPARTMENT])
    return {"digest": plan.digest}


def closed(verb, by=None):
    """The address of a verb of the closing of 0103, which somebody asked to take back."""

    def before(world):
        change = close(world["0103"], date(2012, 9, 1))
        if by:
            roster.ask_void(change, reason="录错", by=world.people[by])
        return f"/restructures/changes/{change.pk}/{verb}/"

    return before


SENT = {
    "reports:annual_freeze": Sent(DEPARTMENT, to_freeze, {"why": TEXT}, TEXT),
    "reports:annual_verify": Sent(
        DEPARTMENT,
        f"{PAGE}verify/",
        files=filled,
        says="multipart/form-data",
        why="a file is only looked at",
        winners=2,
        entries=0,
    ),
    "reports:annual_withdraw": Sent(DEPARTMENT, accepted),
    "reports:change_decide ask": Sent(DEPARTMENT, closed("ask"), {"reason": TEXT}, TEXT),
    "reports:change_decide keep": Sent(DEPARTMENT, closed("keep", by="viewer")),
    "reports:change_decide void": Sent(DEPARTMENT, closed("void", by="viewer")),
    "reports:change_document": Sent(
        DEPARTMENT,
        f"/restructures/changes/{CHANGE}/document/",
        {"document": "示范组〔2012〕19号", "reason": TEXT},
        TEXT,
    ),
    "upload_apply": Sent(DEPARTMENT, to_import, digest),
    "workbook_upload": Sent(
        DEPARTMENT,
        "/workbooks/import/roster/",
        files=filled,
        why="each file is looked at",
        winners=2,
        entries=0,
    ),
}
