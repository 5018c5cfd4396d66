"""点评互评汇总表: what was said of each branch at review meetings, and what came of it (N09)."""

from django.utils.translation import gettext_lazy, ngettext

from core.lists import DateColumn, ListColumn, NumberColumn, TextColumn, VerbColumn
from pledges.ledgers.list import CampaignLedger
from pledges.ledgers.texts import actions_text, chair_text, peers_text
from pledges.models import Comment
from pledges.queries.ledgers.meetings import comment_lines, held_comments

MEETING = gettext_lazy("Review meeting")
COMMENT = gettext_lazy("What the leader said")


class MeetingLedger(CampaignLedger):
    """点评互评汇总表."""

    title = gettext_lazy("Table of review meetings")
    blank_title = gettext_lazy("No review meeting was held by this day.")
    blank_text = gettext_lazy("What a unit said of its branches stands here once it has closed its meeting.")

    branch = ListColumn(gettext_lazy("Branch"), width=14)
    open = VerbColumn(gettext_lazy("Open the meeting"))
    held_on = DateColumn(gettext_lazy("Held on"), accessor="meeting__held_on", group=MEETING, width=12)
    unit = ListColumn(gettext_lazy("Base organisation"), group=MEETING, width=12)
    chair = TextColumn(gettext_lazy("Chair"), empty_values=(), group=MEETING, width=9)
    present = NumberColumn(gettext_lazy("Present"), accessor="meeting__present", group=MEETING, width=6)
    strengths = TextColumn(gettext_lazy("Strengths"), accessor="comment__strengths", group=COMMENT, width=18)
    problems = TextColumn(gettext_lazy("Problems"), accessor="comment__problems", group=COMMENT, width=18)
    direction = TextColumn(gettext_lazy("Direction of effort"), accessor="comment__direction", group=COMMENT, width=16)
    peers = TextColumn(gettext_lazy("Comments of other branches"), empty_values=(), width=18)
    actions = TextColumn(gettext_lazy("Agreed actions"), empty_values=(), width=18)
    follow_up = TextColumn(gettext_lazy("What came of it"), width=16)

    @classmethod
    def rows_of(cls, scope, query, members):
        return held_comments(scope.of(Comment), query.on, members)

    @staticmethod
    def counted(count):
        return ngettext("%(count)d comment", "%(count)d comments", count) % {"count": count}

    def lines(self, records):
        """CommentLines of the day."""
        return comment_lines(records, self.query.on)

    def render_open(self, record):
        return self.opened(record.meeting, gettext_lazy("Open the meeting"))

    def value_chair(self, record):
        return chair_text(record.meeting)

    def value_peers(self, record):
        return peers_text(record.peers)

    def value_actions(self, record):
        return actions_text(record.actions)
