"""The flow between the last two rated rounds, in short, for the overview."""

from django.db.models import Exists, OuterRef

from ratings.flow.page import flow_table
from ratings.models import Rating
from ratings.queries.census import counted_kinds


def flowing(campaign, organisations, on):
    """The FlowTable of the last two rounds of `campaign` that have official ratings by `on`; None with fewer.

    `organisations`: a queryset of those looked at. Two queries.
    """
    official = Rating.objects.official().filter(round=OuterRef("pk")).order_by()
    rated = campaign.rounds.filter(Exists(official), reference_date__lte=on).order_by("-reference_date")[:2]
    if len(rated) < 2:
        return None
    later, earlier = rated
    return flow_table(organisations.filter(kind__in=counted_kinds(campaign)), earlier, later)
