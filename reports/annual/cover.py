"""What stands on the cover of an annual report besides its figures."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Cover:
    """Who reports (`unit`, in words), when, under which `document` number, and who answers for it; `edition` None: a
    draft, which says so in every header, else the number of the final edition."""

    unit: str
    reported_on: date
    document: str = ""
    responsible: str = ""
    person: str = ""
    telephone: str = ""
    edition: int | None = None
