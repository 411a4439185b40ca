"""Rankings: what each customer will take next, and what could be new to them."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from relapp.domain.arrays import NO_INTS, Bools, Floats, Ints, SmallFloats, key
from relapp.domain.items.candidates import NEW, Candidates, candidates
from relapp.domain.items.features import features
from relapp.domain.items.learning import Model, frequency
from relapp.domain.items.shop import Shop

_DECIMALS = 5
"""Scores are compared to so many places, so that the last bits of a machine's arithmetic decide nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Barred:
    """What must not be ranked: ``item`` of ``customer``, pair by pair, and ``everywhere`` for all customers.

    ``as_new`` must not be ranked as new to anybody.
    """

    customer: Ints = field(default_factory=lambda: NO_INTS)
    item: Ints = field(default_factory=lambda: NO_INTS)
    everywhere: Ints = field(default_factory=lambda: NO_INTS)
    as_new: Ints = field(default_factory=lambda: NO_INTS)


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """One row for each customer asked for, best first: ``item`` (-1 where there is none) and its ``score``.

    Scores compare within a row only.
    """

    item: Ints
    score: Floats


NOTHING = Barred()


def rankings(model: Model, customers: Ints, usual: int, new: int, barred: Barred = NOTHING) -> tuple[Ranking, Ranking]:
    """The ``usual`` likeliest items of each one's next visit, had or not, and the ``new`` likeliest they never had.

    Nothing that they brought back in full, and nothing at all for those who took nothing. Ties go to what more
    customers have, then to the lower index.
    """
    shop = model.shop
    asked, back = np.unique(customers, return_inverse=True)
    known = asked[(asked >= 0) & (asked < len(shop.pairs.visits))]
    before = int(np.searchsorted(asked, 0))
    first, fresh = _empty(len(asked), usual), _empty(len(asked), new)
    for of in candidates(shop, known, _barred(model, barred), max(NEW, usual, new)):
        allowed = ~np.isin(of.item, barred.everywhere)
        numbers = features(shop, of)
        _fill(first, before, of, allowed, _scores(model.usual, numbers, of, shop), shop.standing)
        fits = allowed & ~of.had & ~np.isin(of.item, barred.as_new)
        _fill(fresh, before, of, fits, _scores(model.new, numbers, of, shop), shop.standing)
    return Ranking(first.item[back], first.score[back]), Ranking(fresh.item[back], fresh.score[back])


def _barred(model: Model, barred: Barred) -> Ints:
    """The keys of what each customer must not see."""
    items = model.takes.items
    real = (barred.item >= 0) & (barred.item < items) & (barred.customer >= 0)
    return np.unique(np.append(model.takes.returned, key(barred.customer[real], barred.item[real], items)))


def _scores(weights: Floats | None, numbers: SmallFloats, of: Candidates, shop: Shop) -> Floats:
    return frequency(of, shop) if weights is None else numbers.astype(np.float64) @ weights


def _empty(customers: int, count: int) -> Ranking:
    return Ranking(np.full((customers, count), -1), np.zeros((customers, count)))


def _fill(table: Ranking, before: int, of: Candidates, rows: Bools, scores: Floats, standing: Ints) -> None:
    """Write the best of ``rows`` into the table, whose first ``before`` rows are nobody's."""
    place, item, score = of.place[rows] + before, of.item[rows], np.round(scores[rows], _DECIMALS)
    order = np.lexsort((standing[item], -score, place))
    place, item, score = place[order], item[order], score[order]
    rank = np.arange(len(place)) - np.searchsorted(place, place)
    fits = rank < table.item.shape[1]
    table.item[place[fits], rank[fits]] = item[fits]
    table.score[place[fits], rank[fits]] = score[fits]
