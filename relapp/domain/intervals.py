"""How sure a share, or the difference of two, is from a number of cases."""

from __future__ import annotations

from math import comb, sqrt
from typing import NamedTuple

_Z95 = 1.959963984540054


class Interval(NamedTuple):
    """Where a value lies with 95 % confidence."""

    low: float
    high: float


def wilson(hits: int, cases: int) -> Interval:
    """The score interval of the share ``hits`` of ``cases`` (E. B. Wilson, JASA 22, 1927); 0 to 1 without a case."""
    if not cases:
        return Interval(0.0, 1.0)
    share, square = hits / cases, _Z95**2
    middle = share + square / (2 * cases)
    reach = _Z95 * sqrt(share * (1 - share) / cases + square / (4 * cases**2))
    whole = 1 + square / cases
    # By the formula exactly 0 and 1 at the ends; not so in floating point.
    low = 0.0 if hits == 0 else max(0.0, (middle - reach) / whole)
    high = 1.0 if hits == cases else min(1.0, (middle + reach) / whole)
    return Interval(low, high)


def newcombe(hits: int, cases: int, other_hits: int, other_cases: int) -> Interval:
    """Of the difference of two independent shares, the first less the other.

    R. G. Newcombe, Statistics in Medicine 17 (1998), 873–890, method 10: from the two score intervals, without
    correction for continuity. −1 to 1 where either has no case.
    """
    if not cases or not other_cases:
        return Interval(-1.0, 1.0)
    one, other = hits / cases, other_hits / other_cases
    own, others = wilson(hits, cases), wilson(other_hits, other_cases)
    difference = one - other
    below = sqrt((one - own.low) ** 2 + (others.high - other) ** 2)
    above = sqrt((own.high - one) ** 2 + (other - others.low) ** 2)
    return Interval(max(-1.0, difference - below), min(1.0, difference + above))


def chance_of_split(one: int, other: int) -> float:
    """How likely two counts from equally long times differ so much or more if nothing changed; 1 without any.

    Given their sum, each case falls into either time with chance one half (J. Przyborowski and H. Wileński, Biometrika
    31, 1940).
    """
    cases = one + other
    if not cases:
        return 1.0
    tail = sum(comb(cases, hits) for hits in range(min(one, other) + 1)) / (1 << cases)
    return min(1.0, 2 * tail)
