"""What an entry of the showcase says, as values."""

from dataclasses import dataclass

from pledges.choices import ShowcaseKind

TEXTS = ("background", "practice", "special", "results", "voices")
FIELDS = ("kind", "title", *TEXTS)


@dataclass(frozen=True)
class EntryText:
    """Everything that is typed of an entry but its pictures."""

    title: str
    kind: str = ShowcaseKind.BRAND
    background: str = ""
    practice: str = ""
    special: str = ""
    results: str = ""
    voices: str = ""
