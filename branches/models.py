"""The tree of organisations, what happened to it, and who holds which role where."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords
from treebeard.mp_tree import MP_Node, MP_NodeManager, MP_NodeQuerySet

from branches import roles
from branches.choices import BASE_KINDS, BRANCH_KINDS, HAS_BRANCHES, Basis, Category, ChangeKind, Kind
from core.choices import Role
from core.scope import LAST_CHILD, STEP, within
from core.searching import initials_of

UNIT_DEPTH = 2
UNIT_PATH = UNIT_DEPTH * STEP


class OrganisationQuerySet(MP_NodeQuerySet):
    """Named questions about the tree."""

    def open_on(self, day):
        """Not closed on `day`; closed that very day counts as closed (R13)."""
        return self.filter(Q(closed_on=None) | Q(closed_on__gt=day))

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

    def under(self, unit):
        """The branches of one base organisation; a direct branch has none."""
        return self.filter(path__gt=unit.path, path__lte=unit.path + LAST_CHILD)


class OrganisationManager(MP_NodeManager.from_queryset(OrganisationQuerySet)):
    """Tree order by default."""

    def get_queryset(self):
        return OrganisationQuerySet(self.model, using=self._db).order_by("path")


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
    initials = models.CharField(_("pinyin initials"), max_length=200, editable=False, db_index=True)
    category = models.CharField(_("category"), max_length=10, choices=Category, blank=True)
    basis = models.CharField(_("founded by"), max_length=10, choices=Basis, blank=True)
    members = models.PositiveIntegerField(_("members"), null=True, blank=True)
    founded_on = models.DateField(_("founded on"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True, db_index=True)
    closing_document = models.CharField(_("closing document"), max_length=60, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name=_("merged into")
    )

    objects = OrganisationManager()
    history = HistoricalRecords(excluded_fields=["path", "depth", "numchild", "initials"])

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        indexes = [models.Index(fields=["depth", "code"], name="organisation_depth_code")]
        constraints = [
            models.CheckConstraint(
                name="organisation_category_for_branches_only",
                condition=Q(kind__in=BRANCH_KINDS) | Q(category=""),
            ),
            models.CheckConstraint(
                name="organisation_basis_for_student_branches_only",
                condition=Q(category=Category.STUDENT) | Q(basis=""),
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
        self.initials = initials_of(self.name)
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


class Change(models.Model):
    """One dated event in the life of an organisation: the past of the tree is read here, never from the path."""

    scope_paths = ("organisation",)

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="changes", verbose_name=_("organisation")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=ChangeKind)
    on = models.DateField(_("on"))
    document = models.CharField(_("document number"), max_length=60, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    before = models.CharField(
        _("before"), max_length=100, blank=True, help_text=_("Former name or category, or code of the former unit.")
    )
    after = models.CharField(
        _("after"), max_length=100, blank=True, help_text=_("New name or category; code of the new unit or successor.")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("change of the tree")
        verbose_name_plural = _("changes of the tree")
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["kind", "on"], name="change_kind_on")]

    def __str__(self):
        return f"{self.organisation_id} {self.get_kind_display()} {self.on}"


class SecretaryQuerySet(models.QuerySet):
    """Named questions about secretaries."""

    def in_office_on(self, day):
        """R29, one for each organisation: from `term_from`, or since the predecessor left, else always, up to, not
        including, `left_on`; nobody begins before the predecessor leaves."""
        begun = Q(term_from=None) | Q(term_from__lte=day)
        before = Secretary.objects.order_by().filter(organisation=OuterRef("organisation"), left_on__gt=day)
        before = before.filter(left_on__lt=Coalesce(OuterRef("left_on"), Value(date.max)))
        rows = self.filter(begun, Q(left_on=None) | Q(left_on__gt=day)).exclude(Exists(before.filter(begun)))
        return rows.exclude(Exists(before), term_from=None)


class Secretary(models.Model):
    """Who leads an organisation, with the attributes the notice looks for (N13)."""

    scope_paths = ("organisation",)

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="secretaries", verbose_name=_("organisation")
    )
    name = models.CharField(_("name"), max_length=60)
    title = models.CharField(_("professional title"), max_length=60, blank=True)
    academic_lead = models.BooleanField(_("academic lead"), default=False)
    concurrent_post = models.CharField(_("concurrent administrative post"), max_length=60, blank=True)
    term_from = models.DateField(_("term from"), null=True, blank=True)
    term_to = models.DateField(_("term to"), null=True, blank=True)
    left_on = models.DateField(_("left office on"), null=True, blank=True)

    objects = SecretaryQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("secretary")
        verbose_name_plural = _("secretaries")
        ordering = ["organisation", F("left_on").desc(nulls_first=True), "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(left_on=None),
                name="secretary_one_in_office",
                violation_error_message=_(
                    "This organisation already has a secretary in office. Enter the day the former one left."
                ),
            ),
            models.CheckConstraint(
                name="secretary_term_in_order",
                condition=Q(term_from=None) | Q(term_to=None) | Q(term_to__gte=F("term_from")),
                violation_error_message=_("The term ends before it begins."),
            ),
        ]

    def __str__(self):
        return self.name


class AppointmentQuerySet(models.QuerySet):
    """Named questions about appointments."""

    def on(self, day):
        """In force on `day`; the day it ends on no longer counts, so that a right is lost at once."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=day), starts_on__lte=day)

    def during(self, first, end):
        """In force on some day from `first` on and before `end` (None: for good)."""
        rows = self.filter(Q(ends_on=None) | Q(ends_on__gt=first))
        return rows if end is None else rows.filter(starts_on__lt=end)


class Appointment(models.Model):
    """A role held by a user at an organisation on the days [starts_on, ends_on): the source of every right."""

    scope_paths = ("organisation",)

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="appointments", verbose_name=_("user")
    )
    role = models.CharField(_("role"), max_length=12, choices=Role)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="appointments", verbose_name=_("organisation")
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(
        _("ends on"), null=True, blank=True, help_text=_("From this day on the role is gone; today means at once.")
    )

    objects = AppointmentQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ["user", "role", "pk"]
        constraints = [
            models.CheckConstraint(
                name="appointment_dates_in_order",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The appointment ends before it begins."),
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()} · {self.organisation_id}"

    def clean(self):
        if self.user_id and self.organisation_id and self.starts_on and self.role in roles.WHERE:
            roles.check(self, self.held_besides())  # else the form says what is missing

    def held_besides(self) -> set:
        """{(role, primary key of an organisation)} that the user holds on some of the same days."""
        others = Appointment.objects.filter(user=self.user_id).exclude(pk=self.pk)
        return set(others.during(self.starts_on, self.ends_on).values_list("role", "organisation"))
