"""Review meetings: a leader comments on each ordinary branch, branches on each other (N09)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from branches.models import Organisation
from core.models import LINE, PERSON, TEXT, user_key
from core.validators import PLAUSIBLE_DAY
from pledges.choices import MeetingMode, MeetingState
from pledges.models.measures import Measure


class Meeting(models.Model):
    """A review meeting of a unit on a day (点评互评会).

    `chair`: the first responsible person; who stood in is `substitute`, with the reason why. A closed one counts from
    the day it was held on (R25).
    """

    scope_paths = ("unit",)

    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="meetings", verbose_name=_("base organisation"))
    held_on = models.DateField(_("held on"), validators=[PLAUSIBLE_DAY])
    place = models.CharField(_("place"), max_length=LINE, blank=True)
    mode = models.CharField(_("how it is held"), max_length=10, choices=MeetingMode, default=MeetingMode.TOGETHER)
    chair = models.CharField(_("first responsible person"), max_length=PERSON)
    substitute = models.CharField(_("chaired instead by"), max_length=PERSON, blank=True)
    substitute_reason = models.CharField(_("why somebody else chaired"), max_length=300, blank=True)
    expected = models.PositiveIntegerField(_("expected"), null=True, blank=True)
    present = models.PositiveIntegerField(pgettext_lazy("meeting", "present"), null=True, blank=True)
    names = models.TextField(_("who was present"), max_length=TEXT, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=MeetingState, default=MeetingState.OPEN)
    closed_by = user_key(_("closed by"))
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("review meeting")
        verbose_name_plural = _("review meetings")
        ordering = ["-held_on", "-pk"]
        indexes = [models.Index(fields=["unit", "held_on"], name="meeting_of_unit")]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "held_on"],
                name="meeting_one_a_day",
                violation_error_message=_("A meeting of this unit on that day is recorded already."),
            ),
            models.CheckConstraint(
                name="meeting_present_of_expected",
                condition=Q(expected=None) | Q(present=None) | Q(present__lte=models.F("expected")),
                violation_error_message=_("More people were present than expected."),
            ),
            models.CheckConstraint(
                name="meeting_substitute_has_reason", condition=Q(substitute="") | ~Q(substitute_reason="")
            ),
        ]

    def __str__(self):
        facts = {"name": self.unit.name, "day": date_format(self.held_on)}
        return str(_("Review meeting of %(name)s, %(day)s") % facts)

    def get_absolute_url(self):
        return reverse("pledges:meeting", args=[self.pk])


class Comment(models.Model):
    """What the leader says about one branch at a meeting: what is good, what is not, where to go; and what came of it.

    `aspects`: which of the six were spoken of (choices.Aspect).
    """

    scope_paths = ("meeting__unit", "branch")
    row_name = "branch__name"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="comments", verbose_name=_("review meeting"))
    branch = models.ForeignKey(Organisation, models.PROTECT, related_name="comments", verbose_name=_("branch"))
    aspects = models.JSONField(_("aspects"), default=list, blank=True)
    strengths = models.TextField(_("strengths"), max_length=TEXT, blank=True)
    problems = models.TextField(_("problems"), max_length=TEXT, blank=True)
    direction = models.TextField(_("direction of effort"), max_length=TEXT, blank=True)
    follow_up = models.TextField(_("what came of it"), max_length=TEXT, blank=True)
    followed_on = models.DateField(_("looked into on"), null=True, blank=True, validators=[PLAUSIBLE_DAY])
    followed_by = user_key(_("looked into by"))

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["meeting", "branch__code"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "branch"], name="comment_one_per_branch"),
            models.CheckConstraint(
                name="comment_followed_has_day",
                condition=Q(follow_up="", followed_on=None) | ~Q(follow_up="") & Q(followed_on__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.meeting_id} {self.branch_id}"


class PeerComment(models.Model):
    """What another branch says about one at a meeting (互评)."""

    scope_paths = ("comment__meeting__unit", "comment__branch")

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="peers", verbose_name=_("comment"))
    peer = models.ForeignKey(
        Organisation, models.PROTECT, related_name="peer_comments", verbose_name=_("commenting branch")
    )
    text = models.TextField(_("comment"), max_length=TEXT)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("comment of a branch")
        verbose_name_plural = _("comments of branches")
        ordering = ["comment", "peer__code"]
        constraints = [models.UniqueConstraint(fields=["comment", "peer"], name="peer_comment_one_per_branch")]

    def __str__(self):
        return f"{self.comment_id} {self.peer_id}"


class AgreedAction(models.Model):
    """What was agreed at a meeting that a branch will do; `measure`: what it became in the branch's plan."""

    scope_paths = ("comment__meeting__unit", "comment__branch")

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="actions", verbose_name=_("comment"))
    text = models.CharField(_("agreed action"), max_length=LINE)
    person = models.CharField(_("person"), max_length=PERSON, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True, validators=[PLAUSIBLE_DAY])
    measure = models.ForeignKey(
        Measure, models.SET_NULL, null=True, blank=True, related_name="agreed", verbose_name=_("measure")
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("agreed action")
        verbose_name_plural = _("agreed actions")
        ordering = ["comment", "pk"]

    def __str__(self):
        return self.text
