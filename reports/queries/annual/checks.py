"""The checklist before an annual report is built: what stops its final edition, what an officer may accept."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from reports.models import AcceptedCheck, AnnualReport
from reports.queries.annual import findings
from reports.queries.annual.findings import FoundFacts
from reports.queries.annual.query import AnnualQuery


@dataclass(frozen=True)
class CheckRule:
    """What is looked for, under which `key`; `is_red`: it stops the final edition whoever accepts it; `help`: what is
    to be done."""

    key: str
    label: str | Promise
    find: Callable[[AnnualQuery], FoundFacts]
    help: str | Promise
    is_red: bool = False


RULES = (
    CheckRule(
        "undecided",
        _("Ratings not approved"),
        findings.undecided,
        _("Approve them, or return them and have them submitted again (R1)."),
        is_red=True,
    ),
    CheckRule(
        "missing",
        _("Branches without a rating"),
        findings.missing,
        _("Let the unit enter and submit the rating: open the entry of the round again."),
        is_red=True,
    ),
    CheckRule("late", _("Late duties"), findings.late, _("Press the unit, or accept it with a reason (R25).")),
    CheckRule(
        "overdue", _("Overdue plans"), findings.overdue, _("End the plan or move its due day, or accept it (R26).")
    ),
    CheckRule("unsettled", _("Rectifications not settled"), findings.unsettled, _("Settle them, or accept it (R27b).")),
    CheckRule(
        "projects", _("Projects with late tasks or reports"), findings.late_projects, _("See to them, or accept (R38).")
    ),
    CheckRule(
        "closed",
        _("Rated although closed"),
        findings.closed_and_rated,
        _("Check the day of the closing, or accept it (R13)."),
    ),
    CheckRule("spread", _("Units that told nobody apart"), findings.alike, _("Look again, or accept it (R23).")),
)


@dataclass(frozen=True)
class AnnualCheck:
    """One line of the checklist: the `facts` that were found; `accepted`: by whom and why, None while nobody did, or
    for other facts than these."""

    rule: CheckRule
    facts: FoundFacts
    accepted: AcceptedCheck | None = None

    @property
    def key(self) -> str:
        return self.rule.key

    @property
    def label(self) -> str:
        return str(self.rule.label)

    @property
    def is_red(self) -> bool:
        return self.rule.is_red

    @property
    def url(self) -> str:
        """The list in which the facts stand, "" for none."""
        return self.facts.url

    @property
    def count(self) -> int:
        return len(self.facts)

    @property
    def fingerprint(self) -> str:
        """Of the facts that were found: another one asks again."""
        return fingerprint(self.facts)

    @property
    def stops(self) -> bool:
        """Whether there is no final edition because of it."""
        return bool(self.facts) and (self.is_red or self.accepted is None)

    @property
    def is_open(self) -> bool:
        """Whether it may be accepted and is not."""
        return self.stops and not self.is_red

    @property
    def badge(self) -> tuple[str, str | Promise]:
        """(state, word) of how it stands."""
        if not self.facts:
            return "done", pgettext_lazy("check", "Nothing found")
        if self.is_red:
            return "error", pgettext_lazy("check", "To be put right")
        return ("accepted", pgettext_lazy("check", "Accepted")) if self.accepted else ("warning", _("To be accepted"))


def fingerprint(facts: FoundFacts) -> str:
    """SHA-256 of what was found, in whatever order."""
    return hashlib.sha256("\n".join(sorted(facts.keys())).encode()).hexdigest()


def checks(query: AnnualQuery, report: AnnualReport | None, *keys: str) -> list[AnnualCheck]:
    """The checklist of `query`, or the lines of it with these `keys`, with what was accepted for its `report` (None:
    nothing is stored yet)."""
    accepted = {one.key: one for one in report.accepted.select_related("by")} if report else {}
    return [_check(rule, query, accepted.get(rule.key)) for rule in RULES if not keys or rule.key in keys]


def _check(rule, query, accepted):
    facts = rule.find(query)
    holds = accepted is not None and accepted.fingerprint == fingerprint(facts)
    return AnnualCheck(rule, facts, accepted if holds else None)
