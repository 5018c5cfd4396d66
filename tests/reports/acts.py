"""The acts of annual reports: what makes each verb ready to be carried out."""

from functools import partial

from reports import actions
from reports.models import COVER, PARAGRAPHS
from tests.pledges.made import on
from tests.reports.annual.made import RATED, TODAY, accept, accept_all, asked, check_of, rate_all


def _rated(verb):
    """`verb` about the report of a year in which everybody was rated; on a day of that year."""

    def ready(world):
        with on(RATED):
            rate_all(world)
        carry_out = verb(world, asked(world), world.people["department"])

        def on_the_day():
            with on(TODAY):
                carry_out()

        return on_the_day

    return ready


def _accept(world, query, by):
    with on(TODAY):
        facts = {"key": "late", "fingerprint": check_of(query, "late").fingerprint, "reason": "年底前完成"}
    return partial(actions.accept_check, query=query, **facts, by=by)


def _withdraw(world, query, by):
    with on(TODAY):
        accept(query, "late", by=by)
    return partial(actions.withdraw_acceptance, query=query, key="late", by=by)


def _freeze(world, query, by):
    with on(TODAY):
        accept_all(query, by=world.people["department-2"])
    return partial(actions.freeze, query=query, number=1, by=by)


def _write(world, query, by):
    words = dict.fromkeys((*COVER, *PARAGRAPHS), "一年来的工作")
    return partial(actions.save_report, query=query, words=words, by=by)


ACTS = {
    actions.accept_check: _rated(_accept),
    actions.withdraw_acceptance: _rated(_withdraw),
    actions.freeze: _rated(_freeze),
    actions.save_report: _rated(_write),
}
