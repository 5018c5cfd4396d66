"""Everything that is sent in the races: {the name of the address, and its verb: what is sent}."""

from tests.races.forms import carrying, gathering, grading, plans, projects, registers, texts, together

ROOMS = (texts, plans, together, projects, carrying, grading, gathering, registers)
SENT = {name: sent for room in ROOMS for name, sent in room.SENT.items()}
