"""What the public is told of the targets: the university's figures alone, of those that no lagging branch is in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ratings.choices import Tier
from ratings.queries.board import targets_of
from ratings.queries.series import DayFigure, university_series
from ratings.query import BoardQuery
from ratings.rules.progress import TargetRule


@dataclass(frozen=True)
class OpenFigures:
    """The figures by day, the latest first; `latest`: of each target the last one."""

    days: Sequence[DayFigure]

    @property
    def latest(self) -> list[DayFigure]:
        """Nearest deadline first."""
        found = {one.target.code: one for one in reversed(self.days)}
        return sorted(found.values(), key=lambda one: one.target.deadline)


def open_figures(query: BoardQuery) -> OpenFigures:
    """The OpenFigures of the campaign and the day of `query`; none without a campaign."""
    if query.campaign is None:
        return OpenFigures([])
    return OpenFigures(university_series(query.campaign, _public(targets_of(query.campaign)), query.on))


def _public(targets: Sequence[TargetRule]) -> list[TargetRule]:
    return [target for target in targets if Tier.LAGGING not in target.from_tiers]


def headings() -> list[str]:
    """Those of the data."""
    return [
        _("Day"), _("Target"), _("From tiers"), _("Reaches"), _("Percent asked for"), _("Deadline"),
        _("Branches at the start"), _("Needed"), _("Risen"), _("Share (percent)"), _("Gap"), _("Met"),
    ]  # fmt: skip


def rows(figures: OpenFigures) -> Iterator[list]:
    """The data by day, for programs: days as YYYY-MM-DD, what does not apply is empty (R8)."""
    for one in figures.days:
        target, figure = one.target, one.figure
        yield [
            one.on.isoformat(),
            target.code,
            " ".join(str(Tier(tier).label) for tier in sorted(target.from_tiers)),
            str(Tier(target.to_tier).label),
            target.percent,
            target.deadline.isoformat(),
            figure.cohort,
            figure.needed,
            figure.risen,
            figure.share or "",
            figure.gap,
            "" if figure.met is None else int(figure.met),
        ]
