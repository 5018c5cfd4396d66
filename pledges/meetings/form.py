"""The form of a review meeting: its head, and a section for each branch that is commented on."""

from functools import partial

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from branches.models import Organisation
from core.forms import DateField, LineField, TextField, attempt
from core.validators import PLAUSIBLE_DAY
from core.versions import VersionedForm
from pledges.actions import meetings as actions
from pledges.actions.meetings.checks import check_action
from pledges.actions.meetings.said import ACTION_FIELDS, COMMENT_FIELDS, HEAD_FIELDS, PEER_FIELDS
from pledges.choices import Aspect, MeetingMode, PlanKind
from pledges.models import AgreedAction, Comment, Meeting, PeerComment
from pledges.models.fields import LINE, PERSON, TEXT
from pledges.validation import check_told

REASON = 300
CHOOSE = ("", _("Choose a branch"))
NOBODY = ("", pgettext_lazy("branch", "None"))
HINTS = (
    (Aspect.LEADERSHIP, _("Does the secretary lead, does the work have a plan and people?")),
    (Aspect.TASKS, _("What does the branch do for teaching, research, learning and the tasks of the unit?")),
    (Aspect.PLEDGES, _("What was promised, what is done, what is overdue?")),
    (Aspect.SERVICE, _("Which problems of teachers and students were solved?")),
    (Aspect.COMMITTEE, _("Is the committee complete and united, do members set an example?")),
    (Aspect.GROUPS, _("How are union, youth league and student union led and helped?")),
)


def _few_lines():
    return forms.Textarea({"rows": 3})


class HeadForm(VersionedForm):
    """When, where, how and by whom the meeting was held."""

    held_on = DateField(label=_("Held on"), validators=[PLAUSIBLE_DAY])
    place = LineField(label=_("Place"), max_length=LINE, required=False)
    mode = forms.ChoiceField(label=_("How it is held"), choices=MeetingMode.choices, initial=MeetingMode.TOGETHER)
    chair = LineField(
        label=_("First responsible person"), max_length=PERSON, help_text=_("The secretary of the unit on that day.")
    )
    substitute = LineField(
        label=_("Chaired instead by"),
        max_length=PERSON,
        required=False,
        help_text=_("Only when somebody else chaired the meeting."),
    )
    substitute_reason = LineField(label=_("Why somebody else chaired"), max_length=REASON, required=False)
    expected = forms.IntegerField(label=_("People expected"), required=False, min_value=0, max_value=9999)
    present = forms.IntegerField(label=_("People present"), required=False, min_value=0, max_value=9999)
    names = TextField(label=_("Who was present"), max_length=TEXT, required=False, widget=_few_lines())

    def head(self):
        """The head as values."""
        return actions.MeetingHead(**{name: self.cleaned_data[name] for name in HEAD_FIELDS})


class PeerForm(forms.Form):
    """What another branch says."""

    peer = forms.TypedChoiceField(label=_("Commenting branch"), coerce=int)
    text = TextField(label=_("What it says"), max_length=TEXT, widget=_few_lines())

    def __init__(self, *args, branches, **kwargs):
        """`branches`: [(primary key, name)] of those that may comment."""
        super().__init__(*args, **kwargs)
        self.fields["peer"].choices = [CHOOSE, *branches]

    def said(self):
        """It as values."""
        return actions.PeerText(**{name: self.cleaned_data[name] for name in PEER_FIELDS})


class AgreedActionForm(forms.Form):
    """What the branch will do."""

    text = LineField(label=_("Agreed action"), max_length=LINE)
    person = LineField(label=_("Person"), max_length=PERSON, required=False)
    due_on = DateField(label=_("Due on"), required=False, validators=[PLAUSIBLE_DAY])

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


