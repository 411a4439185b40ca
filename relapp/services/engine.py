"""The engine: what the whole shop teaches on a day, and what follows from it for one customer."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from relapp.domain.suggestions.signals import Signals
from relapp.services import forecast, items
from relapp.services.forecast import Outlooks
from relapp.services.items import Items
from relapp.storage.reader import Reader


@dataclass(frozen=True, slots=True)
class Engine:
    """What was learned as of ``day``, from entries before it."""

    day: date
    outlooks: Outlooks
    items: Items

    def signals(self, reader: Reader, customer_ids: Collection[int], day: date | None = None) -> dict[int, Signals]:
        """Of each of these customers, as they stand on ``day`` (the engine's own where none is given).

        They are read anew; only what the shop taught is from when it was learned.
        """
        outlooks = self.outlooks.of(reader, customer_ids, day)
        taking = self.items.signals(reader, customer_ids)
        return {one: Signals(outlooks.get(one), *taking.get(one, ((), ()))) for one in customer_ids}


def learn(reader: Reader, day: date, pause: Callable[[], None] = lambda: None) -> Engine:
    """Learn from everything before ``day``; ``pause`` is called between steps and may raise to give up."""
    return Engine(day, forecast.learn(reader, day, pause), items.learn(reader, day, pause))
