"""Items: what every customer takes next, wants again, and could like, from the whole shop's purchase lines."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np

from relapp.domain.arrays import NO_INTS, Ints
from relapp.domain.barring import SHUNNED, ProductWords
from relapp.domain.days import before
from relapp.domain.items import learning
from relapp.domain.items.goods import is_goods
from relapp.domain.items.lines import Lines
from relapp.domain.items.ranking import Barred, rankings
from relapp.domain.items.reasons import days_taken
from relapp.domain.items.replenishment import Replenishment
from relapp.domain.items.telling import SOLD_DAYS
from relapp.domain.items.view import Fit, View, tell, view_of, view_with, wanting
from relapp.domain.suggestions.signals import Due, New
from relapp.storage import facts, takes
from relapp.storage.reader import Reader

FEW = 100
"""So many customers are read anew when they are asked for."""

Told = dict[int, tuple[tuple[Due, ...], tuple[New, ...]]]
"""By customer: what is due, and what could be new to them."""


@dataclass(frozen=True, eq=False)
class Items:
    """What the lines of all days before ``day`` teach.

    ``row`` is where each customer stands in ``everyone``. ``products`` are ids, rising, and ``names`` theirs; items are
    numbered as these are. ``charges`` are the items that are no goods, ``gone`` those that nobody took lately.
    """

    day: date
    everyone: View
    row: Mapping[int, int]
    products: Ints
    names: tuple[str, ...]
    words: ProductWords
    charges: Ints
    gone: Ints

    def signals(self, reader: Reader, customer_ids: Collection[int]) -> Told:
        """What is due and what could be new to each of these customers; both empty where there is nothing to tell.

        Up to :data:`FEW` are read anew, so that what was logged a moment ago counts; what all others teach stays as it
        was learned. Only lines before the day are used.
        """
        wanted = sorted(set(customer_ids))
        few = len(wanted) <= FEW
        view, row = self._anew(reader, wanted) if few else (self.everyone, self.row)
        known = [one for one in wanted if one in row]
        customers = [row[one] for one in known]
        shunned = self._shunned(reader, self.day, row, wanted if few else None)
        barred = self._barred(shunned, self.charges)
        charges = frozenset(self.charges.tolist())
        untold = {one: charges.union(shunned.get(one, ())) for one in customers}
        told: Told = dict.fromkeys(wanted, ((), ()))
        for one, (wants, likes) in zip(known, tell(view, customers, barred, untold), strict=True):
            told[one] = (
                tuple(self._due(view, row[one], item, again) for item, again in wants),
                tuple(map(self._new, likes)),
            )
        return told

    @cached_property
    def wanting(self) -> frozenset[int]:
        """Customers to whom something may be due that they took before."""
        places = set(wanting(self.everyone).tolist())
        return frozenset(one for one, place in self.row.items() if place in places)

    def next_products(self, reader: Reader, usual: int, new: int) -> dict[int, tuple[list[str], list[str]]]:
        """The names of what everyone takes next, the likeliest first, and of what they never had and could like.

        Nothing that was told on the day or later is used.
        """
        barred = self._barred(self._shunned(reader, before(self.day, 1), self.row, None), NO_INTS)
        first, fresh = rankings(self.everyone.model, np.arange(len(self.row)), usual, new, barred)
        return {one: (self._named(first.item[at]), self._named(fresh.item[at])) for one, at in self.row.items()}

    def _named(self, items: Ints) -> list[str]:
        return [self.names[item] for item in items.tolist() if item >= 0]

    def _due(self, view: View, customer: int, item: int, again: Replenishment) -> Due:
        return Due(
            product_id=int(self.products[item]),
            product=self.names[item],
            days=tuple(days_taken(view.model.takes, customer, item).tolist()),
            day=again.day,
            earliest=again.earliest,
            latest=again.latest,
            gap=again.gap,
            pooled=again.pooled,
            others=again.others,
        )

    def _new(self, fit: Fit) -> New:
        return New(
            product_id=int(self.products[fit.item]),
            product=self.names[fit.item],
            because_id=int(self.products[fit.because.item]),
            because=self.names[fit.because.item],
            times=fit.times,
            last=fit.last,
            have=fit.because.have,
            both=fit.because.both,
        )

    def _anew(self, reader: Reader, wanted: Sequence[int]) -> tuple[View, dict[int, int]]:
        """These customers as they are now, and where each stands among them."""
        known = [one for one in wanted if one in self.row]
        others = [one for one in wanted if one not in self.row]
        rows = np.array(
            [*(self.row[one] for one in known), *range(len(self.row), len(self.row) + len(others))], np.int64
        )
        numbers = np.array(takes.of_customers(reader, wanted, self.day), np.int64).reshape(-1, 4)
        place = {one: at for at, one in enumerate([*known, *others])}
        standing = np.array([place[one] for one in wanted], np.int64)
        lines = _lines(numbers, np.array(wanted, np.int64), self.products)
        return view_with(self.everyone, rows, replace(lines, customer=standing[lines.customer])), place

    def _shunned(
        self, reader: Reader, day: date, row: Mapping[int, int], customer_ids: Collection[int] | None
    ) -> dict[int, list[int]]:
        """By where they stand: the items that a customer must not be offered, by what was told up to ``day``."""
        told = facts.values_known(reader, SHUNNED, day, customer_ids)
        return {row[one]: self.words.barred(values) for one, values in told.items() if one in row}

    def _barred(self, shunned: Mapping[int, Sequence[int]], everywhere: Ints) -> Barred:
        pairs = [(customer, item) for customer, items in shunned.items() for item in items]
        customer, item = np.array(pairs, np.int64).reshape(-1, 2).T
        return Barred(customer, item, everywhere, np.union1d(self.charges, self.gone))


def learn(reader: Reader, day: date, pause: Callable[[], None] = lambda: None) -> Items:
    """Read every line before ``day`` and learn from it.

    ``pause`` is called between steps of some tenths of a second; what it raises ends the learning.
    """
    portions = [NO_INTS]
    for portion in takes.before(reader, day):
        pause()
        portions.append(np.array(portion, np.int64))
    numbers = np.concatenate(portions).reshape(-1, 4)
    names = {product_id: name for product_id, name in takes.names(reader) if name.strip()}
    # What was sold or came later only must not even take a number.
    products = np.array([one for one in np.unique(numbers[:, 1]).tolist() if one in names], np.int64)
    customers = np.unique(numbers[np.isin(numbers[:, 1], products), 0])
    lines = _lines(numbers, customers, products)
    model = learning.learn(lines, day.toordinal(), pause)
    of_item = tuple(names[one] for one in products.tolist())
    latest = np.zeros(len(products), np.int64)
    np.maximum.at(latest, lines.item, lines.day)
    pause()
    return Items(
        day=day,
        everyone=view_of(model),
        row={one: place for place, one in enumerate(customers.tolist())},
        products=products,
        names=of_item,
        words=ProductWords(of_item),
        charges=np.array([item for item, name in enumerate(of_item) if not is_goods(name)], np.int64),
        gone=np.flatnonzero(latest < day.toordinal() - SOLD_DAYS),
    )


def _lines(numbers: Ints, customers: Ints, products: Ints) -> Lines:
    """Lines of four numbers (:mod:`relapp.storage.takes`) with the places of ``customers`` and ``products``.

    Both rise; lines of other products are left out.
    """
    if not len(products):
        return Lines(NO_INTS, NO_INTS, NO_INTS, np.zeros(0))
    item = np.minimum(np.searchsorted(products, numbers[:, 1]), len(products) - 1)
    known = products[item] == numbers[:, 1]
    customer_id, _, day, quantity = numbers[known].T
    return Lines(np.searchsorted(customers, customer_id), item[known], day.copy(), quantity / 1000)
