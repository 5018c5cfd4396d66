"""What happened to everything an organisation does to raise itself: its plans, and what branches do for each other."""

from datetime import date

from branches.models import Organisation
from core.timeline import ToldEvent
from pledges.queries import meetings, showcase
from pledges.queries.benchmarks import timeline as benchmarks
from pledges.queries.plans import timeline as plans
from pledges.queries.twinnings import timeline as twinnings


def of_organisation(organisation: Organisation, on: date) -> list[ToldEvent]:
    """What happened to `organisation` by day `on`, in no order: three queries about its plans, one about each of its
    benchmarks, meetings, twinnings and entries of the showcase."""
    rooms = (plans, benchmarks, meetings, twinnings, showcase)
    return [event for room in rooms for event in room.of_organisation(organisation, on)]
