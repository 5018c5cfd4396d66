"""The form of a review meeting: its head, and a section for each branch that is commented on."""

from functools import partial

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from branches.models import Organisation
from core.forms import DateField, LineField, TextField, attempt, follow
from core.forms.versions import VersionedForm, rows_at, values_of
from core.models import LINE, PERSON, TEXT
from core.workflow.forms import few_lines
from pledges.actions import meetings as actions
from pledges.actions.meetings.said import ACTION_FIELDS, COMMENT_FIELDS, HEAD_FIELDS, PEER_FIELDS
from pledges.choices import Aspect, MeetingMode, MeetingState
from pledges.meetings.rows import ACTIONS, PEERS, SaidRows
from pledges.models import AgreedAction, Comment, Meeting, PeerComment
from pledges.rules.meetings import unsaid

REASON = 300
NOBODY = ("", pgettext_lazy("branch", "None"))
HINTS = (
    (Aspect.LEADERSHIP, _("Does the secretary lead, does the work have a plan and people?")),
    (Aspect.TASKS, _("What does the branch do for teaching, research, learning and the tasks of the unit?")),
    (Aspect.PLEDGES, _("What was promised, what is done, what is overdue?")),
    (Aspect.SERVICE, _("Which problems of teachers and students were solved?")),
    (Aspect.COMMITTEE, _("Is the committee complete and united, do members set an example?")),
    (Aspect.GROUPS, _("How are union, youth league and student union led and helped?")),
)


class HeadForm(VersionedForm):
    """When, where, how and by whom the meeting was held."""

    held_on = DateField(label=_("Held on"))
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
    present = forms.IntegerField(
        label=pgettext_lazy("meeting", "People present"), required=False, min_value=0, max_value=9999
    )
    names = TextField(label=_("Who was present"), max_length=TEXT, required=False, widget=few_lines())

    def day(self, stored):
        """The day of the meeting as it is sent; `stored` where that is none."""
        try:
            return self.fields["held_on"].clean(self["held_on"].data) if self.is_bound else stored
        except ValidationError:
            return stored

    def head(self):
        """The head as values."""
        return actions.MeetingHead(**{name: self.cleaned_data[name] for name in HEAD_FIELDS})


class CommentForm(forms.Form):
    """What the leader says about one branch, what others say, what was agreed."""

    aspects = forms.MultipleChoiceField(
        label=_("Spoken of"), choices=Aspect.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    strengths = TextField(label=_("Strengths"), max_length=TEXT, required=False, widget=few_lines())
    problems = TextField(label=_("Problems"), max_length=TEXT, required=False, widget=few_lines())
    direction = TextField(label=_("Direction of effort"), max_length=TEXT, required=False, widget=few_lines())

    def __init__(self, data=None, *, comment: Comment, is_owed, peers, shown: SaidRows, **facts):
        """`comment`: with its peers and actions, saved or not; `is_owed`: the meeting cannot be closed without it;
        `peers`: [(primary key, name)] of who may comment; `shown`: what it said in the form that is sent; `facts`: of
        AgreedActionForm. A section the sender has not seen is not read."""
        self.branch, self.is_owed = comment.branch, is_owed
        prefix = f"comment-{comment.branch_id}"
        sent = data if data and f"{prefix}-peers-TOTAL_FORMS" in data else None
        super().__init__(sent, prefix=prefix, initial={name: getattr(comment, name) for name in COMMENT_FIELDS})
        others = [one for one in peers if one[0] != comment.branch_id]
        self.peers, self.actions = (
            rows(
                sent,
                initial=[_row(one, names) for one in getattr(comment, name).all()] if comment.pk else [],
                shown=shown.below(name, comment.branch_id),
                prefix=f"{prefix}-{name}",
                form_kwargs=asked,
            )
            for name, rows, names, asked in (
                ("peers", PEERS, PEER_FIELDS, {"branches": others}),
                ("actions", ACTIONS, ACTION_FIELDS, facts),
            )
        )

    def meet(self, data, shown: SaidRows, stored: SaidRows):
        """Write into `data`, which is sent, what is `stored` meanwhile where nothing was changed here."""
        self.data = data
        follow(self, data, shown.of(self.branch.pk), stored.of(self.branch.pk))
        for name in ("peers", "actions"):
            getattr(self, name).meet(data, stored.below(name, self.branch.pk))

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
        below = [one.history.filter(comment__meeting=meeting) for one in (PeerComment, AgreedAction)]
        histories = [meeting.history, Comment.history.filter(meeting=meeting), *below]
        self._shown = SaidRows(*(self.shown(place, histories[place]) for place in (1, 2, 3)))
        facts = {"shown": self._shown, "held_on": self.day(meeting.held_on)}
        self.sections = _sections(data, meeting, branches, owed, comments, public, facts)
        there = {section.branch.pk for section in self.sections}
        self.branches: dict[int, Organisation] = {one.pk: one for one in branches if one.pk not in there}
        self.fields["add"].choices = [NOBODY, *((key, one.name) for key, one in self.branches.items())]
        if meeting.state == MeetingState.OPEN:  # nothing of a closed one is to be overwritten
            self.watch(*histories)

    def meet(self):
        """The head, and every section that was sent."""
        super().meet()
        stored = SaidRows(*map(rows_at, self.histories[1:]))
        for section in self.sent:
            section.meet(self.data, self._shown, stored)

    @property
    def unfolds_head(self):
        """Whether something is still to be written, or put right, in the head."""
        return bool(self.errors or unsaid(self.meeting.place, self.meeting.expected, self.meeting.present))

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
        added = self.branches.get(self.cleaned_data["add"])
        actions.write(meeting=self.meeting, head=self.head(), comments=comments, added=added, by=by)
        return (added,)


class FollowUpForm(VersionedForm):
    """What came of a comment."""

    text = TextField(label=_("What came of it"), max_length=TEXT, widget=few_lines())
    on = DateField(label=_("Looked into on"))

    def __init__(self, data=None, *, comment: Comment, today):
        super().__init__(data, initial={"text": comment.follow_up, "on": comment.followed_on or today})
        self.comment = comment
        self.watch(comment.history)

    def values_of(self, entry):
        """The names of the fields are shorter."""
        return {"text": entry.follow_up, "on": entry.followed_on}

    def save(self, *, by):
        """Write it. Returns the Comment; None with the refusal among the errors."""
        return attempt(self, partial(self._save, by))

    def _save(self, by):
        actions.hold(self.comment)
        self.refuse_stale()
        actions.follow_up(comment=self.comment, **self.cleaned_data, by=by)
        return self.comment


def _row(row, names):
    return {"key": row.pk, **{name: values_of(row)[name] for name in names}}


def _sections(data, meeting, branches, owed, comments, public, facts):
    """A section for each branch that is commented on or must be, by code; those that must be come first."""
    peers, due = [(one.pk, one.name) for one in branches], {one.pk for one in owed}
    there = {comment.branch_id: comment for comment in comments}
    rows = [there.get(one.pk) or Comment(meeting=meeting, branch=one) for one in owed]
    rows += [comment for comment in comments if comment.branch_id not in due]
    spoken = {(row.peer_id, row.peer.name) for comment in comments for row in comment.peers.all()}
    known = [*peers, *sorted(spoken - set(peers))]
    return [
        CommentForm(
            data, comment=one, is_owed=one.branch_id in due, peers=known, is_public=one.branch_id in public, **facts
        )
        for one in rows
    ]
