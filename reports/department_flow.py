"""The flow between the last two rated rounds, in short, for the overview."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode

from branches.choices import Kind
from branches.models import Organisation
from ratings.models import Rating, Round
from reports import flow_page


@dataclass(frozen=True)
class Flowing:
    """Two rounds and the table between them; `url`: the page with the names behind each cell."""

    earlier: Round
    later: Round
    rows: list
    totals: list
    total: int
    url: str


def flowing(campaign, on):
    """The Flowing of the last two rounds of `campaign` that have official ratings by `on`; None with fewer."""
    official = Rating.objects.official().filter(round__campaign=campaign, round__reference_date__lte=on)
    ids = set(official.order_by().values_list("round", flat=True).distinct())
    rated = [row for row in campaign.rounds.order_by("reference_date") if row.pk in ids]
    if len(rated) < 2:
        return None
    earlier, later = rated[-2:]
    kinds = [Kind.BRANCH, Kind.DIRECT_BRANCH] if campaign.counts_direct else [Kind.BRANCH]
    branches = Organisation.objects.filter(kind__in=kinds).order_by().values("pk")
    found, _names = flow_page.gather(official.filter(organisation__in=branches), earlier, later)
    url = f"{reverse('reports:flow', args=[later.code])}?{urlencode({'from': earlier.code})}"
    return Flowing(earlier, later, flow_page.rows(found), flow_page.totals(found), found.total, url)
