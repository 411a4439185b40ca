"""What speaks for and against each candidate, as numbers that mean the same in every shop."""

from __future__ import annotations

import numpy as np

from relapp.domain.arrays import Floats, SmallFloats
from relapp.domain.items.candidates import Candidates
from relapp.domain.items.shop import Shop

_HAD = (
    "times", "share", "recent", "latest", "last", "since", "late", "early", "late_days", "early_days", "repeat",
    "popular", "lately", "fresh", "near", "near_latest", "taste", "once",
    "times_novelty", "share_novelty", "fresh_novelty", "near_novelty",
)  # fmt: skip
_NEW = (
    "new", "popular", "lately", "fresh", "firsts", "near", "near_latest", "taste",
    "novelty", "fresh_novelty", "near_novelty",
)  # fmt: skip

NAMES = tuple(f"had_{name}" for name in _HAD) + tuple(f"new_{name}" for name in _NEW)
"""The first block is 0 for items that the customer never had, the second for those they have."""

_USUAL_NOVELTY = 0.74


def features(shop: Shop, of: Candidates) -> SmallFloats:
    """The numbers of each candidate: (candidates, :data:`NAMES`)."""
    had = _had(shop, of)
    new = _new(shop, of)
    out = np.zeros((len(of.item), len(NAMES)), np.float32)
    for column, values in enumerate(had + new):
        out[:, column] = np.where(of.had == (column < len(_HAD)), values, 0)
    return out


def _had(shop: Shop, of: Candidates) -> list[Floats]:
    """How often and how lately they took it, and whether it is late by the pair's own gap, in visits and in days.

    Where they never had it, the numbers are some other pair's, and are not used.
    """
    pairs, row = shop.pairs, of.row
    times, ago = pairs.times[row].astype(float), pairs.last_age[row] + 1.0
    late = np.log(ago / pairs.gap[row])
    days = np.clip(np.log(np.maximum(shop.day - pairs.last_day[row], 1) / pairs.gap_days[row]), -3, 3)
    often, share = np.log1p(times), np.log((times + 0.5) / (pairs.first_age[row] + 2))
    popular, lately, fresh, near, near_latest, taste = _company(shop, of)
    novelty = np.log(shop.novelty[of.customer] / _USUAL_NOVELTY)
    return [
        often, share, np.log(pairs.recent[row] + 1e-3), np.log(pairs.latest[row] + 1e-2), (ago == 1).astype(float),
        np.log1p(ago), np.maximum(late, 0), np.minimum(late, 0), np.maximum(days, 0), np.minimum(days, 0),
        np.log(pairs.habits.repeat[of.item] + 1e-3), popular, lately, fresh, near, near_latest, taste,
        (times == 1).astype(float), often * novelty, share * novelty, fresh * novelty, near * novelty,
    ]  # fmt: skip


def _new(shop: Shop, of: Candidates) -> list[Floats]:
    """How popular it is, how close to what they have, and whether this customer is one for novelties."""
    popular, lately, fresh, near, near_latest, taste = _company(shop, of)
    firsts = np.log(shop.firsts[of.item] + 1e-4)
    novelty = np.log(shop.novelty[of.customer] / _USUAL_NOVELTY)
    return [
        np.ones(len(of.item)), popular, lately, fresh, firsts, near, near_latest, taste,
        novelty, fresh * novelty, near * novelty,
    ]  # fmt: skip


def _company(shop: Shop, of: Candidates) -> tuple[Floats, ...]:
    """What the shop's other customers say of the item: popular, lately, fresh, near, near_latest, taste."""
    popular, lately, fresh = (np.log(share[of.item] + 1e-4) for share in (shop.popular, shop.lately, shop.fresh))
    near = np.log(of.near / np.sqrt(np.maximum(shop.pairs.visits[of.customer], 1)) + 1e-3)
    taste = np.log(shop.tastes(of.customer, of.item) + 3e-3)
    return popular, lately, fresh, near, np.log(of.near_latest + 1e-3), taste
