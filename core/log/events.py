"""The append-only log: who did what, when and from where."""

from contextvars import ContextVar

from core.models import Event

asked_from: ContextVar[str | None] = ContextVar("asked from", default=None)  # the browser's address; None: a command


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


def newest() -> tuple | None:
    """(key, moment) of the last entry, None in an empty log: while it is the same, nobody did anything."""
    return Event.objects.order_by("-pk").values_list("pk", "at").first()
