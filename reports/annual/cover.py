"""What stands on the cover of an annual report besides its figures, and the mark by which an edition is recognised."""

import re
from dataclasses import dataclass
from datetime import date

from reports.queries.annual.query import AnnualQuery

MARK = re.compile(r"年报编号：(?P<campaign>.+)-(?P<year>\d{4})-(?:第(?P<number>[1-9]\d{0,3})版|草稿)")


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


@dataclass(frozen=True)
class EditionMark:
    """What a cover says it is of; `number` None: a draft."""

    campaign: str
    year: int
    number: int | None


def edition_mark(query: AnnualQuery, number: int | None) -> str:
    """The mark of edition `number` (None: a draft) as it stands on the cover."""
    edition = f"第{number}版" if number else "草稿"
    return f"年报编号：{query.campaign.code}-{query.year}-{edition}"


def mark_in(text: str) -> EditionMark | None:
    """The mark that `text` is; None when it is none."""
    found = MARK.fullmatch(text.strip())
    if found is None:
        return None
    number = found["number"] and int(found["number"])
    return EditionMark(found["campaign"], int(found["year"]), number)
