"""The decided ledger: what a workbook of ratings would change, row by row, and writing it (R1, R4, R13, R16)."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from branches.choices import Kind
from branches.models import UNIT_PATH, Organisation
from core.sheets.guesses import CodeTwins, guess_among
from core.sheets.kinds import CHANGED, NEW, Line, changed_cells, new_cells
from ratings.actions import Decided, record_decided
from ratings.bands import disagrees
from ratings.choices import State, Tier
from ratings.eligibility import is_closed, is_new
from ratings.models import Rating, Round

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
        self.subjects = _subjects()
        self.twins = CodeTwins(self.subjects)
        columns = ("organisation", "round__code", "state", "score", "tier", "remark")
        rows = Rating.objects.filter(round__code__in=wanted).order_by().values_list(*columns)
        self.ratings = {(row[0], row[1]): row[2:] for row in rows}


def _subjects():
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
        if row.faulty:
            continue
        objection = _objection(row, known, seen)
        if objection:
            plan.errors.append(table.problem(row, *objection))
        else:
            _add(row, table, known, plan)


def _objection(row, known, seen):
    """(column, sentence) of the first thing wrong with a row, or None."""
    round_, subject = known.rounds.get(row.values["round"]), known.subjects.get(row.values["organisation"])
    if round_ is None:
        return "round", _unknown_round(row.values["round"], known)
    if subject is None:
        return "organisation", unknown_code(row.values["organisation"], known.twins)
    if subject.name != row.values["name"]:
        sentence = _("The code %(code)s belongs to “%(known)s”, not to “%(name)s”.")
        named = {"code": row.values["organisation"], "known": subject.name, "name": row.values["name"]}
        return "name", sentence % named
    first = seen.setdefault((subject.pk, round_.pk), row.number)
    if first != row.number:
        return "organisation", _("This organisation already stands in row %(row)s for this round.") % {"row": first}
    return _not_rated(subject, round_, known)


def _not_rated(subject, round_, known):
    if subject.kind == Kind.UNIVERSITY:
        return "organisation", _("The university committee is not rated.")
    if is_closed(subject.closed_on, round_.reference_date):
        sentence = _("It was closed on %(closed)s and is not rated in the round of %(day)s (R13).")
        days = {"closed": date_format(subject.closed_on), "day": date_format(round_.reference_date)}
        return "organisation", sentence % days
    rating = known.ratings.get((subject.pk, round_.code))
    if rating and rating[0] != State.APPROVED:
        sentence = _("Its rating is %(state)s and waits for a decision: decide it on the page of the round first.")
        return "tier", sentence % {"state": State(rating[0]).label}
    return None


def _unknown_round(code, known):
    guess = guess_among(code, known.rounds)
    if guess:
        return _("There is no round %(code)s. Did you mean %(guess)s?") % {"code": code, "guess": guess}
    return _("There is no round %(code)s. Import the campaign first.") % {"code": code}


def unknown_code(code, twins):
    """The sentence for a code nobody has; a twin with other zeros or case is offered."""
    guess = twins.of(code)
    if guess:
        return _("There is no organisation %(code)s. Did you mean %(guess)s?") % {"code": code, "guess": guess}
    return _("There is no organisation %(code)s.") % {"code": code}


def _add(row, table, known, plan):
    values = row.values
    round_, subject = known.rounds[values["round"]], known.subjects[values["organisation"]]
    rating = known.ratings.get((subject.pk, round_.code))
    old = {} if rating is None else {"score": rating[1], "tier": Tier(rating[2]).identifier, "remark": rating[3]}
    cells = new_cells(table.sheet, values) if rating is None else _changes(table.sheet, old, values)
    score = values.get("score") if values.get("score") is not None else old.get("score")
    tier = Tier.of(values["tier"])
    plan.warnings += _warnings(row, table, subject, round_, score, tier)
    if not cells:
        plan.unchanged += 1
        return
    label = f"{values['organisation']} {subject.name}"
    plan.lines.append(Line(NEW if rating is None else CHANGED, table.title, row.number, label, cells))
    remark = values.get("remark") or old.get("remark", "")
    plan.work.append(Decided(subject.pk, round_.pk, subject.unit, score, tier, remark))


def _changes(sheet, old, values):
    return changed_cells(sheet, old, {key: values[key] for key in ("score", "tier", "remark") if key in values})


def _warnings(row, table, subject, round_, score, tier):
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
