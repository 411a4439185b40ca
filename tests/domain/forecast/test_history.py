"""From entries to visits, and how everyone stands on a day, against the same counted one by one."""

from __future__ import annotations

from itertools import pairwise
from statistics import median

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from relapp.domain.forecast.history import thinned
from relapp.domain.forecast.standing import (
    NEVER,
    came_after,
    days_to_next,
    median_gap,
    standing_on,
    visits_a_year_ago,
    visits_within,
)
from tests.domain.forecast.shops import TODAY, drawn, entries, shop

lists = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 40), st.integers(-50, 90)), max_size=60)


def test_a_day_is_one_visit_however_often_they_came() -> None:
    history = entries([(1, 30, 500), (0, 20, 100), (1, 30, 250), (1, 29, 10)], 2)
    assert history.customer.tolist() == [0, 1, 1]
    assert history.day.tolist() == [20, 29, 30]
    assert history.money.tolist() == [100, 10, 750]
    assert history.lines.tolist() == [1, 1, 2]


def test_a_return_is_taken_off_its_day_and_makes_no_visit() -> None:
    history = entries([(0, 20, 100), (0, 20, -30), (0, 25, -70), (1, 20, -5)], 2)
    assert history.day.tolist() == [20]
    assert history.money.tolist() == [70]
    assert standing_on(history, 30).rows.tolist() == [0]


@given(lists, st.integers(0, 40))
def test_everyone_stands_as_counted_one_by_one(rows: list[tuple[int, int, int]], day: int) -> None:
    history = entries([(row, on, float(money)) for row, on, money in rows], 6)
    standing, middle = standing_on(history, day), median_gap(standing_on(history, day))
    wait, after = days_to_next(standing, history), came_after(standing, history, 7)
    came = {row: sorted({on for who, on, money in rows if who == row and money >= 0}) for row in range(6)}
    known = {row: [on for on in days if on <= day] for row, days in came.items()}
    assert standing.rows.tolist() == [row for row in range(6) if known[row]]
    for place, row in enumerate(standing.rows.tolist()):
        days, later = known[row], [on for on in came[row] if on > day]
        gaps = [float(to - since) for since, to in pairwise(days)]
        assert (standing.visits[place], standing.first[place], standing.last[place]) == (len(days), days[0], days[-1])
        assert standing.gaps[standing.gap_owner == place].tolist() == gaps
        assert np.isnan(middle[place]) if not gaps else middle[place] == median(gaps)
        assert wait[place] == (later[0] - day if later else NEVER)
        assert after[0][place] == sum(on <= day + 7 for on in later)
        assert visits_within(standing, 9)[place] == sum(on > day - 9 for on in days)
        assert standing.money[place] == sum(money for who, on, money in rows if who == row and on in days)


def test_the_same_weeks_a_year_ago_are_counted() -> None:
    standing = standing_on(shop({0: [366, 365, 364, 340, 335, 334, 1]}), TODAY)
    assert visits_a_year_ago(standing, 30).tolist() == [3]


def test_a_thinned_shop_keeps_whole_customers() -> None:
    history = drawn(1, 100)
    few = thinned(history, 30)
    assert sorted(set(few.customer.tolist())) == list(range(0, 100, 4))
    assert (few.customer == 8).sum() == (history.customer == 8).sum()
    assert thinned(history, 100) is history
