"""Who buys within the horizon, and which regulars fall silent: chances that start from other shops and learn here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from relapp.domain.arrays import Bools, Floats, chance_of, log_odds
from relapp.domain.forecast.history import History
from relapp.domain.forecast.look import FEATURES, Look
from relapp.domain.forecast.regression import fit_chances
from relapp.domain.forecast.standing import days_to_next, median_gap

DRIFT_FEATURES = (*FEATURES, "bgnbd_within", "renewal_within", "own_curve_within", "own_gaps_within", "within")
"""The columns of :func:`drift_features`: those of a look, and the same chances for the customer's own while."""

BUYING_PULL = 150.0
DRIFTING_PULL = 50.0
"""How firmly weights are held where other shops had them: 50 is about as much as 200 cases at even odds would."""

_LEVEL_PULL = 0.2
"""How much less that is for the level of all chances, which is the shop's own."""

REGULAR_FROM = 4
"""Visits that make a regular."""

_STILL_HERE = 4.0
"""Own gaps of silence after which a regular is taken to be gone already."""

RHYTHM_FROM = 3
"""Below so many visits no rhythm is told."""


@dataclass(frozen=True, slots=True)
class Cases:
    """What was seen on "as if" days: (cases, features), and 0 or 1 for what then happened."""

    features: Floats
    happened: Floats


def buying_cases(looks: Sequence[Look], whole: History) -> Cases:
    """Whether customers bought within the horizon of each look; ``whole`` must reach so far."""
    happened = [days_to_next(look.standing, whole) <= look.horizon for look in looks]
    return _cases([look.features for look in looks], happened, len(FEATURES))


def drifting_cases(looks: Sequence[Look], whole: History, longest: int) -> Cases:
    """Whether regulars stayed silent through their own while (:func:`own_while`)."""
    features, happened = [], []
    for look in looks:
        middle = median_gap(look.standing)
        whiles = own_while(middle, look.horizon, longest)
        regular = regulars(look, middle)
        features.append(drift_features(look, whiles)[regular])
        happened.append((days_to_next(look.standing, whole) > whiles)[regular])
    return _cases(features, happened, len(DRIFT_FEATURES))


def _cases(features: Sequence[Floats], happened: Sequence[Bools], width: int) -> Cases:
    if not features:
        return Cases(np.empty((0, width)), np.empty(0))
    return Cases(np.concatenate(features), np.concatenate(happened).astype(np.float64))


def own_while(middle: Floats, horizon: int, longest: int) -> Floats:
    """The days through which a customer's silence would be noticed: twice their median gap, within bounds."""
    twice: Floats = 2 * np.where(np.isnan(middle), longest, middle)
    return np.clip(twice, horizon, max(horizon, longest))


def regulars(look: Look, middle: Floats) -> Bools:
    """Who came often enough to be missed and is not gone for long; ``middle`` are their median gaps in days."""
    # Gaps of a day or two are one errand in several goes, not a rhythm.
    rhythm = np.maximum(middle, look.horizon / 8)
    here: Bools = (look.standing.visits >= REGULAR_FROM) & (look.standing.silent <= _STILL_HERE * rhythm)
    return here


def drift_features(look: Look, whiles: Floats) -> Floats:
    """(customers, :data:`DRIFT_FEATURES`); ``whiles`` are days, one a customer."""
    chances = (look.will_buy(whiles), look.will_come(whiles), look.will_end(whiles), look.has_ended(whiles))
    return np.column_stack([look.features, *map(log_odds, chances), np.log(whiles / look.horizon)])


def learn_weights(cases: Cases, before: Floats, pull: float, each: float = 1.0) -> Floats:
    """Weights that start from those of other shops, ``before``, and follow this one as it shows more.

    Each case counts for ``each``: less than 1 where windows overlap.
    """
    pulls = np.full(len(before), pull)
    pulls[0] *= _LEVEL_PULL
    return fit_chances(cases.features, cases.happened, np.full(len(cases.happened), each), before, pulls)


def will_buy(look: Look, weights: Floats) -> Floats:
    """Each customer's chance to buy within the horizon."""
    return chance_of(look.features @ weights)


def will_drift(look: Look, weights: Floats, longest: int) -> Floats:
    """Each customer's chance to stay silent through their own while, nan where no rhythm is known."""
    whiles = own_while(median_gap(look.standing), look.horizon, longest)
    chance = chance_of(drift_features(look, whiles) @ weights)
    return np.where(look.standing.visits >= RHYTHM_FROM, chance, np.nan)
