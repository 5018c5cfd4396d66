"""An annual report that can be frozen, as tests need it."""

from datetime import date
from pathlib import Path

from core.attachments.storage import AttachmentStorage
from ratings.choices import Tier
from reports import actions
from reports.queries.annual.checks import checks
from reports.queries.annual.editions import report_of
from reports.queries.annual.query import annual_query
from tests.world import rate

YEAR = 2012
RATED = date(2012, 11, 1)
TODAY = date(2012, 11, 20)
BRANCHES = ("0101", "0102", "0103", "0201", "0202")
PAGE = "/workbooks/annual/"


def rate_all(world, *, without=()):
    """Official ratings of all branches in both rounds, `without` some in the later one."""
    for code in BRANCHES:
        rate(world[code], world.baseline, Tier.GOOD)
        if code not in without:
            rate(world[code], world.later, Tier.ADVANCED)


def asked(world, unit=None):
    """The AnnualQuery of the year, of the university or of a unit."""
    return annual_query(world.campaign, YEAR, unit)


def found(query):
    """{key of a check: how many facts} of those that found any."""
    return {check.key: check.count for check in checks(query, report_of(query)) if check.facts}


def check_of(query, key):
    """The AnnualCheck of that key."""
    return next(check for check in checks(query, report_of(query)) if check.key == key)


def accept(query, key, *, by, reason="已督促，年底前完成"):
    """Accept what a check found."""
    facts = {"key": key, "fingerprint": check_of(query, key).fingerprint, "reason": reason}
    return actions.accept_check(query=query, by=by, **facts)


def accept_all(query, *, by):
    """Accept whatever can be accepted."""
    for check in checks(query, report_of(query)):
        if check.is_open:
            accept(query, check.key, by=by)


def files():
    """The names of all stored files."""
    folder = Path(AttachmentStorage().location)
    return sorted(one.name for one in folder.iterdir()) if folder.is_dir() else []
