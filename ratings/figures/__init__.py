"""What stands behind each figure of grading (M1)."""

from core.figures import declare
from ratings.figures.standings import standing_explained
from ratings.figures.targets import target_explained

declare(standing_explained, target_explained)
