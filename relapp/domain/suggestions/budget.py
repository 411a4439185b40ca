"""The contact budget: how often we may go to a customer before it is better to be silent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from relapp.domain.days import after, before
from relapp.domain.interactions import Channel, Direction, Interaction, Kind

_NO_CONTACT = frozenset({Kind.NOTE, Kind.DELIVERY})
_WRITTEN = frozenset({Channel.MESSAGE, Channel.EMAIL})
_BY_CHANNEL = frozenset({Channel.PHONE, *_WRITTEN, Channel.POST})


@dataclass(frozen=True, slots=True)
class Budget:
    """How many ``calls``, ``writings`` (e-mails and messages together) and ``letters`` fit into ``days``.

    Mixed contacts count together: each takes its share, a call a third of the whole where three are allowed.
    """

    days: int = 92
    calls: int = 3
    writings: int = 4
    letters: int = 10

    def allowed(self, channel: Channel) -> int | None:
        """How many contacts by ``channel`` fill the budget, ``None`` where it is no contact of ours (the counter)."""
        if channel is Channel.PHONE:
            return self.calls
        if channel in _WRITTEN:
            return self.writings
        return self.letters if channel is Channel.POST else None


@dataclass(frozen=True, slots=True)
class Spent:
    """The contacts that count on a day, by sort."""

    calls: int
    writings: int
    letters: int


def is_contact(entry: Interaction) -> bool:
    """Whether we went to the customer with ``entry``, reached or not."""
    return entry.direction is Direction.OUT and entry.channel in _BY_CHANNEL and entry.kind not in _NO_CONTACT


def spent(contacts: Iterable[Interaction], today: date, budget: Budget) -> Spent:
    """What was spent in the last ``budget.days`` days, ``today`` included."""
    channels = [entry.channel for entry in counting(contacts, today, budget)]
    return Spent(
        calls=channels.count(Channel.PHONE),
        writings=sum(channel in _WRITTEN for channel in channels),
        letters=channels.count(Channel.POST),
    )


def fits(channel: Channel | None, contacts: Iterable[Interaction], today: date, budget: Budget) -> bool:
    """Whether one more contact by ``channel`` stays within the budget; what is no contact always does."""
    allowed = None if channel is None else budget.allowed(channel)
    if allowed is None:
        return True
    if allowed <= 0:
        return False
    used = Fraction(0)
    for entry in counting(contacts, today, budget):
        most = budget.allowed(entry.channel) or 0
        # A way that is not allowed at all, used all the same, uses everything up.
        used += Fraction(1, most) if most > 0 else Fraction(1)
    return used + Fraction(1, allowed) <= 1


def fits_again(channel: Channel, contacts: Iterable[Interaction], today: date, budget: Budget) -> date | None:
    """The first day from ``today`` on which one more contact fits, ``None`` if the shop never allows it."""
    if budget.allowed(channel) == 0:
        return None
    used = counting(contacts, today, budget)
    leaving = sorted({max(today, after(entry.day, budget.days)) for entry in used} | {today})
    return next((day for day in leaving if fits(channel, used, day, budget)), None)


def counting(contacts: Iterable[Interaction], today: date, budget: Budget) -> list[Interaction]:
    """The contacts that count on ``today``."""
    oldest = before(today, budget.days)
    return [entry for entry in contacts if is_contact(entry) and oldest < entry.day <= today]
