"""Who may open which address of notices, and what there is to see: a notice of unit 01 and one of unit 02, each with an
objection that waits for its answer."""

from datetime import date

from projects.choices import NoticeStage, ProjectState
from projects.models import Notice, NoticeEntry, Objection
from tests.access.rows import EVERYONE, AccessRow
from tests.projects.made import call, project

NOTICE, OBJECTION, OTHER = 7201, 7211, 100
UNIT_S = {"Aown": 403, "Aother": 403}  # who published answers
HERE, THERE = (NOTICE, OBJECTION), (NOTICE + OTHER, OBJECTION + OTHER)

PAGES = {
    "projects:notices": AccessRow(EVERYONE),
    "projects:notice": AccessRow(EVERYONE, own=(NOTICE,)),
    "projects:notice_list": AccessRow("AVvU"),
    "projects:notice_inside": AccessRow("AVvU", own=(NOTICE,), other=(NOTICE + OTHER,)),
}
FORMS = {
    "projects:notice_new": AccessRow("AU"),
    "projects:objections": AccessRow("AU", own=(NOTICE,), other=(NOTICE + OTHER,), but=UNIT_S),
    "projects:objection_answer": AccessRow("AU", own=HERE, other=THERE, but=UNIT_S),
}


def occupy(world):
    """The notices with what was objected."""
    days = {"starts_on": date(2012, 6, 1), "ends_on": date(2099, 6, 7)}
    for code, shift in (("0101", 0), ("0201", OTHER)):
        host = world[code[:2]]
        made = project(world[code], call(host), ProjectState.NOTICE)
        notice = Notice.objects.create(pk=NOTICE + shift, host=host, stage=NoticeStage.APPROVAL, title="公示", **days)
        facts = {"title": made.title, "unit": host.name, "leader": made.leader}
        entry = NoticeEntry.objects.create(notice=notice, project=made, **facts)
        Objection.objects.create(pk=OBJECTION + shift, entry=entry, on=date(2012, 6, 2), text="重复")
