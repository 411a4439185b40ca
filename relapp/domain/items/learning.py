"""What a shop's own earlier days teach: which numbers tell what customers take next, and whether they tell enough.

The shop is looked at as if on several earlier days; each customer who came again within its pace shows which of their
candidates they took. Weights are learned on half of the customers and tried on the others, both ways round, against
what is plain: how often they took it, and for new items how near they are and how many take them up lately. What does
better is used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from relapp.domain.arrays import NO_INTS, Bools, Floats, Ints, SmallFloats, among, key, summed
from relapp.domain.items.candidates import Candidates, candidates
from relapp.domain.items.features import NAMES, features
from relapp.domain.items.lines import Lines, Takes, earlier, takes_before
from relapp.domain.items.logit import Baskets, fit
from relapp.domain.items.neighbours import neighbours
from relapp.domain.items.pairs import pairs_of
from relapp.domain.items.shop import Shop, pace_of, shop_on, with_customers

_DAYS = 6
"""At most so many earlier days are looked back to."""

_ROWS = 150_000
"""Once so many candidates are seen, no earlier day is asked."""

_MOST_A_DAY = 700
"""At most so many customers of one day are asked, spread evenly over all."""

_FEWEST = 20
"""With fewer baskets than this nothing is learned."""

_TEN = 10


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """What is known on ``shop.day``, and how to rank by it.

    ``usual`` and ``new`` are weights of :data:`~relapp.domain.items.features.NAMES`, ``None`` where what is plain does
    as well: then the one ranks by personal frequency, the other by plain worth (:class:`Candidates`). ``baskets`` is
    how many of the shop's own they were learned from.
    """

    takes: Takes
    shop: Shop
    usual: Floats | None
    new: Floats | None
    baskets: int


@dataclass(frozen=True, slots=True, eq=False)
class Examples:
    """Candidates of baskets seen after earlier days, row by row.

    ``basket`` rises; ``plain`` is how they rank by personal frequency.
    """

    features: SmallFloats
    taken: Bools
    basket: Ints
    customer: Ints
    had: Bools
    plain: Floats

    def only(self, rows: Bools | None = None) -> Examples:
        """What is left with ``rows`` (default: all), without the baskets of which nothing was taken."""
        rows = np.ones(len(self.taken), bool) if rows is None else rows
        met = summed(self.basket[rows], self.taken[rows], int(self.basket.max(initial=-1)) + 1) > 0
        rows = rows & met[self.basket]
        if rows.all():
            return self
        return Examples(
            self.features[rows],
            self.taken[rows],
            self.basket[rows],
            self.customer[rows],
            self.had[rows],
            self.plain[rows],
        )

    @property
    def baskets(self) -> Baskets:
        """As the logit wants them."""
        return Baskets(self.features, self.taken, np.flatnonzero(np.diff(self.basket, prepend=-1)))


def learn(lines: Lines, day: int, pause: Callable[[], None] = lambda: None) -> Model:
    """All that ``lines`` before ``day`` teach; those dated on ``day`` or later change nothing.

    ``pause`` is called every few tenths of a second; what it raises ends the learning.
    """
    takes = takes_before(lines, day)
    pace = pace_of(takes)
    examples = examples_of(takes, day, pace, pause)
    usual, new, seen = None, None, 0
    if examples is not None:
        seen = len(np.unique(examples.basket))
        if seen >= _FEWEST:
            usual = _better(examples, 1.0, pause)
            new = _better(examples.only(~examples.had), 0.0, pause)
    pause()
    return Model(takes, shop_on(takes, day, pace), usual, new, seen)


def model_with(model: Model, takes: Takes) -> Model:
    """The same model for the customers of ``takes`` alone, as these say they are (:func:`with_customers`)."""
    return replace(model, takes=takes, shop=with_customers(model.shop, takes))


def frequency(of: Candidates, shop: Shop) -> Floats:
    """How often they took it; what they never had comes after, the plainly worthiest first."""
    return np.where(of.had, shop.pairs.times[of.row], of.worth / 2)


def examples_of(takes: Takes, day: int, pace: int, pause: Callable[[], None] = lambda: None) -> Examples | None:
    """Who came within ``pace`` days of earlier days, among what, and what they took; ``None`` if there is nobody."""
    found: list[Examples] = []
    step = max(1, 2 * pace // 3)
    for back in range(_DAYS):
        start = day - pace - back * step
        customer, item = _next_baskets(takes, start, start + pace)
        past = earlier(takes, start)
        chosen = np.unique(customer[past.visits[customer] >= 2])
        if sum(len(part.taken) for part in found) >= _ROWS or not len(chosen):
            break
        chosen = chosen[:: -(-len(chosen) // _MOST_A_DAY)]
        pause()
        if back % 2 == 0:
            # Neighbours cost the most and change little: each two days share those of the earlier one.
            near = neighbours(pairs_of(earlier(takes, start - step)))
            pause()
        bought = np.unique(key(customer, item, takes.items))
        for part in _looked_at(shop_on(past, start, pace, near), chosen, bought, back * len(takes.visits)):
            pause()
            found.append(part)
    return _joined(found).only() if found else None


def _looked_at(shop: Shop, customers: Ints, bought: Ints, first: int) -> Iterator[Examples]:
    """The candidates of ``customers``, whose baskets are numbered from ``first``; ``bought`` are keys, rising."""
    for of in candidates(shop, customers, NO_INTS):
        taken = among(key(of.customer, of.item, shop.pairs.items), bought)
        yield Examples(features(shop, of), taken, first + of.place, of.customer, of.had, frequency(of, shop))


def _joined(parts: Sequence[Examples]) -> Examples:
    return Examples(
        np.concatenate([part.features for part in parts]),
        np.concatenate([part.taken for part in parts]),
        np.concatenate([part.basket for part in parts]),
        np.concatenate([part.customer for part in parts]),
        np.concatenate([part.had for part in parts]),
        np.concatenate([part.plain for part in parts]),
    )


def _next_baskets(takes: Takes, day: int, end: int) -> tuple[Ints, Ints]:
    """Customer and item of each one's first visit from ``day`` to the day before ``end``."""
    within = (takes.day >= day) & (takes.day < end)
    customer, item, visit = takes.customer[within], takes.item[within], takes.visit[within]
    first = np.full(len(takes.visits), np.iinfo(np.int64).max)
    np.minimum.at(first, customer, visit)
    chosen = visit == first[customer]
    return customer[chosen], item[chosen]


