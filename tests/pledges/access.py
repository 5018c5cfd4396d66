"""Who may open which address of plans, and what there is to see."""

from datetime import date

from django.core.files.base import ContentFile

from core.choices import Role
from pledges.choices import (
    EntryState,
    HelperKind,
    MeetingState,
    PlanKind,
    PlanOutcome,
    PlanState,
    TwinningState,
    VersionState,
)
from pledges.models import (
    Benchmark,
    Comment,
    DueMove,
    HelpPicture,
    HelpRecord,
    Measure,
    Meeting,
    Plan,
    Proof,
    Resource,
    ShowcaseEntry,
    ShowcasePicture,
    Twinning,
    Version,
)
from ratings.choices import Tier
from tests.access.rows import EVERYONE, AccessRow
from tests.pledges.showcase.shown import drawn
from tests.world import rate

# Of 0101 and of 0201: a pledge and a rectification in force; of 0101 a rectification that was settled.
PLEDGE, RECTIFICATION, SETTLED, OTHER_PLEDGE, OTHER_RECTIFICATION = 5101, 5102, 5103, 5201, 5202
TWINNING, OTHER_TWINNING, HELP, PICTURE = 5141, 5241, 5151, 5161  # helped: 0101 and 0201
MEETING, OPEN_MEETING = 5141, 5142  # of 01: closed, with a comment on 0101, and open
ENTRY, SHOWN, DRAWN = 5171, 5172, 5181  # of 0101 a draft and a selected one, each with a picture
PROOF, RESOURCE, MOVE, OTHER = 5111, 5121, 5131, 100  # what is another unit's has a number higher by OTHER
UNIT_REFUSED = {"Uown": 403}
BRANCH_S_UNIT_DECIDES = {"Aown": 403, "Aother": 403}

# 0101 follows 0102, 0201 follows 0202; nobody of unit 01 has to do with the second.
BENCHMARK, OTHER_BENCHMARK = 5301, 5401

