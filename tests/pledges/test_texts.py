"""A text comes back from what is stored of it; each measure has a number of its own."""

from hypothesis import given
from hypothesis import strategies as st

from pledges.texts import MeasureText, PlanText, restored, stored
from tests.pledges.made import text

WORDS = st.text(max_size=20)
NUMBERS = st.none() | st.decimals(-(10**9), 10**9, places=2)
MEASURES = st.builds(
    MeasureText,
    text=WORDS,
    number=st.none() | st.integers(1, 40),
    start=NUMBERS,
    goal_value=NUMBERS,
    due_on=st.none() | st.dates(),
    person=WORDS,
)
TEXTS = st.builds(
    PlanText,
    goal=st.none() | st.integers(1, 4),
    due_on=st.dates(),
    measures=st.lists(MEASURES, max_size=6).map(tuple),
    responsible=WORDS,
    problem_types=st.lists(WORDS, max_size=3).map(tuple),
    problems=WORDS,
    causes=WORDS,
    leader=WORDS,
    contact=WORDS,
)


@given(TEXTS)
def test_text_comes_back_from_its_plain_values(said):
    assert restored(stored(said)) == said


@given(TEXTS, st.integers(0, 50))
def test_measures_have_numbers_of_their_own(said, after):
    numbers = [measure.number for measure in said.numbered(after).measures]
    given_before = {measure.number for measure in said.measures} - {None}
    assert len(set(numbers)) == len(numbers)
    assert given_before <= set(numbers)
    assert all(number > after for number in set(numbers) - given_before)


@given(TEXTS)
def test_numbering_again_changes_nothing(said):
    assert said.numbered().numbered() == said.numbered()


def test_second_measure_of_a_number_is_a_new_one():
    said = text(measures=[MeasureText("学习", number=1), MeasureText("换届", number=1), MeasureText("走访")])
    numbered = said.numbered(after=4)
    assert [(one.number, one.text) for one in numbered.measures] == [(1, "学习"), (5, "换届"), (6, "走访")]
