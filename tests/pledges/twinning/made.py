"""Twinnings for tests, made by the verbs themselves, on the day it is."""

from datetime import timedelta

from django.utils import timezone

from core.choices import Role
from pledges.actions import twinning as actions
from pledges.choices import HelperKind, Party
from pledges.models import HelpRecord, Twinning
from tests.pledges.made import TODAY, on

HELPED, HELPER = Party.HELPED, Party.HELPER


def proposed(world, helped="0102", helper="0101", *, role=Role.UNIT, by="unit-01", days=200, **facts) -> Twinning:
    """Proposed by the helped branch's unit, from today on; `helper` None: by a leader."""
    world[helped].refresh_from_db()
    named = {"helper_kind": HelperKind.LEADER, "helper_name": "王建国", "helper_post": "党委副书记"}
    kind = {"helper_kind": HelperKind.BRANCH, "helper": world[helper]} if helper else named
    today = timezone.localdate()
    facts = {"starts_on": today, "ends_on": today + timedelta(days=days), **kind, **facts}
    return actions.propose(helped=world[helped], **facts, role=role, by=world.people[by] if by else None)


def agreed(world, *args, day=TODAY, by="unit-01", **facts) -> Twinning:
    """In force since `day`."""
    with on(day):
        twinning = proposed(world, *args, by=by, **facts)
        for party in (HELPED, HELPER):
            if not getattr(twinning, f"{party}_agreed_at"):
                actions.agree(twinning=twinning, party=party, by=None)
    return twinning


def noted(twinning, *, day=None, text="上门辅导组织生活", role=Role.BRANCH, by=None, **facts) -> HelpRecord:
    """A record of help on `day` (today)."""
    return actions.note(twinning=twinning, on=day or timezone.localdate(), text=text, role=role, by=by, **facts)