PAGES = {
    "pledges:benchmark": AccessRow("AVvUB", own=(BENCHMARK,), other=(OTHER_BENCHMARK,)),
    "pledges:benchmarks": AccessRow("AVvUB"),
    "pledges:benchmarks_sheet": AccessRow("AVvUB"),
    "pledges:ledger": AccessRow("AVvU", own=("rectifications",), query="?unit=01", other_query="?unit=02"),
    "pledges:ledger_sheet": AccessRow("AVvU", own=("pledges",), query="?unit=01", other_query="?unit=02"),
    "pledges:letter": AccessRow("AVvUB", own=(PLEDGE,), other=(OTHER_PLEDGE,)),
    "pledges:measures": AccessRow("AVvUB"),
    "pledges:measures_sheet": AccessRow("AVvUB"),
    "pledges:method": AccessRow(EVERYONE),
    "pledges:plan": AccessRow("AVvUB", own=(PLEDGE,), other=(OTHER_PLEDGE,)),
    "pledges:plan_version": AccessRow("AVvUB", own=(PLEDGE, 1), other=(OTHER_PLEDGE, 1)),
    "pledges:pledge": AccessRow(EVERYONE, own=(PLEDGE,)),
    "pledges:plans": AccessRow("AVvUB"),
    "pledges:plans_sheet": AccessRow("AVvUB"),
    "pledges:proof": AccessRow("AVvUB", own=(PROOF,), other=(PROOF + OTHER,)),
    "pledges:meeting": AccessRow("AVvUB", own=(MEETING,), other=(MEETING + OTHER,)),
    "pledges:meeting_minutes": AccessRow("AVvU", own=(MEETING,), other=(MEETING + OTHER,)),
    "pledges:meetings": AccessRow("AVvUB"),
    "pledges:meetings_sheet": AccessRow("AVvUB"),
    "pledges:showcase": AccessRow(EVERYONE),
    "pledges:showcase_entries": AccessRow("AVvUB"),
    "pledges:showcase_entries_sheet": AccessRow("AVvUB"),
    "pledges:showcase_entry": AccessRow("AVvUB", own=(ENTRY,), other=(ENTRY + OTHER,)),
    "pledges:showcase_kept_picture": AccessRow("AVvUB", own=(ENTRY, DRAWN), other=(ENTRY + OTHER, DRAWN + OTHER)),
    "pledges:showcase_picture": AccessRow(EVERYONE, own=(f"{SHOWN:032d}.jpg",)),
    "pledges:showcase_shown": AccessRow(EVERYONE, own=(SHOWN,)),
    "pledges:version": AccessRow(EVERYONE, 302, own=(PLEDGE, 1)),  # the one in force is the pledge's own page
    "pledges:wall": AccessRow(EVERYONE),
    "pledges:twinnings": AccessRow("AVvUB"),
    "pledges:twinnings_sheet": AccessRow("AVvUB"),
    "pledges:twinning": AccessRow("AVvUB", own=(TWINNING,), other=(OTHER_TWINNING,)),
    "pledges:twinning_agreement": AccessRow("AVvUB", own=(TWINNING,), other=(OTHER_TWINNING,)),
    "pledges:help_picture": AccessRow("AVvUB", own=(PICTURE,), other=(PICTURE + OTHER,)),
    "pledges:duties": AccessRow("AVvU"),
    "pledges:duties_sheet": AccessRow("AVvU"),
}
FORMS = {
    "pledges:benchmark_decide": AccessRow(
        "AUB", own=(BENCHMARK, "end"), other=(OTHER_BENCHMARK, "end"), but={"Aown": 403, "Aother": 403}
    ),
    "pledges:benchmark_new": AccessRow("UB", own=("0101",), other=("0201",)),
    "pledges:benchmark_rows": AccessRow("UB", own=(BENCHMARK,), other=(OTHER_BENCHMARK,)),
    "pledges:measure_decide": AccessRow(
        "AU", own=(PLEDGE, 1, "confirm"), other=(OTHER_PLEDGE, 1, "confirm"), but=BRANCH_S_UNIT_DECIDES
    ),
    "pledges:measure_move": AccessRow("UB", own=(RECTIFICATION, 1), other=(OTHER_RECTIFICATION, 1)),
    "pledges:measure_report": AccessRow("UB", own=(RECTIFICATION, 1), other=(OTHER_RECTIFICATION, 1)),
    "pledges:meeting_close": AccessRow("U", own=(OPEN_MEETING,), other=(OPEN_MEETING + OTHER,)),
    "pledges:meeting_discard": AccessRow("U", own=(OPEN_MEETING,), other=(OPEN_MEETING + OTHER,)),
    "pledges:meeting_edit": AccessRow("U", own=(OPEN_MEETING,), other=(OPEN_MEETING + OTHER,)),
    "pledges:meeting_follow_up": AccessRow("U", own=(MEETING, "0101"), other=(MEETING + OTHER, "0201")),
    "pledges:meeting_new": AccessRow("U", own=("01",), other=("02",)),
    "pledges:move_decide": AccessRow(
        "AU", own=(PLEDGE, MOVE, "refuse"), other=(OTHER_PLEDGE, MOVE + OTHER, "refuse"), but=BRANCH_S_UNIT_DECIDES
    ),
    "pledges:plan_counts": AccessRow("AU", own=(PLEDGE,), other=(OTHER_PLEDGE,), but=BRANCH_S_UNIT_DECIDES),
    "pledges:plan_decide": AccessRow(
        "AUB",
        own=(PLEDGE, "withdraw"),
        other=(OTHER_PLEDGE, "withdraw"),
        but={**BRANCH_S_UNIT_DECIDES, "Bown": 403},
    ),
    "pledges:plan_discard": AccessRow("UB", own=(PLEDGE,), other=(OTHER_PLEDGE,), but=UNIT_REFUSED),
    "pledges:plan_edit": AccessRow("UB", own=(PLEDGE,), other=(OTHER_PLEDGE,), but=UNIT_REFUSED),
    "pledges:plan_look_back": AccessRow("A", own=(SETTLED,)),
    "pledges:plan_move": AccessRow("UB", own=(PLEDGE,), other=(OTHER_PLEDGE,), but=UNIT_REFUSED),
    "pledges:plan_new": AccessRow("UB", own=("activity", "0101"), other=("activity", "0201"), but=UNIT_REFUSED),
    "pledges:resource_new": AccessRow("UB", own=(RECTIFICATION,), other=(OTHER_RECTIFICATION,)),
    "pledges:showcase_add_picture": AccessRow("UB", own=(ENTRY,), other=(ENTRY + OTHER,), but=UNIT_REFUSED),
    "pledges:showcase_decide": AccessRow(
        "AUB",
        own=(ENTRY, "withdraw"),
        other=(ENTRY + OTHER, "withdraw"),
        but={"Aown": 403, "Aother": 403, **UNIT_REFUSED},
    ),
    "pledges:showcase_discard": AccessRow("UB", own=(ENTRY,), other=(ENTRY + OTHER,), but=UNIT_REFUSED),
    "pledges:showcase_edit": AccessRow("UB", own=(ENTRY,), other=(ENTRY + OTHER,), but=UNIT_REFUSED),
    "pledges:showcase_new": AccessRow("UB", ok=302, own=("0101",), other=("0201",), but=UNIT_REFUSED),
    "pledges:version_decide": AccessRow(
        "AUB",
        own=(PLEDGE, "adopt"),
        other=(OTHER_PLEDGE, "adopt"),
        but={**BRANCH_S_UNIT_DECIDES, "Bown": 403},
    ),
    "pledges:twinning_new": AccessRow("AUB", own=("0101",), other=("0201",)),
    "pledges:twinning_decide": AccessRow(
        "AUB",
        own=(TWINNING, "end"),
        other=(OTHER_TWINNING, "end"),
        but={**BRANCH_S_UNIT_DECIDES, "Bown": 403},
    ),
    "pledges:help_record_new": AccessRow("UB", own=(TWINNING,), other=(OTHER_TWINNING,), but={"Bown": 403}),
    "pledges:help_record_correct": AccessRow(
        "UB", ok=302, own=(TWINNING, HELP), other=(OTHER_TWINNING, HELP + OTHER), but={"Bown": 403}
    ),
    "pledges:help_record_decide": AccessRow(
        "AUB",
        own=(TWINNING, HELP, "confirm"),
        other=(OTHER_TWINNING, HELP + OTHER, "confirm"),
        but={**BRANCH_S_UNIT_DECIDES, "Uown": 403},
    ),
    "pledges:remind": AccessRow("AU", query="?row=activity-0101", other_query="?row=activity-0201"),
}
VERBS = {
    "pledges:resource_drop": AccessRow(
        "UB", ok=302, own=(RECTIFICATION, RESOURCE), other=(OTHER_RECTIFICATION, RESOURCE + OTHER)
    ),
    "pledges:showcase_drop_picture": AccessRow(
        "UB", ok=302, own=(ENTRY, PICTURE), other=(ENTRY + OTHER, PICTURE + OTHER), but=UNIT_REFUSED
    ),
}


