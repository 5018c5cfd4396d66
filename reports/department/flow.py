"""The flow between the last two rated rounds, in short, for the overview."""

from ratings.flow.page import flow_table
from ratings.queries.census import counted_kinds
from ratings.queries.flow import last_rated


def flowing(campaign, organisations, on):
    """The FlowTable of the last two rounds of `campaign` that have official ratings by `on`; None with fewer.

    `organisations`: a queryset of those looked at. Two queries.
    """
    rated = last_rated(campaign, on, 2)
    if len(rated) < 2:
        return None
    later, earlier = rated
    return flow_table(organisations.filter(kind__in=counted_kinds(campaign)), earlier, later)
