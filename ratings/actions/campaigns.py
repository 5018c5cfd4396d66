"""A campaign is opened with its targets; both change until the baseline closes (N04)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Count, ProtectedError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core import history
from core.choices import EventKind
from core.log.acts import about, logged
from ratings import standings
from ratings.models import Campaign, Round, Target
from ratings.rules import default_targets
from ratings.rules.progress import TargetRule
from ratings.signals import derived

# When plans are due, reported and looked back at, how often units meet, when a twinning is called silent (R25, R27b).
RHYTHM = ("plan_days", "unit_plan_by", "report_months", "look_back_months", "meeting_days", "silent_days")


@logged("open_campaign", EventKind.WRITE)
def open_campaign(
    *,
    code: str,
    name: str,
    starts_on: date,
    counts_direct: bool = False,
    targets: Iterable[TargetRule] | None = None,
    rhythm: Mapping[str, object] | None = None,
    by,
    reason: str = "",
) -> Campaign:
    """Open a campaign; without `targets` it gets the notice's four.

    `counts_direct`: whether a directly affiliated branch is counted among the branches (R11). `rhythm`: the fields of
    RHYTHM that are not the default. `reason` goes to the history ("import: <file>").

    Raises: ValidationError for a code that is taken or cannot stand in an address, or a target that cannot be.
    """
    campaign = Campaign(code=code, name=name, starts_on=starts_on, counts_direct=counts_direct, **(rhythm or {}))
    save(campaign, by=by, reason=reason)
    set_targets(
        campaign=campaign,
        targets=default_targets.targets(starts_on) if targets is None else targets,
        by=by,
        reason=reason,
    )
    return campaign


@logged("change_campaign", EventKind.WRITE)
def change_campaign(
    *,
    campaign: Campaign,
    name: str,
    starts_on: date,
    counts_direct: bool,
    rhythm: Mapping[str, object] | None = None,
    targets: Iterable[TargetRule] | None = None,
    by,
    reason: str = "",
) -> Campaign:
    """Change a campaign, with the fields of RHYTHM that `rhythm` names and with `targets` where some are given; its
    code stays.

    Figures are derived again when direct branches begin or cease to count.

    Raises: ValidationError when direct branches should begin or cease to count after the baseline closed (R11), and as
    `set_targets`.
    """
    lock_campaign(campaign)
    recount = campaign.counts_direct != counts_direct
    if recount:
        refuse_when_closed(baseline_of(campaign))
    campaign.name, campaign.starts_on, campaign.counts_direct = name, starts_on, counts_direct
    for field, value in (rhythm or {}).items():
        setattr(campaign, field, value)
    save(campaign, by=by, reason=reason)
    if recount:
        standings.rebuild(campaign)
    if targets:
        set_targets(campaign=campaign, targets=targets, by=by, reason=reason)
    return campaign


@logged("remove_campaign", EventKind.REMOVE)
def remove_campaign(*, campaign: Campaign, by) -> None:
    """Take back a campaign that nobody was rated in, with its rounds and targets. Their history stays, and the log.

    Raises: ValidationError while ratings hang on it, whatever their state, saying how many in which rounds; or plans.
    """
    lock_campaign(campaign)
    rounds = list(campaign.rounds.select_for_update())
    if refusal := irremovable(campaign):
        raise ValidationError(refusal)
    about(campaign, campaign=campaign.code, rounds=len(rounds))
    try:
        for row in (*campaign.targets.all(), *rounds, campaign):
            history.remove(row, by=by)
    except ProtectedError as hangs:
        refuse_hanging(campaign, hangs.protected_objects)


def refuse_hanging(campaign: Campaign, rows) -> None:
    """Raises: ValidationError for what the floors above hang on the campaign, saying how many of which."""
    counts = Counter(str(row._meta.verbose_name_plural) for row in rows)
    named = " · ".join(_("%(what)s: %(count)d") % {"what": what, "count": count} for what, count in counts.items())
    raise ValidationError(_("%(campaign)s stays: %(rows)s hang on it.") % {"campaign": campaign.name, "rows": named})


def irremovable(campaign: Campaign) -> str:
    """Why the campaign cannot be removed, in a sentence; empty when it can."""
    rated = campaign.rounds.annotate(rated=Count("ratings")).filter(rated__gt=0)
    if not rated:
        return ""
    named = " · ".join(_("%(round)s: %(count)d") % {"round": one.name, "count": one.rated} for one in rated)
    return _("Ratings hang on %(campaign)s (%(rounds)s); what was rated is never removed.") % {
        "campaign": campaign.name,
        "rounds": named,
    }


@logged("set_targets", EventKind.WRITE)
def set_targets(*, campaign: Campaign, targets: Iterable[TargetRule], by, reason: str = "") -> list[Target]:
    """Make `targets` the campaign's targets: new ones are added, others changed, missing ones removed.

    Raises: ValidationError after the baseline closed (unless nothing changes), and for a target that cannot be:
    a from-tier at or above the to-tier, a percentage outside 1–100, a deadline before the baseline's date.
    """
    about(campaign)
    lock_campaign(campaign)
    plans = list(targets)
    present = {target.code: target for target in campaign.targets.all()}
    if plans and {code: planned(target) for code, target in present.items()} == {plan.code: plan for plan in plans}:
        return list(present.values())
    baseline = baseline_of(campaign)
    refuse_when_closed(baseline)
    check(plans, baseline_on=baseline and baseline.reference_date)
    for code in present.keys() - {plan.code for plan in plans}:
        history.remove(present.pop(code), by=by, reason=reason)
    put = [_put(present.get(plan.code), plan, campaign=campaign, by=by, reason=reason) for plan in plans]
    derived.send(Target, campaign=campaign, organisations=None)
    return put


def check(plans: list[TargetRule], *, baseline_on: date | None) -> None:
    """Whether these can be the targets of one campaign.

    Raises: ValidationError with every objection at once, each naming its target.
    """
    errors = [] if plans else [_("A campaign needs at least one target.")]
    codes = [plan.code for plan in plans]
    errors += [
        _("Two targets are called %(code)s.") % {"code": code} for code in {c for c in codes if codes.count(c) > 1}
    ]
    errors += [objection for plan in plans for objection in objections(plan, baseline_on=baseline_on)]
    if errors:
        raise ValidationError(errors)


def objections(plan: TargetRule, *, baseline_on: date | None) -> list[str]:
    """What speaks against one target, in sentences that name it."""
    named = {"code": plan.code}
    found = []
    if not plan.from_tiers:
        found.append(_("%(code)s: choose at least one tier it starts from.") % named)
    if any(tier >= plan.to_tier for tier in plan.from_tiers):
        found.append(_("%(code)s: the tier to reach must lie above every tier it starts from.") % named)
    if not 1 <= plan.percent <= 100:
        found.append(_("%(code)s: the percentage lies between 1 and 100.") % named)
    if baseline_on and plan.deadline < baseline_on:
        found.append(
            _("%(code)s: the deadline %(deadline)s lies before the baseline of %(baseline)s.")
            % {**named, "deadline": date_format(plan.deadline), "baseline": date_format(baseline_on)}
        )
    return found


def lock_campaign(campaign: Campaign) -> None:
    """What follows waits for approvals in this campaign, and they for it: what is fixed is judged once (R2, R5).

    Raises: ValidationError when the campaign is gone.
    """
    if not list(Campaign.objects.select_for_update().filter(pk=campaign.pk)):
        raise ValidationError(_("%(campaign)s was removed in the meantime.") % {"campaign": campaign.name})


def baseline_of(campaign: Campaign) -> Round | None:
    """The round that is marked as the baseline (R2), or None before there is a round."""
    return campaign.rounds.filter(is_baseline=True).first()


def closed_on(baseline: Round | None) -> date | None:
    """The baseline's last day, once it has passed: since then targets are fixed. None: they can be changed."""
    closes_on = baseline.closes_on if baseline else None
    return closes_on if closes_on and closes_on < timezone.localdate() else None


def refuse_when_closed(baseline: Round | None) -> None:
    """Raises: ValidationError after the baseline closed."""
    day = closed_on(baseline)
    if day:
        raise ValidationError(
            _("The baseline closed on %(day)s: targets, and whether direct branches count, are fixed since then.")
            % {"day": date_format(day)}
        )


def planned(target: Target) -> TargetRule:
    """A stored target as the rules take it."""
    return TargetRule(target.code, frozenset(target.from_tiers), target.to_tier, target.percent, target.deadline)


def save(row, *, by, reason) -> None:
    """Validate and save `row` with who and why in its history.

    Raises: ValidationError.
    """
    row.full_clean()
    history.save(row, by=by, reason=reason)


def _put(target, plan, *, campaign, by, reason):
    target = target or Target(campaign=campaign, code=plan.code)
    if target.pk and planned(target) == plan:
        return target
    target.from_tiers = sorted(int(tier) for tier in plan.from_tiers)
    target.to_tier, target.percent, target.deadline = plan.to_tier, plan.percent, plan.deadline
    save(target, by=by, reason=reason)
    return target
