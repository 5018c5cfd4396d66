"""The flow between the last two rated rounds, in short, for the overview."""

from ratings.flow.page import flow_table
from ratings.queries.census import counted_kinds
from ratings.queries.flow import last_rated


def flowing(query, organisations, closed):
    """The FlowTable of the last two rounds with official ratings by the day of `query` (BoardQuery); None with fewer.

    `organisations`: a queryset of all of them; `closed`: the Closures of the campaign.
    """
    rated = last_rated(query.campaign, query.on, 2)
    if len(rated) < 2:
        return None
    later, earlier = rated
    branches = organisations.filter(kind__in=counted_kinds(query.campaign))
    return flow_table(query, branches, (earlier, later), closed, everybody=True)
