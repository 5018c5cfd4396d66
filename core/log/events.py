"""The append-only log: who did what, when and from where."""

from contextvars import ContextVar

from core.choices import EventKind
from core.models import Event

asked_from: ContextVar[str | None] = ContextVar("asked from", default=None)  # the browser's address; None: a command
AT_ONCE = 40  # acts that may be under way at the same time
NO_ACTS = (  # nothing is different afterwards
    EventKind.SIGN_IN,
    EventKind.SIGN_IN_FAILED,
    EventKind.SIGN_OUT,
    EventKind.LOCKED,
    EventKind.REFUSED,
    EventKind.DOWNLOAD,
)


def record(kind, *, by, subject="", **detail) -> Event:
    """Append one event.

    `kind`: EventKind; `by`: User or None (a command); `subject`: what it was about, as a reader would name it;
    `detail`: plain values: counts, dates, codes, states and names of persons, nothing else of them.
    """
    actor = by if by is not None and by.is_authenticated else None
    return Event.objects.create(
        kind=kind,
        by=actor,
        by_name=actor.username if actor else "",
        person=actor.name if actor else "",
        address=(asked_from.get() or "")[:45],
        subject=subject[:200],
        detail=detail,
    )


def newest() -> list[tuple]:
    """(key, moment) of the last acts, AT_ONCE at most: while they are the same, nobody did anything. More than one,
    because of acts at the same time the one with the lower key may be kept last."""
    return list(Event.objects.exclude(kind__in=NO_ACTS).order_by("-pk").values_list("pk", "at")[:AT_ONCE])
