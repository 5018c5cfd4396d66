"""Campaigns with their targets, and rounds: the department's forms. What is fixed by now is shown disabled."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.validators import CODE
from core.versions import VersionedForm
from ratings import actions, notice
from ratings.actions.campaigns import baseline_of, closed_on, planned
from ratings.actions.rounds import has_official
from ratings.choices import Tier
from ratings.models import Campaign
from ratings.models import Target as StoredTarget
from ratings.progress import Target


class DateField(forms.DateField):
    """A day, typed or picked; the browser's own picker wants YYYY-MM-DD whatever the language."""

    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")


# How a cell of the table of targets looks; its label is the column's heading.
LOOKS = {
    "code": "form-control",
    "from_tiers": "form-check-input",
    "to_tier": "form-select",
    "percent": "form-control",
    "deadline": "form-control",
}


class TargetForm(forms.Form):
    """One target: every part of it is data (N04)."""

    code = forms.SlugField(label=_("Code"), max_length=30)
    from_tiers = forms.TypedMultipleChoiceField(
        label=_("From"), choices=Tier.choices, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    to_tier = forms.TypedChoiceField(label=_("Reaches"), choices=[("", "—"), *Tier.choices], coerce=int)
    percent = forms.IntegerField(label=_("Percent"), min_value=1, max_value=100)
    deadline = DateField(label=_("Deadline"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, kind in LOOKS.items():
            self.fields[name].widget.attrs["class"] = kind
            if name != "from_tiers":
                self.fields[name].widget.attrs["aria-label"] = self.fields[name].label

    def plan(self):
        """The target as the rules take it."""
        values = self.cleaned_data
        return Target(
            values["code"],
            frozenset(values["from_tiers"]),
            values["to_tier"],
            values["percent"],
            values["deadline"],
        )


TargetFormSet = forms.formset_factory(TargetForm, extra=1, can_delete=True)


class CampaignForm(VersionedForm):
    """A campaign; `targets` are edited with it as long as the baseline has not closed."""

    code = forms.CharField(label=_("Code"), max_length=20, validators=[CODE], help_text=_("Identifies for ever."))
    name = forms.CharField(label=_("Name"), max_length=100)
    starts_on = DateField(label=_("Starts on"))
    counts_direct = forms.BooleanField(
        label=_("Directly affiliated branches count among the branches (R11)"), required=False
    )

    def __init__(self, data=None, *, campaign=None):
        super().__init__(data, initial=_values(campaign, self.base_fields) or {"starts_on": timezone.localdate()})
        self.campaign = campaign
        self.locked_since = closed_on(baseline_of(campaign)) if campaign else None
        self.fields["code"].disabled = campaign is not None
        self.fields["counts_direct"].disabled = self.locked_since is not None
        self.targets = None if self.locked_since else TargetFormSet(data, initial=self._plans(), prefix="target")
        if campaign is None and data is None:
            self._let_deadlines_follow()
        if campaign:
            self.watch(campaign.history, StoredTarget.history.filter(campaign=campaign))

    def is_valid(self):
        """Both the campaign and its targets."""
        return all([super().is_valid(), self.targets is None or self.targets.is_valid()])

    def save(self, *, by):
        """Open or change the campaign with its targets. Returns it, or None with the refusal among the errors."""
        try:
            with transaction.atomic():
                return self._save(by)
        except ValidationError as refused:
            attach(self, refused)
            return None

    def _save(self, by):
        plans = [form.plan() for form in self.targets if _is_kept(form)] if self.targets else []
        values = dict(self.cleaned_data)
        if self.campaign is None:
            return actions.open_campaign(targets=plans, by=by, **values)
        del values["code"]
        campaign = actions.change_campaign(campaign=self.campaign, by=by, **values)
        if self.targets:
            actions.set_targets(campaign=campaign, targets=plans, by=by)
        return campaign

    def _let_deadlines_follow(self):
        """The notice's deadlines are counted from the campaign's first year (static/js/app.js)."""
        for form in self.targets.initial_forms:
            form.fields["deadline"].widget.attrs["data-follows"] = self["starts_on"].id_for_label

    def _plans(self):
        if self.campaign is None:
            plans = notice.targets(timezone.localdate())
        else:
            plans = [planned(target) for target in self.campaign.targets.all()]
        return [{**_values(plan, TargetForm.base_fields), "from_tiers": sorted(plan.from_tiers)} for plan in plans]


class RoundForm(VersionedForm):
    """A rating round; date and mark of a baseline with official ratings are fixed (R2)."""

    code = forms.CharField(label=_("Code"), max_length=20, validators=[CODE], help_text=_("Identifies for ever."))
    name = forms.CharField(label=_("Name"), max_length=100)
    reference_date = DateField(label=_("Reference date"), help_text=_("From this day on its ratings count (R3)."))
    opens_on = DateField(label=_("Opens on"), required=False, help_text=_("Empty: from now on."))
    closes_on = DateField(label=_("Closes on"), required=False, help_text=_("The last day to submit. Empty: no end."))
    is_baseline = forms.BooleanField(
        label=_("Baseline"), required=False, help_text=_("Where the campaign starts from: its cohorts are formed here.")
    )

    def __init__(self, data=None, *, campaign: Campaign, round_=None):
        super().__init__(data, initial=_values(round_, self.base_fields))
        self.campaign, self.round = campaign, round_
        self.is_official = round_ is not None and has_official(round_)
        if round_ is None:
            del self.fields["is_baseline"]
        else:
            self.fields["code"].disabled = True
            self.fields["is_baseline"].disabled = round_.is_baseline or self.is_official
            self.fields["reference_date"].disabled = round_.is_baseline and self.is_official
            self.watch(round_.history)

    def save(self, *, by):
        """Open or change the round. Returns it, or None with the refusal among the errors."""
        values = dict(self.cleaned_data)
        try:
            if self.round is None:
                return actions.open_round(campaign=self.campaign, by=by, **values)
            del values["code"]
            return actions.change_round(round_=self.round, by=by, **values)
        except ValidationError as refused:
            attach(self, refused)
            return None


def attach(form, refused):
    """Put what an action refused beside the fields it is about, the rest on top."""
    named = refused.error_dict if hasattr(refused, "error_dict") else {NON_FIELD_ERRORS: refused.error_list}
    for name, errors in named.items():
        form.add_error(name if name in form.fields else None, errors)


def _values(row, names):
    return {name: getattr(row, name) for name in names if hasattr(row, name)} if row else {}


def _is_kept(form):
    return bool(form.cleaned_data) and not form.cleaned_data.get("DELETE")
