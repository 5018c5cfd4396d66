"""A part of somebody else's row is not reached by way of one's own, nor one's own by way of theirs: it is known to
belong there before anything of it is shown, also where a refused form answers with a page."""

import pytest
from django.db import transaction
from django.urls import reverse

from core.choices import EventKind
from core.models import Event
from tests.access import test_matrix
from tests.access.rows import PEOPLE
from tests.access.test_matrix import FORMS, PAGES, ROWS, VERBS

pytestmark = pytest.mark.django_db
world = test_matrix.world  # made once for the whole module
# What is to be taken out and is not there was taken out: who presses twice is led back.
GONE = {name for name, row in VERBS.items() if row.ok == 302 and len(row.own) > 1}


def mixed(row):
    """The arguments of `row` inside one's place with one of them of outside."""
    rows = [(*row.own[:at], other, *row.own[at + 1 :]) for at, other in enumerate(row.other)]
    return [args for args in rows if args not in (row.own, row.other)]


MIXED = [(name, args) for name, row in ROWS.items() for args in mixed(row)]
# What the university's page and the page of one's unit take: rows of the other one are none of theirs.
OF_GRIDS = [("ratings:row", ("01", "2012-2", code)) for code in ("01", "00", "02", "03", "0201", "nobody")]
OF_GRIDS += [("ratings:base_row", ("2012-2", code)) for code in ("00", "0101", "0201", "nobody")]


def done():
    """How many acts there are."""
    return Event.objects.exclude(kind=EventKind.REFUSED).count()


def asked(client, name, address):
    """The answers to a reader and a sender, as far as there is something to be read or sent."""
    if name in PAGES or name in FORMS:
        yield client.get(address)
    if name in FORMS or name in VERBS:
        with transaction.atomic():
            known = done()
            yield client.post(address, ROWS[name].data)
            assert done() == known
            transaction.set_rollback(True)


@pytest.mark.parametrize(("name", "args"), [*MIXED, *OF_GRIDS])
def test_row_of_elsewhere_is_none(name, args, world, client_of):
    address = reverse(name, args=args)
    answers = {
        letter: {answer.status_code for answer in asked(client_of(PEOPLE[letter]), name, address)}
        for letter in ROWS[name].who
        if PEOPLE[letter]
    }
    expected = {404, 403, *({302} if name in GONE else ())}
    assert {letter: found for letter, found in answers.items() if not found <= expected} == {}
