"""The tree of organisations: closed with a date, never deleted."""

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Substr
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords
from treebeard.mp_tree import MP_Node, MP_NodeManager, MP_NodeQuerySet

from branches.choices import BASE_KINDS, BRANCH_KINDS, HAS_BRANCHES, Basis, Category, Kind
from core.choices import Role
from core.scope import LAST_CHILD, STEP, within
from core.searching import sought_of
from core.validators import FOUNDING_DAY

UNIT_DEPTH = 2
UNIT_PATH = UNIT_DEPTH * STEP


class OrganisationQuerySet(MP_NodeQuerySet):
    """Named questions about the tree."""

    def open_on(self, day):
        """Not closed on `day`; closed that very day counts as closed (R13)."""
        return self.exclude(closed_on__lte=day)  # "or" would make SQLite read nearly everybody by way of an index

    def top(self):
        """The university committee, the root of the tree."""
        return self.filter(depth=1)

    def top_name(self):
        """What the university committee is called; None before there is a tree: one query."""
        return self.top().values_list("name", flat=True).first()

    def units(self):
        """The base organisations: the depth says it as well, and is indexed."""
        return self.filter(depth=UNIT_DEPTH, kind__in=BASE_KINDS)

    def branches(self):
        """The branches, direct ones not among them."""
        return self.filter(kind=Kind.BRANCH)

    def parents(self):
        """The open organisations another one can be founded under."""
        return self.filter(kind__in=(Kind.UNIVERSITY, *HAS_BRANCHES), closed_on=None)

    def with_unit(self):
        """Each with `unit`, the name of its base organisation."""
        units = self.model.objects.filter(path=Substr(OuterRef("path"), 1, UNIT_PATH)).order_by()
        return self.annotate(unit=Subquery(units.values("name")[:1]))

    def under(self, unit):
        """The branches of one base organisation; a direct branch has none."""
        return self.filter(path__gt=unit.path, path__lte=unit.path + LAST_CHILD)


class EveryOrganisation(MP_NodeManager.from_queryset(OrganisationQuerySet)):
    """Also those founded in error, whose codes and places in the tree stay used (R28). Tree order by default."""

    def get_queryset(self):
        return OrganisationQuerySet(self.model, using=self._db).order_by("path")


class OrganisationManager(EveryOrganisation):
    """The organisations there are."""

    def get_queryset(self):
        return super().get_queryset().filter(void=False)


def _seen(place, user):
    """The organisations seen from `place`: itself and those below; an expert, who judges projects, sees nothing else of
    the tree than where the role is held."""
    return Q(path=place.path) if place.role == Role.EXPERT else within("", place.path)


class Organisation(MP_Node):
    """The university committee, a base organisation or a branch. Closed with a date, never deleted."""

    steplen = STEP
    scope_paths = ("",)
    scope_seen = staticmethod(_seen)

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    code = models.CharField(_("code"), max_length=20, unique=True, help_text=_("Identifies for ever; never reused."))
    name = models.CharField(pgettext_lazy("of an organisation", "name"), max_length=100)
    sought = models.CharField(_("what it is found by"), max_length=400, editable=False, db_default="")
    category = models.CharField(_("category"), max_length=10, choices=Category, blank=True)
    basis = models.CharField(_("founded by"), max_length=10, choices=Basis, blank=True)
    members = models.PositiveIntegerField(_("members"), null=True, blank=True)
    founded_on = models.DateField(_("founded on"), null=True, blank=True, validators=[FOUNDING_DAY])
    closed_on = models.DateField(_("closed on"), null=True, blank=True, db_index=True)
    closing_document = models.CharField(_("closing document"), max_length=60, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name=_("merged into")
    )

    void = models.BooleanField(_("founded in error"), default=False, db_default=False, editable=False)

    objects = OrganisationManager()
    every = EveryOrganisation()
    history = HistoricalRecords(excluded_fields=["path", "depth", "numchild", "sought"])

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        indexes = [models.Index(fields=["depth", "code"], name="organisation_depth_code")]
        constraints = [
            models.CheckConstraint(
                name="organisation_category_for_branches_only",
                condition=Q(kind__in=BRANCH_KINDS) | Q(category=""),
                violation_error_message=_("Only a branch has a category."),
            ),
            models.CheckConstraint(
                name="organisation_basis_for_student_branches_only",
                condition=Q(category=Category.STUDENT) | Q(basis=""),
                violation_error_message=_("Only a student branch is founded by major, year or class."),
            ),
            models.CheckConstraint(
                name="organisation_successor_only_when_closed", condition=Q(successor=None) | Q(closed_on__isnull=False)
            ),
            models.CheckConstraint(
                name="organisation_document_only_when_closed",
                condition=Q(closing_document="") | Q(closed_on__isnull=False),
            ),
            models.CheckConstraint(
                name="organisation_not_its_own_successor", condition=Q(successor=None) | ~Q(successor=F("pk"))
            ),
            models.CheckConstraint(
                name="organisation_closed_after_founding",
                condition=Q(closed_on=None) | Q(founded_on=None) | Q(closed_on__gte=F("founded_on")),
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.name}"

    def save(self, *args, **kwargs):
        self.sought = sought_of(self.name)
        super().save(*args, **kwargs)

    @property
    def is_university(self):
        return self.kind == Kind.UNIVERSITY

    @property
    def is_unit(self):
        return self.kind in BASE_KINDS

    @property
    def unit_path(self):
        """The path of the base organisation this one belongs to (itself when it is one)."""
        return self.path[:UNIT_PATH]

    def is_open_on(self, day):
        """R13: closed on D counts as closed."""
        return self.closed_on is None or self.closed_on > day
