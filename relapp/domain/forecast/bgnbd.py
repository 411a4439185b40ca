"""BG/NBD: a customer buys at a rate of their own, and after each purchase may be gone for good.

Peter S. Fader, Bruce G. S. Hardie, Ka Lok Lee (2005), "“Counting Your Customers” the Easy Way: An Alternative to the
Pareto/NBD Model", Marketing Science 24 (2). Rates are Gamma(r, α), the chances to leave are Beta(a, b). Customers are
summed up by x, t_x and T (:class:`Summary`).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from relapp.domain.arrays import Floats, Ints, chance_of

_ROUNDS = 60
_LONGEST_STEP = 2.0
_FLAT = 1e-9
_TERMS = 4000
_MOST = 2000
"""More repeats than this count as so many in the fit; one such customer must not make it slow."""

_BOUNDS = (-8.0, 10.0)
"""Of the logarithms of the four numbers; a likelihood without a peak must end somewhere."""


class Summary(NamedTuple):
    """Customers, one number each: visits after the first (x), time from the first to the last (t_x) and to now (T).

    The unit of time is the caller's, the same for both.
    """

    repeats: Ints
    last: Floats
    age: Floats

    def every(self, step: int) -> Summary:
        """Only every ``step``-th customer."""
        return Summary(self.repeats[::step], self.last[::step], self.age[::step])


class Spread(NamedTuple):
    """The four numbers that say how rates (``r``, ``alpha``) and chances to leave (``a``, ``b``) are spread."""

    r: float
    alpha: float
    a: float
    b: float


EVEN = Spread(1.0, 1.0, 1.0, 1.0)
"""Where nothing is known: one visit in a unit of time, and any chance to leave alike."""


def fit(seen: Summary, *, pull: float = 0.0, start: Spread | None = None) -> Spread:
    """The most likely spread, by Newton's method on the logarithms of the four numbers.

    ``pull`` draws these logarithms to 0 (:data:`EVEN`), as strongly as a normal prior of variance 1 / (2 ``pull``).
    """
    if len(seen.age) == 0:
        return EVEN
    seen = seen._replace(repeats=np.minimum(seen.repeats, _MOST))
    logs = np.log(start or Spread(0.5, max(float(seen.age.mean()) / 4, 1e-3), 1.0, 3.0))
    value, slope, bend = _likelihood(np.exp(logs), seen, pull)
    for _ in range(_ROUNDS):
        step = _step(slope, bend)
        share = 1.0
        while share > 1e-6:
            tried = np.clip(logs + share * step, *_BOUNDS)
            found = _likelihood(np.exp(tried), seen, pull)
            if found[0] > value:
                break
            share /= 2
        else:
            break
        gained = found[0] - value
        logs, (value, slope, bend) = tried, found
        if gained < _FLAT * len(seen.age):
            break
    return Spread(*(float(one) for one in np.exp(logs)))


def _step(slope: Floats, bend: Floats) -> Floats:
    """Newton's step uphill, also where the hill is not yet round."""
    values, axes = np.linalg.eigh(bend)
    step: Floats = axes @ ((axes.T @ slope) / np.maximum(np.abs(values), 1e-3))
    # Shortened as a whole: cut number by number it might lead downhill.
    shorter: Floats = step * min(1.0, _LONGEST_STEP / max(float(np.abs(step).max()), 1e-12))
    return shorter


