"""Whatever the clock says, what was done stays in its order."""

from __future__ import annotations

from tests.faults import clocks


def test_order_is_kept_under_every_clock() -> None:
    figure = clocks.run(short=True)
    assert figure.reached, figure.told()
