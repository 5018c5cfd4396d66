"""What stands behind each figure of a target: here, because the states look at what is promised (R10, R24)."""

from core.figures import declare
from pledges.figures.targets import target_explained

declare(target_explained)
