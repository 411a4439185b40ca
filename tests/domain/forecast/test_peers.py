"""What people alike spent and whether they came back: true counts of others, none where too few are alike."""

from __future__ import annotations

import numpy as np
import pytest

from relapp.domain.forecast.history import History, until
from relapp.domain.forecast.own_gap import gap_spread
from relapp.domain.forecast.peers import FEWEST, NOT_THEM, learn_peers, nearest, potential
from relapp.domain.forecast.silences import learn_silences, like_them
from relapp.domain.forecast.standing import standing_on
from relapp.domain.suggestions.signals import LikeThem, Range
from tests.domain.forecast.shops import TODAY, drawn, entries, only, shop


def spent_by(history: History, among: History | None = None, own: list[int] | None = None) -> list[Range | None]:
    """The potential of everyone in ``history``, taught by ``among`` or by themselves."""
    known = until(among or history, TODAY - 1)
    standing = standing_on(history, TODAY - 1)
    gaps = gap_spread(standing_on(known, TODAY - 1), unknown=30.0)
    rows = standing.rows if own is None else np.array(own)
    return potential(learn_peers(known, TODAY), standing, gaps, rows)


def back_of(history: History, among: History | None = None, own: list[int] | None = None) -> list[LikeThem | None]:
    """How many like everyone in ``history`` came back."""
    known = until(among or history, TODAY - 1)
    standing = standing_on(history, TODAY - 1)
    gaps = gap_spread(standing_on(known, TODAY - 1), unknown=30.0)
    rows = standing.rows if own is None else np.array(own)
    return like_them(learn_silences(known, TODAY, 30, 60), standing, gaps, rows, 30, 60)


def monthly(people: int, months: int = 24, money: float = 100.0) -> History:
    return entries(
        [(row, TODAY - 30 * month - 10, money * (20 + row)) for row in range(people) for month in range(months)], people
    )


STRANGER = entries([(0, TODAY - 30 * month - 10, 3000.0) for month in range(12)], 1)


def test_a_range_holds_what_half_of_the_people_alike_really_spent() -> None:
    peers = learn_peers(until(monthly(20), TODAY - 1), TODAY)
    assert peers is not None
    assert peers.days == 365
    assert peers.spent.tolist() == [12 * 100.0 * (20 + row) for row in range(20)]
    (told,) = spent_by(STRANGER, among=monthly(20), own=[NOT_THEM])
    assert told is not None
    inside = sum(told.low <= spent <= told.high for spent in peers.spent)
    assert told.people <= 20
    assert told.people / 2 <= inside
    assert told.low < told.high


def test_two_digits_are_told() -> None:
    found = [one for one in spent_by(drawn(3, 400)) if one]
    assert len(found) > 100
    for one in found:
        assert 0 <= one.low <= one.high
        assert all(int(str(amount)[2:] or 0) == 0 for amount in (one.low, one.high))
        assert FEWEST <= one.people <= 40


def test_nobody_is_their_own_peer() -> None:
    shop = monthly(FEWEST)
    assert spent_by(only(shop, 4), among=shop, own=[4]) == [None]
    (as_a_stranger,) = spent_by(only(shop, 4), among=shop, own=[NOT_THEM])
    assert as_a_stranger is not None
    assert as_a_stranger.people == FEWEST


def test_too_few_alike_means_nothing_is_said() -> None:
    assert spent_by(STRANGER, among=monthly(9), own=[NOT_THEM]) == [None]
    unlike = shop({0: range(1, 700, 2), **{row: [500 + row, 200] for row in range(1, 60)}})
    assert spent_by(unlike)[0] is None


@pytest.mark.parametrize(("months", "days"), [(24, 365), (12, 183), (6, 91), (4, None)])
def test_a_younger_shop_tells_of_a_shorter_time(months: int, days: int | None) -> None:
    peers = learn_peers(until(monthly(20, months), TODAY - 1), TODAY)
    assert (peers.days if peers else None) == days


def test_people_in_a_like_place_do_tell_what_is_to_come() -> None:
    history, sums = drawn(8, 1500), np.zeros(1500)
    later = (history.day >= TODAY) & (history.day < TODAY + 183)
    np.add.at(sums, history.customer[later], history.money[later])
    known = until(history, TODAY - 1)
    standing = standing_on(known, TODAY - 1)
    told = [(one, sums[row]) for row, one in zip(standing.rows.tolist(), spent_by(known), strict=True) if one]
    few = [spent for one, spent in told if one.high == 0]
    many = [spent for one, spent in told if one.low > 0]
    assert np.mean(many) > 2 * np.mean(few)


def test_of_people_as_silent_it_is_counted_who_came_back() -> None:
    # Twenty who came each ten days, once fell silent for twenty, and then: twelve came again, eight did not.
    until_then = [60 + 10 * number for number in range(1, 12)]
    back = {row: [5, 41, *(ago + 20 for ago in until_then)] for row in range(12)}
    gone = {row: [ago + 20 for ago in until_then] for row in range(12, 20)}
    stranger = entries([(0, TODAY - 30 - 10 * number, 1000.0) for number in range(11)], 1)
    (told,) = back_of(stranger, among=shop({**back, **gone}), own=[NOT_THEM])
    assert told == LikeThem(back=12, people=20, days=30)


def test_everybody_counts_once_and_never_for_themselves() -> None:
    shop = monthly(FEWEST + 1)
    assert back_of(only(shop, 0), among=shop, own=[0]) == [LikeThem(FEWEST, FEWEST, 60)]
    fewer = monthly(FEWEST)
    assert back_of(only(fewer, 0), among=fewer, own=[0]) == [None]


def test_no_silence_is_measured_without_a_rhythm() -> None:
    twice = shop({row: [100 + row, 40] for row in range(80)})
    assert back_of(twice) == [None] * 80


def test_the_counts_behind_chances_are_near_what_then_happened() -> None:
    history = drawn(9, 2500)
    known = until(history, TODAY - 1)
    standing = standing_on(known, TODAY - 1)
    came, said = [], []
    for row, one in zip(standing.rows.tolist(), back_of(known), strict=True):
        if one:
            later = history.day[(history.customer == row) & (history.day >= TODAY)]
            came.append(bool(len(later)) and later[0] - (TODAY - 1) <= one.days)
            said.append(one.back / one.people)
    assert len(said) > 400
    assert np.mean(said) == pytest.approx(np.mean(came), abs=0.06)


def test_of_equally_far_ones_the_first_are_taken() -> None:
    assert nearest(np.array([2.0, 1.0, 1.0, 1.0, 0.5]), 3).tolist() == [4, 1, 2]
    assert nearest(np.array([2.0, 1.0]), 3).tolist() == [1, 0]
    assert nearest(np.empty(0), 3).tolist() == []
