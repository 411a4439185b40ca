"""The engine: what the whole shop teaches on a day, and what follows from it for one customer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from relapp.domain.question_splits import Split
from relapp.domain.suggestions.dossier import ShopView
from relapp.domain.suggestions.model import SuggestionKind
from relapp.domain.suggestions.record import Record, quieted
from relapp.domain.suggestions.response import Replies
from relapp.domain.suggestions.signals import Signals
from relapp.services import forecast, items, question_splits, response
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
    splits: Mapping[str, Split] = field(default_factory=dict)

    def teach(self, shop: ShopView) -> ShopView:
        """``shop`` with what was learned of all customers together."""
        return replace(
            shop,
            response=self.replies,
            quieted=quieted(self.records),
            typical=self.outlooks.typical_stake,
            notable=self.notable,
            begun=self.begun,
            splits=self.splits,
        )

    def signals(self, reader: Reader, customer_ids: Collection[int]) -> dict[int, Signals]:
        """What is to be said of each of these customers.

        Their visits are read anew, and what they took if they are few; all else is from when the shop was learned.
        """
        outlooks = self.outlooks.of(reader, customer_ids)
        taking = self.items.signals(reader, customer_ids)
        return {one: Signals(outlooks.get(one), *taking.get(one, ((), ()))) for one in customer_ids}

    def over_time(self, reader: Reader, customer_id: int) -> Callable[[date], Signals]:
        """What was to be said of one customer on any day up to the engine's own; of products only what is now."""
        taking = self.items.signals(reader, [customer_id]).get(customer_id, ((), ()))
        return lambda day: Signals(self.outlooks.of(reader, [customer_id], day).get(customer_id), *taking)


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
        splits=question_splits.splits(reader, day, pause),
    )
