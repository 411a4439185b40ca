"""Three regressions with a pull towards what is known already: chances, waits, amounts.

Each is convex and solved by Newton's method or by weights that are made anew, from a fixed start: the same numbers in
give the same numbers out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from relapp.domain.arrays import Floats, chance_of

_ROUNDS = 40
_HIGHEST = 8.0
_LOWEST = -20.0
"""Bounds of the logarithm of an expected amount, in means of all amounts."""


def fit_chances(features: Floats, happened: Floats, weights: Floats, before: Floats, pull: Floats) -> Floats:
    """The likeliest weights of a logistic regression, given that they are near ``before``.

    ``features`` is (cases, features), ``happened`` 0 or 1 and ``weights`` how much each case counts. The prior of each
    weight is normal around ``before`` with variance 1 / ``pull``.
    """

    def likelihood(one: Floats) -> float:
        scores = features @ one
        fit = weights @ (happened * scores - np.logaddexp(0, scores))
        return float(fit - 0.5 * (pull * (one - before) ** 2).sum())

    def step(one: Floats) -> Floats:
        chance = chance_of(features @ one)
        slope = features.T @ (weights * (happened - chance)) - pull * (one - before)
        return _solved(features, weights * chance * (1 - chance), pull, slope)

    return _climbed(before, likelihood, step, 1e-7 * len(happened))


@dataclass(frozen=True, slots=True)
class Scale:
    """Where each feature lies and how widely, so that one pull suits all."""

    middle: Floats
    width: Floats

    def of(self, features: Floats) -> Floats:
        """``features`` on that scale, after a column of ones."""
        return np.column_stack([np.ones(len(features)), (features - self.middle) / self.width])


def scale_of(features: Floats) -> Scale:
    """The scale on which ``features`` have mean 0 and standard deviation 1; one that never varies keeps its own."""
    width = features.std(0)
    return Scale(features.mean(0), np.where(width > 1e-6, width, 1.0))


@dataclass(frozen=True, slots=True)
class Amounts:
    """What :func:`fit_amounts` found; ``unit`` is the mean of all amounts."""

    scale: Scale
    weights: Floats
    unit: float

    def of(self, features: Floats) -> Floats:
        """The amount to expect."""
        return self.unit * np.exp(np.clip(self.scale.of(features) @ self.weights, _LOWEST, _HIGHEST))


@dataclass(frozen=True, slots=True)
class Medians:
    """What :func:`fit_medians` found."""

    scale: Scale
    weights: Floats

    def of(self, features: Floats) -> Floats:
        """The value that half of all cases like these stay below."""
        value: Floats = self.scale.of(features) @ self.weights
        return value


def fit_amounts(features: Floats, amounts: Floats, pull: float) -> Amounts:
    """What amount to expect by features: quasi-Poisson with a logarithmic link, good for counts and for money.

    ``amounts`` are not negative. (Wedderburn 1974: only the variance's being proportional to the mean is assumed, and
    not even that for the expectation to be right.)
    """
    scale = scale_of(features)
    known, unit = scale.of(features), max(float(amounts.mean()), 1e-9)
    wanted = amounts / unit
    pulls = np.full(known.shape[1], pull)
    pulls[0] = 1e-6

    def likelihood(one: Floats) -> float:
        scores = np.clip(known @ one, _LOWEST, _HIGHEST)
        return float((wanted * scores - np.exp(scores)).sum() - 0.5 * (pulls * one**2).sum())

    def step(one: Floats) -> Floats:
        expected = np.exp(np.clip(known @ one, _LOWEST, _HIGHEST))
        return _solved(known, expected, pulls, known.T @ (wanted - expected) - pulls * one)

    found = _climbed(np.zeros(known.shape[1]), likelihood, step, 1e-6 * len(amounts))
    return Amounts(scale, found, unit)


def fit_medians(features: Floats, values: Floats, pull: float) -> Medians:
    """What value half of the cases stay below, by features: least absolute deviations, by weights made anew.

    Without cases it is 0; the level is pulled there a tenth as strongly as the weights.
    """
    scale = scale_of(features)
    known = scale.of(features)
    pulls = np.full(known.shape[1], pull)
    pulls[0] = pull / 10
    found = np.zeros(known.shape[1])
    for _ in range(_ROUNDS):
        weights = 1 / np.maximum(np.abs(values - known @ found), 0.02)
        better = _solved(known, weights, pulls, known.T @ (weights * values))
        done = np.abs(better - found).max() < 1e-4
        found = better
        if done:
            break
    return Medians(scale, found)


def _solved(features: Floats, weights: Floats, pull: Floats, slope: Floats) -> Floats:
    squares = (features * weights[:, None]).T @ features
    solution: Floats = np.linalg.solve(squares + np.diag(pull), slope).astype(np.float64)
    return solution


def _climbed(start: Floats, height: Callable[[Floats], float], step: Callable[[Floats], Floats], flat: float) -> Floats:
    """The top of a hill, by steps that are halved until they lead up."""
    here, at = start, height(start)
    for _ in range(_ROUNDS):
        way, share = step(here), 1.0
        while (found := height(here + share * way)) < at and share > 1e-3:
            share /= 2
        if found < at:
            break
        here, gained, at = here + share * way, found - at, found
        if gained <= flat:
            break
    return here
