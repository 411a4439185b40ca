"""What everybody is expected to bring, and return on customer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from relapp.domain.days import before, day_of
from relapp.domain.forecast.equity import expected_money
from relapp.domain.forecast.history import History
from relapp.domain.forecast.pace import horizons_of
from relapp.domain.return_on_customer import HORIZON, Person, Return, all_of, basis_of, expected, period_before
from relapp.domain.value import Brought, Period
from relapp.services import value
from relapp.services.forecast import history_before
from relapp.storage.reader import Reader


@dataclass(frozen=True, slots=True)
class Past:
    """The visits before ``day``; ``ids`` are the customers of the rows."""

    day: date
    ids: tuple[int, ...]
    history: History

    @property
    def first(self) -> date | None:
        """The day of the first visit."""
        return day_of(int(self.history.day.min())) if len(self.history) else None

    def ends(self) -> Iterator[tuple[int, date, date]]:
        """Everybody who came, with the first and the last day on which they did."""
        rows, begins, visits = np.unique(self.history.customer, return_index=True, return_counts=True)
        firsts, lasts = self.history.day[begins], self.history.day[begins + visits - 1]
        for row, first, last in zip(rows.tolist(), firsts.tolist(), lasts.tolist(), strict=True):
            yield self.ids[row], day_of(first), day_of(last)

    def expected(self, day: date | None = None, pause: Callable[[], None] = lambda: None) -> dict[int, int]:
        """What each customer known by ``day`` will spend in the year from it on, in minor units."""
        if not len(self.history):
            return {}
        # How far the shop looks ahead is taken from now, so that both ends of a period are told by the same rules.
        horizon = horizons_of(self.history, self.day.toordinal()).buy
        on = (day or self.day).toordinal()
        rows, money = expected_money(self.history, on, horizon, HORIZON, pause)
        return dict(zip((self.ids[row] for row in rows.tolist()), np.rint(money).astype(int).tolist(), strict=True))


def past(reader: Reader, day: date, pause: Callable[[], None] = lambda: None) -> Past:
    """Everything before ``day`` that forecasts know customers by."""
    ids, history = history_before(reader, day, pause)
    return Past(day, tuple(ids), history)


def return_on_customer(reader: Reader, known: Past, pause: Callable[[], None] = lambda: None) -> Return | None:
    """The return of the period before ``known.day``; ``None`` where the shop is too young for one."""
    period = None if known.first is None else period_before(known.day, known.first)
    if period is None:
        return None
    start, end = known.expected(period.first, pause), known.expected(None, pause)
    now = value.brought(reader, period)
    pause()
    earlier = value.brought(reader, Period(before(period.first, period.days), period.first))
    whole = all_of(now.values())
    basis = basis_of(whole)
    return Return(
        period,
        basis,
        whole,
        tuple(
            Person(
                customer_id=one,
                start=expected(start.get(one, 0), whole, basis),
                end=expected(end[one], whole, basis),
                first=first,
                last=last,
                visits=now.get(one, Brought()).visits,
                visits_before=earlier.get(one, Brought()).visits,
                spend=now.get(one, Brought()).spend,
                spend_before=earlier.get(one, Brought()).spend,
                came_before=first < period.first,
            )
            for one, first, last in known.ends()
        ),
    )
