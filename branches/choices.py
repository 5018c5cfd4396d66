"""Words of the tree."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """What an organisation is."""

    UNIVERSITY = "university", _("University committee")
    PARTY_COMMITTEE = "party_committee", _("Party committee")
    GENERAL_BRANCH = "general_branch", _("General branch")
    DIRECT_BRANCH = "direct_branch", _("Directly affiliated branch")
    BRANCH = "branch", _("Branch")


BASE_KINDS = (Kind.PARTY_COMMITTEE, Kind.GENERAL_BRANCH, Kind.DIRECT_BRANCH)
BRANCH_KINDS = (Kind.BRANCH, Kind.DIRECT_BRANCH)
HAS_BRANCHES = (Kind.PARTY_COMMITTEE, Kind.GENERAL_BRANCH)


class Category(models.TextChoices):
    """Whose branch it is."""

    STAFF = "staff", _("Staff")
    STUDENT = "student", _("Student")
    RETIRED = "retired", _("Retired")
    OFFICE = "office", _("Office and support")


class Basis(models.TextChoices):
    """On what a student branch is founded (N17)."""

    MAJOR = "major", _("By major")
    YEAR = "year", _("By year")
    CLASS = "class", _("By class")


class ChangeKind(models.TextChoices):
    """What happened to an organisation on a day."""

    FOUNDED = "founded", _("Founded")
    RENAMED = "renamed", _("Renamed")
    MOVED = "moved", _("Moved")
    MERGED = "merged", _("Merged")
    DISSOLVED = "dissolved", _("Dissolved")
    SPLIT = "split", pgettext_lazy("past", "Split")
    RECLASSIFIED = "classified", _("Category changed")


CLOSINGS = (ChangeKind.MERGED, ChangeKind.DISSOLVED)
FOUNDINGS = (ChangeKind.FOUNDED, ChangeKind.SPLIT)


class ChangeState(models.TextChoices):
    """Whether a change of the tree holds (R28)."""

    IN_FORCE = "in_force", pgettext_lazy("change of the tree", "In force")
    ASKED = "asked", pgettext_lazy("change of the tree", "To be made void")
    VOID = "void", pgettext_lazy("change of the tree", "Entered in error")


class TreeVerb(models.TextChoices):
    """What can be done to the tree; the value stands in addresses."""

    FOUND = "found", pgettext_lazy("verb", "Found")
    RENAME = "rename", _("Rename")
    RECLASSIFY = "reclassify", _("Change category")
    MOVE = "move", _("Move")
    MERGE = "merge", _("Merge")
    DISSOLVE = "dissolve", _("Dissolve")
    SPLIT = "split", pgettext_lazy("verb", "Split")
