"""A unit's own workbook: what it would type into the grids of the unit, row by row, and writing it (R13, R19)."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from branches.choices import BASE_KINDS
from branches.models import Organisation
from branches.workbooks.directory import Directory
from core.choices import Role
from core.workbooks.guesses import guess_among
from core.workbooks.kinds import CHANGED, NEW, PlanLine, changed_cells
from ratings.actions import Draft, closed_because, enter_many
from ratings.choices import Tier
from ratings.entry.form import in_words
from ratings.models import Round
from ratings.queries import grid
from ratings.rules.bands import band, disagrees


@dataclass(frozen=True)
class GridPlace:
    """A row of the grid of `unit` in a round, one that it corrects for a closed unit among them (R30)."""

    round: Round
    unit: Organisation
    row: grid.GridRow

    @property
    def version(self):
        """What the row is now; None while nothing was typed."""
        return self.row.rating.version if self.row.rating else None

    @property
    def rater(self):
        """Whose rating it is: a correction for a closed unit leaves it that unit's (R30)."""
        return self.row.rating.unit if self.row.closed_unit else self.unit


class KnownGrids:
    """The grids that the rows of a file can be of: a few queries for each unit of the person and round of the file."""

    def __init__(self, scope, table):
        wanted = {row.values.get("round") for row in table.rows}
        units = _units(scope)
        self.rounds = {one.code: one for one in Round.objects.all()}
        self.places, self.apart = {}, {}
        for round_ in (one for code, one in self.rounds.items() if code in wanted):
            for read in (grid.read(round_, unit) for unit in units):
                self.places |= {
                    (round_.code, row.organisation.code): GridPlace(round_, read.unit, row) for row in read.lines
                }
                self.apart |= {(round_.code, one.organisation.code): one.why for one in read.apart}
        own = list(scope.of(Organisation)) if units else []
        shown = [place.row.organisation for place in self.places.values()]
        self.directory = Directory({one.code: one for one in [*own, *shown]})


def _units(scope):
    """The units that the person of `scope` rates for; none without a person."""
    return list(scope.of(Organisation, role=Role.UNIT).filter(kind__in=BASE_KINDS).order_by("code")) if scope else []


def plan(table, plan, *, scope):
    """Fill `plan` with what the rows of `table` would do within `scope`."""
    known, seen, plan.work = KnownGrids(scope, table), {}, []
    for row in table.rows:
        objections = list(_objections(row, known, seen))
        plan.errors += [table.problem(row, *objection) for objection in objections]
        if not objections and not row.faulty:
            _judge(row, known.places[_key(row)], table, plan)
    plan.listed = _listed(known.places[key] for key in seen if key in known.places)


def _key(row):
    return row.values.get("round"), row.values.get("organisation")


def _objections(row, known, seen):
    """(column, sentence) of everything wrong with where a row stands, as far as its cells could be read."""
    code, organisation = _key(row)
    round_ = known.rounds.get(code)
    if code and round_ is None:
        yield "round", _unknown_round(code, known)
    wrong = list(_misnamed(row, known))
    yield from wrong
    if wrong or not (round_ and organisation):
        return
    first = seen.setdefault((code, organisation), row.number)
    if first != row.number:
        sentence = _("This organisation already stands in row %(row)s for this round.")
        yield "organisation", sentence % {"row": first}
    elif (code, organisation) not in known.places:
        yield "organisation", known.apart.get((code, organisation)) or _not_yours(organisation)


def _misnamed(row, known):
    """What is said of the code of somebody else's branch tells nothing of it."""
    organisation = row.values.get("organisation")
    foreign = organisation and organisation not in known.directory.known
    if foreign and not known.directory.twins.of(organisation):
        yield "organisation", _not_yours(organisation)
    else:
        yield from known.directory.objections(organisation, row.values.get("name"))


def _not_yours(code):
    return _("%(code)s is not rated by your unit in this round.") % {"code": code}


