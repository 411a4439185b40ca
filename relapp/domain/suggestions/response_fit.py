"""Learning who replies to what: a logit with normal priors on shop, kind, channel and customer.

The log-odds of a reply are what the shop teaches (a level, each kind, each channel, how warm the relationship is, how
many contacts lately got no reply, whether they use the channel themselves) and what the customer teaches (themselves,
each channel with them, each kind with them). Every part has a normal prior, so that little evidence moves little. The
mode is found by Newton's method. The customers' parts are integrated out customer by customer: two contacts of one
customer vary together by how much they share, and those of two customers do not, so that nothing larger than one
customer's contacts is ever inverted. How widely the customers' parts are spread is estimated from the shop itself, by
expectation maximisation from a spread that many shops have.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np

from relapp.domain.arrays import Bools, Floats, Ints, chance_of
from relapp.domain.suggestions.model import RANK, SuggestionKind
from relapp.domain.suggestions.response import (
    WAYS,
    Contact,
    Person,
    Response,
    heard_of,
    tiredness,
)

_BASE = (-1.0, 1.0)
_WARMTH = (0.3, 0.5)
_TIRED = (-0.5, 0.5)
_OWN_WAY = (0.4, 0.5)
_CHANNEL = (0.0, 0.5)
_KIND = (0.0, 0.7)
"""What is known before any contact: mean and standard deviation of each weight."""

_SPREADS = (0.8, 0.7, 0.4)
"""How widely customers differ at first: themselves, each channel with them, each kind with them."""

_SURE_OF_SPREADS = 60
"""As if so many customers, channels or kinds had shown these spreads."""

_ROUNDS = 10
_ROUNDS_OF_SPREADS = range(2, 6)
_STILL = 0.01


_WAYS = {channel: place for place, channel in enumerate(WAYS)}

_MOST = 64
"""Of one customer so many of the newest contacts are enough."""


def learn(contacts: Iterable[Contact], today: int) -> Response:
    """What ``contacts`` before ``today`` (an ordinal) teach; their order does not matter."""
    by_customer = [
        list(some)[-_MOST:]
        for _, some in groupby(sorted((one for one in contacts if one.day < today), key=_order), key=_customer)
    ]
    kinds = sorted({one.kind for some in by_customer for one in some}, key=_place)
    tirings = [tiredness(some, today) for some in by_customer]
    cases = _cases(by_customer, tirings, kinds)
    fit = _fit(cases)
    people = {}
    for number, some in enumerate(by_customer):
        people[some[0].customer_id] = Person(
            likes=float(fit.likes[number]),
            channels=_named(WAYS, fit.channels[number]),
            kinds=_named(kinds, fit.kinds[number]),
            tired=tirings[number][-1],
            heard=heard_of(some),
        )
    level, warmth, tired, own_way, *rest = fit.shop.tolist()
    return Response(
        base=level,
        warmth=warmth,
        tired=tired,
        own_way=own_way,
        channels=dict(zip(WAYS, rest, strict=False)),
        kinds=dict(zip(kinds, rest[len(WAYS) :], strict=True)),
        people=people,
        cases=len(cases.answered),
    )


def _customer(contact: Contact) -> int:
    return contact.customer_id


def _place(kind: SuggestionKind | None) -> int:
    return 0 if kind is None else RANK[kind]


def _order(contact: Contact) -> tuple[float, ...]:
    """Of all that a contact is, so that equal days leave nothing to the order in which they were given."""
    answered = -1 if contact.answered is None else int(contact.answered)
    way, kind = WAYS.index(contact.channel), _place(contact.kind)
    return (contact.customer_id, contact.day, way, kind, answered, contact.early, contact.warmth, contact.own_way)


def _named(names: Sequence[Any], values: Floats) -> dict[Any, float]:
    return {name: value for name, value in zip(names, values.tolist(), strict=True) if value}


@dataclass(frozen=True, slots=True)
class _Cases:
    """Contacts of which it is known how they ended: rows of one customer follow one another."""

    shop: Floats
    before: Floats
    pull: Floats
    customer: Ints
    channel: Ints
    kind: Ints
    answered: Floats
    customers: int
    kinds: int


def _cases(
    by_customer: Sequence[Sequence[Contact]],
    tirings: Sequence[Sequence[float]],
    kinds: Sequence[SuggestionKind | None],
) -> _Cases:
    places = {kind: place for place, kind in enumerate(kinds)}
    rows = [
        (number, _WAYS[one.channel], places[one.kind], one.answered, one.warmth, tired, one.own_way)
        for number, some in enumerate(by_customer)
        for one, tired in zip(some, tirings[number], strict=False)
        if one.is_case
    ]
    table = np.array(rows, np.float64).reshape(-1, 7)
    customer, channel, kind = (table[:, column].astype(np.int64) for column in range(3))
    weights = [_BASE, _WARMTH, _TIRED, _OWN_WAY, *[_CHANNEL] * len(WAYS), *[_KIND] * len(kinds)]
    before, spread = np.array(weights).T
    return _Cases(
        shop=np.column_stack([np.ones(len(table)), table[:, 4:], np.eye(len(WAYS))[channel], np.eye(len(kinds))[kind]]),
        before=before,
        pull=spread**-2,
        customer=customer,
        channel=channel,
        kind=kind,
        answered=table[:, 3],
        customers=len(by_customer),
        kinds=len(kinds),
    )


@dataclass(frozen=True, slots=True)
class _Fit:
    """Weights of the shop, and what each customer adds: for themselves, for each channel, for each kind."""

    shop: Floats
    likes: Floats
    channels: Floats
    kinds: Floats
    spreads: Floats


@dataclass(frozen=True, slots=True)
class _Block:
    """Customers with about equally many cases.

    ``rows`` (customers, places) are their cases, 0 where ``filled`` is not. ``shared`` (3, customers, places, places)
    says which two cases are of one customer, channel, kind.
    """

    rows: Ints
    filled: Bools
    shared: Floats


def _blocks(cases: _Cases) -> list[_Block]:
    counts = np.bincount(cases.customer, minlength=cases.customers)
    begin = np.cumsum(counts) - counts
    made = []
    size = 1
    while size <= _MOST:
        some = np.flatnonzero((counts > size // 2) & (counts <= size))
        size *= 2
        if not len(some):
            continue
        place = np.arange(counts[some].max())
        filled = place < counts[some, None]
        rows = np.where(filled, begin[some, None] + place, 0)
        both = filled[:, :, None] & filled[:, None, :]
        same = [
            both,
            both & (cases.channel[rows][:, :, None] == cases.channel[rows][:, None, :]),
            both & (cases.kind[rows][:, :, None] == cases.kind[rows][:, None, :]),
        ]
        made.append(_Block(rows, filled, np.array(same, np.float64)))
    return made


def _fit(cases: _Cases) -> _Fit:
    blocks = _blocks(cases)
    levels = _levels(cases)
    spreads = np.square(_SPREADS)
    shop, pulls = cases.before.copy(), np.zeros(len(cases.answered))
    scores = cases.shop @ shop
    height = -np.inf
    for turn in range(_ROUNDS if len(pulls) else 0):
        found_shop, found_pulls, seen = _step(cases, blocks, spreads, scores)
        share = 1.0
        while True:
            new_shop = shop + share * (found_shop - shop)
            new_pulls = pulls + share * (found_pulls - pulls)
            theirs = _theirs(blocks, spreads, new_pulls)
            new_scores = cases.shop @ new_shop + theirs
            reached = _height(cases, new_shop, new_pulls, theirs, new_scores)
            if reached >= height - 1e-9 or share < 1e-2:
                break
            share /= 2
        moved = float(np.abs(new_scores - scores).max())
        shop, pulls, scores, height = new_shop, new_pulls, new_scores, reached
        if moved < _STILL:
            break
        if turn in _ROUNDS_OF_SPREADS:
            spreads = _spreads(blocks, spreads, pulls, seen, levels)
            theirs = _theirs(blocks, spreads, pulls)
            scores = cases.shop @ shop + theirs
            height = _height(cases, shop, pulls, theirs, scores)
    likes = np.bincount(cases.customer, pulls, minlength=cases.customers)
    channels = _summed(cases.customer, cases.channel, pulls, cases.customers, len(WAYS))
    kinds = _summed(cases.customer, cases.kind, pulls, cases.customers, cases.kinds)
    return _Fit(shop, spreads[0] * likes, spreads[1] * channels, spreads[2] * kinds, np.sqrt(spreads))


def _step(
    cases: _Cases, blocks: Sequence[_Block], spreads: Floats, scores: Floats
) -> tuple[Floats, Floats, list[Floats]]:
    """One step of Newton's: weights of the shop, what pulls at each case, and the inverses by block."""
    chance = chance_of(scores)
    steep = np.sqrt(np.maximum(chance * (1 - chance), 1e-6))
    target = steep * scores + (cases.answered - chance) / steep
    width = cases.shop.shape[1]
    squares, slope = np.diag(cases.pull), cases.pull * cases.before
    inverses, wanted = [], []
    for block in blocks:
        root = np.where(block.filled, steep[block.rows], 0.0)
        vary = np.tensordot(spreads, block.shared, 1)
        inside = np.eye(root.shape[1]) + root[:, :, None] * vary * root[:, None, :]
        inverse = root[:, :, None] * np.linalg.inv(inside) * root[:, None, :]
        # Of features and targets, both over the steepness, so that nothing is ever divided by 0.
        aim = np.where(block.filled, target[block.rows] / steep[block.rows], 0.0)
        right = np.concatenate([cases.shop[block.rows], aim[:, :, None]], 2)
        solved = inverse @ right
        products = right.reshape(-1, width + 1).T @ solved.reshape(-1, width + 1)
        squares = squares + products[:width, :width]
        slope = slope + products[:width, width]
        inverses.append(inverse)
        wanted.append(solved)
    shop: Floats = np.linalg.solve(squares, slope).astype(np.float64)
    pulls = np.zeros(len(scores))
    for block, solved in zip(blocks, wanted, strict=True):
        pull = solved[:, :, width] - solved[:, :, :width] @ shop
        pulls[block.rows[block.filled]] = pull[block.filled]
    return shop, pulls, inverses


