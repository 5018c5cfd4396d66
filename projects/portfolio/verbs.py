"""All verbs of a project, as the rooms declare them."""

from projects.acceptance.verbs import VERBS as OF_ACCEPTANCE
from projects.applications.verbs import VERBS as OF_APPLICATIONS
from projects.reviews.verbs import VERBS as OF_REVIEWS

VERBS = {**OF_APPLICATIONS, **OF_REVIEWS, **OF_ACCEPTANCE}
