"""Standings and tallies equal a recount, whatever was approved or reopened, however little rebuilt (R3, R5, R11)."""

from collections import Counter
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from branches import actions
from branches.choices import Kind
from branches.models import Organisation
from ratings import standings
from ratings.choices import State, Tier
from ratings.models import Campaign, Rating, Standing, Tally
from ratings.rules.progress import group_of
from ratings.rules.succession import ChainClosing, Interval, course
from tests.draws import draws
from tests.world import BASELINE, LATER, add_round, found, move, open_campaign, rate

SUMMER = date(2012, 7, 31)
RATED = ("0101", "0102", "0201", "03", "01")


def counted(campaign):
    """The official ratings by the book: (organisation, cohort unit, baseline, tier, since, until)."""
    base = campaign.rounds.get(is_baseline=True)
    rows = []
    official = Rating.objects.official().filter(round__campaign=campaign)
    for organisation in {rating.organisation for rating in official.select_related("organisation")}:
        own = official.filter(organisation=organisation, round__reference_date__gte=base.reference_date)
        own = list(own.order_by("round__reference_date").select_related("round", "cohort_unit"))
        unit, baseline = cohort(organisation, own, base, campaign)
        for rating, following in pairwise([*own, None]):
            until = following.round.reference_date if following else None
            rows.append((organisation.code, unit, baseline, rating.tier, rating.round.reference_date, until))
    return sorted(rows, key=code_and_day)


def code_and_day(row):
    return row[0], row[4]


def cohort(organisation, own, base, campaign):
    """(unit, tier) of the baseline; (None, None) outside every cohort (R5, R11)."""
    first = next((rating for rating in own if rating.round_id == base.pk), None)
    forms_one = organisation.kind == Kind.BRANCH or (campaign.counts_direct and organisation.kind == Kind.DIRECT_BRANCH)
    return (first.cohort_unit.code, first.tier) if first and forms_one else (None, None)


def tallied(campaign, rows):
    """The counts that follow from `rows`: unit by unit, and the university's under None."""
    tally, closings, own = Counter(), closings_by_code(), {}
    for code, _, _, tier, since, until in rows:
        own.setdefault(code, []).append(Interval(tier, since, until))
    for code, unit, baseline in {row[:3] for row in rows if row[1] is not None}:
        for stretch in course(code, closings, own):
            alike = group_of(baseline, stretch, campaign.rounds.get(is_baseline=True).reference_date)
            for counted_for in (unit, None):
                tally[counted_for, *alike[:-1]] += 1
    return tally


def closings_by_code():
    rows = Organisation.objects.filter(closed_on__isnull=False).values_list("code", "closed_on", "successor__code")
    return {code: ChainClosing(on, into) for code, on, into in rows}


def stored(campaign):
    rows = Standing.objects.filter(campaign=campaign)
    fields = ("organisation__code", "unit__code", "baseline", "tier", "since", "until")
    return sorted(rows.values_list(*fields), key=code_and_day)


def before(rows):
    """(organisation, since, tier and first day of its standing before) of each of `rows`."""
    own = {}
    for code, _, _, tier, since, _ in rows:
        own.setdefault(code, [(None, None)]).append((tier, since))
    return [(code, since, *former) for code, stood in own.items() for former, (_, since) in pairwise(stood)]


def stored_before(campaign):
    rows = Standing.objects.filter(campaign=campaign).order_by("organisation__code", "since")
    return list(rows.values_list("organisation__code", "since", "before", "before_on"))


def stored_tally(campaign):
    rows = Tally.objects.filter(campaign=campaign)
    fields = ("unit__code", "baseline", "tier", "rerated", "left_out", "since", "until", "count")
    counts = Counter()
    for *alike, count in rows.values_list(*fields):
        counts[tuple(alike)] += count
    return counts


def assert_recounted(campaign):
    rows = counted(campaign)
    assert stored(campaign) == rows
    assert stored_before(campaign) == before(rows)
    assert stored_tally(campaign) == tallied(campaign, rows)


@pytest.fixture
def rounds(world):
    """Three rounds of the campaign of 2012, and a second campaign that must not be touched."""
    open_campaign("2013", baseline_on=date(2013, 4, 1), later_on=date(2013, 10, 31))
    return [world.baseline, add_round(world.campaign, "2012-s", SUMMER), world.later]


