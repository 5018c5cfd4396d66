"""Kinds and states of plans, with their wording."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ratings.choices import Tier

PUBLIC_GOALS = (Tier.GOOD, Tier.ADVANCED)  # what a pledge may aim at (R27a)


class PlanKind(models.TextChoices):
    """What a plan is."""

    PLEDGE = "pledge", _("Public pledge")
    ACTIVITY = "activity", _("Activity plan")
    RECTIFICATION = "rectification", _("Rectification")
    UNIT = "unit", _("Unit plan of the year")


BRANCH_PLANS = (PlanKind.PLEDGE, PlanKind.ACTIVITY, PlanKind.RECTIFICATION)
COVERING = (PlanKind.PLEDGE, PlanKind.RECTIFICATION)  # they promise a tier (R24)


class PlanState(models.TextChoices):
    """Where a plan stands; from IN_FORCE on it has been published, filed or adopted."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned")
    IN_FORCE = "in_force", _("In force")
    ASSESSED = "assessed", _("Self-assessed")
    ACCEPTANCE = "acceptance", _("Acceptance asked")
    ACCEPTED = "accepted", _("Accepted")
    ENDED = "ended", pgettext_lazy("plan", "Ended")


BEFORE_ADOPTION = (PlanState.DRAFT, PlanState.SUBMITTED, PlanState.RETURNED)
EDITABLE = (PlanState.DRAFT, PlanState.RETURNED)
RUNNING = (PlanState.IN_FORCE, PlanState.ASSESSED, PlanState.ACCEPTANCE, PlanState.ACCEPTED)


class PlanOutcome(models.TextChoices):
    """How a plan ended; none when it ended with its organisation."""

    KEPT = "kept", _("Kept")
    PARTLY = "partly", _("Partly kept")
    NOT_KEPT = "not_kept", _("Not kept")
    SETTLED = "settled", _("Settled")
    DONE = "done", pgettext_lazy("plan", "Done")
    WITHDRAWN = "withdrawn", _("Withdrawn")


OF_PLEDGES = (PlanOutcome.KEPT, PlanOutcome.PARTLY, PlanOutcome.NOT_KEPT)


class WallTab(models.TextChoices):
    """Where a pledge stands on the public wall."""

    RUNNING = "running", pgettext_lazy("pledges", "Running")
    OVERDUE = "overdue", pgettext_lazy("pledges", "Overdue")
    ENDED = "ended", pgettext_lazy("pledges", "Ended")


class VersionState(models.TextChoices):
    """Where a version of a plan's text stands; an adopted one is never changed."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned")
    ADOPTED = "adopted", _("Adopted")


class MeasureState(models.TextChoices):
    """Where a measure stands; it is done when somebody else has confirmed what was reported (R26)."""

    OPEN = "open", pgettext_lazy("measure", "In progress")
    REPORTED = "reported", _("Reported")
    DONE = "done", pgettext_lazy("measure", "Done")


class MoveState(models.TextChoices):
    """Where a request to move a due day stands."""

    ASKED = "asked", _("Asked")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")


class LookBackResult(models.TextChoices):
    """What became of a settled rectification half a year later."""

    LASTING = "lasting", _("Lasting")
    RELAPSED = "relapsed", _("Relapsed")


class ProblemType(models.TextChoices):
    """What makes a branch lag: the national ten in the words of a university, and others (N11)."""

    INCOMPLETE = "incomplete", _("Committee incomplete, no secretary for long, work at a standstill")
    UNFIT = "unfit", _("Secretary not up to the task")
    DISUNITED = "disunited", _("Committee disunited, infighting")
    IDLE = "idle", _("Rules on paper only, no activities")
    ELECTION = "election", _("Vote buying or canvassing at elections")
    INFILTRATION = "infiltration", _("Influence of religious infiltration or unlawful activities")
    SECRECY = "secrecy", _("Affairs not open, democratic management in disorder")
    UNREST = "unrest", _("Safety, stability and petitions")
    NO_PLACE = "no_place", _("No fixed place for activities")
    SERVICE = "service", _("Poor service, many complaints")
    OTHER = "other", _("Other")
