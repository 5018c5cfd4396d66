"""Reading a workbook of plans: to which plan each row belongs. What is not named rightly is an error at its cell."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.workbooks.guesses import guess_among
from core.workbooks.numbered.book import NumberedBook
from pledges import validation
from pledges.choices import PlanKind
from pledges.models import Update
from pledges.workbooks.plans.entries import MoveEntry, ReportEntry, begun, granted
from pledges.workbooks.plans.known import KnownPlans, StoredParts
from pledges.workbooks.plans.sheets import MEASURES, MOVES, MOVES_SHEET, PLANS, REPORTS, REPORTS_SHEET


class PlanBook(NumberedBook):
    """The PlanEntries of a workbook; rows of 进展 and 时限调整 have no key."""

    twice = gettext_lazy("The plan %(number)s already stands in row %(row)s.")
    unknown = gettext_lazy("There is no plan %(number)s. A new one carries a number of the file’s own such as +1.")

    def __init__(self, tables, known: KnownPlans, *, today: date):
        super().__init__(known.plans)
        self.known, self.today = known, today
        takers = {PLANS: self._plan, MEASURES: self._measure, REPORTS: self._report, MOVES: self._move}
        self.take(takers, tables)
        for entry in self.entries.values():
            self._settle(entry)

    def _settle(self, entry):
        for place, day in entry.settle_days(self.today):
            sentence = _("The due day is %(day)s: it is neither the former nor the new day of a row of this sheet.")
            self.refuse(place, "old_day", sentence, day=day.isoformat())

    def _plan(self, place):
        entry = self.own(place)
        entry.unclear = place.row.faulty | set(self._identify(entry, place.row.values))
        entry.fill(self.known.by_department)
        if entry.before is None and entry.is_clear:
            entry.plan.previous = self.known.taken_up(entry.plan)
        entry.is_brought = entry.is_clear and self.known.brings(entry.plan)

    def begin(self, number, place):
        stored = self.known.plans.get(number)
        entry = begun(number, stored, place, self.known.parts[stored.pk] if stored else StoredParts())
        if stored:
            entry.is_brought = self.known.brings(stored)
        return entry

    def _identify(self, entry, values):
        """Say whose plan of which kind it is. Yields the keys of the cells that say it wrongly."""
        wrong = list(self._objections(entry, values))
        for key, sentence in wrong:
            self.refuse(entry.place, key, sentence)
            yield key
        if entry.before is None:
            keys = {key for key, _sentence in wrong}
            if values.get("campaign") and "campaign" not in keys:
                entry.plan.campaign = self.known.campaigns[values["campaign"]]
            if values.get("organisation") and "organisation" not in keys:
                entry.plan.organisation = self.known.organisations[values["organisation"]]
            entry.plan.kind = values.get("kind", "")

    def _objections(self, entry, values):
        """(column, sentence) of what names the wrong campaign, organisation or kind."""
        code, kind, stored = values.get("campaign"), values.get("kind"), entry.before
        if code and code not in self.known.campaigns:
            yield "campaign", self._unknown_campaign(code)
        elif stored and code and code != stored.campaign.code:
            yield "campaign", self._belongs(stored, stored.campaign)
        wrong = list(self.known.directory.objections(values.get("organisation"), values.get("name")))
        yield from wrong
        organisation = None if wrong else self.known.organisations.get(values.get("organisation"))
        if stored and organisation and organisation != stored.organisation:
            yield "organisation", self._belongs(stored, stored.organisation)
        if stored and kind and kind != stored.kind:
            yield "kind", _("%(plan)s is of another kind.") % {"plan": stored}
        elif organisation and kind:
            yield from _maker(kind, organisation)

    def _unknown_campaign(self, code):
        guess = guess_among(code, self.known.campaigns)
        if guess:
            return _("There is no campaign %(code)s. Did you mean %(guess)s?") % {"code": code, "guess": guess}
        return _("There is no campaign %(code)s. Import the campaign first.") % {"code": code}

    def _belongs(self, plan, owner):
        words = {"plan": plan, "code": owner.code, "name": owner.name}
        return _("%(plan)s belongs to %(code)s %(name)s.") % words

    def _measure(self, place):
        entry, number = self.of(place), place.row.values.get("measure")
        if entry is None or number is None:
            return
        twin = entry.measures.get(number)
        if twin and twin.place:
            sentence = _("Measure %(number)d of this plan already stands in row %(row)s.")
            self.refuse(place, "measure", sentence, number=number, row=twin.place.row.number)
        else:
            entry.fill_measure(place, self.known.by_department)

    def _report(self, place):
        found = self._new_row(place, REPORTS_SHEET, self.known.reports)
        if found:
            entry, number, values = found
            text = {"on": values["on"], "text": values["text"], "value": values.get("value")}
            update = Update(measure=entry.measures[number].measure, **text)
            entry.reports.append(ReportEntry(place, number, update))

    def _move(self, place):
        found = self._new_row(place, MOVES_SHEET, self.known.moves)
        if found and self.known.by_department:
            entry, number, values = found
            entry.moves.append(MoveEntry(granted(entry.plan, values), number, place))
        elif found:
            found[0].foreign.append((place, "number"))

    def _new_row(self, place, sheet, stored):
        """(entry, number of a measure or None, values) of a row that is not stored yet and can be read."""
        values, entry = place.row.values, self.of(place)
        number = values.get("measure")
        if entry is None:
            return None
        if number is not None and number not in entry.measures:
            sentence = _("The plan %(plan)s has no measure %(number)d.")
            self.refuse(place, "measure", sentence, plan=entry.number, number=number)
            return None
        if place.row.faulty or self.is_stored(sheet, values, stored):
            return None
        return entry, number, values


def _maker(kind, organisation):
    try:
        validation.check_maker(PlanKind(kind), organisation)
    except ValidationError as refused:
        yield "kind", " ".join(refused.messages)