def occupy(world):
    """Plans of two branches, with all that hangs on them; whom they follow."""
    for number, code in ((PLEDGE, "0101"), (OTHER_PLEDGE, "0201")):
        plan = _plan(number, world, code, PlanKind.PLEDGE, goal=Tier.ADVANCED)
        shift = OTHER if code == "0201" else 0
        proof = Proof(pk=PROOF + shift, plan=plan, name="照片.png")
        proof.file.save("照片.png", ContentFile(b"png"))
        DueMove.objects.create(pk=MOVE + shift, plan=plan, old_day=plan.due_on, new_day=date(2099, 6, 1), reason="调研")
        rectification = _plan(number + 1, world, code, PlanKind.RECTIFICATION, goal=Tier.ORDINARY)
        Resource.objects.create(pk=RESOURCE + shift, plan=rectification, what="活动经费")
        _meetings(world, code, shift)
    ended = {"state": PlanState.ENDED, "ended_on": date(2012, 6, 1), "outcome": PlanOutcome.SETTLED}
    _plan(SETTLED, world, "0101", PlanKind.RECTIFICATION, goal=Tier.ORDINARY, **ended)
    for number, follower, followed in ((BENCHMARK, "0101", "0102"), (OTHER_BENCHMARK, "0201", "0202")):
        facts = {"follower": world[follower], "followed": world[followed], "starts_on": date(2012, 5, 1)}
        Benchmark.objects.create(pk=number, **facts)
    _twinning(world, TWINNING, "0101")
    _twinning(world, OTHER_TWINNING, "0201")
    _show(world)


