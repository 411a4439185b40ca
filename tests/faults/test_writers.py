"""Programs that write side by side refuse nobody and lose nothing."""

from __future__ import annotations

from tests.faults import writers


def test_four_writers_get_along() -> None:
    figure = writers.run(short=True)
    assert figure.reached, figure.told()