def _better(examples: Examples, doubt: float, pause: Callable[[], None]) -> Floats | None:
    """Weights fitted on ``examples``, if they rank other customers' candidates better than ``plain`` does.

    What is plain gets the benefit of the doubt: it must be worse by ``doubt`` standard errors of the difference.
    """
    half = examples.customer % 2 == 0
    parts = examples.only(half), examples.only(~half)
    if not all(len(part.taken) for part in parts):
        return None
    weights = fit(examples.baskets, np.zeros(len(NAMES)), pause)
    gains = []
    for learned, unseen in (parts, parts[::-1]):
        tried = unseen.features.astype(np.float64) @ fit(learned.baskets, weights, pause)
        start = unseen.baskets.start
        gains.append(ndcg(unseen.taken, start, tried) - ndcg(unseen.taken, start, unseen.plain))
    gain = np.concatenate(gains)
    return weights if gain.mean() > doubt * gain.std() / np.sqrt(len(gain)) else None


def ndcg(taken: Bools, start: Ints, scores: Floats) -> Floats:
    """NDCG of the first ten places of each basket (Järvelin and Kekäläinen 2002)."""
    basket, place, taken = _placed(taken, start, scores)
    worth = 1 / np.log2(np.arange(_TEN) + 2)
    first = place < _TEN
    got = summed(basket[first], worth[place[first]] * taken[first], len(start))
    count = summed(basket, taken, len(start)).astype(np.int64)
    share: Floats = got / np.append(1, np.cumsum(worth))[np.minimum(count, _TEN)]
    return share


def _placed(taken: Bools, start: Ints, scores: Floats) -> tuple[Ints, Ints, Bools]:
    """Basket and place of each row once the rows of every basket are put in order, and whether it was taken."""
    basket = np.repeat(np.arange(len(start)), np.diff(np.append(start, len(taken))))
    order = np.lexsort((-scores, basket))
    return basket, np.arange(len(taken)) - start[basket], taken[order]
