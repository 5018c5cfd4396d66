"""A campaign with its targets: the department's form. What is fixed by now is shown disabled."""

from django import forms
from django.core.validators import validate_slug
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import DateField, LineField, attempt, stored
from core.forms.versions import VersionedForm
from core.validators import CODE
from ratings import actions
from ratings.actions.campaigns import RHYTHM, baseline_of, closed_on, lock_campaign, planned
from ratings.choices import Tier
from ratings.models import Campaign, Target
from ratings.rules import default_targets
from ratings.rules.progress import TargetRule

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

    code = LineField(label=_("Code"), max_length=30, validators=[validate_slug])
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
        return TargetRule(
            values["code"],
            frozenset(values["from_tiers"]),
            values["to_tier"],
            values["percent"],
            values["deadline"],
        )


TargetFormSet = forms.formset_factory(TargetForm, extra=1, can_delete=True)


def _rhythm(name, **kwargs):
    """The field of a number of days or months, or a day of the year, as the model has it."""
    return Campaign._meta.get_field(name).formfield(**kwargs)


class CampaignForm(VersionedForm):
    """A campaign; `targets` are edited with it as long as the baseline has not closed."""

    code = LineField(label=_("Code"), max_length=20, validators=[CODE], help_text=_("Identifies for ever."))
    name = LineField(label=_("Name"), max_length=100)
    starts_on = DateField(label=_("Starts on"))
    counts_direct = forms.BooleanField(
        label=_("Directly affiliated branches count among the branches (R11)"), required=False
    )

    plan_days = _rhythm("plan_days")
    unit_plan_by = _rhythm("unit_plan_by", form_class=LineField)
    report_months = _rhythm("report_months")
    look_back_months = _rhythm("look_back_months")
    meeting_days = _rhythm("meeting_days")
    silent_days = _rhythm("silent_days")

    def __init__(self, data=None, *, campaign=None):
        super().__init__(data, initial=stored(campaign, self.base_fields) or {"starts_on": timezone.localdate()})
        self.campaign = campaign
        self.locked_since = closed_on(baseline_of(campaign)) if campaign else None
        self.fields["code"].disabled = campaign is not None
        self.fields["counts_direct"].disabled = self.locked_since is not None
        self.targets = None if self.locked_since else TargetFormSet(data, initial=self._plans(), prefix="target")
        if campaign is None and data is None:
            self._let_deadlines_follow()
        if campaign:
            self.watch(campaign.history, Target.history.filter(campaign=campaign))

    def is_valid(self):
        """Both the campaign and its targets."""
        return all([super().is_valid(), self.targets is None or self.targets.is_valid()])

    def save(self, *, by):
        """Open or change the campaign with its targets. Returns it, or None with the refusal among the errors."""
        return attempt(self, lambda: self._save(by))

    def _save(self, by):
        plans = [form.plan() for form in self.targets if _is_kept(form)] if self.targets else []
        values = dict(self.cleaned_data)
        values["rhythm"] = {name: values.pop(name) for name in RHYTHM}
        if self.campaign is None:
            return actions.open_campaign(targets=plans, by=by, **values)
        lock_campaign(self.campaign)
        self.refuse_stale()
        del values["code"]
        plans = plans if self.targets else None
        return actions.change_campaign(campaign=self.campaign, targets=plans, by=by, **values)

    def _let_deadlines_follow(self):
        """The notice's deadlines are counted from the campaign's first year (static/js/app.js)."""
        for form in self.targets.initial_forms:
            form.fields["deadline"].widget.attrs["data-follows"] = self["starts_on"].id_for_label

    def _plans(self):
        if self.campaign is None:
            plans = default_targets.targets(timezone.localdate())
        else:
            plans = [planned(target) for target in self.campaign.targets.all()]
        return [{**stored(plan, TargetForm.base_fields), "from_tiers": sorted(plan.from_tiers)} for plan in plans]


def _is_kept(form):
    return bool(form.cleaned_data) and not form.cleaned_data.get("DELETE")
