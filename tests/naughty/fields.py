"""Text fields of forms, and how each is tried: what is stored is what was typed, the rest is refused in a sentence."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import transaction

from tests.naughty.texts import NULL, SURROGATE, encoded, intruders

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Text:
    """A text field: where it is sent, by whom, with what else, how long it may be, and where it is stored.

    `url` and `data` may be functions of the world, carried out just before; `folded`: what the field makes of a text;
    `refuses`: what it does not bear besides.
    """

    url: str | Callable
    name: str
    longest: int
    stored: Callable
    data: dict | Callable = field(default_factory=dict)
    who: str = "department"
    pattern: re.Pattern = re.compile("(?s).*")  # stands in addresses: letters, digits and some marks only
    folded: Callable = str.strip
    refuses: Callable = lambda _text: False


def first(rows, name):
    """The field of the one row, None when there is none or it is empty."""
    return rows.values_list(name, flat=True).first() or None


def called(value, world):
    return value(world) if callable(value) else value


def sent(case, text, client, world):
    """(response, what was stored): whatever it changed is undone."""
    with transaction.atomic():
        url = called(case.url, world)
        body = encoded(**{**called(case.data, world), case.name: text})
        response = client.post(url, body, content_type=FORM)
        stored = case.stored()
        transaction.set_rollback(True)
    return response, stored


def promised(case, text):
    """What is stored of `text`; None when it is refused."""
    kept = case.folded(text)
    bears = len(kept) <= case.longest and case.pattern.fullmatch(kept) and not case.refuses(kept)
    return kept if bears and kept else None


def wrong(case, texts, client, world):
    """Those of `texts` that do not come back as promised, with what came instead."""
    client.raise_request_exception = False
    found = []
    for text in (*texts, "示例"):
        response, stored = sent(case, text, client, world)
        if response.status_code not in (200, 302) or stored != promised(case, text) or intruders(response):
            found.append((text[:60], response.status_code, stored, intruders(response)))
    return found


def not_borne(case, texts, client, world):
    """Those of `texts` that are not answered in words."""
    client.raise_request_exception = False
    found = []
    for text in texts:
        response, _nothing = sent(case, text, client, world)
        if response.status_code not in (200, 302, 400, 429) or intruders(response):
            found.append((text[:60], response.status_code, intruders(response)))
    return found


def refuses_what_nobody_types(case, client, world):
    """A null character and what is no text are refused in a sentence."""
    response, stored = sent(case, NULL, client, world)
    assert (response.status_code, stored) == (200, None)
    assert "空字符" in response.content.decode()
    response, stored = sent(case, SURROGATE, client, world)
    assert (response.status_code, stored, "未作任何改动" in response.content.decode()) == (400, None, True)
