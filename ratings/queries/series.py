"""The university's figures of targets on each day on which they changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ratings.models import Campaign, Tally
from ratings.rules import progress


@dataclass(frozen=True)
class DayFigure:
    """What the university's figure of a target was on a day."""

    on: date
    target: progress.TargetRule
    figure: progress.Figure


def university_series(campaign: Campaign, targets: Sequence[progress.TargetRule], on: date) -> list[DayFigure]:
    """The DayFigures of `targets` by day `on`, the latest day first: of each day on which branches began to stand
    elsewhere, of `on` itself and of deadlines past; nothing before the first of them counts (R3), or after a target's
    deadline.

    One query.
    """
    if campaign.baseline_on is None or on < campaign.baseline_on:
        return []
    groups = _groups(campaign, {tier for target in targets for tier in target.from_tiers})
    if not groups:
        return []
    changes = {day for group in groups for day in (group.since, group.until)} - {None}
    days = {day for day in changes | {target.deadline for target in targets} if day <= on} | {on}
    return [
        DayFigure(day, target, progress.figure(target, progress.members(target, day, groups, campaign.baseline_on)))
        for day in sorted(days, reverse=True)
        for target in targets
        if day <= target.deadline
    ]


def _groups(campaign, tiers):
    rows = Tally.objects.filter(campaign=campaign, unit=None, baseline__in=tiers)
    columns = ("baseline", "tier", "rerated", "left_out", "since", "until", "count")
    return [progress.AlikeGroup(*row) for row in rows.values_list(*columns)]
