"""What is asked when help is proposed, recorded, declined, ended."""

from itertools import groupby

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.attachments.fields import PictureField
from core.forms import DateField, LineField, TextField, attempt
from core.validators import PLAUSIBLE_DAY
from pledges.actions import twinning as actions
from pledges.choices import HelperKind, HelpField, TwinningResult
from pledges.models.fields import LINE, TEXT
from pledges.plans.small_forms import REASON, reason_form
from pledges.rules.duties import months_after

SUGGESTED = 20
USUAL_MONTHS = 12
RECORDED = ("on", "place", "people", "text", "solved")
_NO_BRANCH = gettext_lazy("A leader or a department helps: choose no branch, or say that a branch helps.")
# What is not filled in for a kind of helper, and the sentence where it is.
FOREIGN = {
    HelperKind.BRANCH: {
        "helper_name": gettext_lazy("A branch helps: leave this empty, or say that a leader or a department helps."),
        "helper_post": gettext_lazy("A branch helps: leave this empty, or say that a leader or a department helps."),
    },
    HelperKind.LEADER: {"helper": _NO_BRANCH, "other": _NO_BRANCH},
    HelperKind.DEPARTMENT: {
        "helper": _NO_BRANCH,
        "other": _NO_BRANCH,
        "helper_post": gettext_lazy("A department holds no post: leave this empty, or say that a leader helps."),
    },
}


def _few_lines():
    return forms.Textarea({"rows": 3})


class ProposalForm(forms.Form):
    """Who is to help a branch, and from when to when: the most fitting branches are offered, any other can be named.

    `candidates`: pledges.queries.twinnings.suggesting.HelperCandidate, the most fitting first.
    """

    helper_kind = forms.ChoiceField(
        label=gettext_lazy("Who helps"), choices=HelperKind, widget=forms.RadioSelect, initial=HelperKind.BRANCH
    )
    helper = forms.TypedChoiceField(
        label=gettext_lazy("Suggested branches"), coerce=int, empty_value=None, required=False, widget=forms.RadioSelect
    )
    other = forms.TypedChoiceField(
        label=gettext_lazy("Another branch"), coerce=int, empty_value=None, required=False, widget=forms.Select
    )
    helper_name = LineField(label=gettext_lazy("Name of the leader or department"), max_length=LINE, required=False)
    helper_post = LineField(label=gettext_lazy("Post of the leader"), max_length=LINE, required=False)
    starts_on = DateField(label=pgettext_lazy("twinning", "Starts on"), validators=[PLAUSIBLE_DAY])
    ends_on = DateField(
        label=pgettext_lazy("twinning", "Ends on"),
        validators=[PLAUSIBLE_DAY],
        help_text=gettext_lazy("In force until the day before."),
    )
    goal = TextField(label=pgettext_lazy("twinning", "Goal"), max_length=TEXT, required=False, widget=_few_lines())
    together = forms.MultipleChoiceField(
        label=gettext_lazy("What is done together"),
        choices=HelpField.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data=None, *, helped, candidates):
        today = timezone.localdate()
        super().__init__(data, initial={"starts_on": today, "ends_on": months_after(today, USUAL_MONTHS)})
        self.helped, self.candidates = helped, {one.branch.pk: one for one in candidates}
        self.fields["helper"].choices = [(one.branch.pk, in_words(one)) for one in candidates[:SUGGESTED]]
        self.fields["other"].choices = [("", "—"), *_by_unit(candidates)]

    def clean(self):
        """One branch is chosen, not two; what is filled in belongs to the kind of helper."""
        values = super().clean()
        for name, sentence in FOREIGN.get(values.get("helper_kind"), {}).items():
            if values.get(name):
                self.add_error(name, sentence)
        first, other = values.get("helper"), values.pop("other", None)
        if first and other and first != other:
            raise ValidationError({"other": _("A suggested branch is chosen already: choose one of them.")})
        found = self.candidates.get(first or other)
        values["helper"] = found.branch if found else None
        return values

    def save(self, *, role, by):
        """Propose it. Returns the Twinning; None with the refusal among the errors."""
        return attempt(self, lambda: actions.propose(helped=self.helped, **self.cleaned_data, role=role, by=by))


class RecordForm(forms.Form):
    """What was done to help: when, where, who, what. Made for a phone."""

    on = DateField(label=gettext_lazy("When"), validators=[PLAUSIBLE_DAY])
    place = LineField(label=gettext_lazy("Where"), max_length=LINE, required=False)
    people = LineField(label=gettext_lazy("Who took part"), max_length=LINE, required=False)
    text = TextField(label=pgettext_lazy("help", "What was done"), max_length=TEXT, widget=_few_lines())
    solved = TextField(label=gettext_lazy("Problem solved"), max_length=TEXT, required=False, widget=_few_lines())
    picture = PictureField(label=gettext_lazy("Picture"), required=False, widget=forms.FileInput)

    def __init__(self, data=None, files=None, *, record=None):
        """`record`: one that came back and is corrected."""
        known = {name: getattr(record, name) for name in RECORDED} if record else {"on": timezone.localdate()}
        super().__init__(data, files, initial=known)


TwinningReasonForm = reason_form(gettext_lazy("Reason"))


class EndForm(forms.Form):
    """What a twinning achieved, and a word on it."""

    result = forms.ChoiceField(label=gettext_lazy("Result"), choices=TwinningResult, widget=forms.RadioSelect)
    reason = TextField(label=gettext_lazy("A word on the result"), max_length=REASON, widget=_few_lines())


def in_words(candidate) -> str:
    """A branch that can help, in the words of a choice."""
    tier = candidate.tier.label if candidate.tier else _("not rated yet")
    words = [candidate.branch.name, candidate.unit, tier, _("helps %(count)d") % {"count": candidate.load}]
    return " · ".join(map(str, [*words, *([_("helps this branch already")] if candidate.is_twin else [])]))


def _by_unit(candidates):
    """The choices of any branch, below the names of their units."""
    ordered = sorted(candidates, key=lambda one: one.branch.path)
    groups = groupby(ordered, key=lambda one: (one.branch.unit_path, one.unit))
    return [(unit, [(one.branch.pk, one.branch.name) for one in group]) for (_path, unit), group in groups]
