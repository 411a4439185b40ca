"""A full disk loses nothing that was told as saved, and stops nobody once there is space."""

from __future__ import annotations

from tests.faults import full


def test_nothing_is_lost_on_a_full_disk() -> None:
    figure = full.run(short=True)
    assert not figure.faults, figure.told()
    # Else the disk was not full.
    assert figure.skipped or " 0 refused" not in figure.measured
