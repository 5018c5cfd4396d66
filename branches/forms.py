"""Forms of the roster in the admin: founding, correcting, who holds which role."""

from copy import copy
from datetime import date
from functools import partial
from itertools import pairwise

from django import forms
from django.contrib.admin import site
from django.contrib.admin.widgets import AdminDateWidget
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from branches import actions, tree, validation
from branches.choices import HAS_BRANCHES, Kind
from branches.dry_run import rehearse
from branches.models import Appointment, Organisation, Secretary
from branches.roles import WHERE, given_by
from core.admin import CorrectingForm, OwnRowsFormSet, RegisterForm, Suggesting
from core.choices import Role
from core.forms import DateField, LineField, attempt
from core.history import REASON_LENGTH

FOUNDED_WITH = ("kind", "code", "name", "category", "basis", "members", "founded_on")


class FoundingForm(RegisterForm):
    """A new organisation under an open one; `scope` is given by the admin."""

    scope = None
    parent = forms.ModelChoiceField(
        None,
        label=_("belongs to"),
        widget=Suggesting(Organisation._meta.get_field("successor"), site),
        help_text=_("A branch stands under a party committee or general branch, these under the university committee."),
    )
    document = LineField(label=_("document number"), max_length=60, required=False)
    reason = LineField(label=_("reason"), max_length=REASON_LENGTH, required=False)

    class Meta:
        model = Organisation
        fields = ("parent", *FOUNDED_WITH)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = self.scope.of(Organisation, role=Role.DEPARTMENT).parents()
        founded = [choice for choice in Kind.choices if choice[0] != Kind.UNIVERSITY]
        self.fields["kind"].choices = [("", "—"), *founded]

    def clean(self):
        if self.errors:
            return
        facts = {name: self.cleaned_data[name] for name in FOUNDED_WITH}
        rehearse(self, actions.establish, Organisation(**facts), parent=self.cleaned_data["parent"], by=None)


