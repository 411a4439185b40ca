"""Segments by rules in plain numbers, and who moves when the rules change."""

from __future__ import annotations

import random

import pytest

from relapp.domain.segments import Measured, Rules, Segment, bar, counts, moves, segments
from relapp.domain.suggestions.signals import Range
from relapp.domain.value import Brought


def a_customer(customer_id: int, expected: int = 0, spend: int = 0, low: int = 0, people: int = 12) -> Measured:
    potential = Range(low, 2 * low, 365, people) if low else None
    return Measured(customer_id, expected, Brought(bought=spend), spend, potential)


def test_so_many_in_a_hundred_are_the_most_valuable() -> None:
    people = [a_customer(one, expected=100 * one) for one in range(1, 12)]
    found = segments(people, Rules(top=20))
    # A fifth of eleven is two and a bit: three.
    assert [one for one, where in found.items() if where is Segment.MOST_VALUABLE] == [9, 10, 11]
    assert bar(people, Rules(top=20)) == 900
    assert bar([], Rules()) is None
    assert set(segments(people, Rules(top=0)).values()) == {Segment.OTHERS}


def test_of_whom_nothing_is_expected_is_never_the_most_valuable() -> None:
    assert segments([a_customer(1)], Rules(top=100)) == {1: Segment.OTHERS}


def test_growable_is_of_whom_even_the_lower_end_is_so_much_more() -> None:
    people = [
        a_customer(1, spend=100, low=150),  # exactly half as much again
        a_customer(2, spend=101, low=150),
        a_customer(3, spend=100, low=900, people=9),  # too few alike to say
        a_customer(4, spend=100),
    ]
    found = segments(people, Rules(top=0, growth=50, fewest=10))
    assert list(found.values()) == [Segment.MOST_GROWABLE, *[Segment.OTHERS] * 3]
    assert people[0].room == 50


def test_below_zero_comes_first() -> None:
    costly = Measured(1, 5000, Brought(bought=100, remedies=101))
    assert segments([costly], Rules(top=100)) == {1: Segment.SERVE_DIFFERENTLY}
    assert segments([costly], Rules(top=100, least=-1)) == {1: Segment.MOST_VALUABLE}


@pytest.mark.parametrize("seed", range(10))
def test_everybody_stands_somewhere_and_moves_are_what_changes(seed: int) -> None:
    dice = random.Random(seed)
    people = [
        Measured(
            one,
            dice.randint(0, 50),
            Brought(bought=dice.randint(0, 90), remedies=dice.choice((0, 0, 60))),
            dice.randint(0, 90),
            dice.choice((None, Range(dice.randint(0, 200), 400, 365, dice.randint(5, 40)))),
        )
        for one in range(60)
    ]
    before = Rules()
    after = Rules(dice.randint(0, 100), dice.randint(0, 300), dice.randint(5, 40), dice.randint(-50, 50))
    was, now = segments(people, before), segments(people, after)
    assert sum(counts(now).values()) == len(people) == len(now)
    found = moves(people, before, after)
    assert {move.measured.customer_id: (move.was, move.now) for move in found} == {
        one: (was[one], now[one]) for one in was if was[one] is not now[one]
    }
    expected = [move.measured.expected for move in found]
    assert expected == sorted(expected, reverse=True)
    assert moves(people, before, before) == ()
