"""A workbook of one campaign: what it would change, and writing it. Sheets 活动, 轮次, 目标."""

from contextlib import contextmanager
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from branches.dry_run import undone
from core.workbooks.kinds import CHANGED, NEW, PlanLine, changed_cells, new_cells
from core.workbooks.tables import Problem
from ratings.actions import Dated, Schedule, arrange, change_campaign, open_campaign
from ratings.actions.campaigns import objections, planned
from ratings.choices import Tier
from ratings.models import Campaign, Round
from ratings.queries import board as boards
from ratings.queries.closing_warnings import of_moved_round
from ratings.rules.progress import TargetRule

CAMPAIGN, ROUNDS, TARGETS = "活动", "轮次", "目标"
# What nothing speaks against: in the place of cells that cannot be read, so that the others are judged.
SOUND_TIERS = {"from_tiers": (Tier.LAGGING.identifier,), "to_tier": Tier.ADVANCED.identifier}
SOUND = {"percent": 1, "deadline": date.max}


class RefusedAtCell(ValidationError):
    """What an action refused, with the cell it stands in; `problems` names it."""

    def __init__(self, error, table, row, key):
        super().__init__(error)
        self.problems = [table.problem(row, key, message) for message in error.messages]


def plan(tables, plan):
    """Fill `plan` with what `tables` would do. What the actions refuse is found by doing it and taking it back."""
    rows = tables[CAMPAIGN].rows
    if not rows and not plan.errors:
        plan.errors.append(Problem(tables[CAMPAIGN].title, "A2", _("The campaign's row is missing.")))
    for row in rows[1:]:
        plan.errors.append(tables[CAMPAIGN].problem(row, "code", _("A workbook holds one campaign; this is a second.")))
    if not rows or "code" in rows[0].faulty:
        return
    campaign = Campaign.objects.filter(code=rows[0].values["code"]).first()
    _plan_campaign(rows[0], tables[CAMPAIGN], campaign, plan)
    baseline_on = _plan_rounds(tables[ROUNDS], campaign, plan)
    _plan_targets(tables[TARGETS], campaign, baseline_on, plan)
    plan.work = tables
    if plan.lines and not plan.errors:
        _rehearse(plan)


def _rehearse(plan):
    try:
        with undone():
            apply(plan.work, by=None, reason="")
    except RefusedAtCell as refusal:
        plan.errors += refusal.problems


def _plan_campaign(row, table, campaign, plan):
    old = _campaign_values(campaign) if campaign else None
    _line(row, table, old, plan)


def _plan_rounds(table, campaign, plan):
    """Returns the reference date of the baseline that is to be; None without one, or while a date cannot be read."""
    present = {one.code: one for one in Round.objects.select_related("campaign")}
    rows = {}
    for row in _unique(table, plan):
        known = present.get(row.values["code"])
        if known and (campaign is None or known.campaign_id != campaign.pk):
            sentence = _("The round code %(code)s belongs to the campaign “%(name)s”. Choose another.")
            words = {"code": known.code, "name": known.campaign.name}
            plan.errors.append(table.problem(row, "code", sentence % words))
        else:
            rows[row.values["code"]] = row
            _line(row, table, _round_values(known) if known else None, plan)
    if any(row.faulty & {"code", "reference_date"} for row in table.rows):
        return None
    schedule = Schedule(campaign, _dated(rows.values()))
    plan.errors += [_problem(table, rows.get(code), sentence) for code, sentence in schedule.objections()]
    plan.warnings += [_problem(table, rows.get(code), sentence) for code, sentence in _new_baseline(schedule)]
    plan.warnings += [_problem(table, rows.get(code), sentence) for code, sentence in _touched(schedule)]
    return schedule.end.get(schedule.baseline_code)


def _problem(table, row, sentence):
    return table.problem(row, "reference_date", sentence) if row else Problem(table.title, None, sentence)


def _dated(rows):
    return [Dated(row.values["code"], row.values.get("name", ""), row.values["reference_date"]) for row in rows]


def _touched(schedule):
    """Whom a reference date that moves past their closing touches (R30)."""
    for one in schedule.moved:
        for sentence in of_moved_round(schedule.rounds[one.code], one.reference_date):
            yield one.code, sentence


def _new_baseline(schedule):
    code = schedule.baseline_code
    if schedule.baseline and schedule.baseline.code != code:
        yield code, _("%(code)s becomes the baseline: it is the first by date (R2).") % {"code": code}