def _theirs(blocks: Sequence[_Block], spreads: Floats, pulls: Floats) -> Floats:
    """What the customers' own parts add to each case."""
    found = np.zeros(len(pulls))
    for block in blocks:
        mine = np.where(block.filled, pulls[block.rows], 0.0)
        added = (np.tensordot(spreads, block.shared, 1) @ mine[:, :, None])[:, :, 0]
        found[block.rows[block.filled]] = added[block.filled]
    return found


def _height(cases: _Cases, shop: Floats, pulls: Floats, theirs: Floats, scores: Floats) -> float:
    likely = cases.answered @ scores - np.logaddexp(0, scores).sum()
    return float(likely - 0.5 * pulls @ theirs - 0.5 * cases.pull @ np.square(shop - cases.before))


def _spreads(
    blocks: Sequence[_Block], spreads: Floats, pulls: Floats, inverses: Sequence[Floats], levels: Floats
) -> Floats:
    """The spreads (squared) that these parts suggest, together with what was expected of them."""
    found = _SURE_OF_SPREADS * np.square(_SPREADS) + levels * spreads
    for block, inverse in zip(blocks, inverses, strict=True):
        mine = np.where(block.filled, pulls[block.rows], 0.0)
        told = np.einsum("ci,tcij,cj->t", mine, block.shared, mine)
        known = np.einsum("tcij,cij->t", block.shared, inverse)
        found = found + np.square(spreads) * (told - known)
    return np.asarray(found / (_SURE_OF_SPREADS + levels))


def _levels(cases: _Cases) -> Floats:
    """How many customers, channels with them and kinds with them have cases."""
    channels = cases.customer * len(WAYS) + cases.channel
    kinds = cases.customer * max(1, cases.kinds) + cases.kind
    return np.array([len(np.unique(some)) for some in (cases.customer, channels, kinds)], np.float64)


def _summed(customer: Ints, place: Ints, values: Floats, customers: int, places: int) -> Floats:
    sums = np.bincount(customer * places + place, values, minlength=customers * places)
    return sums.astype(np.float64).reshape(customers, places)