def _twinning(world, number, code):
    """A leader helps the branch; its unit noted it, with a picture."""
    facts = {"helper_kind": HelperKind.LEADER, "helper_name": "王建国", "helper_post": "党委副书记"}
    days = {"starts_on": date(2012, 5, 1), "ends_on": date(2099, 1, 1), "agreed_on": date(2012, 5, 1)}
    row = Twinning.objects.create(pk=number, helped=world[code], state=TwinningState.AGREED, **facts, **days)
    shift = number - TWINNING
    said = {"on": date(2012, 6, 1), "text": "上门辅导", "reported_as": Role.UNIT}
    record = HelpRecord.objects.create(pk=HELP + shift, twinning=row, **said)
    picture = HelpPicture(pk=PICTURE + shift, record=record, name="现场.jpg")
    picture.file.save("现场.jpg", ContentFile(b"jpeg"))


def _meetings(world, code, shift):
    unit = world[code[:2]]
    closed = Meeting.objects.create(
        pk=MEETING + shift, unit=unit, held_on=date(2012, 5, 2), chair="周文", state=MeetingState.CLOSED
    )
    Comment.objects.create(meeting=closed, branch=world[code], strengths="制度健全", problems="学习不够")
    Meeting.objects.create(pk=OPEN_MEETING + shift, unit=unit, held_on=date(2012, 5, 3), chair="周文")


def _plan(number, world, code, kind, **facts):
    dates = {"due_on": date(2099, 1, 1), "published_on": date(2012, 5, 1)}
    facts = {"state": PlanState.IN_FORCE, **dates, **facts}
    plan = Plan.objects.create(pk=number, campaign=world.campaign, organisation=world[code], kind=kind, **facts)
    Measure.objects.create(plan=plan, number=1, text="每月组织一次理论学习")
    content = {"goal": plan.goal, "due_on": "2099-01-01", "measures": [], "problem_types": []}
    Version.objects.create(
        plan=plan, number=1, state=VersionState.ADOPTED, goal=plan.goal, content=content, adopted_on=plan.published_on
    )
    return plan


def _show(world):
    """A draft of two branches; of the first, which stands at advanced, a selected entry as well."""
    rate(world["0101"], world.baseline, Tier.ADVANCED)
    facts = {"state": EntryState.SELECTED, "selected_on": date(2012, 5, 1), "title": "入选"}
    _entry(SHOWN, world["0101"], DRAWN + 1, **facts)
    _entry(ENTRY, world["0101"], DRAWN, title="起草中")
    _entry(ENTRY + OTHER, world["0201"], DRAWN + OTHER, title="起草中")


def _entry(number, branch, picture, **facts):
    entry = ShowcaseEntry.objects.create(pk=number, organisation=branch, **facts)
    row = ShowcasePicture(pk=picture, entry=entry, caption="现场", name="现场.jpg", token=f"{number:032d}")
    row.file.save("现场.jpg", ContentFile(drawn()))
