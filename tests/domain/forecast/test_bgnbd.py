"""BG/NBD against its authors' own figures, and where numbers are extreme."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from relapp.domain.forecast.bgnbd import EVEN, Spread, Summary, expected_visits, fit, still_there, will_buy

SAMPLE = Path(__file__).parent / "files" / "cdnow-sample.csv"
PUBLISHED = Spread(r=0.2426, alpha=4.4135, a=0.7930, b=2.4262)


def summary(*customers: tuple[int, float, float]) -> Summary:
    repeats, last, age = zip(*customers, strict=True)
    return Summary(np.array(repeats), np.array(last, dtype=float), np.array(age, dtype=float))


def sample() -> Summary:
    with SAMPLE.open(encoding="ascii") as file:
        rows = [[int(cell) for cell in row.values()] for row in csv.DictReader(file)]
    repeats, last, age, customers = np.array(rows).T
    return Summary(*(np.repeat(one, customers) for one in (repeats, last / 7, age / 7)))


def test_the_fit_finds_what_its_authors_published() -> None:
    seen = sample()
    assert len(seen.repeats) == 2357
    assert fit(seen) == pytest.approx(PUBLISHED, rel=1e-3)


def test_the_authors_customer_is_expected_to_buy_so_often() -> None:
    assert expected_visits(PUBLISHED, summary((2, 30.43, 38.86)), 39.0) == pytest.approx(1.226, abs=5e-4)


def test_the_fit_needs_no_good_start() -> None:
    seen = sample().every(3)
    found = fit(seen)
    for start in (EVEN, Spread(5.0, 0.1, 0.05, 9.0), Spread(0.01, 90.0, 20.0, 0.2)):
        assert fit(seen, start=start) == pytest.approx(found, rel=1e-2)


def test_nobody_means_nothing_known() -> None:
    nobody = Summary(np.empty(0, dtype=np.int64), np.empty(0), np.empty(0))
    assert fit(nobody) == EVEN
    assert len(expected_visits(EVEN, nobody, 4.0)) == 0


positive = st.floats(0.01, 50)
people = st.tuples(st.integers(0, 100_000), st.floats(0, 1), st.floats(0, 500))


@given(st.tuples(positive, positive, positive, positive), people, st.floats(0.1, 50))
def test_chances_are_chances_and_more_time_is_never_less(
    four: tuple[float, float, float, float], person: tuple[int, float, float], time: float
) -> None:
    repeats, share, age = person
    spread, seen = Spread(*four), summary((repeats, age * share if repeats else 0.0, age))
    assert 0 <= still_there(spread, seen)[0] <= 1
    sooner, later = will_buy(spread, seen, time)[0], will_buy(spread, seen, 2 * time)[0]
    assert 0 <= sooner <= later <= 1
    few, more = expected_visits(spread, seen, time)[0], expected_visits(spread, seen, 2 * time)[0]
    assert 0 <= few <= more * (1 + 1e-6) + 1e-6
    assert more < np.inf
    assert sooner <= few * (1 + 1e-6) + 1e-6


@pytest.mark.parametrize(
    "seen",
    [
        summary((0, 0, 0)),
        summary((0, 0, 0), (0, 0, 0), (0, 0, 0)),
        summary((100_000, 3000, 3000)),
        summary(*[(1, 0.03, 0.03)] * 50),
        summary(*[(9, 10, 900)] * 50),
    ],
)
def test_a_shop_without_a_likeliest_spread_gets_a_bounded_one(seen: Summary) -> None:
    for pull in (0.0, 1.0):
        spread = fit(seen, pull=pull)
        assert all(np.exp(-8.1) < one < np.exp(10.1) for one in spread)
        assert np.isfinite(expected_visits(spread, seen, 9.0)).all()
