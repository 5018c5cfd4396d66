"""The rows below a comment in the form of a review meeting, and what they said at a version of it."""

from functools import partial

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DateField, LineField, RowFormSet, TextField, attempt
from core.models import LINE, PERSON, TEXT
from pledges.actions import meetings as actions
from pledges.actions.meetings.checks import check_action
from pledges.actions.meetings.said import ACTION_FIELDS, PEER_FIELDS
from pledges.choices import PlanKind
from pledges.validation import check_told

CHOOSE = ("", _("Choose a branch"))


class SectionRowForm(forms.Form):
    """A row below a comment; `key`: its primary key, None of a new one."""

    key = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)


class PeerForm(SectionRowForm):
    """What another branch says."""

    peer = forms.TypedChoiceField(label=_("Commenting branch"), coerce=int)
    text = TextField(label=_("What it says"), max_length=TEXT, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args, branches, **kwargs):
        """`branches`: [(primary key, name)] of those that may comment."""
        super().__init__(*args, **kwargs)
        self.fields["peer"].choices = [CHOOSE, *branches]

    def said(self):
        """It as values."""
        return actions.PeerText(**{name: self.cleaned_data[name] for name in PEER_FIELDS})


class AgreedActionForm(SectionRowForm):
    """What the branch will do."""

    text = LineField(label=_("Agreed action"), max_length=LINE)
    person = LineField(label=_("Person"), max_length=PERSON, required=False)
    due_on = DateField(label=_("Due on"), required=False)

    def __init__(self, *args, is_public, held_on, **kwargs):
        """`is_public`: it goes into a pledge (R27a); `held_on`: the day of the meeting."""
        super().__init__(*args, **kwargs)
        self.is_public, self.held_on = is_public, held_on

    def clean_text(self):
        return self._checked(self.cleaned_data["text"])

    def clean_person(self):
        return self._checked(self.cleaned_data["person"])

    def clean(self):
        """It is due after the meeting."""
        values = super().clean()
        if not self.errors and values.get("text"):
            attempt(self, partial(check_action, self.said(), self.held_on))
        return values

    def said(self):
        """It as values."""
        return actions.ActionText(**{name: self.cleaned_data[name] for name in ACTION_FIELDS})

    def _checked(self, words):
        if self.is_public:
            check_told(PlanKind.PLEDGE, [words])
        return words


class SectionRows(RowFormSet):
    """Rows below a comment, by their primary keys."""

    key = "key"

    def said(self):
        """The rows that are filled in and not taken out, as values."""
        return tuple(form.said() for form in self.kept)


class PeerRows(SectionRows):
    """Each branch comments once."""

    def clean(self):
        """The second comment of a branch is refused where it stands."""
        seen = set()
        for form in self.kept:
            if (peer := form.cleaned_data.get("peer")) in seen:
                form.add_error("peer", _("This branch has commented already: join the two."))
            seen.add(peer)


PEERS = forms.formset_factory(PeerForm, PeerRows, extra=1, can_delete=True)
ACTIONS = forms.formset_factory(AgreedActionForm, SectionRows, extra=1, can_delete=True)


class SaidRows:
    """What was said at a meeting as it stood at one version of the form."""

    def __init__(self, comments, peers, agreed):
        """The rows as core.forms.versions.rows_at gives them; all None where no version is known."""
        self._comments = {row["branch"]: row for row in comments or ()}
        self._below = {"peers": peers, "actions": agreed}

    def of(self, branch: int) -> dict:
        """What the leader said about a branch (primary key); nothing where it was not commented on."""
        return self._comments.get(branch, {})

    def below(self, rows: str, branch: int) -> list[dict] | None:
        """The "peers" or "actions" of that branch; None where no version is known."""
        found, comment = self._below[rows], self.of(branch).get("id")
        return None if found is None else [{**row, "key": row["id"]} for row in found if row["comment"] == comment]
