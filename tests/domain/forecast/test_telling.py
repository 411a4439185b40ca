"""Learning takes the whole shop once; then any customer can be told of, alone as among all others."""

from __future__ import annotations

from dataclasses import fields
from time import process_time

import numpy as np
import pytest

from relapp.domain.forecast.forecast import Forecast, Horizons, forecast, learn, tell
from tests.domain.forecast.shops import HOSTILE, TODAY, drawn, entries, only

MONTH = Horizons(buy=30, drift=60, value=365)


def row_of(found: Forecast, place: int) -> list[float]:
    return [float(getattr(found, field.name)[place]) for field in fields(Forecast) if field.name != "rows"]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_customer_alone_is_told_of_as_among_all(seed: int) -> None:
    history = drawn(seed, 200)
    learned = learn(history, TODAY, MONTH)
    whole = forecast(history, TODAY, MONTH)
    assert len(whole.rows) > 150
    for place, row in enumerate(whole.rows.tolist()):
        alone = tell(learned, only(history, row))
        assert alone.rows.tolist() == [0]
        assert row_of(alone, 0) == pytest.approx(row_of(whole, place), rel=1e-9, nan_ok=True)


def test_customers_are_told_of_in_the_order_in_which_they_are_asked_for() -> None:
    history = drawn(4, 120)
    learned, whole = learn(history, TODAY, MONTH), forecast(history, TODAY, MONTH)
    asked = whole.rows.tolist()[40:60:3][::-1]
    some = tell(learned, only(history, *asked))
    assert some.rows.tolist() == list(range(len(asked)))
    assert some.p_buy == pytest.approx(whole.p_buy[np.searchsorted(whole.rows, asked)], rel=1e-9)


def test_nobody_is_told_of_who_did_not_come_before() -> None:
    learned = learn(drawn(1, 50), TODAY, MONTH)
    assert len(tell(learned, entries([(0, TODAY, 5.0), (1, TODAY + 9, 5.0)], 3)).rows) == 0


def test_what_is_told_follows_the_visits_given() -> None:
    history = drawn(5, 300)
    learned = learn(history, TODAY, MONTH)
    often, seldom = (
        tell(learned, entries([(0, TODAY - ago, 900.0) for ago in days], 1)) for days in (range(3, 90, 9), (80, 400))
    )
    assert often.p_buy[0] > seldom.p_buy[0]
    assert often.money[0] > seldom.money[0]


def test_an_earlier_day_is_told_of_as_customers_stood_then() -> None:
    history = drawn(6, 200)
    learned = learn(history, TODAY, MONTH)
    then = TODAY - 45
    keep = history.day < then
    before = type(history)(
        history.customer[keep], history.day[keep], history.money[keep], history.lines[keep], history.size
    )
    found, expected = tell(learned, history, then), tell(learned, before, then)
    assert found.rows.tolist() == expected.rows.tolist()
    assert found.p_buy.tolist() == expected.p_buy.tolist()
    assert len(found.rows) < len(tell(learned, history).rows)


def test_what_a_pause_raises_ends_the_learning() -> None:
    class ClosedError(Exception):
        pass

    paused = 0

    def pause() -> None:
        nonlocal paused
        paused += 1
        if paused == 5:
            raise ClosedError

    with pytest.raises(ClosedError):
        learn(drawn(1, 100), TODAY, MONTH, pause=pause)
    assert paused == 5


def test_telling_one_customer_takes_a_few_milliseconds() -> None:
    history = drawn(7, 1500)
    learned, one = learn(history, TODAY, MONTH), only(history, 3)
    taken = []
    for _ in range(9):
        began = process_time()
        tell(learned, one)
        taken.append(process_time() - began)
    assert min(taken) < 0.010


@pytest.mark.parametrize("name", HOSTILE)
def test_in_a_hostile_shop_one_is_told_of_as_among_all(name: str) -> None:
    history = HOSTILE[name]
    learned, whole = learn(history, TODAY, MONTH), forecast(history, TODAY, MONTH)
    for place in range(0, len(whole.rows), 7):
        alone = tell(learned, only(history, int(whole.rows[place])))
        assert row_of(alone, 0) == pytest.approx(row_of(whole, place), rel=1e-9, abs=1e-12, nan_ok=True)
