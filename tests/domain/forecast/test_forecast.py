"""The forecast of a shop: only the past, always the same, sensible, and finite whatever the shop is like."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relapp.domain.arrays import chance_of
from relapp.domain.forecast.chances import DRIFT_FEATURES
from relapp.domain.forecast.forecast import SHIPPED, Forecast, Horizons, forecast
from relapp.domain.forecast.history import History
from relapp.domain.forecast.look import FEATURES, look_at
from relapp.domain.forecast.shipped import BUYING, DRIFTING
from relapp.domain.forecast.standing import standing_on
from tests.domain.forecast.shops import HOSTILE, TODAY, drawn, entries, shop

MONTH = Horizons(buy=30, drift=60, value=30)

visits = st.lists(
    st.tuples(st.integers(0, 8), st.integers(TODAY - 300, TODAY + 100), st.integers(-9_000, 90_000)), max_size=80
)


def same(one: Forecast, other: Forecast) -> bool:
    return all(np.array_equal(getattr(one, f.name), getattr(other, f.name), equal_nan=True) for f in fields(Forecast))


def is_sound(found: Forecast, horizons: Horizons = MONTH) -> bool:
    rhythm = ~np.isnan(found.days_to_next)
    return bool(
        ((found.p_buy >= 0) & (found.p_buy <= 1)).all()
        and ((found.p_drift[rhythm] >= 0) & (found.p_drift[rhythm] <= 1)).all()
        and (np.isnan(found.p_drift) == ~rhythm).all()
        and np.isfinite(found.purchases).all()
        and np.isfinite(found.money).all()
        and (found.purchases >= 0).all()
        and (found.money >= 0).all()
        and ((found.days_to_next[rhythm] >= 1) & (found.days_to_next[rhythm] <= horizons.drift)).all()
    )


@given(visits)
@settings(max_examples=60)
def test_nothing_on_or_after_the_day_is_used(rows: list[tuple[int, int, int]]) -> None:
    whole = entries([(row, day, float(money)) for row, day, money in rows], 9)
    before = entries([(row, day, float(money)) for row, day, money in rows if day < TODAY], 9)
    found = forecast(whole, TODAY, MONTH)
    assert same(found, forecast(before, TODAY, MONTH))
    assert is_sound(found)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_shop_that_goes_on_is_forecast_as_if_it_had_not(seed: int) -> None:
    whole = drawn(seed, 150)
    keep = whole.day < TODAY
    before = History(whole.customer[keep], whole.day[keep], whole.money[keep], whole.lines[keep], whole.size)
    found = forecast(whole, TODAY, MONTH)
    assert same(found, forecast(before, TODAY, MONTH))
    assert same(found, forecast(whole, TODAY, MONTH))
    assert is_sound(found)


@given(st.lists(st.tuples(st.integers(1, 8), st.integers(1, 300)), max_size=50))
@settings(max_examples=40)
def test_what_others_do_changes_no_fact_of_this_customer(others: list[tuple[int, int]]) -> None:
    mine = [(0, TODAY - ago, 1000.0) for ago in (90, 61, 30, 2)]
    alone = look_at(standing_on(entries(mine, 9), TODAY), 30)
    among = look_at(standing_on(entries(mine + [(row, TODAY - ago, 500.0) for row, ago in others], 9), TODAY), 30)
    facts = ("visits", "silent", "age", "last_1", "last_2", "last_4", "last_8", "once", "once_silent", "year_ago")
    columns = [FEATURES.index(name) for name in facts]
    assert alone.features[0, columns].tolist() == among.features[0, columns].tolist()


def test_whoever_keeps_coming_is_likelier_to_come_than_whoever_stopped() -> None:
    keeps, stopped = list(range(3, 300, 14)), list(range(200, 497, 14))
    found = forecast(shop({0: keeps, 1: stopped, 2: [250], 3: [4]}), TODAY, MONTH)
    keeping, gone, once_long_ago, once_lately = found.p_buy.tolist()
    assert keeping > 0.5 > once_lately > once_long_ago
    assert keeping > gone
    assert found.p_drift[0] < found.p_drift[1]
    assert found.purchases[0] > found.purchases[1]
    assert found.money[0] > found.money[1]


@given(st.integers(5, 14), st.integers(4, 9), st.integers(0, 60))
@settings(max_examples=60)
def test_whoever_is_long_overdue_is_less_likely_to_come(gap: int, count: int, more: int) -> None:
    def days(silent: int) -> list[int]:
        return [silent + gap * number for number in range(count)]

    rest = {row: list(range(row, 200, 5 + row)) for row in range(1, 9)}
    lately = forecast(shop({0: days(1), **rest}), TODAY, MONTH)
    overdue = forecast(shop({0: days(4 * gap + more), **rest}), TODAY, MONTH)
    assert overdue.p_buy[0] <= lately.p_buy[0] + 0.005
    assert overdue.p_drift[0] >= lately.p_drift[0]
    assert overdue.purchases[0] < lately.purchases[0]


def test_in_a_regular_shop_everyone_is_expected_when_they_are_due() -> None:
    gaps = {row: 10 + row for row in range(40)}
    last = {row: 1 + 3 * row % gap for row, gap in gaps.items()}
    found = forecast(shop({row: range(last[row], 500, gap) for row, gap in gaps.items()}), TODAY, MONTH)
    due = np.array([gap - last[row] + 1 for row, gap in gaps.items()])
    assert np.median(np.abs(found.days_to_next - due)) <= 2


def test_whoever_always_comes_on_one_day_of_the_week_is_expected_on_it() -> None:
    chance = np.random.default_rng(3)
    weeks = {row: np.cumsum(chance.integers(1, 7, size=20)).tolist() for row in range(60)}
    found = forecast(
        shop({row: [7 * ago + row % 7 for ago in all_weeks] for row, all_weeks in weeks.items()}), TODAY, MONTH
    )
    weekday = (TODAY - 1 + found.days_to_next) % 7
    assert weekday.tolist() == [(TODAY - row) % 7 for row in range(60)]
    assert (found.days_to_next % 1 == 0).all()


def test_no_rhythm_is_made_from_two_visits() -> None:
    found = forecast(shop({0: [60, 30], 1: [90, 60, 30]}), TODAY, MONTH)
    assert np.isnan(found.p_drift).tolist() == [True, False]
    assert np.isnan(found.days_to_next).tolist() == [True, False]


def test_a_young_shop_is_forecast_by_what_other_shops_taught() -> None:
    history = shop({row: [5 + row, 20 + row] for row in range(20)})
    look = look_at(standing_on(history, TODAY - 1), 30)
    expected = chance_of(look.features @ SHIPPED.buying)
    assert forecast(history, TODAY, MONTH).p_buy == pytest.approx(expected)


def test_a_large_shop_has_its_own_way() -> None:
    history = drawn(7, 800)
    look = look_at(standing_on(history, TODAY - 1), 30)
    shipped, own = chance_of(look.features @ SHIPPED.buying), forecast(history, TODAY, MONTH).p_buy
    came = np.isin(look.standing.rows, history.customer[(history.day >= TODAY) & (history.day < TODAY + 30)])
    assert abs(own.mean() - came.mean()) < min(abs(shipped.mean() - came.mean()), 0.05)


def test_shipped_weights_are_those_of_the_features() -> None:
    assert tuple(BUYING) == FEATURES
    assert tuple(DRIFTING) == DRIFT_FEATURES


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("horizons", [MONTH, Horizons(1, 2, 1), Horizons(30, 10, 900), Horizons(9999, 9999, 9999)])
def test_a_hostile_shop_gets_finite_numbers(name: str, horizons: Horizons) -> None:
    found = forecast(HOSTILE[name], TODAY, horizons)
    assert is_sound(found, horizons)
    assert len(found.rows) == len(found.p_buy) == len(found.money)
