"""A view of a shop's items: some or all customers as they are now, in a shop that was learned before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from relapp.domain.arrays import Ints, among, key, spread
from relapp.domain.items.learning import Model, model_with
from relapp.domain.items.lines import Lines, takes_before
from relapp.domain.items.ranking import Barred, Ranking, rankings
from relapp.domain.items.reasons import Companion, Owners, companies, owners_of
from relapp.domain.items.replenishment import FEWEST, Gaps, Replenishment, gaps_of, gaps_with, replenishments
from relapp.domain.items.telling import MOST_DUE, MOST_NEW, Comings, because, comings_of, due

_USUAL_RANKED = 30
_NEW_RANKED = 12
"""How many of the first ranks are looked through for what is worth telling."""

_NOTHING: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """Customers numbered from 0 on; all parts speak of the same."""

    model: Model
    gaps: Gaps
    owners: Owners
    comings: Comings


@dataclass(frozen=True, slots=True)
class Fit:
    """An item that a customer never had, and the one for which it is told: taken ``times`` times, at last on ``last``.

    ``last`` is a day.
    """

    item: int
    because: Companion
    times: int
    last: int


def view_of(model: Model) -> View:
    """Everyone, as they were learned."""
    return View(model, gaps_of(model.takes), owners_of(model.shop.pairs), comings_of(model.takes))


def view_with(everyone: View, rows: Ints, lines: Lines) -> View:
    """Only the customers ``rows`` (rising; those not known yet after all others), as ``lines`` say they are now.

    ``lines`` number them in the order of ``rows``, and items as the model does; those of items it does not know are
    left out.
    """
    known = lines.item < everyone.model.takes.items
    lines = Lines(lines.customer[known], lines.item[known], lines.day[known], lines.quantity[known])
    takes = takes_before(lines, everyone.model.shop.day, len(rows), everyone.model.takes.items)
    model = model_with(everyone.model, takes)
    owners = everyone.owners.with_customers(rows, model.shop.pairs)
    return View(model, gaps_with(everyone.gaps, rows, takes), owners, comings_of(takes))


def tell(
    view: View, customers: Sequence[int], barred: Barred, untold: Mapping[int, Collection[int]]
) -> Iterator[tuple[list[tuple[int, Replenishment]], list[Fit]]]:
    """For each of ``customers``: what they will want again about now, and what they never had and could like.

    Both the likeliest first. ``untold`` are, for some customers, items that must not be named to them at all.
    """
    asked = np.array(customers, np.int64)
    usual, fresh = rankings(view.model, asked, _USUAL_RANKED, _NEW_RANKED, barred)
    wanted = _due(view, asked, usual, barred)
    for place, customer in enumerate(customers):
        items = [item for item in fresh.item[place].tolist() if item >= 0]
        yield wanted.get(place, []), _fits(view, customer, items, untold.get(customer, _NOTHING))


def wanting(view: View) -> Ints:
    """Everyone to whom something is due that they took before, rising; what somebody shuns is not looked at."""
    pairs = view.model.shop.pairs
    again = np.flatnonzero(pairs.times >= FEWEST)
    customer, item = pairs.customer[again], pairs.item[again]
    found = replenishments(view.gaps, customer, item)
    telling = due(found, customer[found.row], view.comings, view.model.shop.day)
    wants: Ints = np.unique(customer[found.row[telling]])
    return wants


def _due(view: View, customers: Ints, usual: Ranking, barred: Barred) -> dict[int, list[tuple[int, Replenishment]]]:
    """By the customer's place: what is due, in the order in which it ranks, then by how often they took it.

    Of somebody who has many items not all rank, least of all in a shop from which little could be learned.
    """
    pairs = view.model.shop.pairs
    size = pairs.start[customers + 1] - pairs.start[customers]
    row = spread(pairs.start[customers], size)
    place, item, times = np.repeat(np.arange(len(customers)), size), pairs.item[row], pairs.times[row]
    out = np.unique(key(barred.customer, barred.item, pairs.items))
    fine = (times >= FEWEST) & ~among(key(customers[place], item, pairs.items), out) & ~np.isin(item, barred.everywhere)
    place, item, times = place[fine], item[fine], times[fine]
    again = replenishments(view.gaps, customers[place], item)
    telling = np.flatnonzero(due(again, customers[place[again.row]], view.comings, view.model.shop.day))
    row = again.row[telling]
    place, item, times = place[row], item[row], times[row]
    ranked = usual.item[place] == item[:, None]
    rank = np.where(ranked.any(axis=1), ranked.argmax(axis=1), ranked.shape[1])
    found: dict[int, list[tuple[int, Replenishment]]] = defaultdict(list)
    for number in np.lexsort((item, -times, rank, place)).tolist():
        of_customer = found[int(place[number])]
        if len(of_customer) < MOST_DUE:
            of_customer.append((int(item[number]), again[int(telling[number])]))
    return found


def _fits(view: View, customer: int, items: Sequence[int], untold: Collection[int]) -> list[Fit]:
    """The first of ``items`` for which something that the customer has speaks."""
    fits: list[Fit] = []
    for company in companies(view.model.shop, view.owners, customer, items):
        reason = because(company, view.owners, untold)
        if reason is not None:
            fits.append(_fit(view, customer, company.item, reason))
        if len(fits) == MOST_NEW:
            break
    return fits


def _fit(view: View, customer: int, item: int, reason: Companion) -> Fit:
    pairs = view.model.shop.pairs
    low, high = int(pairs.start[customer]), int(pairs.start[customer + 1])
    row = low + int(np.searchsorted(pairs.item[low:high], reason.item))
    return Fit(item, reason, int(pairs.times[row]), int(pairs.last_day[row]))
