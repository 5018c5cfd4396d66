"""The rules of the figures as tables (R3, R5–R9)."""

from datetime import date

import pytest

from ratings.rules.progress import (
    Figure,
    Member,
    Outcome,
    TargetRule,
    cut,
    figure,
    is_met,
    members,
    needed,
    outcome,
    share,
)
from ratings.rules.succession import ChainClosing, standing_on
from tests.ratings.figures import (
    ADVANCED,
    AUTUMN,
    BASELINE,
    GOOD,
    LAGGING,
    LAGGING_1,
    NEXT_AUTUMN,
    ORDINARY,
    ORDINARY_1,
    YEAR_1,
    YEAR_2,
    X,
    alike,
    counted,
    one,
    rated,
)

# R7, R8 and the table of worked cases


@pytest.mark.parametrize(
    ("cohort", "percent", "must_rise", "risen", "met", "printed"),
    [
        (0, 30, 0, 0, None, None),
        (1, 30, 1, 0, False, "0.0"),
        (3, 30, 1, 1, True, "33.3"),
        (7, 30, 3, 2, False, "28.5"),
        (10, 30, 3, 3, True, "30.0"),
        (5, 80, 4, 4, True, "80.0"),
        (100, 55, 55, 55, True, "55.0"),
        (100, 55, 55, 54, False, "54.0"),
        (86, 30, 26, 19, False, "22.0"),
        (25, 50, 13, 14, True, "56.0"),
        (10000, 30, 3000, 2996, False, "29.9"),
        (2, 100, 2, 2, True, "100.0"),
    ],
)
def test_figure_follows_the_worked_cases(cohort, percent, must_rise, risen, met, printed):
    counts = Figure(percent, cohort, risen)
    assert (counts.needed, counts.met, counts.share) == (must_rise, met, printed)
    assert counts.gap == max(0, must_rise - risen)


@pytest.mark.parametrize(("cohort", "percent", "branches"), [(0, 30, 0), (1, 1, 1), (341, 30, 103), (100, 55, 55)])
def test_needed_rounds_up_in_integers(cohort, percent, branches):
    assert needed(cohort, percent) == branches


@pytest.mark.parametrize(
    ("cohort", "risen", "percent", "met"),
    [(0, 0, 30, False), (10, 3, 30, True), (10, 2, 30, False), (10000, 2999, 30, False), (10000, 3000, 30, True)],
)
def test_is_met_includes_the_percentage_itself(cohort, risen, percent, met):
    assert is_met(cohort, risen, percent) is met


@pytest.mark.parametrize(
    ("risen", "cohort", "printed"),
    [(2996, 10000, "29.9"), (2, 3, "66.6"), (1, 1, "100.0"), (0, 9, "0.0"), (1, 1001, "0.0"), (0, 0, None)],
)
def test_share_is_truncated_to_one_decimal(risen, cohort, printed):
    assert share(risen, cohort) == printed


def test_figure_of_no_cohort_asks_for_nothing():
    counts = Figure(30, left_out=2)
    assert (counts.needed, counts.gap, counts.share, counts.met) == (0, 0, None, None)
    assert counts.thanks_to_closings is False


@pytest.mark.parametrize(
    ("cohort", "risen", "left_out", "left_out_risen", "thanks"),
    [
        (3, 1, 1, 0, True),  # 1 of 4 would be 25%
        (3, 1, 1, 1, False),  # 2 of 4 would be met as well
        (3, 1, 0, 0, False),
        (2, 1, 1, 0, False),  # 1 of 3 is met as well
        (4, 1, 1, 0, False),  # not met at all
    ],
)
def test_figure_says_when_it_is_met_only_thanks_to_closings(cohort, risen, left_out, left_out_risen, thanks):
    counts = Figure(30, cohort, risen, left_out=left_out, left_out_risen=left_out_risen)
    assert counts.thanks_to_closings is thanks


# R9


def test_sum_computes_needed_on_the_summed_cohort():
    units = [Figure(30, cohort=1, risen=1), Figure(30, cohort=1), Figure(30, cohort=1)]
    university = sum(units, start=Figure(30))
    assert [unit.needed for unit in units] == [1, 1, 1]
    assert (university.needed, university.gap, university.met) == (1, 0, True)


def test_sum_adds_every_count():
    assert Figure(50, 7, 2, 1, 3, 4, 5) + Figure(50, 10, 20, 30, 40, 50, 60) == Figure(50, 17, 22, 31, 43, 54, 65)


def test_sum_leaves_a_unit_without_cohort_without_effect():
    unit = Figure(80, 5, 4)
    assert unit + Figure(80) == unit


def test_sum_refuses_figures_of_different_percentages():
    with pytest.raises(ValueError, match="30% and 50%"):
        Figure(30, 1) + Figure(50, 1)


def test_sum_refuses_anything_else():
    with pytest.raises(TypeError):
        Figure(30, 1) + 1


# R3


@pytest.mark.parametrize(
    ("day", "since"),
    [
        (date(2012, 3, 31), None),
        (BASELINE, BASELINE),
        (date(2012, 10, 30), BASELINE),
        (AUTUMN, AUTUMN),
        (date(2013, 10, 30), AUTUMN),
        (NEXT_AUTUMN, NEXT_AUTUMN),
        (date(2099, 1, 1), NEXT_AUTUMN),
    ],
)
def test_standing_is_the_latest_rating_by_reference_date(day, since):
    found = standing_on(rated((BASELINE, ORDINARY), (AUTUMN, ADVANCED), (NEXT_AUTUMN, GOOD)), day)
    assert (found.since if found else None) == since


