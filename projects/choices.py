"""Levels, classes, states and results of innovation projects, with their wording."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Level(models.TextChoices):
    """Who calls for a project, and decides about it."""

    UNIVERSITY = "university", pgettext_lazy("project", "University level")
    UNIT = "unit", pgettext_lazy("project", "Unit level")


class ProjectClass(models.TextChoices):
    """What a project is for: a question of general use, or an activity of one branch."""

    KEY = "key", pgettext_lazy("project", "Key project")
    GENERAL = "general", pgettext_lazy("project", "General project")


class Applicants(models.TextChoices):
    """Who may apply."""

    BRANCHES = "branches", pgettext_lazy("applicants", "Branches")
    UNITS = "units", pgettext_lazy("applicants", "Base organisations")
    BOTH = "both", pgettext_lazy("applicants", "Branches and base organisations")


class CallStage(models.TextChoices):
    """Where a call stands at a moment."""

    DRAFT = "draft", _("Draft")
    AHEAD = "planned", pgettext_lazy("call", "Not open yet")
    OPEN = "open", pgettext_lazy("call", "Open")
    CLOSED = "closed", pgettext_lazy("call", "Closed")


class ResultRule(models.TextChoices):
    """How the sheets of a panel become one result (R37)."""

    MEAN = "mean", pgettext_lazy("result", "Mean")
    TRIMMED = "trimmed", pgettext_lazy("result", "Mean without one highest and one lowest")
    MEDIAN = "median", pgettext_lazy("result", "Median")


class ProjectState(models.TextChoices):
    """Where a project stands; from RUNNING on it has a number and money."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", pgettext_lazy("project", "Unit review")
    RETURNED = "returned", _("Returned")
    SUPPORTED = "supported", pgettext_lazy("project", "Formal check")
    REVIEWING = "reviewing", pgettext_lazy("project", "Under review")
    REVISING = "revising", pgettext_lazy("project", "Changes asked")
    CONFIRMING = "confirming", pgettext_lazy("project", "Changes to confirm")
    NOTICE = "notice", pgettext_lazy("project", "Public notice")
    REJECTED = "rejected", pgettext_lazy("project", "Not approved")
    RUNNING = "running", pgettext_lazy("project", "Running")
    CORRECTING = "correcting", pgettext_lazy("project", "Mid-term correction")
    ACCEPTING = "accepting", pgettext_lazy("project", "Acceptance")
    AMENDING = "amending", pgettext_lazy("project", "Correction before acceptance")
    CLOSING = "closing", pgettext_lazy("project", "Notice of the result")
    ACCEPTED = "accepted", pgettext_lazy("project", "Accepted")
    REVOKED = "revoked", pgettext_lazy("project", "Revoked")
    STOPPED = "stopped", pgettext_lazy("project", "Stopped")
    WITHDRAWN = "withdrawn", pgettext_lazy("project", "Withdrawn")


WRITTEN = (ProjectState.DRAFT, ProjectState.RETURNED)  # everything is written anew
IN_REVIEW = (ProjectState.SUBMITTED, ProjectState.SUPPORTED, ProjectState.REVIEWING)
BEING_APPROVED = (ProjectState.REVISING, ProjectState.CONFIRMING, ProjectState.NOTICE)
AT_WORK = (ProjectState.RUNNING, ProjectState.CORRECTING, ProjectState.AMENDING)  # tasks, money, changes
JUDGED = (ProjectState.ACCEPTING, ProjectState.CLOSING)
STARTED = (*AT_WORK, *JUDGED)
ENDED = (
    ProjectState.REJECTED,
    ProjectState.ACCEPTED,
    ProjectState.REVOKED,
    ProjectState.STOPPED,
    ProjectState.WITHDRAWN,
)
UNFINISHED = (ProjectState.RETURNED, *IN_REVIEW, *BEING_APPROVED, *STARTED)  # bar a second one of the level
WITH_MONEY = (*STARTED, ProjectState.ACCEPTED, ProjectState.REVOKED, ProjectState.STOPPED)


PASSED_ON = tuple(one for one in ProjectState if one not in (*WRITTEN, ProjectState.SUBMITTED, ProjectState.WITHDRAWN))


class Verdict(models.TextChoices):
    """What was decided about an application."""

    APPROVED = "approved", pgettext_lazy("verdict", "Approved")
    AFTER_CHANGES = "after_changes", pgettext_lazy("verdict", "Approved after changes")
    AS_GENERAL = "as_general", pgettext_lazy("verdict", "Approved as a general project")
    REJECTED = "rejected", pgettext_lazy("verdict", "Not approved")


class MidtermResult(models.TextChoices):
    """What was found half-way."""

    PASSED = "passed", pgettext_lazy("mid-term", "Passed")
    CORRECTED = "corrected", pgettext_lazy("mid-term", "Passed after correction")
    CORRECT = "correct", pgettext_lazy("mid-term", "To be corrected")
    STOPPED = "stopped", pgettext_lazy("mid-term", "Stopped")


