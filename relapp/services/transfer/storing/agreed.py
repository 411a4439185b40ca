"""What files say of contacting customers, into the shop: a no before a yes, and nothing twice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from relapp.domain.consents import Consent, ConsentState, Purpose, is_refused
from relapp.services.transfer.rows import NewConsent
from relapp.storage import consents
from relapp.storage.reader import Reader
from relapp.storage.transaction import Transaction


def store_agreed(tx: Transaction, news: Iterable[tuple[int, NewConsent]]) -> None:
    """Store what customers said, each by their id."""
    day = tx.at.date()
    said = [Consent(one, told.channel, told.purpose, told.state, day, told.how) for one, told in news]
    consents.add_many(tx, said)


class Agreed:
    """What customers said of being contacted, and what the rows read so far have added to it."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._words: dict[int, set[tuple[object, ...]]] = {}

    def look_up(self, customer_ids: Collection[int]) -> None:
        """Read what is known of them."""
        ids = sorted(set(customer_ids) - self._words.keys())
        said = consents.of_customers(self._reader, ids)
        for one in ids:
            self._words[one] = set(_known(said.get(one, ())))

    def news(self, customer_id: int, said: Iterable[NewConsent]) -> tuple[NewConsent, ...]:
        """What of it is news of somebody who is new or was looked up; from now on it is known."""
        words = self._words.setdefault(customer_id, set())
        return tuple(one for one in _strictest(said) if _is_news(one, words))


def _strictest(said: Iterable[NewConsent]) -> list[NewConsent]:
    """What a row says, a no before a yes."""
    return sorted(said, key=lambda one: one.state is ConsentState.GIVEN)


def _is_news(said: NewConsent, words: set[tuple[object, ...]]) -> bool:
    """A no is news unless it is known; a yes only where nothing was ever said. From now on it is known.

    What was said of any purpose was said of this one, too: a newer yes to one would take back the no to all.
    """
    key = (said.channel, said.purpose)
    known = words & {(*key, state) for state in ConsentState}
    if said.state is ConsentState.WITHDRAWN:
        news = (*key, ConsentState.WITHDRAWN) not in known
    else:
        near = Purpose if said.purpose is Purpose.ANY else (said.purpose, Purpose.ANY)
        news = not words & {(said.channel, purpose, state) for purpose in near for state in ConsentState}
    if news:
        words.add((*key, said.state))
    return news


def _known(said: Collection[Consent]) -> Iterator[tuple[object, ...]]:
    """By way and purpose, what holds now."""
    for channel, purpose in {(one.channel, one.purpose) for one in said}:
        refused = is_refused(said, channel, purpose)
        yield (channel, purpose, ConsentState.WITHDRAWN if refused else ConsentState.GIVEN)
