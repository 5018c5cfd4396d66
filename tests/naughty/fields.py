"""Text fields of forms, and how each is tried: what is stored is what was typed, the rest is refused in a sentence."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.html import escape

from core.names import fold, fold_lines
from core.web.privacy import findings
from tests.naughty.texts import NULL, SURROGATE, encoded, intruders, multipart, tells

FORM = "application/x-www-form-urlencoded"
LINE, PERSON, TEXT, REASON = 200, 60, 2000, 300
LINES = {"folded": fold}
LONG_TEXT = {"folded": lambda text: fold_lines(text.strip())}
PUBLIC = {"refuses": findings}
READ = {"read": str}  # on the page to which the form leads


@dataclass(frozen=True)
class Text:
    """A text field: where it is sent, by whom, with what else, how long it may be, and where it is stored.

    `url`, `name` and `data` may be functions of the world, carried out just before; `folded`: what the field makes of a
    text; `refuses`: what it does not bear besides; `read`: the page that tells it afterwards, made of the address to
    which the form leads; `picture`: a file that is sent along.
    """

    url: str | Callable
    name: str | Callable
    longest: int
    stored: Callable
    data: dict | Callable = field(default_factory=dict)
    who: str = "department"
    pattern: re.Pattern = re.compile("(?s).*")  # stands in addresses: letters, digits and some marks only
    folded: Callable = fold
    refuses: Callable = lambda _text: False
    read: Callable | None = None
    picture: bytes = b""


def first(rows, name):
    """The field of the one row, None when there is none or it is empty."""
    return rows.values_list(name, flat=True).first() or None


def put(model, key, address, **values):
    """Tells the address, for a row of which `values` are set before."""

    def before(_world):
        model.objects.filter(pk=key).update(**values)
        return address

    return before


def of(rows, name, *, known=""):
    """Tells what the first of `rows()` says there, None when that is what it said before."""
    return lambda: first(rows().exclude(**{name: known}), name)


def called(value, world):
    return value(world) if callable(value) else value


def sent(case, text, client, world):
    """(response, what was stored, the page that tells it, None without one): whatever it changed is undone."""
    with transaction.atomic():
        url = called(case.url, world)
        fields = {**called(case.data, world), called(case.name, world): text}
        response = client.post(url, **_body(case, fields))
        stored = case.stored()
        page = client.get(case.read(response.url)) if case.read and response.status_code == 302 else None
        transaction.set_rollback(True)
    return response, stored, page


def _body(case, fields):
    data = multipart(case.picture, **fields) if case.picture else (encoded(**fields), FORM)
    return dict(zip(("data", "content_type"), data, strict=True))


def promised(case, text):
    """What is stored of `text`; None when it is refused."""
    kept = case.folded(text)
    bears = len(kept) <= case.longest and case.pattern.fullmatch(kept) and not case.refuses(kept)
    return kept if bears and kept else None


def wrong(case, texts, client, world):
    """Those of `texts` that do not come back as promised, with what came instead."""
    client.raise_request_exception = False
    return [told for text in (*texts, "示例") if (told := _wrong(case, text, *sent(case, text, client, world)))]


def _wrong(case, text, response, stored, page):
    """What is wrong with the answer to `text`, None when nothing is: it is stored or refused as promised; what is
    refused stays in its field, what is stored is read on its page, and nowhere as anything but text."""
    foreign = [*intruders(response), *(intruders(page) if page else [])]
    answer = response.content.decode()
    refused = response.status_code == 200 and "<html" in answer and stored is None  # a part leaves its field
    lost = refused and escape(text) not in answer
    untold = bool(page and stored and not tells(page, stored))
    if response.status_code in (200, 302) and stored == promised(case, text) and not (foreign or lost or untold):
        return None
    return text[:60], response.status_code, stored, foreign, {"lost": lost, "untold": untold}


def not_borne(case, texts, client, world):
    """Those of `texts` that are not answered in words."""
    client.raise_request_exception = False
    found = []
    for text in texts:
        response, _stored, _page = sent(case, text, client, world)
        if response.status_code not in (200, 302, 400, 429) or intruders(response):
            found.append((text[:60], response.status_code, intruders(response)))
    return found


def refuses_what_nobody_types(case, client, world):
    """A null character and what is no text are refused in a sentence."""
    response, stored, _page = sent(case, NULL, client, world)
    assert (response.status_code, stored) == (200, None)
    assert "空字符" in response.content.decode()
    response, stored, _page = sent(case, SURROGATE, client, world)
    assert (response.status_code, stored, "未作任何改动" in response.content.decode()) == (400, None, True)
