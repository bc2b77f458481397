"""The law of overlaps holds for all stretches: the longest wins, and settling twice changes nothing."""

from dataclasses import dataclass
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from newsx.entities.settle import settle


@dataclass(frozen=True)
class Stretch:
    start: int
    end: int


STRETCHES = st.lists(st.builds(lambda a, n: Stretch(a, a + n), st.integers(0, 60), st.integers(1, 12)))


def test_the_longest_wins_and_of_equals_the_first_kind() -> None:
    assert settle([Stretch(0, 4)], [Stretch(2, 9)]) == [Stretch(2, 9)]
    one, two = Stretch(0, 4), Stretch(2, 6)
    assert settle([two], [one]) == [two]


@given(STRETCHES, STRETCHES)
def test_nothing_that_stands_overlaps(a: list[Stretch], b: list[Stretch]) -> None:
    standing = settle(a, b)
    assert all(x.end <= y.start for x, y in pairwise(standing))


@given(STRETCHES, STRETCHES)
def test_whatever_falls_overlaps_something_at_least_as_long_that_stands(a: list[Stretch], b: list[Stretch]) -> None:
    standing = settle(a, b)
    for s in {*a, *b} - set(standing):
        assert any(t.start < s.end and s.start < t.end and t.end - t.start >= s.end - s.start for t in standing)


@given(STRETCHES, STRETCHES)
def test_settling_again_changes_nothing(a: list[Stretch], b: list[Stretch]) -> None:
    standing = settle(a, b)
    assert settle(standing) == standing
