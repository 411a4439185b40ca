"""The seven sentences of the relationship card over the whole shop: of how many customers each holds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from relapp.domain.intervals import Interval, wilson
from relapp.domain.relationship import Aspect, Others, Story
from relapp.domain.relationship_rules import RARE, card
from relapp.services.pages.insights.asking import Asked, Behind
from relapp.services.pages.relationship import MOST_PRODUCTS, stories
from relapp.storage import customers, relationship
from relapp.storage.reader import Reader

MOST = 2_000
"""In a larger shop so many customers, drawn by a hash of their number, stand for all."""

NOT_YET = "not yet"
_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class SignsPage:
    """Of which of the customers who were ``looked`` at each sentence holds; ``everybody`` is how many there are."""

    day: date
    everybody: int
    looked: tuple[int, ...]
    holding: Mapping[int, frozenset[Aspect]]

    @property
    def is_drawn(self) -> bool:
        """Whether those looked at stand for more."""
        return len(self.looked) < self.everybody

    def who(self, aspect: Aspect, *, holds: bool = True) -> tuple[int, ...]:
        """Of whom a sentence holds, or not yet."""
        return tuple(one for one in self.looked if (aspect in self.holding[one]) is holds)

    def interval(self, aspect: Aspect) -> Interval:
        """In which share of all it holds with 95 % confidence, where only some were looked at."""
        return wilson(len(self.who(aspect)), len(self.looked))


def load(reader: Reader, asked: Asked) -> SignsPage:
    """The page as of ``asked.day``; of what it found before, only those who changed are looked at again.

    What sets somebody apart from the others is then as it was this morning, for everybody else.
    """
    here = customers.ids_by_last_contact(reader, asked.day)
    drawn = _drawn(here)
    known: Mapping[int, frozenset[Aspect]] = {}
    if isinstance(asked.before, SignsPage) and asked.changed is not None:
        known = {one: held for one, held in asked.before.holding.items() if one not in asked.changed}
    fresh = _holding(reader, [one for one in drawn if one not in known], len(here), asked)
    return SignsPage(asked.day, len(here), drawn, {one: known[one] if one in known else fresh[one] for one in drawn})


def code_of(aspect: Aspect, *, holds: bool = True) -> str:
    """What opens of whom a sentence holds, or not yet."""
    return aspect if holds else f"{aspect}|{NOT_YET}"


def behind(_reader: Reader, found: SignsPage, code: str, _asked: Asked) -> Behind:
    """The customers that :func:`code_of` speaks of, latest contact first."""
    aspect, _, not_yet = code.partition("|")
    return Behind(customers=found.who(Aspect(aspect), holds=not not_yet))


def _drawn(here: Collection[int]) -> tuple[int, ...]:
    if len(here) <= MOST:
        return tuple(here)
    lot = sorted(here, key=lambda one: sha256(str(one).encode()).digest())[:MOST]
    wanted = frozenset(lot)
    return tuple(one for one in here if one in wanted)


def _holding(reader: Reader, ids: Iterable[int], everybody: int, asked: Asked) -> dict[int, frozenset[Aspect]]:
    found: dict[int, frozenset[Aspect]] = {}
    others = _Others(reader, everybody - 1)
    waiting = list(ids)
    for start in range(0, len(waiting), _AT_ONCE):
        asked.pause()
        for one, story in stories(reader, waiting[start : start + _AT_ONCE], asked.day).items():
            told = card(replace(story, others=others.of(one, story)))
            found[one] = frozenset(statement.aspect for statement in told if statement.holds)
    return found


class _Others:
    """What others have, asked of the whole shop once and not of each customer again."""

    def __init__(self, reader: Reader, others: int) -> None:
        self._reader = reader
        self._others = others
        self._several = relationship.on_file_of_several(reader)
        self._buyers: dict[int, int] = {}

    def of(self, customer_id: int, story: Story) -> Others:
        usual = story.usual
        items = usual.items[:MOST_PRODUCTS] if usual is not None else ()
        return Others(
            customers=self._others,
            shared=frozenset(
                fact.id for fact in story.facts if (fact.kind, relationship.lowered(fact.value)) in self._several
            ),
            buyers={item.product_id: self._buyers_of(item.product_id, customer_id) for item in items},
        )

    def _buyers_of(self, product_id: int, customer_id: int) -> int:
        """How many others take it: the first who asks takes it too, and so does everybody who asks after them."""
        if product_id not in self._buyers:
            most = self._others // RARE + 1
            self._buyers[product_id] = relationship.buyers(self._reader, customer_id, product_id, most)
        return self._buyers[product_id]
