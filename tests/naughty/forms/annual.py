"""Text fields of the forms of the annual report."""

from functools import cache

from reports.models import AcceptedCheck, AnnualReport
from reports.queries.annual.checks import checks
from reports.queries.annual.query import annual_query
from tests.naughty.fields import LINES, LONG_TEXT, PERSON, READ, REASON, Text, of

PAGE = "/workbooks/annual/"
PARAGRAPH, TELEPHONE = 5000, 40
YEAR = 2013  # of which all that is found is found for good


@cache
def shown(campaign):
    """What the form of an acceptance says besides: the fingerprint of what was found."""
    query = annual_query(campaign, YEAR)
    [late] = [check for check in checks(query, None) if check.key == "late"]
    return {"fingerprint": late.fingerprint}


def words(name, longest, how):
    return Text(f"{PAGE}words/", name, longest, of(AnnualReport.objects.all, name), **how)


TEXTS = {
    "document": words("document", PERSON, LINES),
    "responsible": words("responsible", PERSON, LINES),
    "person": words("person", PERSON, LINES),
    "telephone": words("telephone", TELEPHONE, LINES),
    **{name: words(name, PARAGRAPH, LONG_TEXT) for name in ("situation", "measures", "results", "problems", "further")},
    "accepted": Text(
        f"{PAGE}checks/late/accept/?year={YEAR}",
        "reason",
        REASON,
        of(AcceptedCheck.objects.all, "reason"),
        lambda world: shown(world.campaign),
        **LINES,
        **READ,
    ),
}