def _unknown_round(code, known):
    guess = guess_among(code, known.rounds)
    if guess:
        return _("There is no round %(code)s. Did you mean %(guess)s?") % {"code": code, "guess": guess}
    return _("There is no round %(code)s.") % {"code": code}


def _judge(row, place, table, plan):
    """What `row` writes at `place`: nothing, a line of the preview, or what speaks against it."""
    old, new = _old(place.row.rating), _typed(row.values, place.row.rating)
    cells = changed_cells(table.sheet, old, new)
    if new["score"] is not None and new["tier"] and disagrees(new["score"], Tier.of(new["tier"])):
        plan.warnings.append(table.problem(row, "tier", _("Score and tier disagree; the tier counts.")))
    if not cells:
        plan.unchanged += 1
    elif objections := list(_unwritable(row, place)):
        plan.errors += [table.problem(row, *objection) for objection in objections]
    else:
        action = CHANGED if place.row.rating else NEW
        label = f"{place.row.organisation} · {place.round.name}"
        plan.lines.append(PlanLine(action, table.title, row.number, label, cells))
        plan.work.append(_draft(place, new))


def _old(rating):
    if rating is None:
        return {"score": None, "tier": None, "remark": ""}
    tier = Tier(rating.tier).identifier if rating.tier else None
    return {"score": rating.score, "tier": tier, "remark": rating.remark}


def _typed(values, rating):
    """What the row is to be: an empty cell leaves the value, a new score without a tier takes its band (R19)."""
    old = _old(rating)
    new = old | {key: values[key] for key in old if values.get(key) is not None}
    if values.get("tier") is None and new["score"] != old["score"]:
        new["tier"] = band(new["score"]).identifier
    return new


def _unwritable(row, place):
    """(column, sentence) of why nothing can be written there, or not this."""
    rating = place.row.rating
    if not place.row.editable:
        yield "tier", closed_because(place.round, rating)
    elif row.values.get("version") != place.version:
        yield "version", _changed_since(rating)


def _changed_since(rating):
    if rating is None:
        return _("Nothing has been typed here yet: leave this cell empty.")
    sentence = _("Changed since the download by %(change)s. Take that over, or write %(version)s here to keep yours.")
    return sentence % {"change": in_words(rating), "version": rating.version}


def _draft(place, new):
    tier = Tier.of(new["tier"]) if new["tier"] else None
    return Draft(
        round=place.round,
        organisation=place.row.organisation,
        unit=place.rater,
        rating=place.row.rating,
        score=new["score"],
        tier=tier,
        remark=new["remark"],
    )


def _listed(places):
    """The address of the one grid that all `places` are of; "" when there are none or several."""
    grids = {(place.unit.code, place.round.code) for place in places}
    return reverse("ratings:grid", args=grids.pop()) if len(grids) == 1 else ""


def apply(work, *, by, reason):
    """Write the drafts. Raises: ValidationError."""
    enter_many(drafts=work, by=by, reason=reason)


def rows_of(read):
    """The rows of the grid `read` that can be typed, in the order of the sheet's columns. A tier that follows from the
    score is left to the score, as on the page."""
    for row in read.lines:
        if row.editable:
            organisation, old = row.organisation, _old(row.rating)
            follows = old["score"] is not None and old["tier"] and not disagrees(old["score"], Tier.of(old["tier"]))
            tier, version = None if follows else old["tier"], row.rating.version if row.rating else None
            yield read.round.code, organisation.code, organisation.name, old["score"], tier, old["remark"], version


def rows(scope, *, round_code=None):
    """What can be typed today in all grids of the units of `scope`, or in those of one round."""
    rounds = Round.objects.order_by("reference_date")
    for round_ in rounds.filter(code=round_code) if round_code else rounds:
        for unit in _units(scope):
            yield from rows_of(grid.read(round_, unit))
