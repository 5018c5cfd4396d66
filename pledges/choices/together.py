"""What branches do for each other and what organisations owe, with their wording."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pledges.choices.plans import PlanKind


class HelperKind(models.TextChoices):
    """Who helps in a twinning."""

    BRANCH = "branch", pgettext_lazy("helper", "A branch")
    LEADER = "leader", pgettext_lazy("helper", "A leader")
    DEPARTMENT = "department", pgettext_lazy("helper", "A department")


class TwinningState(models.TextChoices):
    """Where a twinning stands; once both sides agreed it is in force from its start to its end (R35)."""

    PROPOSED = "proposed", pgettext_lazy("twinning", "Proposed")
    AGREED = "agreed", pgettext_lazy("twinning", "Agreed")
    ENDED = "ended", pgettext_lazy("twinning", "Ended")


class TwinningResult(models.TextChoices):
    """What a twinning achieved."""

    MET = "met", pgettext_lazy("twinning", "Met")
    PARTLY = "partly", pgettext_lazy("twinning", "Partly met")
    NOT_MET = "not_met", pgettext_lazy("twinning", "Not met")


class HelpField(models.TextChoices):
    """In what two twins join (五项内容)."""

    ORGANISATION = "organisation", _("Organisations linked")
    DEVELOPMENT = "development", _("Development advanced together")
    ACTIVITIES = "activities", _("Activities held together")
    TRAINING = "training", _("Members trained together")
    BASES = "bases", _("Bases shared")


class Party(models.TextChoices):
    """Whose act something about a twinning is: the transitions of its life-cycle name one of these as their role."""

    HELPED = "helped", pgettext_lazy("party", "The helped side")
    HELPER = "helper", pgettext_lazy("party", "The helping side")
    PROPOSER = "proposer", pgettext_lazy("party", "Who proposed it")
    JUDGE = "judge", pgettext_lazy("party", "The party organisation above")


class TwinningStanding(models.TextChoices):
    """Where a twinning stands on a day, as lists and pages say it."""

    PROPOSED = "proposed", pgettext_lazy("twinning", "To be agreed")
    AHEAD = "ahead", pgettext_lazy("twinning", "Agreed, begins later")
    IN_FORCE = "in_force", pgettext_lazy("twinning", "In force")
    SILENT = "silent", pgettext_lazy("twinning", "In force, silent")
    OVER = "over", pgettext_lazy("twinning", "Over, without a result")
    ENDED = "ended", pgettext_lazy("twinning", "Ended")
    NOTHING = "nothing", pgettext_lazy("twinning", "Came to nothing")


class TwinningWaits(models.TextChoices):
    """What a twinning waits for."""

    AGREE = "agree", pgettext_lazy("twinning waits for", "Agreement")
    CONFIRM = "confirm", pgettext_lazy("twinning waits for", "Confirmation of a record")
    RETURNED = "returned", pgettext_lazy("twinning waits for", "Correction of a record")
    SILENT = "silent", pgettext_lazy("twinning waits for", "A record")
    RESULT = "result", pgettext_lazy("twinning waits for", "Its result")
    HELPER = "helper", pgettext_lazy("twinning waits for", "Another helper")


class RecordState(models.TextChoices):
    """Where a record of help stands; the helped side confirms it."""

    REPORTED = "reported", pgettext_lazy("record of help", "To be confirmed")
    RETURNED = "returned", pgettext_lazy("record of help", "Sent back")
    CONFIRMED = "confirmed", pgettext_lazy("record of help", "Confirmed")


class ExceptionState(models.TextChoices):
    """Where the exception that a benchmark needs stands (R35)."""

    NONE = "none", pgettext_lazy("exception", "Not needed")
    ASKED = "asked", pgettext_lazy("exception", "Asked for")
    RETURNED = "returned", pgettext_lazy("exception", "Sent back")
    APPROVED = "approved", pgettext_lazy("exception", "Approved")


class MeetingState(models.TextChoices):
    """Where a review meeting stands; a closed one has a comment for each branch it had to comment on."""

    OPEN = "open", pgettext_lazy("meeting", "Being recorded")
    CLOSED = "closed", pgettext_lazy("meeting", "Closed")


class MeetingMode(models.TextChoices):
    """How a review meeting is held."""

    TOGETHER = "together", _("One meeting for all")
    ON_SITE = "on_site", _("At the branches")
    ONE_BY_ONE = "one_by_one", _("One by one")


class Aspect(models.TextChoices):
    """What a leader comments on (六个方面)."""

    LEADERSHIP = "leadership", _("Organisation and leadership")
    TASKS = "tasks", _("Central work and key tasks")
    PLEDGES = "pledges", _("Pledges made and kept")
    SERVICE = "service", _("Serving people, solving problems")
    COMMITTEE = "committee", _("Committee and members")
    GROUPS = "groups", _("Party building together with groups")


class ShowcaseKind(models.TextChoices):
    """What an entry of the showcase shows."""

    BRAND = "brand", _("Brand")
    EXAMPLE = "example", _("Typical example")
    PARTY_DAY = "party_day", _("Best party day")


class EntryState(models.TextChoices):
    """Where an entry of the showcase stands; a selected one is public while its branch stands at advanced."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned")
    SUPPORTED = "supported", pgettext_lazy("showcase", "Supported")
    SELECTED = "selected", pgettext_lazy("showcase", "Selected")
    TAKEN_OFF = "taken_off", pgettext_lazy("showcase", "Taken off")
    WITHDRAWN = "withdrawn", _("Withdrawn")


