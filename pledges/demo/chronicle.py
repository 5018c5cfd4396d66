"""The chronicle of what branches and units do to raise themselves."""

from branches.demo.chronicle import Chronicle
from pledges.models import (
    AgreedAction,
    Benchmark,
    BenchmarkItem,
    Comment,
    DueMove,
    HelpPicture,
    HelpRecord,
    LookBack,
    Measure,
    Meeting,
    PeerComment,
    Plan,
    Proof,
    Reminder,
    Resource,
    Satisfaction,
    ShowcaseEntry,
    ShowcasePicture,
    Twinning,
    Update,
    Version,
)

PARENTS_FIRST = (
    *(Plan, Measure, Version, DueMove, Satisfaction, Resource, LookBack, Proof, Update),
    *(Benchmark, BenchmarkItem),
    *(Twinning, HelpRecord, HelpPicture),
    *(Meeting, Comment, PeerComment, AgreedAction),
    *(ShowcaseEntry, ShowcasePicture),
    Reminder,
)
PARENTS = ("plan", "measure", "previous", "benchmark", "twinning", "record", "meeting", "comment", "entry")
MADE_AT = {
    Plan: "created_at",
    DueMove: "asked_at",
    Proof: "at",
    Update: "at",
    Benchmark: "chosen_at",
    Twinning: "proposed_at",
    HelpRecord: "at",
    HelpPicture: "at",
    ShowcaseEntry: "created_at",
    ShowcasePicture: "at",
}


def new_chronicle() -> Chronicle:
    """An empty one."""
    return Chronicle(PARENTS_FIRST, PARENTS, MADE_AT)