def test_standing_of_an_organisation_without_ratings_is_none():
    assert standing_on([], YEAR_1) is None


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2012, 3, 31), Figure(30)),
        (BASELINE, one(30, not_rerated=1)),
    ],
)
def test_nobody_is_in_a_cohort_before_the_baseline(day, expected):
    assert counted(ORDINARY_1, day, {X: rated((BASELINE, ORDINARY))}) == expected


def test_nobody_is_in_the_cohort_of_a_deadline_before_the_baseline():
    target = TargetRule("early", frozenset({ORDINARY}), ADVANCED, 30, date(2012, 3, 31))
    assert counted(target, YEAR_2, {X: rated((BASELINE, ORDINARY))}) == Figure(30)


# R5


@pytest.mark.parametrize(
    ("from_tiers", "cohort"),
    [({LAGGING}, 1), ({ORDINARY}, 2), ({LAGGING, ORDINARY}, 3), ({LAGGING, ORDINARY, GOOD}, 7)],
)
def test_cohort_is_every_branch_with_a_baseline_in_the_from_tiers(from_tiers, cohort):
    counts = {LAGGING: 1, ORDINARY: 2, GOOD: 4, ADVANCED: 8}
    groups = [alike(tier, count) for tier, count in counts.items()]
    target = TargetRule("any", frozenset(from_tiers), ADVANCED, 30, YEAR_1)
    found = members(target, YEAR_1, groups, BASELINE)
    assert figure(target, found) == Figure(30, cohort=cohort, not_rerated=cohort)


def test_closed_branch_of_another_tier_is_ignored():
    standings = {X: rated((BASELINE, GOOD))}
    assert counted(ORDINARY_1, YEAR_1, standings, {X: ChainClosing(AUTUMN, None)}) == Figure(30)


# R6


@pytest.mark.parametrize(
    ("target", "member", "expected"),
    [
        (ORDINARY_1, Member(ORDINARY, ADVANCED, rerated=True, left_out=False), Outcome.RISEN),
        (ORDINARY_1, Member(ORDINARY, GOOD, rerated=True, left_out=False), Outcome.MOVED_UP),
        (ORDINARY_1, Member(ORDINARY, ORDINARY, rerated=True, left_out=False), Outcome.STAYED),
        (ORDINARY_1, Member(ORDINARY, LAGGING, rerated=True, left_out=False), Outcome.STAYED),
        (ORDINARY_1, Member(ORDINARY, ORDINARY, rerated=False, left_out=False), Outcome.NOT_RERATED),
        (ORDINARY_1, Member(ORDINARY, None, rerated=False, left_out=True), Outcome.LEFT_OUT),
        (LAGGING_1, Member(LAGGING, ORDINARY, rerated=True, left_out=False), Outcome.RISEN),
        (LAGGING_1, Member(LAGGING, GOOD, rerated=True, left_out=False), Outcome.RISEN),
        (LAGGING_1, Member(LAGGING, ADVANCED, rerated=True, left_out=False), Outcome.RISEN),
        (LAGGING_1, Member(LAGGING, LAGGING, rerated=True, left_out=False), Outcome.STAYED),
        (LAGGING_1, Member(LAGGING, LAGGING, rerated=False, left_out=False), Outcome.NOT_RERATED),
    ],
)
def test_outcome_of_a_member(target, member, expected):
    assert outcome(target, member) is expected


def test_figure_counts_every_outcome_by_the_members_counts():
    found = [
        Member(ORDINARY, ADVANCED, rerated=True, left_out=False, count=2),
        Member(ORDINARY, GOOD, rerated=True, left_out=False, count=3),
        Member(ORDINARY, LAGGING, rerated=True, left_out=False, count=5),
        Member(ORDINARY, ORDINARY, rerated=False, left_out=False, count=8),
        Member(ORDINARY, ORDINARY, rerated=False, left_out=False, count=-1),
        Member(ORDINARY, None, rerated=False, left_out=True),
    ]
    expected = Figure(30, cohort=17, risen=2, moved_up_not_counted=3, not_rerated=7, left_out=1)
    assert figure(ORDINARY_1, found) == expected


def test_figure_of_nobody_is_empty():
    assert figure(ORDINARY_1, []) == Figure(30)


@pytest.mark.parametrize(
    ("day", "judged"),
    [(date(2012, 12, 30), date(2012, 12, 30)), (YEAR_1, YEAR_1), (date(2013, 1, 1), YEAR_1)],
)
def test_cut_is_the_earlier_of_day_and_deadline(day, judged):
    assert cut(day, YEAR_1) == judged


@pytest.mark.parametrize(
    ("reference_date", "expected"),
    [(YEAR_1, one(30, risen=1)), (date(2013, 1, 1), one(30, not_rerated=1))],
)
def test_rise_counts_up_to_the_deadline_itself(reference_date, expected):
    standings = {X: rated((BASELINE, ORDINARY), (reference_date, ADVANCED))}
    assert counted(ORDINARY_1, YEAR_2, standings) == expected


def test_up_and_down_again_by_the_deadline_is_no_rise():
    standings = {X: rated((BASELINE, ORDINARY), (date(2012, 6, 30), ADVANCED), (AUTUMN, ORDINARY))}
    assert counted(ORDINARY_1, date(2012, 10, 30), standings) == one(30, risen=1)
    assert counted(ORDINARY_1, AUTUMN, standings) == one(30)
