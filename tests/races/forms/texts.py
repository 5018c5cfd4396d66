"""The forms with a text, as tests/naughty sends them: one of each address and verb."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.naughty.fields import called
from tests.naughty.forms import (
    annual,
    benchmarks,
    grading,
    meetings,
    plans,
    project_work,
    projects,
    showcase,
    twinnings,
)
from tests.races.sent import SAME, TEXT, Sent

# The name of an address, and its verb: the room, and the field that says TEXT.
FIELDS = {
    "admin:accounts_user_add": (grading, "admin: user name"),
    "admin:branches_organisation_change": (grading, "admin: new name"),
    "pledges:benchmark_decide ask": (benchmarks, "exception asked for"),
    "pledges:benchmark_decide return": (benchmarks, "exception sent back"),
    "pledges:benchmark_new": (benchmarks, "exception"),
    "pledges:benchmark_rows": (benchmarks, "item"),
    "pledges:help_record_correct": (twinnings, "help corrected"),
    "pledges:help_record_decide return": (twinnings, "record sent back"),
    "pledges:help_record_new": (twinnings, "help"),
    "pledges:measure_decide unconfirm": (plans, "what is missing"),
    "pledges:measure_move": (plans, "another day"),
    "pledges:measure_report": (plans, "report"),
    "pledges:meeting_edit": (meetings, "place of a meeting"),
    "pledges:meeting_follow_up": (meetings, "what came of it"),
    "pledges:meeting_new": (meetings, "place of a new meeting"),
    "pledges:move_decide refuse": (plans, "answer"),
    "pledges:plan_decide assess": (plans, "assessment"),
    "pledges:plan_decide decide": (plans, "explanation"),
    "pledges:plan_decide refuse": (plans, "not accepted"),
    "pledges:plan_decide return": (plans, "return"),
    "pledges:plan_decide send_back": (plans, "self-assessment sent back"),
    "pledges:plan_decide withdraw": (plans, "withdrawal"),
    "pledges:plan_edit": (plans, "pledged"),
    "pledges:plan_look_back": (plans, "look-back"),
    "pledges:plan_new activity": (plans, "measure"),
    "pledges:resource_new": (plans, "resource: what"),
    "pledges:showcase_add_picture": (showcase, "caption"),
    "pledges:showcase_decide return": (showcase, "returned by the unit"),
    "pledges:showcase_decide send_back": (showcase, "returned by the department"),
    "pledges:showcase_decide withdraw": (showcase, "entry withdrawn"),
    "pledges:showcase_edit": (showcase, "title"),
    "pledges:twinning_decide decline_helper": (twinnings, "declined"),
    "pledges:twinning_decide end": (twinnings, "ended"),
    "pledges:twinning_decide withdraw": (twinnings, "proposal withdrawn"),
    "pledges:twinning_new": (twinnings, "name of a leader"),
    "projects:advance": (project_work, "advance"),
    "projects:call_edit": (projects, "call: title"),
    "projects:change_ask leader": (project_work, "another leader"),
    "projects:change_ask member": (project_work, "another member: post"),
    "projects:change_ask title": (project_work, "another title"),
    "projects:change_decide refuse": (project_work, "change refused"),
    "projects:conflict": (projects, "conflict"),
    "projects:decide approve": (projects, "approved"),
    "projects:decide ask_again": (projects, "asked again"),
    "projects:decide regrade": (projects, "regraded"),
    "projects:decide reject": (projects, "rejected"),
    "projects:decide return": (projects, "returned by the unit"),
    "projects:decide send_back": (projects, "returned by the department"),
    "projects:decide start": (projects, "number"),
    "projects:decide stop": (projects, "stopped"),
    "projects:decide withdraw": (projects, "withdrawn"),
    "projects:edit": (projects, "application: title"),
    "projects:expert": (projects, "expert"),
    "projects:midterm_decide": (project_work, "stopped half-way"),
    "projects:money_void advance": (project_work, "advance made void"),
    "projects:notice_new": (projects, "notice"),
    "projects:objection_answer": (projects, "objection: answer"),
    "projects:objections": (projects, "objection: source"),
    "projects:report_decide check": (project_work, "opinion"),
    "projects:report_decide return": (project_work, "report returned"),
    "projects:report_decide send_back": (project_work, "report sent back"),
    "projects:report_write final": (project_work, "final: significance"),
    "projects:report_write midterm": (project_work, "midterm: progress"),
    "projects:sheet": (projects, "sheet"),
    "projects:task_decide unconfirm": (project_work, "task not done"),
    "projects:task_report": (project_work, "task reported"),
    "projects:tasks_edit": (project_work, "task: person"),
    "ratings:admit": (grading, "admit"),
    "ratings:campaign_edit": (grading, "campaign renamed"),
    "ratings:campaign_new": (grading, "campaign name"),
    "ratings:grid": (grading, "remark"),
    "ratings:reopen": (grading, "reopen"),
    "ratings:return": (grading, "return"),
    "ratings:round_edit": (grading, "round renamed"),
    "ratings:round_new": (grading, "round name"),
    "ratings:row": (grading, "remark in a row"),
    "reports:annual_accept": (annual, "accepted"),
    "reports:annual_words": (annual, "document"),
    "reports:restructure dissolve": (grading, "dissolve document"),
    "reports:restructure found": (grading, "found name"),
    "reports:restructure merge": (grading, "merge document"),
    "reports:restructure move": (grading, "move document"),
    "reports:restructure reclassify": (grading, "reclassify document"),
    "reports:restructure rename": (grading, "rename name"),
    "reports:restructure split": (grading, "split name"),
}
# Where it is right that not just one of the two succeeds.
ROW = {"says": "已保存", "is_page": False}
BESIDES = {
    "admin:accounts_user_add": {"says": "一次性密码"},
    "pledges:help_record_correct": {"why": "a second press says the same", "winners": 2, "entries": 1},
    "pledges:help_record_new": {"why": "a second press says the same", "winners": 2, "entries": 1},
    "pledges:twinning_new": {"why": "a second press finds the same proposal", "winners": 2, "entries": 1},
    "projects:sheet": SAME,
    "projects:sheet apart": {"why": "an expert's own sheet: the last one stands", "winners": 2},
    "ratings:grid": SAME,
    "ratings:row": ROW,
    "ratings:row apart": ROW,
}
# Where two people write the same rows.
EDITED = (
    "admin:branches_organisation_change",
    "pledges:benchmark_rows",
    "pledges:help_record_correct",
    "pledges:meeting_edit",
    "pledges:meeting_follow_up",
    "pledges:plan_edit",
    "pledges:showcase_edit",
    "projects:call_edit",
    "projects:edit",
    "projects:expert",
    "projects:report_write final",
    "projects:report_write midterm",
    "projects:sheet",
    "projects:tasks_edit",
    "ratings:campaign_edit",
    "ratings:grid",
    "ratings:round_edit",
    "ratings:row",
    "reports:annual_words",
)


def typed(name, **facts):
    """What `name` of FIELDS sends."""
    room, field = FIELDS[name]
    case = room.TEXTS[field]

    def data(world):
        return {**called(case.data, world), called(case.name, world): TEXT}

    def picture():
        return {"file": SimpleUploadedFile("现场.jpg", case.picture, "image/jpeg")} if case.picture else {}

    return Sent(case.who, case.url, data, TEXT, picture, **facts)


SENT = {name: typed(name, **BESIDES.get(name, {})) for name in FIELDS}
SENT |= {f"{name} apart": typed(name, apart=True, **BESIDES.get(f"{name} apart", {})) for name in EDITED}
