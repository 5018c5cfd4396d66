"""Facts about figures that hold for any numbers (R7–R9, R13)."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from ratings.rules.progress import Figure, needed, share

quick = settings(deadline=None, max_examples=100)
PERCENT = st.integers(1, 100)
SOME = st.integers(1, 100_000)


@st.composite
def figures(draw, percent=PERCENT):
    """A figure whose counts fit together."""
    risen, moved_up, not_rerated, stayed, left_out = (draw(st.integers(0, 50)) for _ in range(5))
    cohort = risen + moved_up + not_rerated + stayed
    left_out_risen = draw(st.integers(0, left_out))
    return Figure(draw(percent), cohort, risen, moved_up, not_rerated, left_out, left_out_risen)


@quick
@given(SOME, PERCENT)
def test_needed_is_the_smallest_number_that_is_the_percentage(cohort, percent):
    enough = needed(cohort, percent)
    assert Fraction(enough - 1, cohort) < Fraction(percent, 100) <= Fraction(enough, cohort)


@quick
@given(SOME, PERCENT)
def test_needed_never_falls_with_a_larger_cohort_or_percentage(cohort, percent):
    assert needed(cohort - 1, percent) <= needed(cohort, percent) <= needed(cohort, percent + 1)


@quick
@given(st.integers(0, 10_000))
def test_needed_of_whole_hundreds_is_exact(hundreds):
    assert [needed(100 * hundreds, percent) for percent in range(101)] == [hundreds * percent for percent in range(101)]


@quick
@given(figures())
def test_met_means_no_gap_and_follows_the_exact_share(counts):
    if counts.cohort == 0:
        assert (counts.met, counts.share, counts.needed, counts.gap) == (None, None, 0, 0)
    else:
        exact = Fraction(counts.risen, counts.cohort) >= Fraction(counts.percent, 100)
        assert (counts.met, counts.gap == 0) == (exact, exact)


@quick
@given(figures())
def test_one_more_rise_never_widens_the_gap(counts):
    more = Figure(counts.percent, counts.cohort + 1, counts.risen + 1)
    assert more.gap <= counts.gap
    assert more.met >= bool(counts.met)


@quick
@given(figures())
def test_met_thanks_to_closings_is_met_now_and_short_with_those_left_out(counts):
    undone = Figure(counts.percent, counts.cohort + counts.left_out, counts.risen + counts.left_out_risen)
    assert counts.thanks_to_closings == (counts.met is True and undone.gap > 0)


@quick
@given(SOME, st.data())
def test_share_is_at_most_a_tenth_below_the_exact_one(cohort, data):
    risen = data.draw(st.integers(0, cohort))
    exact = Fraction(100 * risen, cohort)
    assert 0 <= exact - Fraction(share(risen, cohort)) < Fraction(1, 10)


@quick
@given(PERCENT, st.data())
def test_sum_asks_for_no_more_than_its_units_together(percent, data):
    units = data.draw(st.lists(figures(st.just(percent)), max_size=6))
    university = sum(units, start=Figure(percent))
    assert university == sum(reversed(units), start=Figure(percent))
    assert university.needed <= sum(unit.needed for unit in units)
    assert university.gap <= sum(unit.gap for unit in units)
