"""The short form of the walk of naughty text; the long one is its own command."""

from __future__ import annotations

from tests.faults.strings import FIELDS, known, made, run


def test_naughty_text_goes_through_every_field_and_comes_back() -> None:
    figure = run(short=True)
    assert figure.reached, figure.told()


def test_there_are_as_many_as_were_promised() -> None:
    assert len(known()) >= 485
    assert len(set(made())) == 2000
    assert len(FIELDS) >= 20
