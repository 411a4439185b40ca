"""The outlook of customers: the same alone and among all, sound in any shop, by horizons that suit the shop."""

from __future__ import annotations

from math import isfinite

import numpy as np
import pytest

from relapp.domain.forecast.history import History
from relapp.domain.forecast.outlook import Taught, outlooks, teach
from relapp.domain.forecast.pace import horizons_of
from relapp.domain.forecast.peers import NOT_THEM
from relapp.domain.suggestions.signals import Outlook
from tests.domain.forecast.shops import HOSTILE, TODAY, drawn, only, shop


def everyone(taught: Taught, history: History) -> dict[int, Outlook]:
    return dict(outlooks(taught, history, np.arange(history.size)))


def same(one: Outlook, other: Outlook) -> bool:
    mine, theirs = (
        [np.nan if number is None else number for number in (of.p_buy, of.money, of.p_drift, of.days_to_next)]
        for of in (one, other)
    )
    counts = (one.potential, one.like_them) == (other.potential, other.like_them)
    return counts and np.allclose(mine, theirs, rtol=1e-9, equal_nan=True)


def is_sound(one: Outlook) -> bool:
    chances = [one.p_buy, *([] if one.p_drift is None else [one.p_drift])]
    like, spent = one.like_them, one.potential
    return (
        all(0 <= chance <= 1 for chance in chances)
        and isfinite(one.money)
        and one.money >= 0
        and (one.p_drift is None) == (one.days_to_next is None)
        and (one.days_to_next is None or one.days_to_next >= 1)
        and (like is None or 0 <= like.back <= like.people)
        and (spent is None or 0 <= spent.low <= spent.high)
    )


def test_an_outlook_alone_is_that_among_all() -> None:
    history = drawn(2, 300)
    taught = teach(history, TODAY)
    whole = everyone(taught, history)
    assert sum(one.potential is not None for one in whole.values()) > 100
    assert sum(one.like_them is not None for one in whole.values()) > 30
    for row, expected in whole.items():
        ((place, alone),) = outlooks(taught, only(history, row), np.array([row]))
        assert place == 0
        assert same(alone, expected)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_shop_gets_sound_outlooks(name: str) -> None:
    history = HOSTILE[name]
    for day in (TODAY, TODAY - 30, 1):
        taught = teach(history, day)
        found = everyone(taught, history)
        assert set(found) == set(history.customer[history.day < day].tolist())
        assert all(is_sound(one) for one in found.values())
    ((_, stranger),) = outlooks(teach(history, TODAY), shop({0: [400, 90, 3]}), np.array([NOT_THEM]))
    assert is_sound(stranger)


def test_nothing_on_or_after_the_day_is_used() -> None:
    history = drawn(3, 200)
    keep = history.day < TODAY
    before = History(history.customer[keep], history.day[keep], history.money[keep], history.lines[keep], history.size)
    assert everyone(teach(history, TODAY), history) == everyone(teach(before, TODAY), before)


@pytest.mark.parametrize(("gap", "buy"), [(2, 14), (7, 14), (28, 30), (45, 60), (120, 90), (182, 180), (400, 180)])
def test_a_shop_looks_about_as_far_ahead_as_its_regulars_gaps(gap: int, buy: int) -> None:
    history = shop({row: [1 + row + gap * number for number in range(6)] for row in range(20)})
    found = horizons_of(history, TODAY)
    assert (found.buy, found.drift, found.value) == (buy, 2 * buy, 365)


def test_without_a_rhythm_a_month_is_looked_ahead() -> None:
    assert horizons_of(shop({row: [row + 1, row + 3] for row in range(50)}), TODAY).buy == 30
    assert horizons_of(shop({}), TODAY).buy == 30
