"""Nothing is kept of what was put away, and what is kept is seen."""

from __future__ import annotations

import pytest

from tests.faults import soak


def test_no_widget_stays_of_what_was_done() -> None:
    figure = soak.run(short=True)
    assert figure.reached, figure.told()


def test_growth_is_told_from_caches_that_come_and_go() -> None:
    at = list(range(0, 1000, 50))
    grows = soak.growth(at, [2000 * one + (90_000 if one % 100 else 0) for one in at])
    stays = soak.growth(at, [90_000 if one % 100 else 0 for one in at])
    assert grows.each == pytest.approx(2000, abs=grows.give_or_take)
    assert stays.each == pytest.approx(0, abs=stays.give_or_take)
    assert grows.give_or_take < 100
