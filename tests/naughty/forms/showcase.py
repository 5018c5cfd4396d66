"""Text fields of the forms of the showcase."""

from functools import partial

from pledges.choices import EntryState
from pledges.models import ShowcaseEntry, ShowcasePicture
from tests.naughty.fields import (
    LINE,
    LINES,
    LONG_TEXT,
    PUBLIC,
    READ,
    REASON,
    TEXT,
    Text,
    of,
    put,
)
from tests.pledges.access import DRAWN, ENTRY
from tests.pledges.showcase.shown import drawn

BRANCH, UNIT, DEPARTMENT = "branch-0101", "unit-01", "department"


SHOWS = {"kind": "brand", "title": "起草中"}
DRAFT = f"/showcase/entries/{ENTRY}/"
SHOW_TEXTS = ("background", "practice", "special", "results", "voices")


def entry(name, longest, how):
    stored = of(partial(ShowcaseEntry.objects.filter, pk=ENTRY), name, known=SHOWS.get(name, ""))
    return Text(f"{DRAFT}edit/", name, longest, stored, SHOWS, BRANCH, **how, **PUBLIC, **READ)


def decided(verb, state, who):
    url = put(ShowcaseEntry, ENTRY, f"{DRAFT}{verb}/", state=state)
    stored = of(partial(ShowcaseEntry.objects.filter, pk=ENTRY), "reason")
    return Text(url, "reason", REASON, stored, {}, who, **LONG_TEXT, **READ)


TEXTS = {
    "title": entry("title", LINE, LINES),
    **{name: entry(name, TEXT, LONG_TEXT) for name in SHOW_TEXTS},
    "caption": Text(
        f"{DRAFT}pictures/",
        "caption",
        LINE,
        of(partial(ShowcasePicture.objects.filter(entry=ENTRY).exclude, pk=DRAWN), "caption"),
        {},
        BRANCH,
        picture=drawn("gold"),
        **LINES,
        **PUBLIC,
        **READ,
    ),
    "returned by the unit": decided("return", EntryState.SUBMITTED, UNIT),
    "returned by the department": decided("send_back", EntryState.SUPPORTED, DEPARTMENT),
    "entry withdrawn": decided("withdraw", EntryState.SUBMITTED, BRANCH),
}
