"""The act of reminding."""

from branches.models import Organisation
from core.choices import Role
from pledges.actions.reminding import remind
from tests.pledges.acts.ready import campaign, officer


def _branches(_world):
    return Organisation.objects.filter(code__in=["0101", "0102"])


ACTS = {
    remind: officer(
        remind,
        campaign=campaign,
        rows=_branches,
        asked={("pledge", "0101"), ("rectification", "0102")},
        role=Role.DEPARTMENT,
    )
}
