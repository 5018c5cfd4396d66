"""Two tabs that send the same form at the same moment, in the worst order there is.

Each waits before its first statement that writes until the other one is there too: both have passed their checks
before either writes, unless a lock keeps the second one waiting, which ends the wait of the first.
"""

import re
from contextlib import suppress
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import cycle
from threading import Barrier, BrokenBarrierError, Thread

from django.conf import settings
from django.contrib.messages import SUCCESS, get_messages
from django.db import connection
from django.test import Client
from django.utils.html import escape
from zeal import zeal_ignore

from core.choices import EventKind
from core.models import Event

WRITE = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)
BESIDE = re.compile(r"django_session|axes_\w+")  # what signing in and messages write
WAIT = 0.15  # seconds; longer than one tab is behind the other
TOKEN = "csrfmiddlewaretoken"
NO_ACT = (EventKind.SIGN_IN, EventKind.REFUSED, EventKind.DOWNLOAD)


@dataclass
class Writing:
    """A wrapper of `execute`: waits for the other tab before the first write, and notes the tables that are written."""

    barrier: Barrier | None = None
    tables: set = field(default_factory=set)
    has_waited: bool = False

    def __call__(self, execute, sql, params, many, context):
        if write := WRITE.match(sql):
            self.tables.add(write[1])
            if not BESIDE.fullmatch(write[1]):
                self._wait()
        return execute(sql, params, many, context)

    def _wait(self):
        if self.barrier is None or self.has_waited:
            return
        self.has_waited = True
        with suppress(BrokenBarrierError):
            self.barrier.wait(WAIT)


class Hidden(HTMLParser):
    """The hidden fields of the forms of a page that are sent: which version it shows, which rows."""

    def __init__(self, page):
        super().__init__()
        self.fields, self.is_sent = {}, False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        facts = dict(attrs)
        if tag == "form":
            self.is_sent = facts.get("method") == "post"
        if tag == "input" and facts.get("type") == "hidden" and self.is_sent:
            self.fields[facts.get("name")] = facts.get("value") or ""


@dataclass(frozen=True)
class Answer:
    """What one tab is answered."""

    status: int
    page: str
    told: tuple[str, ...]  # what its messages say
    has_won: bool
    keeps: bool  # what was typed


@dataclass(frozen=True)
class Race:
    """What came of a race: both answers, the acts in the log."""

    path: str
    answers: list[Answer]
    acts: list[Event]


def race(sent, world, tabs, tables):
    """Send `sent` from both `tabs` at once; the names of the `tables` that are written are noted."""
    with connection.execute_wrapper(Writing(tables=tables)):
        paths, data = sent.made_ready(world)
        seen = {path: _hidden(tabs[0].get(path)) for path in set(paths)}
    last = Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    barrier, answers = Barrier(2), []

    def send(tab, path, letter):
        writing, typed = Writing(barrier, tables), sent.typed + letter
        said = {name: typed if letter and value == sent.typed else value for name, value in data.items()}
        said = seen[path] | said
        try:
            with connection.execute_wrapper(writing), zeal_ignore():  # what is looked at again asks the same again
                answers.append(_answer(tab.post(path, {**said, **sent.files()}), sent.says, typed))
        finally:
            barrier.abort()
            connection.close()

    letters = "甲乙" if sent.apart else ("", "")
    threads = [Thread(target=send, args=one) for one in zip(tabs, cycle(paths), letters, strict=False)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    acts = Event.objects.filter(pk__gt=last).exclude(kind__in=NO_ACT)
    return Race(paths[0], answers, list(acts))


def _hidden(response):
    if response.status_code != 200 or response.streaming:
        return {}
    return {name: value for name, value in Hidden(response.content.decode()).fields.items() if name != TOKEN}


def _answer(response, says, typed):
    """It has won when it leads on and says nothing but good, or shows what it promises."""
    page, messages = response.content.decode(), list(get_messages(response.wsgi_request))
    is_well = not messages or any(one.level == SUCCESS for one in messages)
    has_won = says in page and response.status_code == 200 if says else response.status_code == 302 and is_well
    return Answer(response.status_code, page, tuple(map(str, messages)), has_won, escape(typed) in page)


def sessions_of(who, world):
    """The keys of two sessions of that person; of the department, of two people."""
    names = ("department", "department-2") if who == "department" else (who, who)
    return [_session_of(world.people[name]) for name in names]


def _session_of(person):
    client = Client()
    client.force_login(person)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def tab(session):
    """A tab of that session, just opened."""
    client = Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    return client