class Grade(models.TextChoices):
    """How a project was accepted."""

    EXCELLENT = "excellent", pgettext_lazy("grade", "Excellent")
    PASSED = "passed", pgettext_lazy("grade", "Passed")
    FAILED = "failed", pgettext_lazy("grade", "Failed")


GOOD_GRADES = (Grade.EXCELLENT, Grade.PASSED)


class PanelStage(models.TextChoices):
    """What a panel of experts judges."""

    APPLICATION = "application", pgettext_lazy("panel", "Application")
    ACCEPTANCE = "acceptance", pgettext_lazy("panel", "Acceptance")


JUDGED_IN = {PanelStage.APPLICATION: ProjectState.REVIEWING, PanelStage.ACCEPTANCE: ProjectState.ACCEPTING}


class SheetState(models.TextChoices):
    """Where an expert's sheet stands; a declared conflict ends it."""

    DRAFT = "draft", pgettext_lazy("sheet", "Not handed in")
    SUBMITTED = "submitted", pgettext_lazy("sheet", "Handed in")
    RECUSED = "recused", pgettext_lazy("sheet", "Conflict declared")


class NoticeStage(models.TextChoices):
    """What a public notice tells."""

    APPROVAL = "approval", pgettext_lazy("notice", "Projects to be approved")
    ACCEPTANCE = "acceptance", pgettext_lazy("notice", "Results of acceptance")


class ReportKind(models.TextChoices):
    """Which report a project owes."""

    MIDTERM = "midterm", pgettext_lazy("report", "Mid-term report")
    FINAL = "final", pgettext_lazy("report", "Final report")


class ReportState(models.TextChoices):
    """Where a report stands; CHECKED: the unit has looked at it first."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    CHECKED = "checked", pgettext_lazy("report", "Checked by the unit")
    RETURNED = "returned", _("Returned")
    ACCEPTED = "accepted", pgettext_lazy("report", "Accepted")


HANDED_IN = (ReportState.SUBMITTED, ReportState.CHECKED, ReportState.ACCEPTED)


class Lateness(models.TextChoices):
    """Whether a task or a report is late (R38)."""

    NONE = "", ""
    LATE = "late", pgettext_lazy("project", "Late")
    VERY_LATE = "very_late", pgettext_lazy("project", "Very late")


class RequestKind(models.TextChoices):
    """What a project asks to change."""

    LEADER = "leader", pgettext_lazy("change of a project", "Another leader")
    MEMBER = "member", pgettext_lazy("change of a project", "The team")
    PERIOD = "period", pgettext_lazy("change of a project", "A later end")
    BUDGET = "budget", pgettext_lazy("change of a project", "The budget lines")
    TITLE = "title", pgettext_lazy("change of a project", "Another title")


class RequestState(models.TextChoices):
    """Where a request for a change stands."""

    ASKED = "asked", _("Asked")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")


class FileUse(models.TextChoices):
    """What a file of a project belongs to."""

    APPLICATION = "application", pgettext_lazy("file of a project", "Application")
    TASK = "task", pgettext_lazy("file of a project", "Task")
    REPORT = "report", pgettext_lazy("file of a project", "Report")
    RECEIPT = "receipt", pgettext_lazy("file of a project", "Receipt")


class ProjectWaits(models.TextChoices):
    """What a project waits for at who decides about it."""

    SUPPORT = "support", pgettext_lazy("project waits for", "Unit review")
    CHECK = "check", pgettext_lazy("project waits for", "Formal check")
    PANEL = "panel", pgettext_lazy("project waits for", "Experts for its application")
    SHEETS = "sheets", pgettext_lazy("project waits for", "The end of its panel")
    DECIDE = "decide", pgettext_lazy("project waits for", "The decision")
    CONFIRM = "confirm", pgettext_lazy("project waits for", "Confirmation of its changes")
    NOTICE = "notice", pgettext_lazy("project waits for", "Its public notice")
    OBJECTION = "objection", pgettext_lazy("project waits for", "An answer to an objection")
    START = "start", pgettext_lazy("project waits for", "Its number and beginning")
    TASK = "task", pgettext_lazy("project waits for", "Confirmation of a task")
    CHANGE = "change", pgettext_lazy("project waits for", "A change")
    MIDTERM = "midterm", pgettext_lazy("project waits for", "The mid-term check")
    FIRST_CHECK = "first_check", pgettext_lazy("project waits for", "First check of its final report")
    ACCEPTANCE_PANEL = "acceptance_panel", pgettext_lazy("project waits for", "Experts for its acceptance")
    GRADE = "grade", pgettext_lazy("project waits for", "Acceptance")
    CLOSE = "close", pgettext_lazy("project waits for", "Closing")
    RETURN = "return", pgettext_lazy("project waits for", "Money to be returned")
