"""Rounds and targets of a campaign all at once, as a workbook gives them: the end is judged, not the steps to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.choices import EventKind
from core.log.acts import about, logged
from ratings.actions.campaigns import baseline_of, lock_campaign, save, set_targets
from ratings.actions.rounds import has_official, mark, refuse_when_fixed, settle
from ratings.models import Campaign, Round
from ratings.rules.progress import TargetRule

PARKED = date(2200, 1, 1)  # no round lies there: dates that are exchanged wait behind it, one a day


@dataclass(frozen=True)
class Dated:
    """A round as it is to be."""

    code: str
    name: str
    reference_date: date


class Schedule:
    """The rounds a campaign has (None: a new campaign has none) and those it is to have."""

    def __init__(self, campaign: Campaign | None, wanted: Iterable[Dated]):
        self.wanted = list(wanted)
        self.rounds = {one.code: one for one in campaign.rounds.all()} if campaign else {}
        self.baseline = baseline_of(campaign) if campaign else None
        self.is_fixed = self.baseline is not None and has_official(self.baseline)
        self.days = {code: one.reference_date for code, one in self.rounds.items()}
        self.moved = [one for one in self.wanted if self.days.get(one.code) not in (None, one.reference_date)]
        self.end = self.days | {one.code: one.reference_date for one in self.wanted}

    @property
    def baseline_code(self) -> str | None:
        """Which round will be the baseline: the first by date, unless the one that is has official ratings, or was
        marked by hand and no date changes (R2)."""
        first = min(self.end, key=self.end.get, default=None)
        if self.baseline is None:
            return first
        by_hand = self.baseline.code != min(self.days, key=self.days.get)
        return self.baseline.code if self.is_fixed or (by_hand and not self.moved) else first

    @property
    def moves_the_mark(self) -> bool:
        """Whether another round becomes the baseline, or the first one does."""
        return self.baseline_code is not None and (self.baseline is None or self.baseline.code != self.baseline_code)

    def objections(self) -> list[tuple[str, str]]:
        """(code of a wanted round, why its date cannot be), for each that cannot."""
        found = list(self._collisions())
        for one in self.wanted:
            if one.reference_date != self.days.get(one.code):
                found += self._against_the_baseline(one)
        found += self._against_the_mark()
        return found

    def _collisions(self):
        moved = {one.code for one in self.moved}
        taken = {day: code for code, day in self.days.items() if code not in moved}
        for one in self.wanted:
            if taken.setdefault(one.reference_date, one.code) != one.code:
                yield one.code, _("This campaign already has a round with that reference date.")

    def _against_the_baseline(self, one):
        round_ = self.rounds.get(one.code, Round(code=one.code))
        try:
            refuse_when_fixed(self.baseline, round_, days=self.end)
        except ValidationError as error:
            yield from ((one.code, message) for message in error.messages)

    def _against_the_mark(self):
        heir = self.rounds.get(self.baseline_code)
        if heir and heir != self.baseline and has_official(heir):
            sentence = _("%(name)s has official ratings and cannot become the baseline (R2).")
            yield heir.code, sentence % {"name": heir.name}


@logged("arrange", EventKind.WRITE)
def arrange(
    *, campaign: Campaign, rounds: Iterable[Dated], targets: Iterable[TargetRule] | None = None, by, reason=""
) -> None:
    """Open and change `rounds` and, unless None, replace the `targets`; rounds that are not named stay.

    Dates may be exchanged. The first round by date is the baseline as long as it has no official ratings (R2).

    Raises: ValidationError with every objection to the rounds; for targets that cannot be, see `set_targets`.
    """
    lock_campaign(campaign)
    schedule = Schedule(campaign, rounds)
    if objections := schedule.objections():
        raise ValidationError([message for _code, message in objections])
    _write(schedule, campaign, by=by, reason=reason)
    if targets is not None:
        set_targets(campaign=campaign, targets=targets, by=by, reason=reason)
    about(campaign)
    if schedule.moved or schedule.moves_the_mark:
        settle(campaign, schedule.end.get(schedule.baseline_code))


def _write(schedule, campaign, *, by, reason):
    for number, one in enumerate(schedule.moved):
        Round.objects.filter(pk=schedule.rounds[one.code].pk).update(reference_date=PARKED + timedelta(days=number))
    rounds = schedule.rounds
    for one in schedule.wanted:
        round_ = rounds.setdefault(one.code, Round(campaign=campaign, code=one.code))
        if (round_.name, round_.reference_date) != (one.name, one.reference_date):
            round_.name, round_.reference_date = one.name, one.reference_date
            save(round_, by=by, reason=reason)
    if schedule.moves_the_mark:
        former = schedule.baseline and rounds[schedule.baseline.code]
        mark(rounds[schedule.baseline_code], former=former, by=by, reason=reason)