class SectionRows(forms.BaseFormSet):
    """Rows below a comment; a row is taken out by its tick."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Remove")

    def said(self):
        """The rows that are filled in and not taken out, as values."""
        return tuple(form.said() for form in self.kept)

    @property
    def kept(self):
        """The forms that are filled in and not taken out."""
        return [form for form in self if form.cleaned_data and not form.cleaned_data.get("DELETE")]


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


class CommentForm(forms.Form):
    """What the leader says about one branch, what others say, what was agreed."""

    aspects = forms.MultipleChoiceField(
        label=_("Spoken of"), choices=Aspect.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    strengths = TextField(label=_("Strengths"), max_length=TEXT, required=False, widget=_few_lines())
    problems = TextField(label=_("Problems"), max_length=TEXT, required=False, widget=_few_lines())
    direction = TextField(label=_("Direction of effort"), max_length=TEXT, required=False, widget=_few_lines())

    def __init__(self, data=None, *, comment: Comment, is_owed, peers, is_public):
        """`comment`: with its peers and actions, saved or not; `is_owed`: the meeting cannot be closed without it;
        `peers`: [(primary key, name)] of who may comment. A section the sender has not seen is not read."""
        self.branch, self.is_owed = comment.branch, is_owed
        prefix = f"comment-{comment.branch_id}"
        sent = data if data and f"{prefix}-peers-TOTAL_FORMS" in data else None
        super().__init__(sent, prefix=prefix, initial={name: getattr(comment, name) for name in COMMENT_FIELDS})
        others = [one for one in peers if one[0] != comment.branch_id]
        rows = list(comment.peers.all()) if comment.pk else []
        said = [{"peer": row.peer_id, "text": row.text} for row in rows]
        self.peers = PEERS(sent, initial=said, prefix=f"{prefix}-peers", form_kwargs={"branches": others})
        rows = list(comment.actions.all()) if comment.pk else []
        agreed = [{name: getattr(row, name) for name in ACTION_FIELDS} for row in rows]
        facts = {"is_public": is_public, "held_on": comment.meeting.held_on}
        self.actions = ACTIONS(sent, initial=agreed, prefix=f"{prefix}-actions", form_kwargs=facts)

    def is_valid(self):
        """The texts and the rows below them."""
        return all([super().is_valid(), self.peers.is_valid(), self.actions.is_valid()])

    @property
    def parts(self):
        """All forms of the section, for the errors on top of the page."""
        return [self, *self.peers, *self.actions]

    def said(self):
        """The comment as values."""
        values = {name: self.cleaned_data[name] for name in COMMENT_FIELDS}
        values["aspects"] = tuple(values["aspects"])
        return actions.CommentText(**values, peers=self.peers.said(), actions=self.actions.said())


class MeetingForm(HeadForm):
    """An open meeting as it is written."""

    add = forms.TypedChoiceField(label=_("Comment on another branch as well"), coerce=int, required=False)

    def __init__(self, data=None, *, meeting: Meeting, branches, owed, comments, public):
        """`branches`: those of the unit on the day; `owed`: those among them that must be commented on; `comments`: the
        ones there are; `public`: primary keys of branches whose agreed actions everybody may read (R27a)."""
        self.meeting = meeting
        super().__init__(data, initial={name: getattr(meeting, name) for name in HEAD_FIELDS})
        self.sections = _sections(data, meeting, branches, owed, comments, public)
        there = {section.branch.pk for section in self.sections}
        self.branches: dict[int, Organisation] = {one.pk: one for one in branches if one.pk not in there}
        self.fields["add"].choices = [NOBODY, *((key, one.name) for key, one in self.branches.items())]
        hanging = (PeerComment, AgreedAction)
        watched = [one.history.filter(comment__meeting=meeting) for one in hanging]
        self.watch(meeting.history, Comment.history.filter(meeting=meeting), *watched)

    @property
    def head_fields(self):
        """The fields of the head, as the template shows them."""
        return [self[name] for name in HEAD_FIELDS]

    def is_valid(self):
        """The head and every section that was sent."""
        return all([super().is_valid(), *(section.is_valid() for section in self.sent)])

    @property
    def sent(self):
        """The sections the sender has seen."""
        return [section for section in self.sections if section.is_bound]

    def save(self, *, by):
        """Write it. Returns the branch that was added besides, None without one; False when it is refused."""
        done = attempt(self, partial(self._save, by))
        return done[0] if done else False

    def _save(self, by):
        actions.hold_open(self.meeting)
        self.refuse_stale()
        comments = {section.branch: section.said() for section in self.sent}
        actions.write(meeting=self.meeting, head=self.head(), comments=comments, by=by)
        added = self.branches.get(self.cleaned_data["add"])
        if added:
            actions.add(meeting=self.meeting, branches=[added], by=by)
        return (added,)


class FollowUpForm(VersionedForm):
    """What came of a comment."""

    text = TextField(label=_("What came of it"), max_length=TEXT, widget=_few_lines())
    on = DateField(label=_("Looked into on"), validators=[PLAUSIBLE_DAY])

    def __init__(self, data=None, *, comment: Comment, today):
        super().__init__(data, initial={"text": comment.follow_up, "on": comment.followed_on or today})
        self.watch(comment.history)


def _sections(data, meeting, branches, owed, comments, public):
    """A section for each branch that is commented on or must be, by code; those that must be come first."""
    peers, due = [(one.pk, one.name) for one in branches], {one.pk for one in owed}
    there = {comment.branch_id: comment for comment in comments}
    rows = [there.get(one.pk) or Comment(meeting=meeting, branch=one) for one in owed]
    rows += [comment for comment in comments if comment.branch_id not in due]
    spoken = {(row.peer_id, row.peer.name) for comment in comments for row in comment.peers.all()}
    known = [*peers, *sorted(spoken - set(peers))]
    return [
        CommentForm(data, comment=row, is_owed=row.branch_id in due, peers=known, is_public=row.branch_id in public)
        for row in rows
    ]
