"""What to expect of every customer: the whole shop's visits read once, and any customer's again when they changed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from statistics import median_low

import numpy as np

from relapp.domain.arrays import Ints
from relapp.domain.forecast.forecast import Horizons, forecast, tell
from relapp.domain.forecast.history import History, history_of
from relapp.domain.forecast.outlook import Taught, outlooks, teach
from relapp.domain.forecast.peers import NOT_THEM
from relapp.domain.money import Money
from relapp.domain.suggestions.signals import Outlook
from relapp.services import settings
from relapp.storage import customers, visits
from relapp.storage.reader import Reader


@dataclass(frozen=True, slots=True)
class Prospect:
    """What to expect of one customer; fields as in ``domain.forecast.forecast.Forecast``.

    ``reference`` is the number by which the till knows them, empty if there is none. ``spend`` is in major units of
    the shop's currency. ``p_drift`` and ``days_to_next`` are ``None`` where no rhythm is known.
    """

    customer_id: int
    reference: str
    p_buy: float
    p_drift: float | None
    purchases: float
    spend: Decimal
    days_to_next: float | None

    @property
    def known_as(self) -> str:
        """Their own number, or relapp's where they have none."""
        return self.reference or str(self.customer_id)


def prospects(reader: Reader, day: date, horizons: Horizons) -> list[Prospect]:
    """Everyone who came before ``day``, by :attr:`Prospect.known_as`; nothing dated on or after it is looked at."""
    ids, history = history_before(reader, day)
    found = forecast(history, day.toordinal(), horizons)
    currency = settings.read(reader).currency
    references = customers.references(reader)
    made = [
        Prospect(
            customer_id=(customer_id := ids[row]),
            reference=references.get(customer_id, ""),
            p_buy=p_buy,
            p_drift=_known(p_drift),
            purchases=purchases,
            spend=Money(round(money), currency).value,
            days_to_next=_known(days),
        )
        for row, p_buy, p_drift, purchases, money, days in zip(
            found.rows.tolist(),
            found.p_buy.tolist(),
            found.p_drift.tolist(),
            found.purchases.tolist(),
            found.money.tolist(),
            found.days_to_next.tolist(),
            strict=True,
        )
    ]
    return sorted(made, key=_order)


@dataclass(frozen=True)
class Outlooks:
    """What the shop had taught before a day, and the visits it was learned from (``ids`` rise, one a row)."""

    taught: Taught
    ids: Ints
    history: History

    @property
    def horizons(self) -> Horizons:
        """The days that chances and waits are about."""
        return self.taught.horizons

    def of(
        self, reader: Reader, customer_ids: Collection[int] | None = None, day: date | None = None
    ) -> dict[int, Outlook]:
        """The outlook of customers as their visits stand now; without a visit before the day there is none.

        Everyone, if no ids are given; then the visits are those that were learned from. A ``day`` other than that on
        which was learned tells how they stood before it.
        """
        ids, history = self.ids, self.history
        if customer_ids is not None:
            until = date.fromordinal(self.taught.learned.day) if day is None else day
            found, history = _history(visits.of_customers(reader, customer_ids, until))
            ids = np.array(found, dtype=np.int64)
        told = outlooks(self.taught, history, self._rows(ids), None if day is None else day.toordinal())
        names = ids.tolist()
        return {names[row]: outlook for row, outlook in told}

    @cached_property
    def stakes(self) -> dict[int, float]:
        """What is at stake with everyone who was learned from, in minor units: expected money times its danger."""
        told = tell(self.taught.learned, self.history)
        danger = np.where(np.isnan(told.p_drift), 1 - told.p_buy, told.p_drift)
        return dict(zip(self.ids[told.rows].tolist(), np.round(told.money * danger).tolist(), strict=True))

    @cached_property
    def typical_stake(self) -> int | None:
        """What is typically at stake with a customer, ``None`` where nobody's money is known."""
        stakes = [stake for stake in self.stakes.values() if stake > 0]
        return int(median_low(stakes)) if stakes else None

    def _rows(self, ids: Ints) -> Ints:
        """Where these customers stand in what was learned from."""
        if not len(self.ids):
            return np.full(len(ids), NOT_THEM)
        rows = np.minimum(np.searchsorted(self.ids, ids), len(self.ids) - 1)
        return np.where(self.ids[rows] == ids, rows, NOT_THEM)


def learn(reader: Reader, day: date, pause: Callable[[], None] = lambda: None) -> Outlooks:
    """What the shop teaches of its customers; nothing dated on or after ``day`` is looked at.

    ``pause`` is called between the steps; what it raises ends the learning.
    """
    ids, history = history_before(reader, day, pause)
    return Outlooks(teach(history, day.toordinal(), pause), np.array(ids, dtype=np.int64), history)


def history_before(reader: Reader, day: date, pause: Callable[[], None] = lambda: None) -> tuple[list[int], History]:
    """The ids of everyone with an entry of the kinds that count before ``day``, one a row, and their visits."""
    return _history(visits.before(reader, day), pause)


def _history(
    portions: Iterable[Sequence[visits.Came]], pause: Callable[[], None] = lambda: None
) -> tuple[list[int], History]:
    entries = [np.empty((0, 5), dtype=np.int64)]
    for portion in portions:
        pause()
        entries.append(np.array(portion, dtype=np.int64))
    people, days, came, amounts, lines = np.concatenate(entries).T
    ids, rows = np.unique(people, return_inverse=True)
    history = history_of(rows, days, amounts.astype(np.float64), came > 0, lines.astype(np.float64), len(ids))
    return ids.tolist(), history


def _known(value: float) -> float | None:
    return None if np.isnan(value) else value


def _order(prospect: Prospect) -> tuple[int, str, int]:
    """Numbers by their value, before everything else."""
    known_as = prospect.known_as
    return (len(known_as) if known_as.isdecimal() else sys.maxsize, known_as, prospect.customer_id)