IN_HAND = (EntryState.DRAFT, EntryState.SUBMITTED, EntryState.RETURNED, EntryState.SUPPORTED)


class Showing(models.TextChoices):
    """Whether anyone may read an entry of the showcase on a day; else the first reason why not."""

    PUBLIC = "public", pgettext_lazy("showcase", "Public")
    NOT_SELECTED = "not_selected", pgettext_lazy("showcase", "Not public: not selected")
    TAKEN_OFF = "taken_off", pgettext_lazy("showcase", "Not public: taken off")
    WITHDRAWN = "withdrawn", pgettext_lazy("showcase", "Not public: withdrawn")
    CLOSED = "closed", pgettext_lazy("showcase", "Not public: the branch is closed")
    FALLEN = "fallen", pgettext_lazy("showcase", "Not public: the branch does not stand at advanced")


class DutyKind(models.TextChoices):
    """What an organisation owes by its standing (R25): plans by their kinds, and what branches do for each other."""

    PLEDGE = PlanKind.PLEDGE.value, PlanKind.PLEDGE.label
    BENCHMARK = "benchmark", _("Benchmark")
    ACTIVITY = PlanKind.ACTIVITY.value, PlanKind.ACTIVITY.label
    RECTIFICATION = PlanKind.RECTIFICATION.value, PlanKind.RECTIFICATION.label
    HELPER = "helper", _("Helper")
    UNIT = PlanKind.UNIT.value, PlanKind.UNIT.label
    MEETING = "meeting", _("Review meeting")


class BenchmarkStanding(models.TextChoices):
    """Whether a benchmark counts on a day (R35)."""

    COUNTS = "counts", pgettext_lazy("benchmark", "Counts")
    LAPSED = "lapsed", pgettext_lazy("benchmark", "Does not count")
    ENDED = "ended", pgettext_lazy("benchmark", "Ended")


class BenchmarkWaits(models.TextChoices):
    """What a benchmark waits for."""

    EXCEPTION = "exception", pgettext_lazy("waits for", "Approval of the exception")
    RETURNED = "returned", pgettext_lazy("waits for", "Correction of the exception")
    ANOTHER = "another", pgettext_lazy("waits for", "Another benchmark")


class DutyState(models.TextChoices):
    """Where a duty stands on a day (R25), the most pressing first."""

    LATE = "late", pgettext_lazy("duty", "Late")
    OWED = "owed", pgettext_lazy("duty", "Not due yet")
    FULFILLED = "fulfilled", pgettext_lazy("duty", "Fulfilled")