steps = st.lists(
    st.tuples(
        st.lists(st.sampled_from(RATED), min_size=1, max_size=4, unique=True),
        st.integers(0, 2),
        st.sampled_from([*Tier, None]),
    ),
    min_size=1,
    max_size=12,
)


@given(steps=steps, counts_direct=st.booleans())
@settings(max_examples=draws(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_rebuilding_some_equals_rebuilding_all_equals_a_recount(world, rounds, steps, counts_direct):
    """Each step approves (a tier) or reopens (None) the ratings of some organisations in one round."""
    Rating.objects.all().delete()
    Campaign.objects.filter(pk=world.campaign.pk).update(counts_direct=counts_direct)
    world.campaign.refresh_from_db()
    standings.rebuild(world.campaign)
    for codes, number, tier in steps:
        touched = [decide(world[code], rounds[number], tier) for code in codes]
        standings.rebuild(world.campaign, touched)
        assert_recounted(world.campaign)
    standings.rebuild(world.campaign)
    assert_recounted(world.campaign)


def decide(organisation, round_, tier):
    """Approve or reopen without any rebuild. Returns the organisation's primary key."""
    rows = Rating.objects.filter(organisation=organisation, round=round_)
    if tier is None:
        rows.update(state=State.RETURNED, reason="重新审定")
    elif not rows.update(state=State.APPROVED, tier=tier, approved_at="2012-11-15T00:00:00Z"):
        rate(organisation, round_, tier)
    return organisation.pk


def test_standing_lasts_until_the_next_official_rating(world, rounds):
    baseline, _, later = rounds
    rate(world["0101"], baseline, Tier.ORDINARY)
    rate(world["0101"], later, Tier.ADVANCED)
    assert stored(world.campaign) == [
        ("0101", "01", Tier.ORDINARY, Tier.ORDINARY, BASELINE, LATER),
        ("0101", "01", Tier.ORDINARY, Tier.ADVANCED, LATER, None),
    ]


@pytest.mark.parametrize("state", [State.DRAFT, State.SUBMITTED, State.RETURNED])
def test_unapproved_rating_gives_no_standing(world, state):
    """R1."""
    rate(world["0101"], world.baseline, Tier.ORDINARY)
    rate(world["0101"], world.later, Tier.ADVANCED, state=state)
    assert stored(world.campaign) == [("0101", "01", Tier.ORDINARY, Tier.ORDINARY, BASELINE, None)]


def test_rating_inserted_between_two_splits_the_days(world, rounds):
    baseline, summer, later = rounds
    for round_, tier in ((baseline, Tier.LAGGING), (later, Tier.GOOD), (summer, Tier.ORDINARY)):
        rate(world["0101"], round_, tier)
    assert [row[3:] for row in stored(world.campaign)] == [
        (Tier.LAGGING, BASELINE, SUMMER),
        (Tier.ORDINARY, SUMMER, LATER),
        (Tier.GOOD, LATER, None),
    ]
    assert [row[2:] for row in stored_before(world.campaign)] == [
        (None, None),
        (Tier.LAGGING, BASELINE),
        (Tier.ORDINARY, SUMMER),
    ]


def test_standing_after_a_reopened_one_follows_the_one_before_it(world, rounds):
    """Of the others of the same organisation nothing was written."""
    ratings = [rate(world["0101"], one, tier) for one, tier in zip(rounds, Tier, strict=False)]
    Rating.objects.filter(pk=ratings[1].pk).update(state=State.RETURNED, reason="重新审定")
    standings.rebuild(world.campaign, [world["0101"].pk])
    assert stored_before(world.campaign) == [("0101", BASELINE, None, None), ("0101", LATER, Tier(1), BASELINE)]


def test_branch_rated_after_the_baseline_only_is_in_no_cohort(world):
    """R5: listed, never counted."""
    rate(world["0101"], world.later, Tier.GOOD)
    assert stored(world.campaign) == [("0101", None, None, Tier.GOOD, LATER, None)]
    assert stored_tally(world.campaign) == Counter()


def test_moved_branch_stays_in_its_cohort(world):
    """R14."""
    rate(world["0101"], world.baseline, Tier.LAGGING)
    move(world["0101"], world["02"])
    rate(world["0101"], world.later, Tier.ORDINARY)
    assert {row[1] for row in stored(world.campaign)} == {"01"}
    assert {key[0] for key in stored_tally(world.campaign)} == {"01", None}


def test_direct_branches_count_when_the_campaign_says_so(world):
    """R11: the switch only asks for a rebuild."""
    rate(world["03"], world.baseline, Tier.ORDINARY)
    seen = []
    for counts_direct in (False, True, False):
        world.campaign.counts_direct = counts_direct
        standings.rebuild(world.campaign)
        seen.append([unit for unit, *_ in stored_tally(world.campaign)])
        assert_recounted_as(world.campaign, counts_direct)
    assert [sorted(units, key=str) for units in seen] == [[], ["03", None], []]


def assert_recounted_as(campaign, counts_direct):
    assert campaign.counts_direct == counts_direct
    assert_recounted(campaign)


def test_party_committee_forms_no_cohort_even_when_direct_branches_count(world):
    rate(world["01"], world.baseline, Tier.ORDINARY)
    world.campaign.counts_direct = True
    standings.rebuild(world.campaign)
    assert stored(world.campaign) == [("01", None, None, Tier.ORDINARY, BASELINE, None)]


def test_rebuilding_one_campaign_leaves_the_other_alone(world, rounds):
    other = Campaign.objects.get(code="2013")
    rate(world["0101"], other.rounds.get(is_baseline=True), Tier.LAGGING)
    rate(world["0101"], world.baseline, Tier.GOOD)
    before = stored(other), stored_tally(other)
    Rating.objects.filter(round__campaign=world.campaign).update(state=State.RETURNED, reason="重新审定")
    standings.rebuild(world.campaign)
    assert stored(world.campaign) == []
    assert (stored(other), stored_tally(other)) == before


@pytest.mark.parametrize("into", ["0201", None])
def test_closing_derives_the_tallies_again(world, rounds, into):
    """R12, R13: of the cohort's unit, though only the successor is rated later."""
    baseline, _, later = rounds
    for code in ("0101", "0102", "0201"):
        rate(world[code], baseline, Tier.ORDINARY)
    close = {"on": date(2012, 6, 1), "document": "校组〔2012〕1号", "by": None}
    if into:
        actions.merge(world["0101"], into=world[into], **close)
    else:
        actions.dissolve(world["0101"], **close)
    assert_recounted(world.campaign)
    rate(world["0201"], later, Tier.ADVANCED)
    assert_recounted(world.campaign)
    left_out = {key for key in stored_tally(world.campaign) if key[4]}
    assert {key[0] for key in left_out} == (set() if into else {"01", None})
    actions.dissolve(world["0201"], **(close | {"on": date(2012, 11, 20)}))
    assert_recounted(world.campaign)


def test_rebuilding_nothing_changes_nothing(world):
    rate(world["0101"], world.baseline, Tier.GOOD)
    before = stored(world.campaign), stored_tally(world.campaign)
    standings.rebuild(world.campaign, [])
    assert (stored(world.campaign), stored_tally(world.campaign)) == before


def test_rebuilding_very_many_takes_the_short_way(world, django_assert_max_num_queries):
    """Beyond MAX_NAMED primary keys everything is derived again: the result is the same."""
    many = [found(world["02"], f"02{number:03}") for number in range(3, 6)]
    for branch in many:
        rate(branch, world.baseline, Tier.GOOD)
    keys = [branch.pk for branch in many] + list(range(10**6, 10**6 + standings.MAX_NAMED))
    with django_assert_max_num_queries(14):
        standings.rebuild(world.campaign, keys)
    assert_recounted(world.campaign)


def test_standing_knows_when_its_rating_was_first_approved(world):
    """The day is that of the university's clock; approved again, it stays."""
    rating = rate(world["0101"], world.baseline, Tier.ORDINARY)
    Rating.history.filter(id=rating.pk).update(history_date=datetime(2012, 4, 30, 17, tzinfo=UTC))
    later = Rating.history.create(**{**Rating.history.filter(id=rating.pk).values().first(), "history_id": None})
    Rating.history.filter(pk=later.pk).update(history_date=datetime(2012, 6, 1, tzinfo=UTC))
    standings.rebuild(world.campaign)
    assert Standing.objects.get(rating=rating).approved_on == date(2012, 5, 1)
