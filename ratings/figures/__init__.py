"""What stands behind the counts by tier (M1); the figures of targets are explained where their cover is known."""

from core.figures import declare
from ratings.figures.standings import standing_explained

declare(standing_explained)