def _plan_targets(table, campaign, baseline_on, plan):
    present = {one.code: _target_values(planned(one)) for one in campaign.targets.all()} if campaign else {}
    for row in _unique(table, plan):
        wanted = _plan_of(row.values)
        unsound, all_of_them = objections(wanted, baseline_on=None), objections(wanted, baseline_on=baseline_on)
        plan.errors += [table.problem(row, "to_tier", sentence) for sentence in unsound]
        plan.errors += [table.problem(row, "deadline", sentence) for sentence in all_of_them[len(unsound) :]]
        _line(row, table, present.get(row.values["code"]), plan)
    if table.rows:
        gone = present.keys() - {row.values.get("code") for row in table.rows}
        for code in sorted(gone):
            plan.warnings.append(Problem(table.title, None, _("The target %(code)s is removed.") % {"code": code}))
            plan.lines.append(PlanLine(CHANGED, table.title, 0, code, (("编码", code, ""),)))


def _unique(table, plan):
    seen = {}
    for row in table.rows:
        if "code" in row.faulty:
            continue
        first = seen.setdefault(row.values["code"], row.number)
        if first == row.number:
            yield row
        else:
            sentence = _("The code %(code)s already stands in row %(row)s.")
            plan.errors.append(table.problem(row, "code", sentence % {"code": row.values["code"], "row": first}))


def _line(row, table, old, plan):
    if row.faulty:
        return
    cells = new_cells(table.sheet, row.values) if old is None else changed_cells(table.sheet, old, row.values)
    if not cells:
        plan.unchanged += 1
        return
    label = f"{row.values['code']} {row.values.get('name') or ''}".strip()
    plan.lines.append(PlanLine(NEW if old is None else CHANGED, table.title, row.number, label, cells))


def _plans(table):
    return [_plan_of(row.values) for row in table.rows] or None


def _plan_of(values):
    values = SOUND | (values if SOUND_TIERS.keys() <= values.keys() else values | SOUND_TIERS)
    tiers = frozenset(Tier.of(tier) for tier in values["from_tiers"])
    return TargetRule(values["code"], tiers, Tier.of(values["to_tier"]), values["percent"], values["deadline"])


def _campaign_values(campaign):
    fields = ("code", "name", "starts_on", "counts_direct")
    return {name: getattr(campaign, name) for name in fields}


def _round_values(round_):
    return {"code": round_.code, "name": round_.name, "reference_date": round_.reference_date}


def _target_values(target):
    tiers = tuple(Tier(tier).identifier for tier in target.from_tiers)
    to_tier = Tier(target.to_tier).identifier
    return {
        "code": target.code,
        "from_tiers": tiers,
        "to_tier": to_tier,
        "percent": target.percent,
        "deadline": target.deadline,
    }


@transaction.atomic
def apply(tables, *, by, reason):
    """Write the campaign, its rounds and its targets. Raises: RefusedAtCell."""
    [row] = tables[CAMPAIGN].rows
    with _named(tables[CAMPAIGN], row, "code"):
        targets = _plans(tables[TARGETS])
        campaign = _put_campaign(row.values, targets, by=by, reason=reason)
        arrange(campaign=campaign, rounds=_dated(tables[ROUNDS].rows), targets=targets, by=by, reason=reason)


@contextmanager
def _named(table, row, key):
    """What is refused inside stands in the cell of `key` in `row`."""
    try:
        yield
    except ValidationError as error:
        raise RefusedAtCell(error, table, row, key) from error


def _put_campaign(values, targets, *, by, reason):
    campaign = Campaign.objects.filter(code=values["code"]).first()
    counts = values.get("counts_direct")
    if campaign is None:
        given = {"code": values["code"], "name": values["name"], "starts_on": values["starts_on"]}
        return open_campaign(**given, counts_direct=bool(counts), targets=targets, by=by, reason=reason)
    wanted = {"name": values["name"], "starts_on": values["starts_on"]}
    wanted["counts_direct"] = campaign.counts_direct if counts is None else counts
    if any(getattr(campaign, name) != value for name, value in wanted.items()):
        change_campaign(campaign=campaign, **wanted, by=by, reason=reason)
    return campaign


def rows(scope, *, round_code=None):
    """The rows of the three sheets of one campaign: that of the round, or the one on show today."""
    campaigns = Campaign.objects.all() if scope is None else scope.of(Campaign)
    if round_code:
        campaign = campaigns.filter(rounds__code=round_code).first()
    else:
        campaign = boards.chosen(list(campaigns.with_figures()), timezone.localdate())
    if campaign is None:
        return [], [], []
    rounds, targets = campaign.rounds.all(), campaign.targets.all()
    return (
        [tuple(_campaign_values(campaign).values())],
        [tuple(_round_values(one).values()) for one in rounds],
        [tuple(_target_values(planned(one)).values()) for one in targets],
    )
