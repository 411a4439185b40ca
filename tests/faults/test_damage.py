"""Whatever happened to a shop's files, a person reads a sentence, and everything comes back."""

from __future__ import annotations

from tests.faults import damage


def test_every_damage_is_noticed_and_mended() -> None:
    figure = damage.run(short=True)
    assert figure.reached, figure.told()
