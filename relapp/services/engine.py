"""The engine: what the whole shop teaches on a day, and what follows from it for one customer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from relapp.domain.suggestions.dossier import ShopView
from relapp.domain.suggestions.model import SuggestionKind
from relapp.domain.suggestions.record import Record, quieted
from relapp.domain.suggestions.response import Replies
from relapp.domain.suggestions.signals import Signals
from relapp.services import forecast, items, response
from relapp.services.dossiers import notable_amount
from relapp.services.forecast import Outlooks
from relapp.services.items import Items
from relapp.storage import candidates
from relapp.storage.reader import Reader


@dataclass(frozen=True, slots=True)
class Engine:
    """What was learned as of ``day``, from entries before it."""

    day: date
    outlooks: Outlooks
    items: Items
    replies: Replies
    records: Mapping[SuggestionKind, Record]
    notable: int | None
    begun: date | None

    def teach(self, shop: ShopView) -> ShopView:
        """``shop`` with what was learned of all customers together."""
        return replace(
            shop,
            response=self.replies,
            quieted=quieted(self.records),
            typical=self.outlooks.typical_stake,
            notable=self.notable,
            begun=self.begun,
        )

    def signals(self, reader: Reader, customer_ids: Collection[int], day: date | None = None) -> dict[int, Signals]:
        """Of each of these customers, as they stand on ``day`` (the engine's own where none is given).

        They are read anew; only what the shop taught is from when it was learned.
        """
        outlooks = self.outlooks.of(reader, customer_ids, day)
        taking = self.items.signals(reader, customer_ids)
        return {one: Signals(outlooks.get(one), *taking.get(one, ((), ()))) for one in customer_ids}


def learn(reader: Reader, day: date, pause: Callable[[], None] = lambda: None) -> Engine:
    """Learn from everything before ``day``; ``pause`` is called between steps and may raise to give up."""
    outlooks = forecast.learn(reader, day, pause)
    taking = items.learn(reader, day, pause)
    pause()
    replies, records = response.response(reader, day), response.record(reader, day)
    return Engine(
        day=day,
        outlooks=outlooks,
        items=taking,
        replies=replies,
        records=records,
        notable=notable_amount(reader, day),
        begun=candidates.oldest_day(reader),
    )
