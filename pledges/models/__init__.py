"""Plans with their measures, what is reported and decided of them, and what they cover (R24); twinnings, benchmarks,
review meetings, the showcase; reminders of what is owed (R25)."""

from pledges.models.benchmarks import Benchmark, BenchmarkItem
from pledges.models.cover import CoverSpan, CoverStep
from pledges.models.measures import Measure, Proof, Resource, Update
from pledges.models.meetings import AgreedAction, Comment, Meeting, PeerComment
from pledges.models.plans import Plan
from pledges.models.reminders import Reminder
from pledges.models.reviews import DueMove, LookBack, Satisfaction, Version
from pledges.models.showcases import ShowcaseEntry, ShowcasePicture
from pledges.models.twinnings import HelpPicture, HelpRecord, Twinning

__all__ = [
    "AgreedAction",
    "Benchmark",
    "BenchmarkItem",
    "Comment",
    "CoverSpan",
    "CoverStep",
    "DueMove",
    "HelpPicture",
    "HelpRecord",
    "LookBack",
    "Measure",
    "Meeting",
    "PeerComment",
    "Plan",
    "Proof",
    "Reminder",
    "Resource",
    "Satisfaction",
    "ShowcaseEntry",
    "ShowcasePicture",
    "Twinning",
    "Update",
    "Version",
]
