"""Nothing is kept of what was put away."""

from __future__ import annotations

from tests.faults import soak


def test_no_widget_stays_of_what_was_done() -> None:
    figure = soak.run(short=True)
    assert figure.reached, figure.told()
