"""What is asked when help is proposed, recorded, declined, ended."""

from itertools import groupby

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from branches.filters import BY_UNIT, OfferedField
from core.attachments.fields import PictureField
from core.days import months_after
from core.forms import DateField, LineField, TextField, attempt
from core.models import LINE, TEXT
from core.workflow.forms import REASON, few_lines, reason_form
from pledges.actions import twinning as actions
from pledges.choices import HelperKind, HelpField, TwinningResult
from pledges.queries.twinnings.suggesting import suggested
from ratings.choices import Tier

USUAL_MONTHS = 12
RECORDED = ("on", "place", "people", "text", "solved")
NOT_OFFERED = {"invalid_choice": gettext_lazy("This branch is not, or not any more, among those that can be chosen.")}
# What is not written for a kind of helper, and the sentence where it is; a branch that was chosen is left out then.
FOREIGN = {
    HelperKind.BRANCH: {
        "helper_name": gettext_lazy("A branch helps: leave this empty, or say that a leader or a department helps."),
        "helper_post": gettext_lazy("A branch helps: leave this empty, or say that a leader or a department helps."),
    },
    HelperKind.DEPARTMENT: {
        "helper_post": gettext_lazy("A department holds no post: leave this empty, or say that a leader helps."),
    },
}


class ProposalForm(forms.Form):
    """Who is to help a branch, and from when to when: the most fitting branches are suggested, any other can be named.

    `candidates`: as pledges.queries.twinnings.suggesting gives them. What is sent once more, after the same branch has
    left the suggestions on screen, is still understood.
    """

    helper_kind = forms.ChoiceField(
        label=gettext_lazy("Who helps"), choices=HelperKind, widget=forms.RadioSelect, initial=HelperKind.BRANCH
    )
    helper = forms.ModelChoiceField(
        None,
        label=gettext_lazy("Suggested branches"),
        required=False,
        widget=forms.RadioSelect,
        error_messages=NOT_OFFERED,
    )
    other = OfferedField(label=gettext_lazy("Another branch"), required=False, many=BY_UNIT, error_messages=NOT_OFFERED)
    helper_name = LineField(label=gettext_lazy("Name of the leader or department"), max_length=LINE, required=False)
    helper_post = LineField(label=gettext_lazy("Post of the leader"), max_length=LINE, required=False)
    starts_on = DateField(label=pgettext_lazy("twinning", "Starts on"))
    ends_on = DateField(
        label=pgettext_lazy("twinning", "Ends on"),
        help_text=gettext_lazy("In force until the day before."),
    )
    goal = TextField(label=pgettext_lazy("twinning", "Goal"), max_length=TEXT, required=False, widget=few_lines())
    together = forms.MultipleChoiceField(
        label=gettext_lazy("What is done together"),
        choices=HelpField.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data=None, *, helped, candidates):
        today = timezone.localdate()
        super().__init__(data, initial={"starts_on": today, "ends_on": months_after(today, USUAL_MONTHS)})
        self.helped = helped
        first = suggested(candidates)
        none = _("None of these") if first else _("None is suggested: choose below.")
        self.fields["helper"].queryset = candidates
        self.fields["helper"].choices = [*((one.pk, in_words(one, one.unit)) for one in first), ("", none)]
        if self.fields["other"].offer(candidates) <= BY_UNIT:
            self.fields["other"].choices = [("", "—"), *_by_unit(candidates.exclude(pk__in=[one.pk for one in first]))]

    def clean(self):
        """One branch is chosen, not two, and counts where a branch helps; what is written belongs to the kind of
        helper."""
        values = super().clean()
        for name, sentence in FOREIGN.get(values.get("helper_kind"), {}).items():
            if values.get(name):
                self.add_error(name, sentence)
        first, other = values.get("helper"), values.pop("other", None)
        if values.get("helper_kind") != HelperKind.BRANCH:
            first = other = None
        if first and other and first != other:
            raise ValidationError({"other": _("A suggested branch is chosen already: choose one of them.")})
        values["helper"] = first or other
        return values

    def save(self, *, role, by, unended):
        """Propose it. Returns the Twinning, the one among `unended` where the button was pressed twice; None with the
        refusal among the errors."""
        said = dict(self.cleaned_data)
        made = attempt(self, lambda: actions.propose(helped=self.helped, **said, role=role, by=by))
        said["fields"] = said.pop("together")
        return made or next((one for one in unended if one.proposed_by_id == by.pk and _says(one, said)), None)


class GoneField(forms.MultipleChoiceField):
    """What is to be removed: what is gone already, as after a second press, is passed over."""

    def valid_value(self, value):
        return True


class RecordForm(forms.Form):
    """What was done to help: when, where, who, what. Made for a phone."""

    on = DateField(label=gettext_lazy("Day"))
    place = LineField(label=gettext_lazy("Where"), max_length=LINE, required=False)
    people = LineField(label=gettext_lazy("Who took part"), max_length=LINE, required=False)
    text = TextField(label=pgettext_lazy("help", "What was done"), max_length=TEXT, widget=few_lines())
    solved = TextField(label=gettext_lazy("Problem solved"), max_length=TEXT, required=False, widget=few_lines())
    hidden = GoneField(label=gettext_lazy("Remove these pictures"), required=False, widget=forms.CheckboxSelectMultiple)
    picture = PictureField(label=gettext_lazy("Picture"), required=False, widget=forms.FileInput)

    def __init__(self, data=None, files=None, *, record=None):
        """`record`: one that came back and is corrected."""
        known = {name: getattr(record, name) for name in RECORDED} if record else {"on": timezone.localdate()}
        super().__init__(data, files, initial=known)
        self._kept = {str(one.pk): one for one in record.pictures.all()} if record else {}
        self.fields["hidden"].choices = [(key, one.name) for key, one in self._kept.items()]
        if not self._kept:
            del self.fields["hidden"]

    def clean_hidden(self):
        """The pictures that are removed and still there."""
        return [self._kept[key] for key in self.cleaned_data["hidden"] if key in self._kept]


DeclineForm = reason_form(gettext_lazy("Why it is declined"))


class EndForm(forms.Form):
    """What a twinning achieved, and a word on it."""

    result = forms.ChoiceField(label=gettext_lazy("Result"), choices=TwinningResult, widget=forms.RadioSelect)
    reason = TextField(label=gettext_lazy("A word on the result"), max_length=REASON, widget=few_lines())


def in_words(candidate, *unit) -> str:
    """A branch that can help, in the words of a choice; `unit`: its name, where that does not stand above."""
    tier = Tier(candidate.tier).label if candidate.tier else _("not rated yet")
    helps = ngettext("helps %(count)d branch", "helps %(count)d branches", candidate.load) % {"count": candidate.load}
    twin = [_("helps this branch already")] if candidate.is_twin else []
    return " · ".join(map(str, [candidate.name, *unit, tier, helps, *twin]))


def _by_unit(candidates):
    """The choices of `candidates`, below the names of their units."""
    groups = groupby(candidates.order_by("path"), key=lambda one: (one.unit_path, one.unit))
    return [(unit, [(one.pk, in_words(one)) for one in group]) for (_path, unit), group in groups]


def _says(row, values):
    """Whether `row` says just these `values`."""
    return all(getattr(row, name) == value for name, value in values.items())
