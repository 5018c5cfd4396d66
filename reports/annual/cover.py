"""What stands on the cover of an annual report besides its figures."""

from dataclasses import dataclass
from datetime import date

from reports.queries.annual.query import AnnualQuery


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


def edition_mark(query: AnnualQuery, number: int | None) -> str:
    """What tells one edition from all others, on its cover; `number` None: a draft."""
    whose = [query.unit.code] if query.unit else []
    edition = f"第{number}版" if number else "草稿"
    return "年报编号：" + "-".join([query.campaign.code, str(query.year), *whose, edition])
