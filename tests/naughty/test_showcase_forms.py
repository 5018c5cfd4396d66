"""Every text field of the forms of the showcase: stored as typed and folded (R33), read as text and nothing
else; what is refused stays where it was typed."""

from functools import partial

import pytest

from pledges.choices import EntryState
from pledges.models import ShowcaseEntry, ShowcasePicture
from tests.access import test_matrix
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
    refuses_what_nobody_types,
    wrong,
)
from tests.naughty.texts import OWN, intruders, share, tells
from tests.pledges.access import DRAWN, ENTRY, SHOWN
from tests.pledges.showcase.shown import drawn

pytestmark = pytest.mark.django_db
world = test_matrix.world  # made once for the whole module
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


@pytest.mark.parametrize("name", TEXTS)
def test_text_comes_back_as_typed_and_folded(name, world, client_of):
    texts = share(list(TEXTS).index(name), 27 * len(TEXTS))
    assert wrong(TEXTS[name], texts, client_of(TEXTS[name].who), world) == []


@pytest.mark.parametrize("name", TEXTS)
def test_null_and_broken_text_is_refused_in_a_sentence(name, world, client_of):
    refuses_what_nobody_types(TEXTS[name], client_of(TEXTS[name].who), world)


@pytest.mark.parametrize("name", ["title", *SHOW_TEXTS])
def test_whatever_an_entry_says_is_text_on_its_public_page(name, world, client):
    found = []
    for text in OWN:
        ShowcaseEntry.objects.filter(pk=SHOWN).update(**{name: text})
        listed, page = (client.get(path) for path in ("/showcase/", f"/showcase/{SHOWN}/"))
        found.append((text, [*intruders(listed), *intruders(page)], tells(page, text)))
    assert found == [(text, [], True) for text in OWN]
