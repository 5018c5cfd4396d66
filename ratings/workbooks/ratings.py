"""The decided ledger: what a workbook of ratings would change, row by row, and writing it (R1, R4, R13, R16)."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from branches.choices import Kind
from branches.models import UNIT_PATH, Organisation
from branches.workbooks.directory import Directory
from core.workbooks.guesses import guess_among
from core.workbooks.kinds import CHANGED, NEW, PlanLine, changed_cells, new_cells
from ratings.actions import Decided, record_decided
from ratings.choices import State, Tier
from ratings.models import Rating, Round
from ratings.rules.bands import disagrees
from ratings.rules.eligibility import is_closed, is_new

COLUMNS = ("round__code", "organisation__code", "organisation__name", "score", "tier", "remark")


@dataclass(frozen=True, slots=True)
class Subject:
    """An organisation as a row of the ledger needs it; `unit`: primary key of its base organisation."""

    pk: int
    name: str
    kind: str
    unit: int
    founded_on: date | None
    closed_on: date | None
    is_successor: bool


class Known:
    """Everything a row is held against, in memory: five queries whatever the length of the file."""

    def __init__(self, table):
        wanted = {row.values.get("round") for row in table.rows}
        self.rounds = {one.code: one for one in Round.objects.all()}
        self.rated = _rated()
        self.directory = Directory(self.rated)
        columns = ("organisation", "round__code", "state", "score", "tier", "remark")
        rows = Rating.objects.filter(round__code__in=wanted).order_by().values_list(*columns)
        self.ratings = {(row[0], row[1]): row[2:] for row in rows}


def _rated():
    successors = set(Organisation.objects.filter(successor__isnull=False).values_list("successor", flat=True))
    rows = Organisation.objects.order_by().values_list("code", "pk", "name", "kind", "path", "founded_on", "closed_on")
    rows = list(rows)
    units = {row[4]: row[1] for row in rows if len(row[4]) == UNIT_PATH}
    return {
        code: Subject(pk, name, kind, units.get(path[:UNIT_PATH], pk), founded, closed, pk in successors)
        for code, pk, name, kind, path, founded, closed in rows
    }


def plan(table, plan):
    """Fill `plan` with what the rows of `table` would do."""
    known, seen, plan.work = Known(table), {}, []
    for row in table.rows:
        objections = list(_objections(row, table.sheet, known, seen))
        plan.errors += [table.problem(row, *objection) for objection in objections]
        if not objections and not row.faulty:
            _add(row, table, known, plan)


def _objections(row, sheet, known, seen):
    """(column, sentence) of everything wrong with a row, as far as its cells could be read."""
    code, organisation = row.values.get("round"), row.values.get("organisation")
    round_, subject = known.rounds.get(code), known.rated.get(organisation)
    if code and round_ is None:
        yield "round", _unknown_round(code, known)
    wrong = list(known.directory.objections(organisation, row.values.get("name")))
    yield from wrong
    if subject and round_ and not wrong:
        first = seen.setdefault((subject.pk, round_.pk), row.number)
        if first != row.number:
            sentence = _("This organisation already stands in row %(row)s for this round.")
            yield "organisation", sentence % {"row": first}
        yield from _not_rated(row, sheet, subject, known)


def _not_rated(row, sheet, subject, known):
    """Why it is not rated in the round; an official rating that the row leaves as it is stays what it is."""
    round_, rating = known.rounds[row.values["round"]], known.ratings.get((subject.pk, row.values["round"]))
    if subject.kind == Kind.UNIVERSITY:
        yield "organisation", _("The university committee is not rated.")
    if is_closed(subject.closed_on, round_.reference_date) and not _is_kept(row, sheet, rating):
        sentence = _("It was closed on %(closed)s and is not rated in the round of %(day)s (R30).")
        days = {"closed": date_format(subject.closed_on), "day": date_format(round_.reference_date)}
        yield "organisation", sentence % days
    elif rating and rating[0] != State.APPROVED:
        sentence = _("Its rating is %(state)s and waits for a decision: decide it on the page of the round first.")
        yield "tier", sentence % {"state": State(rating[0]).label}


def _is_kept(row, sheet, rating):
    return rating is not None and rating[0] == State.APPROVED and not _changes(sheet, _old(rating), row.values)


def _unknown_round(code, known):
    guess = guess_among(code, known.rounds)
    if guess:
        return _("There is no round %(code)s. Did you mean %(guess)s?") % {"code": code, "guess": guess}
    return _("There is no round %(code)s. Import the campaign first.") % {"code": code}


def _add(row, table, known, plan):
    values = row.values
    round_, subject = known.rounds[values["round"]], known.rated[values["organisation"]]
    rating = known.ratings.get((subject.pk, round_.code))
    old = {} if rating is None else _old(rating)
    cells = new_cells(table.sheet, values) if rating is None else _changes(table.sheet, old, values)
    score = values.get("score") if values.get("score") is not None else old.get("score")
    tier = Tier.of(values["tier"])
    plan.warnings += _warnings(row, table, subject, round_, score, tier)
    if not cells:
        plan.unchanged += 1
        return
    label = f"{values['organisation']} {subject.name}"
    plan.lines.append(PlanLine(NEW if rating is None else CHANGED, table.title, row.number, label, cells))
    remark = values.get("remark") or old.get("remark", "")
    plan.work.append(Decided(subject.pk, round_.pk, subject.unit, score, tier, remark))


def _old(rating):
    _state, score, tier, remark = rating
    return {"score": score, "tier": Tier(tier).identifier, "remark": remark}


def _changes(sheet, old, values):
    return changed_cells(sheet, old, {key: values[key] for key in ("score", "tier", "remark") if key in values})


def _warnings(row, table, subject, round_, score, tier):
    if is_closed(subject.closed_on, round_.reference_date):
        sentence = _("It was closed on %(day)s, before this round; its official rating stays. Check the day (R30).")
        yield table.problem(row, "organisation", sentence % {"day": date_format(subject.closed_on)})
    if score is not None and disagrees(score, tier):
        yield table.problem(row, "tier", _("Score and tier disagree; the tier counts."))
    if is_new(subject.founded_on, round_.reference_date, is_successor=subject.is_successor):
        yield table.problem(row, "organisation", _("Founded less than a year before the reference date (R16)."))


def apply(work, *, by, reason):
    """Write the decided rows. Raises: ValidationError."""
    record_decided(rows=work, by=by, reason=reason)


def rows(scope, *, round_code=None):
    """The official ratings within `scope` (None: all), of one round or of all, as the import reads them."""
    ratings = Rating.objects.official()
    ratings = ratings if scope is None else scope.of(ratings)
    if round_code:
        ratings = ratings.filter(round__code=round_code)
    words = {tier.value: tier.identifier for tier in Tier}
    ordered = ratings.order_by("round__reference_date", "organisation__code").values_list(*COLUMNS)
    for *start, tier, remark in ordered.iterator(chunk_size=2000):
        yield *start, words[tier], remark
