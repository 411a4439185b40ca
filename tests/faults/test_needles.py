"""No customer stands in a log, a crash file or a report."""

from __future__ import annotations

from tests.faults import needles


def test_forced_faults_write_no_customer_down() -> None:
    figure = needles.run(short=True)
    assert figure.reached, figure.told()
