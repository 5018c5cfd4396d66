"""Texts that have broken programs before: what forms, searches and addresses are fed with."""

import json
from html.parser import HTMLParser
from urllib.parse import quote_plus

from django.conf import settings

CORPUS = settings.BASE_DIR.parent / "shared" / "corpora" / "naughty-strings.json"  # absent in a bare clone
NULL = "示范\x00支部"
SURROGATE = "示范\ud800支部"  # reaches a server only as broken UTF-8
LONG = "长" * 10_000
REFUSED = (NULL, SURROGATE)
OWN = (
    "مرحبا ‏بالعالم‎ \u202eabc\u202c",  # right to left, with marks that turn what follows
    "👩‍👩‍👧‍👦 🏳️‍🌈 e\u0301 𠮷 \u200b\ufeff",
    "' OR '1'='1'; DROP TABLE branches_organisation; --",
    "\"><script>alert('naughty')</script><img src=x onerror=alert(1)>",
    "</title></textarea></option><svg/onload=alert(1)>",
    "{{ settings.SECRET_KEY }}{% include 'base.html' %}%(name)s{0}%s",
    '=HYPERLINK("http://example.org","甲")',
    "../../etc/passwd\\..\\nul",
    "javascript:alert(1)//%0d%0aSet-Cookie:%20a=b",
    "1e309",
    "²٣",
    "-9223372036854775809",
    "\x01\x1b[31m\x7f\x85\u2028",
    "null",
    "  前后空格\u3000",
)


def corpus():
    """The whole shared corpus, nothing where it is absent; nothing on PostgreSQL: what folds and escapes a text is the
    same program there, and OWN holds what it does not bear."""
    asked = settings.TEST_DATABASE == "sqlite" and CORPUS.exists()
    return json.loads(CORPUS.read_text(encoding="utf-8")) if asked else []


def share(place, places):
    """What the `place`-th of `places` is fed with: every fifth of OWN and its part of the corpus, each text once."""
    return [LONG, *OWN[place % 5 :: 5], *corpus()[place::places]]


def encoded(**fields):
    """A query or a form, also of what is no Unicode."""
    return "&".join(f"{name}={quote_plus(str(text).encode('utf-8', 'surrogatepass'))}" for name, text in fields.items())


def multipart(file, *, name="a.jpg", **fields):
    """(body, content type) of a form with a picture called `name` in its field `file`, also of what is no Unicode."""
    head = '--naughty\r\nContent-Disposition: form-data; name="{}"{}\r\n\r\n'
    parts = [(head.format(key, ""), str(text).encode("utf-8", "surrogatepass")) for key, text in fields.items()]
    quoted = name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
    parts.append((head.format("file", f'; filename="{quoted}"'), file))
    lines = b"".join(top.encode() + content + b"\r\n" for top, content in parts)
    return lines + b"--naughty--\r\n", "multipart/form-data; boundary=naughty"


class Intruders(HTMLParser):
    """What only a text that was not escaped brings into a page; our own carry no inline script, from nowhere else."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        values = {name: value or "" for name, value in attrs}
        handlers = [name for name in values if name.startswith("on")]
        foreign = tag in ("script", "img", "iframe", "object", "embed") and not values.get("src", "").startswith("/")
        runs = any(values.get(name, "").strip().lower().startswith("javascript:") for name in ("href", "action", "src"))
        if handlers or foreign or runs:
            self.found.append((tag, attrs))


def intruders(response):
    """The elements of an HTML response that are not ours."""
    if not response.get("Content-Type", "").startswith("text/html"):
        return []
    return Intruders(response.content.decode()).found


class Words(HTMLParser):
    """What a reader of a page reads, without blanks and line breaks."""

    def __init__(self, page):
        super().__init__()
        self.words = ""
        self.feed(page)
        self.close()

    def handle_data(self, data):
        self.words += "".join(data.split())


def tells(response, text):
    """Whether a reader of the page reads `text` on it, wherever its lines break."""
    return "".join(text.split()) in Words(response.content.decode()).words
