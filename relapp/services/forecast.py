"""What to expect of every customer: the whole shop's visits read once, and the forecast of them."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np

from relapp.domain.forecast.forecast import Horizons, forecast
from relapp.domain.forecast.history import History, history_of
from relapp.domain.money import Money
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


def history_before(reader: Reader, day: date) -> tuple[list[int], History]:
    """The ids of everyone with an entry of the kinds that count before ``day``, one a row, and their visits."""
    portions = [np.array(portion, dtype=np.int64) for portion in visits.before(reader, day)]
    entries = np.concatenate([np.empty((0, 5), dtype=np.int64), *portions])
    ids, rows = np.unique(entries[:, 0], return_inverse=True)
    _, days, came, amounts, lines = entries.T
    history = history_of(rows, days, amounts.astype(np.float64), came > 0, lines.astype(np.float64), len(ids))
    return ids.tolist(), history


def _known(value: float) -> float | None:
    return None if np.isnan(value) else value


def _order(prospect: Prospect) -> tuple[int, str, int]:
    """Numbers by their value, before everything else."""
    known_as = prospect.known_as
    return (len(known_as) if known_as.isdecimal() else sys.maxsize, known_as, prospect.customer_id)
