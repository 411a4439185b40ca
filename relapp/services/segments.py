"""Segments: what the rules look at, and the rules themselves, which only owners change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from relapp.domain.days import before
from relapp.domain.segments import FEWEST_EVER, Measured, Rules
from relapp.domain.suggestions.signals import Range
from relapp.domain.value import Brought, Period
from relapp.services import settings, value
from relapp.services.similar import Similar
from relapp.storage.reader import Reader
from relapp.storage.transaction import Transaction

OPERATION = "segments"
"""The operation's name code."""

_NOTHING = Brought()


def rules(reader: Reader) -> Rules:
    """The shop's rules."""
    own = settings.read(reader)
    return Rules(own.segment_top, own.segment_growth, own.segment_fewest, own.segment_least)


def change(tx: Transaction, new: Rules) -> None:
    """Go by other rules from now on.

    :raises UserError: ``setting.value`` for a number out of bounds.
    """
    settings.change(
        tx,
        segment_top=new.top,
        segment_growth=new.growth,
        segment_fewest=new.fewest,
        segment_least=new.least,
    )


def ranges(
    similar: Similar, brought: Mapping[int, Brought], pause: Callable[[], None] = lambda: None
) -> dict[int, Range]:
    """What people with the same needs spend, for everybody who came in the period of ``brought``."""
    return similar.ranges([one for one, value in brought.items() if value.visits], FEWEST_EVER, pause)


def spends(
    reader: Reader, day: date, potentials: Mapping[int, Range], brought: Mapping[int, Brought]
) -> dict[int, int]:
    """What everybody spent in as many days as the potentials tell of; ``brought`` is of the last year."""
    days = next((one.days for one in potentials.values()), value.YEAR)
    if days == value.YEAR:
        return {one: what.spend for one, what in brought.items()}
    return {one: what.spend for one, what in value.brought(reader, Period(before(day, days), day)).items()}


def measured(
    brought: Mapping[int, Brought],
    expected: Mapping[int, int],
    potentials: Mapping[int, Range],
    spend: Mapping[int, int],
) -> tuple[Measured, ...]:
    """Everybody who ever came or was in an entry of the period, by id."""
    return tuple(
        Measured(one, expected.get(one, 0), brought.get(one, _NOTHING), spend.get(one, 0), potentials.get(one))
        for one in sorted(brought.keys() | expected.keys())
    )