def _likelihood(spread: Floats, seen: Summary, pull: float) -> tuple[float, Floats, Floats]:
    """The log-likelihood (the paper's equation 6) with its slope (4) and bend (4, 4) in the logarithms of ``spread``.

    Every gamma function of the paper stands in a ratio like Γ(r + x) / Γ(r), which is a product of x factors.
    """
    r, alpha, a, b = spread
    x, last, age = seen
    most = int(x.max(initial=0))
    of_r, of_b, of_ab = (_rising(start, most) for start in (r, b, a + b))
    buyer = x > 0
    since_age, since_last = alpha + age, alpha + last
    stays = -(r + x) * np.log(since_age)
    left = np.where(buyer, np.log(a / (b + np.maximum(x, 1) - 1)) - (r + x) * np.log(since_last), -np.inf)
    both = np.logaddexp(stays, left)
    gone = np.exp(left - both)
    here = 1 - gone
    value = (of_r[0][x] + r * np.log(alpha) + of_b[0][x] - of_ab[0][x] + both).sum()
    zero = np.zeros(len(x))
    before = np.where(buyer, 1 / (b + np.maximum(x, 1) - 1), 0)
    if_here = np.stack([-np.log(since_age), -(r + x) / since_age, zero, zero])
    if_gone = np.stack([-np.log(since_last), -(r + x) / since_last, zero + 1 / a, -before])
    slope = (here * if_here + gone * if_gone).sum(1)
    slope += [
        of_r[1][x].sum() + len(x) * np.log(alpha), len(x) * r / alpha, -of_ab[1][x].sum(),
        of_b[1][x].sum() - of_ab[1][x].sum(),
    ]  # fmt: skip
    apart = if_here - if_gone
    bend = (here * gone * apart) @ apart.T
    bend[0, 1] = bend[1, 0] = bend[0, 1] + len(x) / alpha - (here / since_age + gone / since_last).sum()
    bend[0, 0] += of_r[2][x].sum()
    bend[1, 1] += ((r + x) * (here / since_age**2 + gone / since_last**2)).sum() - len(x) * r / alpha**2
    bend[2, 2] -= of_ab[2][x].sum() + gone.sum() / a**2
    bend[3, 3] += of_b[2][x].sum() - of_ab[2][x].sum() + (gone * before**2).sum()
    bend[2, 3] = bend[3, 2] = bend[2, 3] - of_ab[2][x].sum()
    logs = np.log(spread)
    slope = slope * spread
    bend = bend * np.outer(spread, spread) + np.diag(slope)
    return float(value - pull * (logs**2).sum()), slope - 2 * pull * logs, bend - 2 * pull * np.eye(4)


def _rising(start: float, most: int) -> tuple[Floats, Floats, Floats]:
    """log Γ(start + x) - log Γ(start) for x from 0 to ``most``, with its first and second derivative in ``start``."""
    factors = start + np.arange(most)
    none = np.zeros(1)
    sums = (np.log(factors), 1 / factors, -1 / factors**2)
    log_ratio, first, second = (np.concatenate([none, np.cumsum(one)]) for one in sums)
    return log_ratio, first, second


def still_there(spread: Spread, seen: Summary) -> Floats:
    """The chance that each customer has not left for good; who came once has had no chance to leave."""
    x = seen.repeats
    quieter = np.log(spread.alpha + seen.age) - np.log(spread.alpha + seen.last)
    odds = np.log(spread.a / (spread.b + np.maximum(x, 1) - 1)) + (spread.r + x) * quieter
    return np.where(x > 0, chance_of(-odds), 1.0)


def will_buy(spread: Spread, seen: Summary, time: Floats | float) -> Floats:
    """The chance of at least one visit within ``time``."""
    since = spread.alpha + seen.age
    quiet = (since / (since + time)) ** (spread.r + seen.repeats)
    bought: Floats = still_there(spread, seen) * (1 - quiet)
    return bought


def expected_visits(spread: Spread, seen: Summary, time: float) -> Floats:
    """How many visits to expect within ``time``: the paper's equation 10."""
    pairs, where = np.unique(np.stack([seen.repeats.astype(np.float64), seen.age]), axis=1, return_inverse=True)
    x, age = pairs
    # At a = 1 the formula is 0 / 0, and next to it as good as its limit; so it is where a + b + x = 1.
    a = spread.a if abs(spread.a - 1) > 1e-4 else 1.0001
    rest = a + spread.b + x - 1
    rest = np.where(np.abs(rest) > 1e-6, rest, 1e-6)
    share = time / (spread.alpha + age + time)
    # Euler's transformation of the paper's series: the same, without powers that grow with x.
    series = (1 - share) ** (a - 1) * _hypergeometric(a + spread.b - 1 - spread.r, a - 1, rest, share)
    staying = np.maximum(rest / (a - 1) * (1 - series), 0)
    result: Floats = staying[where.ravel()] * still_there(spread, seen)
    return result


def _hypergeometric(a: float, b: float, c: Floats, z: Floats) -> Floats:
    """Gauss's 2F1(a, b; c; z) for 0 ≤ z < 1, by its series."""
    total = np.ones(len(z))
    term, going = total.copy(), np.arange(len(z))
    for k in range(_TERMS):
        factor = (a + k) * (b + k) / ((c + k) * (k + 1)) * z
        term = term * factor
        total[going] += term
        more = (np.abs(term) > 1e-12 * np.abs(total[going])) | (np.abs(factor) > 1)
        if not more.any():
            break
        going, c, z, term = going[more], c[more], z[more], term[more]
    return total
