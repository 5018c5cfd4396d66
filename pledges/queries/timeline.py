"""What happened to everything an organisation does to raise itself: its plans, and what branches do for each other."""

from datetime import date

from branches.models import Organisation
from pledges.queries import showcase
from pledges.queries.events import ToldEvent
from pledges.queries.plans import timeline as plans


def of_organisation(organisation: Organisation, on: date) -> list[ToldEvent]:
    """What was decided about the plans of `organisation` and what it shows by day `on`, in no order: four queries."""
    return [*plans.of_organisation(organisation, on), *showcase.of_organisation(organisation, on)]