class OrganisationForm(CorrectingForm):
    """Corrections, and a new name from a day on."""

    on = DateField(
        label=_("called so since"),
        widget=AdminDateWidget,
        required=False,
        help_text=_("Only for a new name: the day it holds from."),
    )
    document = LineField(label=_("document number"), max_length=60, required=False)
    reason = LineField(label=_("reason"), max_length=REASON_LENGTH, required=False)

    class Meta:
        model = Organisation
        fields = ("kind", "name", "category", "basis", "members", "founded_on")
        help_texts = {
            "category": _("A mistake is corrected here, for all days; what changed on a day, by “Change category”.")
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.former = copy(self.instance)
        if "kind" in self.fields:
            self.fields["kind"].choices = [choice for choice in Kind.choices if choice[0] in HAS_BRANCHES]
        self.watch(self.instance.history, Secretary.history.filter(organisation=self.instance.pk))

    @property
    def facts(self):
        """The names of the corrected facts."""
        return actions.FACTS.intersection(self.changed_data)

    def clean(self):
        super().clean()
        if self.errors:
            return
        corrected = copy(self.former)
        for name in self.facts:
            setattr(corrected, name, self.cleaned_data[name])
        rehearse(self, self.carry_out, corrected, by=None)

    def hold(self):
        """Until the transaction ends nobody else changes the organisation. Raises: ValidationError when somebody did
        since its page was shown."""
        tree.lock([self.former])
        self.refuse_stale()

    def carry_out(self, organisation, *, by):
        """Correct the facts that `organisation` carries, then give it the new name. Raises: ValidationError."""
        if self.facts:
            actions.edit_many([organisation], self.facts, reason=self.cleaned_data["reason"], by=by)
        if "name" in self.changed_data:
            actions.rename(organisation, **self.renaming, by=by)

    @property
    def renaming(self):
        """The arguments of the new name."""
        return {
            "name": self.cleaned_data["name"],
            "on": self.cleaned_data["on"] or timezone.localdate(),
            "document": self.cleaned_data["document"],
            "reason": self.cleaned_data["reason"],
        }


class SecretaryForm(RegisterForm):
    """One who leads or led; that only one is in office is looked at over all rows together."""

    class Meta:
        model = Secretary
        fields = ("name", "title", "academic_lead", "concurrent_post", "term_from", "term_to", "left_on")
        help_texts = {"left_on": _("In office until that day; one that lies ahead is a planned handover (R29).")}

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() | {"left_on"}


class SecretaryFormSet(OwnRowsFormSet):
    """Former and present secretaries of one organisation."""

    def clean(self):
        super().clean()
        if any(self.errors):
            return
        rows = sorted((form for form in self.forms if form.cleaned_data.get("name")), key=_end)
        in_office = [form for form in rows if not form.cleaned_data["left_on"]]
        if self.instance.closed_on and rows and _end(rows[-1]) > self.instance.closed_on:
            raise forms.ValidationError(_("It is closed: nobody is in office there. Enter the day each one left."))
        sent = {form.instance.pk for form in self.forms}
        beside = [row for row in self.own_rows.values() if row.pk not in sent and not row.left_on]
        if len(in_office) + (len(beside) if in_office else 0) > 1:
            [constraint] = [one for one in Secretary._meta.constraints if one.name == "secretary_one_in_office"]
            raise forms.ValidationError(constraint.get_violation_error_message())

        for former, following in pairwise(rows):
            attempt(following, partial(self._check_handover, former, following))

    @staticmethod
    def _check_handover(former, following):
        validation.check_handover(former.instance, following.instance, today=timezone.localdate())

    @property
    def ends_an_office(self) -> bool:
        """Whether a day on which somebody leaves is new or another one."""
        return any("left_on" in form.changed_data and form.cleaned_data["left_on"] for form in self.forms)


def _end(form):
    """Until when the one of a row is in office."""
    return form.cleaned_data["left_on"] or date.max


class NewAppointmentForm(RegisterForm):
    """A role for somebody else, among those the signed-in person may give.

    `scope` and `place` are given by the admin; without a place the form asks for it.
    """

    scope = None
    place = None

    class Meta:
        model = Appointment
        fields = ("user", "role", "organisation", "starts_on", "ends_on")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        given = [role for role in given_by(self.scope) if self.place is None or self.place.kind in WHERE[role]]
        self.fields["role"].choices = [("", "—"), *((role.value, role.label) for role in given)]
        self.fields["starts_on"].initial = timezone.localdate()
        self.fields["starts_on"].show_hidden_initial = True  # a row left alone stays so after midnight
        if self.place:
            self.instance.organisation = self.place

    def clean_user(self):
        user = self.cleaned_data["user"]
        if user.pk == self.scope.user.pk:
            raise forms.ValidationError(_("Nobody gives a role to himself or herself. Ask a colleague."))
        return user


class HeldForm(RegisterForm):
    """The end of an appointment; `by` is given by the admin."""

    by = None


class HeldFormSet(OwnRowsFormSet):
    """Roles held at one organisation; each is prolonged or ended by the verb."""

    def save_existing(self, form, obj, commit=True):
        appointment = super().save_existing(form, obj, commit=False)
        return actions.enter_appointment(appointment, by=form.by) if commit else appointment


class NewAppointmentFormSet(forms.BaseInlineFormSet):
    """New roles at one organisation, each entered by the verb."""

    def save_new(self, form, commit=True):
        appointment = super().save_new(form, commit=False)
        return actions.enter_appointment(appointment, by=form.scope.user) if commit else appointment


class TickedAppointments(forms.ModelMultipleChoiceField):
    """Appointments by tick boxes."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj):
        told = {"who": obj.user, "role": obj.get_role_display(), "day": date_format(obj.starts_on)}
        return _("%(who)s · %(role)s · since %(day)s") % told


class LeavingForm(forms.Form):
    """Which of the appointments `held` end with an office, and on which day."""

    appointments = TickedAppointments(
        None,
        label=_("Roles held"),
        error_messages={"required": _("Tick at least one, or leave them all.")},
    )
    on = DateField(
        label=_("ends on"), widget=AdminDateWidget, help_text=Appointment._meta.get_field("ends_on").help_text
    )

    def __init__(self, data=None, *, held, day):
        super().__init__(data, initial={"appointments": held.outliving(day), "on": day})
        self.fields["appointments"].queryset = held

    @property
    def said(self) -> dict:
        """What the verb takes."""
        return {"appointments": self.cleaned_data["appointments"], "on": self.cleaned_data["on"]}


class NewUserForm(RegisterForm):
    """Name and sign-in of a new person; the password is made by the system."""

    class Meta:
        model = User
        fields = ("username", "name")
