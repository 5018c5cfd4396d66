"""What came of a round of people at work, and what is wrong with it."""

import json
from collections import defaultdict
from dataclasses import dataclass

from django.db import connection

from core.choices import EventKind
from core.models import Event
from tests.drills.stage import Task
from tests.drills.visiting import Reply
from tests.races.kept import tables

REFUSED = 403  # by right; stands in the log
ANSWERS = (200, 302, REFUSED, 404)
TOO_SLOW = 20  # seconds: what SQLite waits for its turn to write


@dataclass(frozen=True)
class Done:
    """What came of a task; `acknowledged`: the site said that it was done."""

    task: Task
    reply: Reply
    acknowledged: bool


def objections(done):
    """What is not as promised, in sentences."""
    entries, texts = entries_by_address(), stored_texts()
    for one in done:
        for wrong in _wrong(one, entries[one.reply.address], texts):
            yield f"{one.task.name}: {wrong} ({one.task.path} → {one.reply.status} {one.reply.leads_to})"


def _wrong(one, entries, texts):
    typed = one.task.typed
    if one.reply.status not in ANSWERS:
        yield f"answered {one.reply.status}"
    if one.reply.seconds > TOO_SLOW:
        yield f"took {one.reply.seconds:.0f} s"
    if one.acknowledged and typed and not is_stored(typed, texts):
        yield f"{typed} is lost"
    least, most = _promised(one)
    if not least <= len(entries) <= most:
        yield f"{len(entries)} entries in the log, acknowledged: {one.acknowledged}"


def _promised(one):
    """(fewest, most) entries: what was acknowledged has one, none where another one may have said the same before."""
    if one.reply.status == REFUSED:
        return 1, 1
    if not one.acknowledged or one.task.sent.entries == 0:
        return 0, 0
    return (0, 1) if one.task.sent.why else (1, 1)


def entries_by_address():
    """{address: entries of the log that came from there}, but for those who looked and signed in."""
    found = defaultdict(list)
    for entry in Event.objects.exclude(kind__in=(EventKind.SIGN_IN, EventKind.DOWNLOAD)):
        found[entry.address].append(entry)
    return found


def stored_texts():
    """All that stands in the tables, as one text."""
    quote, told = connection.ops.quote_name, []
    with connection.cursor() as cursor:
        for table in tables():
            cursor.execute(f"SELECT * FROM {quote(table)}")
            told += [value for row in cursor.fetchall() for value in row if isinstance(value, str)]
    return "\n".join(told)


def is_stored(typed, texts):
    """Whether a text stands in the tables, also as JSON writes it."""
    return typed in texts or json.dumps(typed)[1:-1] in texts
