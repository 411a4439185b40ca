"""A customer's own gap: theirs where much is known, the shop's where little is."""

from __future__ import annotations

import numpy as np
import pytest

from relapp.domain.forecast.own_gap import OwnGap, gap_spread, half_ended, has_ended, own_gap, will_end
from relapp.domain.forecast.renewal import renewal, will_come
from relapp.domain.forecast.standing import Standing, standing_on
from tests.domain.forecast.shops import TODAY, shop

WEEKLY = {row: range(row, 120, 7) for row in range(1, 20)}
MIXED = standing_on(shop({0: range(2, 400, 30), 20: [40, 10], 21: [3], **WEEKLY}), TODAY)


def measured(standing: Standing) -> OwnGap:
    return own_gap(standing, gap_spread(standing, unknown=30))


def test_many_gaps_speak_for_themselves_and_few_lean_on_the_shop() -> None:
    own = measured(MIXED).own
    assert own[0] == pytest.approx(30, abs=2)
    assert own[1:20] == pytest.approx(np.full(19, 7.0), abs=0.5)
    assert 7 < own[20] < 30
    assert own[21] == pytest.approx(7.5, abs=1)


def test_where_nobody_came_twice_the_gap_is_what_is_said() -> None:
    once = standing_on(shop({0: [3], 1: [90]}), TODAY)
    assert measured(once).own == pytest.approx([30, 30])


def test_half_of_the_gaps_have_ended_when_half_are_said_to() -> None:
    gap, silent = measured(MIXED), MIXED.silent
    half = half_ended(gap, silent, 45)
    assert will_end(gap, silent, half) == pytest.approx(will_end(gap, silent, 45) / 2)
    assert ((half > 0) & (half < 45)).all()


def test_a_visit_is_likelier_within_more_days() -> None:
    gap = measured(MIXED)
    curves = renewal(MIXED, gap)
    for days in (1.0, 7.0, 30.0):
        assert (will_end(gap, MIXED.silent, days) < will_end(gap, MIXED.silent, 2 * days)).all()
        sooner, later = (will_come(curves, MIXED, gap, one) for one in (days, 2 * days))
        assert ((sooner >= 0) & (sooner <= later) & (later <= 1)).all()


def test_own_gaps_are_counted_beside_what_is_said_of_all() -> None:
    # Silent for 10 days; the gaps before were 5, 12, 15, 40 and 90 days.
    standing = standing_on(shop({0: [10, 15, 27, 42, 82, 172], 1: [9]}), TODAY)
    gap = measured(standing)
    said = will_end(gap, standing.silent, 30.0)
    counted = has_ended(gap, standing, 30.0)
    assert counted[0] == pytest.approx((3 + 2 * said[0]) / (4 + 2))
    assert counted[1] == pytest.approx(said[1])
    assert has_ended(gap, standing, np.array([6.0, 1.0]))[0] < counted[0]
