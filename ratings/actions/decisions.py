"""The department decides what was submitted: approve, return with a reason, reopen (R1, R4, R5)."""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Substr
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.choices import BRANCH_KINDS
from branches.models import UNIT_PATH, Organisation
from core.choices import EventKind
from core.log.acts import about, logged
from core.workflow.lifecycle import TooLate, perform
from ratings import standings
from ratings.lifecycle import RATING
from ratings.models import Campaign, Rating, Round


@logged("approve", EventKind.DECISION)
def approve(*, rows: QuerySet[Rating], by) -> list[int]:
    """Make the submitted ones of `rows` official, never `by`'s own entries nor what is settled (R30). Returns their
    primary keys.

    A baseline rating of a branch gets its cohort unit at its first approval: the base organisation it belongs to now,
    a directly affiliated branch itself (R5). A constant number of queries, however many rows.

    Raises: TooLate when none of them can be approved (any more); ValidationError when all of those are settled.
    """
    lock(rows)
    updates = {"approved_by": by, "approved_at": timezone.now(), "cohort_unit": _cohort_unit()}
    keys = _decide(rows, "approve", by=by, updates=updates)
    _derive(keys)
    return keys


@logged("return", EventKind.RETURN)
def return_(*, rows: QuerySet[Rating], reason: str, by) -> list[int]:
    """Send the submitted ones of `rows` back, never `by`'s own entries nor what is settled (R30). Returns their keys.

    `reason` stands on top of the page they go back to.

    Raises: ValidationError without a reason, or when all are settled; TooLate when none can be returned (any more).
    """
    lock(rows)
    updates = {"reason": reason.strip()[:300]}
    return _decide(rows, "return", by=by, remark=reason, updates=updates)


@logged("reopen", EventKind.REOPEN)
def reopen(*, rows: QuerySet[Rating], reason: str, by) -> list[int]:
    """Send approved ratings back for correction (R4): the figures leave them out until they are approved again.

    The cohort unit stays (R5). Returns their primary keys.

    Raises: ValidationError without a reason; TooLate when none of them can be reopened (any more).
    """
    lock(rows)
    updates = {"reason": reason.strip()[:300], "approved_by": None, "approved_at": None}
    keys = perform(rows, RATING["reopen"], by=by, remark=reason, updates=updates)
    _tell(keys)
    _derive(keys)
    return keys


def lock(rows: QuerySet[Rating]) -> None:
    """Decisions in one campaign wait for each other, so that two large ones cannot lock each other out."""
    concerned = Round.objects.filter(ratings__in=rows.order_by().values("pk")).order_by().values("campaign")
    list(Campaign.objects.select_for_update().filter(pk__in=concerned).order_by("pk"))


def _tell(keys):
    """Say in the log which rounds the ratings `keys` are of, how many they are, and of whom when it is one."""
    rows = Rating.objects.filter(pk__in=keys).order_by("round__code", "organisation__code")
    codes = list(rows.values_list("round__code", "organisation__code"))
    one = {"organisation": codes[0][1]} if len(codes) == 1 else {}
    about(", ".join(sorted({round_ for round_, _code in codes})), count=len(codes), **one)


def _decide(rows, verb, **facts):
    """`perform` with those of `rows` that are still rated; a closing waits for the lock, or was there before it."""
    try:
        keys = perform(rows.unsettled(), RATING[verb], **facts)
    except TooLate:
        if rows.settled().filter(state__in=RATING[verb].sources).exists():
            raise ValidationError(_("Not rated any more: closed on or before the reference date (R30).")) from None
        raise
    _tell(keys)
    return keys


def _cohort_unit():
    """The expression of R5; what is stored already stays."""
    unit = Organisation.objects.filter(path=Substr(OuterRef("path"), 1, UNIT_PATH)).order_by()
    baseline = Round.objects.filter(pk=OuterRef(OuterRef("round")), is_baseline=True).order_by()
    subject = Organisation.objects.filter(Exists(baseline), pk=OuterRef("organisation"), kind__in=BRANCH_KINDS)
    return Coalesce(F("cohort_unit"), Subquery(subject.order_by().values(belongs_to=Subquery(unit.values("pk")))))


def _derive(keys):
    """Derive the standings again that hang on the ratings `keys`."""
    touched = defaultdict(set)
    rows = Rating.objects.filter(pk__in=keys).order_by()
    for campaign, organisation in rows.values_list("round__campaign", "organisation"):
        touched[campaign].add(organisation)
    for campaign in Campaign.objects.filter(pk__in=touched).order_by("pk"):
        standings.rebuild(campaign, touched[campaign.pk])
