"""Whatever happened to a shop's files, a person reads a sentence."""

from __future__ import annotations

from tests.faults import damage


def test_no_damage_makes_a_command_fall_over() -> None:
    figure = damage.run(short=True)
    assert not [fault for fault in figure.faults if damage.Seen.FELL in fault], figure.told()
