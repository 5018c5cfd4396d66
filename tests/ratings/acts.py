"""The acts of ratings: what makes each verb ready to be carried out."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from django.utils import timezone

from branches.models import Organisation
from ratings import actions
from ratings.actions.reminding import remind_units
from ratings.choices import State, Tier
from ratings.entry.form import lines, save_lines
from ratings.models import Rating
from ratings.queries.board import targets_of
from ratings.queries.grid import read
from tests.world import LATER, found, open_campaign, rate


def _officer(world):
    return world.people["department"]


def _open(world):
    """The later round, open today."""
    today = timezone.localdate()
    world.later.opens_on, world.later.closes_on = today - timedelta(days=1), today + timedelta(days=1)
    world.later.save()
    return world.later


def _decide(verb, state, **facts):
    def ready(world):
        rate(world["0101"], world.later, Tier.GOOD, state=state)
        rate(world["0102"], world.later, Tier.GOOD, state=state)
        return partial(verb, rows=Rating.objects.filter(round=world.later), by=_officer(world), **facts)

    return ready


def _enter(world):
    facts = {"unit": world["01"], "score": 88, "tier": Tier.GOOD, "version": None, "by": world.people["unit-01"]}
    return partial(actions.enter, round_=_open(world), organisation=world["0101"], **facts)


def _enter_many(world):
    facts = {"round": _open(world), "unit": world["01"], "rating": None, "score": 88, "tier": Tier.GOOD, "remark": ""}
    drafts = [actions.Draft(organisation=world[code], **facts) for code in ("0101", "0102")]
    return partial(actions.enter_many, drafts=drafts, by=world.people["unit-01"], reason="import: a.xlsx")


def _save_lines(world):
    round_ = _open(world)
    sent = {"0101-score": "88", "0101-version": "", "0102-score": "77", "0102-version": ""}
    typed = lines(read(round_, world["01"]).lines_of(["0101", "0102"]), data=sent)
    return partial(save_lines, typed, round_=round_, unit=world["01"], by=world.people["unit-01"])


def _submit(world):
    round_ = _open(world)
    for code in ("0101", "0102", "0103"):
        rate(world[code], round_, Tier.GOOD, state=State.DRAFT)
    return partial(actions.submit, round_=round_, unit=world["01"], by=world.people["unit-01"])


def _admit(world):
    new = found(world["01"], "0104", founded_on=LATER - timedelta(days=30))
    return partial(actions.admit, round_=world.later, organisation=new, reason="新组建", by=_officer(world))


def _record(world):
    decided = [
        actions.Decided(world[code].pk, world.later.pk, world["01"].pk, 88, Tier.GOOD) for code in ("0101", "0102")
    ]
    return partial(actions.record_decided, rows=decided, by=_officer(world), reason="import: a.xlsx")


def _change_round(world):
    facts = {"reference_date": LATER, "opens_on": None, "closes_on": None, "is_baseline": False, "by": _officer(world)}
    return partial(actions.change_round, round_=world.later, name="秋季", **facts)


def _change_campaign(world):
    facts = {"starts_on": world.campaign.starts_on, "counts_direct": True, "by": _officer(world)}
    return partial(actions.change_campaign, campaign=world.campaign, name="晋位升级", **facts)


def _arrange(world):
    rounds = [
        actions.Dated(world.later.code, "秋季", date(2012, 11, 30)),
        actions.Dated("2012-3", "年末", date(2012, 12, 30)),
    ]
    return partial(actions.arrange, campaign=world.campaign, rounds=rounds, targets=_targets(world), by=_officer(world))


def _remind(world):
    units = Organisation.objects.filter(code__in=["01", "02"])
    return partial(remind_units, round_=_open(world), units=units, by=_officer(world))


def _targets(world):
    return [replace(one, percent=one.percent + 1) for one in targets_of(world.campaign)]


def _set_targets(world):
    return partial(actions.set_targets, campaign=world.campaign, targets=_targets(world), by=_officer(world))


ACTS = {
    actions.open_campaign: lambda world: partial(
        actions.open_campaign, code="2013", name="晋位升级", starts_on=date(2013, 3, 1), by=_officer(world)
    ),
    actions.change_campaign: _change_campaign,
    actions.remove_campaign: lambda world: partial(
        actions.remove_campaign, campaign=open_campaign("2014"), by=_officer(world)
    ),
    actions.open_round: lambda world: partial(
        actions.open_round,
        campaign=world.campaign,
        code="2012-3",
        name="年末",
        reference_date=date(2012, 12, 30),
        by=_officer(world),
    ),
    actions.change_round: _change_round,
    actions.set_targets: _set_targets,
    actions.arrange: _arrange,
    actions.approve: _decide(actions.approve, State.SUBMITTED),
    actions.return_: _decide(actions.return_, State.SUBMITTED, reason="请核实"),
    actions.reopen: _decide(actions.reopen, State.APPROVED, reason="算错"),
    actions.enter: _enter,
    actions.enter_many: _enter_many,
    save_lines: _save_lines,
    actions.submit: _submit,
    actions.admit: _admit,
    actions.record_decided: _record,
    remind_units: _remind,
}
