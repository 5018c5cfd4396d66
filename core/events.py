"""The append-only log of what is not a row change: sign-in, import, export, download, decisions."""

from core.models import Event


def record(kind, *, by, subject="", **detail) -> Event:
    """Append one event.

    `kind`: EventKind; `by`: User or None (a command); `subject`: what it was about, as a reader would name it;
    `detail`: plain values (counts, codes), never personal data beyond codes.
    """
    actor = by if by is not None and by.is_authenticated else None
    return Event.objects.create(
        kind=kind, by=actor, by_name=actor.username if actor else "", subject=subject[:200], detail=detail
    )
