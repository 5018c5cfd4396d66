"""Every text field of every form: what is stored is what was typed, folded (R33) and read as text and nothing else;
what is refused is refused in a sentence and stays where it was typed."""

import pytest

from pledges.models import ShowcaseEntry
from projects.models import NoticeEntry
from tests.access import test_matrix
from tests.naughty.fields import Text, not_borne, refuses_what_nobody_types, wrong
from tests.naughty.forms import (
    annual,
    benchmarks,
    grading,
    meetings,
    plans,
    project_work,
    projects,
    showcase,
    twinnings,
)
from tests.naughty.texts import LONG, NULL, OWN, intruders, share, tells
from tests.pledges.access import SHOWN
from tests.projects.access.notices import NOTICE

pytestmark = pytest.mark.django_db
world = test_matrix.world  # made once for the whole module
# Into how many parts the corpus goes for a room; its fields share one of them.
PARTS = {grading: 3, plans: 9} | dict.fromkeys(
    (annual, benchmarks, meetings, showcase, twinnings, projects, project_work), 27
)


def cases(name, part=1):
    """{room and field: (case, what it is fed with)} of what the rooms declare as `name`."""
    found = {}
    for room, parts in PARTS.items():
        declared = getattr(room, name, {})
        for place, (field, case) in enumerate(declared.items()):
            title = f"{room.__name__.rpartition('.')[2]}: {field}"
            found[title] = case, share(place, part * parts * len(declared))
    return found


TEXTS, ASKED = cases("TEXTS"), cases("ASKED", 3)


@pytest.mark.parametrize("name", TEXTS)
def test_text_comes_back_as_typed_and_folded(name, world, client_of):
    case, texts = TEXTS[name]
    assert wrong(case, texts, client_of(case.who), world) == []


@pytest.mark.parametrize("name", TEXTS)
def test_null_and_broken_text_is_refused_in_a_sentence(name, world, client_of):
    case, _texts = TEXTS[name]
    refuses_what_nobody_types(case, client_of(case.who), world)


@pytest.mark.parametrize("name", ASKED)
def test_text_that_is_only_looked_at_is_borne(name, world, client_of):
    """Names to be found, scores, days, sign-in: an answer in words, nothing stored."""
    (url, field, data, who), texts = ASKED[name]
    assert not_borne(Text(url, field, 0, lambda: None, data), texts, client_of(who), world) == []


@pytest.mark.parametrize("text", [NULL, LONG])
def test_user_name_nobody_can_have_is_refused_before_it_is_looked_up(world, client, text):
    response = client.post("/login/", {"username": text, "password": "x"})
    assert (response.status_code, list(response.context["form"].errors)) == (200, ["username"])


@pytest.mark.parametrize("name", ["title", *showcase.SHOW_TEXTS])
def test_whatever_an_entry_says_is_text_on_its_public_page(name, world, client):
    found = []
    for text in OWN:
        ShowcaseEntry.objects.filter(pk=SHOWN).update(**{name: text})
        listed, page = (client.get(path) for path in ("/showcase/", f"/showcase/{SHOWN}/"))
        found.append((text, [*intruders(listed), *intruders(page)], tells(page, text)))
    assert found == [(text, [], True) for text in OWN]


@pytest.mark.parametrize("name", ["title", "unit", "leader"])
def test_whatever_a_notice_says_is_text_on_its_public_page(name, world, client):
    longest, found = NoticeEntry._meta.get_field(name).max_length, []
    for text in OWN:
        NoticeEntry.objects.filter(notice=NOTICE).update(**{name: text[:longest]})
        page = client.get(f"/notices/{NOTICE}/")
        found.append((text, intruders(page)))
    assert found == [(text, []) for text in OWN]
