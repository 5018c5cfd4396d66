"""The buttons of what branches do together: benchmarks, meetings, twinnings, the showcase, reminders."""

from pledges.actions import showcase
from pledges.choices import EntryState, ExceptionState, MeetingState, TwinningState
from pledges.models import AgreedAction, Benchmark, Comment, Meeting, PeerComment, ShowcaseEntry, Twinning
from ratings.choices import Tier
from tests.naughty.fields import put
from tests.pledges.access import BENCHMARK, DRAWN, ENTRY, HELP, OPEN_MEETING, SHOWN, TWINNING
from tests.pledges.showcase.shown import TEXT as SHOWS
from tests.pledges.showcase.shown import picture
from tests.races.sent import TEXT, Sent
from tests.world import rate

BRANCH, UNIT, DEPARTMENT = "branch-0101", "unit-01", "department"
REASON = {"reason": TEXT}
TO_ANSWER = {"state": TwinningState.PROPOSED, "agreed_on": None}


def entry(verb, state, **facts):
    return put(ShowcaseEntry, ENTRY, f"/showcase/entries/{ENTRY}/{verb}/", state=state, **facts)


def whole(world):
    """The draft says all there is to say, with two pictures."""
    row = ShowcaseEntry.objects.get(pk=ENTRY)
    showcase.write(entry=row, text=SHOWS, by=None)
    for colour in ("gold", "green"):
        showcase.add_picture(entry=row, file=picture(colour), caption="现场", by=None)
    return f"/showcase/entries/{ENTRY}/submit/"


def whole_at(verb, state):
    """The address of a verb of the entry, which says all there is to say and stands at `state`."""

    def before(world):
        whole(world)
        return entry(verb, state)(world)

    return before


def none_in_hand(_world):
    ShowcaseEntry.objects.filter(pk=ENTRY).update(state=EntryState.WITHDRAWN)
    return "/showcase/entries/new/0101/"


def approved(world):
    """The exception is asked for, and the followed branch has risen."""
    rate(world["0102"], world.baseline, Tier.ADVANCED)
    facts = {"state": ExceptionState.ASKED, "exception_reason": "学科相近"}
    return put(Benchmark, BENCHMARK, f"/benchmarks/{BENCHMARK}/approve/", **facts)(world)


def spoken(world):
    """The meeting has commented on its branches."""
    Meeting.objects.filter(pk=OPEN_MEETING).update(place="会议室", expected=12, present=11)
    for code in ("0101", "0102"):
        said = {"strengths": "制度健全", "problems": "学习不够", "direction": "加强学习"}
        comment, _ = Comment.objects.update_or_create(meeting_id=OPEN_MEETING, branch=world[code], defaults=said)
        AgreedAction.objects.create(comment=comment, text="每月学习")
        PeerComment.objects.create(comment=comment, peer=world["0103"], text="学习有计划")
    return f"/meetings/{OPEN_MEETING}/close/"


def answered(verb):
    """The address of an answer to a proposal."""
    return put(Twinning, TWINNING, f"/twinning/{TWINNING}/{verb}/", **TO_ANSWER)


SENT = {
    "pledges:benchmark_decide approve": Sent(DEPARTMENT, approved),
    "pledges:benchmark_decide end": Sent(UNIT, f"/benchmarks/{BENCHMARK}/end/"),
    "pledges:help_record_decide confirm": Sent(BRANCH, f"/twinning/{TWINNING}/records/{HELP}/confirm/"),
    "pledges:meeting_close": Sent(UNIT, spoken),
    "pledges:meeting_discard": Sent(
        UNIT, put(Meeting, OPEN_MEETING, f"/meetings/{OPEN_MEETING}/discard/", state=MeetingState.OPEN)
    ),
    "pledges:remind": Sent(DEPARTMENT, "/duties/remind/?row=pledge-0102"),
    "pledges:showcase_decide submit": Sent(BRANCH, whole),
    "pledges:showcase_decide support": Sent(UNIT, whole_at("support", EntryState.SUBMITTED)),
    "pledges:showcase_decide select": Sent(DEPARTMENT, whole_at("select", EntryState.SUPPORTED)),
    "pledges:showcase_decide take_off": Sent(DEPARTMENT, f"/showcase/entries/{SHOWN}/take_off/", REASON, TEXT),
    "pledges:showcase_discard": Sent(BRANCH, f"/showcase/entries/{ENTRY}/discard/"),
    "pledges:showcase_drop_picture": Sent(BRANCH, f"/showcase/entries/{ENTRY}/pictures/{DRAWN}/remove/"),
    "pledges:showcase_new": Sent(BRANCH, none_in_hand, {"kind": "brand", "title": TEXT}, TEXT),
    "pledges:twinning_decide agree_helped": Sent(BRANCH, answered("agree_helped")),
    "pledges:twinning_decide agree_helper": Sent(UNIT, answered("agree_helper")),
    "pledges:twinning_decide decline_helped": Sent(BRANCH, answered("decline_helped"), REASON, TEXT),
}
