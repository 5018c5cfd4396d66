"""Plans with their measures, what is reported and decided of them; and what they cover (R24)."""

from pledges.models.cover import CoverSpan, CoverStep
from pledges.models.measures import Measure, Proof, Resource, Update
from pledges.models.plans import Plan
from pledges.models.reviews import DueMove, LookBack, Satisfaction, Version

__all__ = [
    "CoverSpan",
    "CoverStep",
    "DueMove",
    "LookBack",
    "Measure",
    "Plan",
    "Proof",
    "Resource",
    "Satisfaction",
    "Update",
    "Version",
]
