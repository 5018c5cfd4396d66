"""A workbook of one campaign: what it would change, and writing it. Sheets 活动, 轮次, 目标."""

from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from branches.rehearsal import undone
from core.sheets.kinds import CHANGED, NEW, Line, changed_cells, new_cells
from core.sheets.tables import Problem
from ratings.actions import change_campaign, change_round, open_campaign, open_round, set_targets
from ratings.actions.campaigns import objections, planned
from ratings.choices import Tier
from ratings.models import Campaign, Round
from ratings.progress import Target as Plan

CAMPAIGN, ROUNDS, TARGETS = "活动", "轮次", "目标"


class Refused(ValidationError):
    """What an action refused, with the cell it stands in; `problems` names it."""

    def __init__(self, error, table, row, key):
        super().__init__(error)
        self.problems = [table.problem(row, key, message) for message in error.messages]


def plan(tables, plan):
    """Fill `plan` with what `tables` would do. What the actions refuse is found by a rehearsal that is taken back."""
    rows = [row for row in tables[CAMPAIGN].rows if not row.faulty]
    if not tables[CAMPAIGN].rows and not plan.errors:
        plan.errors.append(Problem(tables[CAMPAIGN].title, "A2", _("The campaign's row is missing.")))
    for row in tables[CAMPAIGN].rows[1:]:
        plan.errors.append(tables[CAMPAIGN].problem(row, "code", _("A workbook holds one campaign; this is a second.")))
    if not rows:
        return
    campaign = Campaign.objects.filter(code=rows[0].values["code"]).first()
    _plan_campaign(rows[0], tables[CAMPAIGN], campaign, plan)
    _plan_rounds(tables[ROUNDS], campaign, plan)
    _plan_targets(tables[TARGETS], campaign, _first_day(tables[ROUNDS], campaign), plan)
    plan.work = tables
    if plan.lines and not plan.errors:
        _rehearse(plan)


def _rehearse(plan):
    try:
        with undone():
            apply(plan.work, by=None, reason="")
    except Refused as refusal:
        plan.errors += refusal.problems


def _plan_campaign(row, table, campaign, plan):
    old = _campaign_values(campaign) if campaign else None
    _line(row, table, old, plan)


def _plan_rounds(table, campaign, plan):
    present = {one.code: one for one in Round.objects.select_related("campaign")}
    for row in _unique(table, plan):
        known = present.get(row.values["code"])
        if known and (campaign is None or known.campaign_id != campaign.pk):
            sentence = _("The round code %(code)s belongs to the campaign “%(name)s”. Choose another.")
            words = {"code": known.code, "name": known.campaign.name}
            plan.errors.append(table.problem(row, "code", sentence % words))
        else:
            _line(row, table, _round_values(known) if known else None, plan)


def _first_day(table, campaign):
    """The reference date of the baseline that is to be: the earliest of file and database; None without a round."""
    days = {one.code: one.reference_date for one in campaign.rounds.all()} if campaign else {}
    days |= {row.values["code"]: row.values["reference_date"] for row in table.rows if not row.faulty}
    return min(days.values(), default=None)


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
            plan.lines.append(Line(CHANGED, table.title, 0, code, (("编码", code, ""),)))


def _unique(table, plan):
    seen = {}
    for row in table.rows:
        if row.faulty:
            continue
        first = seen.setdefault(row.values["code"], row.number)
        if first == row.number:
            yield row
        else:
            sentence = _("The code %(code)s already stands in row %(row)s.")
            plan.errors.append(table.problem(row, "code", sentence % {"code": row.values["code"], "row": first}))


def _line(row, table, old, plan):
    cells = new_cells(table.sheet, row.values) if old is None else changed_cells(table.sheet, old, row.values)
    if not cells:
        plan.unchanged += 1
        return
    label = f"{row.values['code']} {row.values.get('name') or ''}".strip()
    plan.lines.append(Line(NEW if old is None else CHANGED, table.title, row.number, label, cells))


def _plans(table):
    return [_plan_of(row.values) for row in table.rows if not row.faulty] or None


def _plan_of(values):
    tiers = frozenset(Tier.of(tier) for tier in values["from_tiers"])
    return Plan(values["code"], tiers, Tier.of(values["to_tier"]), values["percent"], values["deadline"])


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
    """Write the campaign, its targets, and its rounds in the order of their dates. Raises: Refused."""
    [row] = tables[CAMPAIGN].rows
    with _named(tables[CAMPAIGN], row, "code"):
        campaign = _put_campaign(row.values, _plans(tables[TARGETS]), by=by, reason=reason)
    for row in sorted(tables[ROUNDS].rows, key=lambda row: row.values["reference_date"]):
        with _named(tables[ROUNDS], row, "reference_date"):
            _put_round(campaign, row.values, by=by, reason=reason)


@contextmanager
def _named(table, row, key):
    """What is refused inside stands in the cell of `key` in `row`."""
    try:
        yield
    except ValidationError as error:
        raise Refused(error, table, row, key) from error


def _put_campaign(values, targets, *, by, reason):
    campaign = Campaign.objects.filter(code=values["code"]).first()
    counts = values.get("counts_direct")
    if campaign is None:
        given = {"code": values["code"], "name": values["name"], "starts_on": values["starts_on"]}
        return open_campaign(**given, counts_direct=bool(counts), targets=targets, by=by, reason=reason)
    _change(campaign, values, counts, targets, by=by, reason=reason)
    return campaign


def _change(campaign, values, counts, targets, *, by, reason):
    wanted = {"name": values["name"], "starts_on": values["starts_on"]}
    wanted["counts_direct"] = campaign.counts_direct if counts is None else counts
    if any(getattr(campaign, name) != value for name, value in wanted.items()):
        change_campaign(campaign=campaign, **wanted, by=by, reason=reason)
    if targets is not None:
        set_targets(campaign=campaign, targets=targets, by=by, reason=reason)


def _put_round(campaign, row, *, by, reason):
    known = Round.objects.filter(code=row["code"]).first()
    wanted = {"name": row["name"], "reference_date": row["reference_date"]}
    if known is None:
        open_round(campaign=campaign, code=row["code"], **wanted, by=by, reason=reason)
    elif any(getattr(known, name) != value for name, value in wanted.items()):
        kept = {"opens_on": known.opens_on, "closes_on": known.closes_on, "is_baseline": known.is_baseline}
        change_round(round_=known, **wanted, **kept, by=by, reason=reason)


def rows(scope, *, round_code=None):
    """The rows of the three sheets of one campaign: that of the round, or the newest."""
    campaigns = Campaign.objects.all() if scope is None else scope.of(Campaign)
    campaign = (campaigns.filter(rounds__code=round_code) if round_code else campaigns).first()
    if campaign is None:
        return [], [], []
    rounds, targets = campaign.rounds.all(), campaign.targets.all()
    return (
        [tuple(_campaign_values(campaign).values())],
        [tuple(_round_values(one).values()) for one in rounds],
        [tuple(_target_values(planned(one)).values()) for one in targets],
    )
