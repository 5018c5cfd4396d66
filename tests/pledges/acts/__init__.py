"""The acts of what is done about a rating: what makes each verb ready to be carried out."""

from tests.pledges.acts import benchmarks, meetings, plans, reminding, showcase, twinning

ACTS = plans.ACTS | twinning.ACTS | benchmarks.ACTS | meetings.ACTS | showcase.ACTS | reminding.ACTS
