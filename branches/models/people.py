"""Who leads an organisation, and who holds which role where."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import IsNull
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from branches import roles
from branches.models.organisations import Organisation
from core.choices import Role
from core.searching import person_key
from core.validators import PLAUSIBLE_DAY

OF_OFFICES = (Role.UNIT, Role.BRANCH)  # the roles that go with leading a place


class SecretaryQuerySet(models.QuerySet):
    """Named questions about secretaries."""

    def in_office_on(self, day):
        """R29, one for each organisation: from `term_from`, or since the predecessor left, else always, up to, not
        including, `left_on`; nobody begins before the predecessor leaves."""
        begun = Q(term_from=None) | Q(term_from__lte=day)
        before = Secretary.objects.order_by().filter(organisation=OuterRef("organisation"), left_on__gt=day)
        before = before.filter(left_on__lt=Coalesce(OuterRef("left_on"), Value(date.max)))
        before = before.filter(begun | Q(IsNull(OuterRef("term_from"), True)))  # whom nobody told when to begin waits
        return self.filter(begun, Q(left_on=None) | Q(left_on__gt=day)).exclude(Exists(before))


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
    term_from = models.DateField(_("term from"), null=True, blank=True, validators=[PLAUSIBLE_DAY])
    term_to = models.DateField(_("term to"), null=True, blank=True, validators=[PLAUSIBLE_DAY])
    left_on = models.DateField(_("left office on"), null=True, blank=True, validators=[PLAUSIBLE_DAY])

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

    def of_offices(self):
        """Those that go with leading a place."""
        return self.filter(role__in=OF_OFFICES)

    def of_office(self, organisation):
        """Those that go with leading `organisation`."""
        return self.of_offices().filter(organisation=organisation)

    def outliving(self, day):
        """In force on `day`, though who bears that name left the office it goes with and does not hold it (R29)."""
        alike = Secretary.objects.order_by().annotate(called=person_key("name"))
        alike = alike.filter(organisation=OuterRef("organisation"), called=OuterRef("called"))
        in_office = Secretary.objects.in_office_on(day).order_by().values("pk")
        rows = self.on(day).filter(role__in=OF_OFFICES).annotate(called=person_key("user__name"))
        return rows.filter(Exists(alike.filter(left_on__lte=day))).exclude(Exists(alike.filter(pk__in=in_office)))

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
    starts_on = models.DateField(_("from"), validators=[PLAUSIBLE_DAY])
    ends_on = models.DateField(
        _("ends on"),
        null=True,
        blank=True,
        validators=[PLAUSIBLE_DAY],
        help_text=_("From this day on the role is gone; today means at once."),
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
        return f"{self.user} · {self.get_role_display()} · {self.organisation}"

    def clean(self):
        if self.user_id and self.organisation_id and self.starts_on and self.role in roles.WHERE:
            roles.check(self, self.held_besides())  # else the form says what is missing

    def held_besides(self) -> set:
        """{(role, primary key of an organisation)} that the user holds on some of the same days."""
        others = Appointment.objects.filter(user=self.user_id).exclude(pk=self.pk)
        return set(others.during(self.starts_on, self.ends_on).values_list("role", "organisation"))
