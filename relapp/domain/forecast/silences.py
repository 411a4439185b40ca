"""How many people who had been silent in the same measure came back: the plain count behind a chance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from relapp.domain.arrays import Floats, Ints
from relapp.domain.forecast.chances import RHYTHM_FROM, own_while
from relapp.domain.forecast.history import History, thinned
from relapp.domain.forecast.own_gap import GapSpread, OwnGap, gap_spread, own_gap
from relapp.domain.forecast.peers import FEWEST, MOST_CUSTOMERS, nearest
from relapp.domain.forecast.standing import Standing, days_to_next, median_gap, standing_on
from relapp.domain.suggestions.signals import LikeThem

_LOOKS = 6
_WARM_UP = 2
"""Earlier days that are looked at, ``longest`` apart, and horizons of the shop's life before the first of them."""

_ALIKE = np.array([[0.25], [0.5], [0.5]])
"""How far the logarithms of silence in own gaps, own gap and visits may lie apart."""

_MOST = 100
"""So many of the people most alike are counted."""


@dataclass(frozen=True, slots=True)
class Silences:
    """Customers with a rhythm as they stood on earlier days, and the days after which each came again.

    ``rows`` are theirs in the history that taught it; ``places`` is (3, silences), the first of these rising.
    """

    rows: Ints
    places: Floats
    wait: Floats


def learn_silences(history: History, day: int, horizon: int, longest: int) -> Silences:
    """Earlier silences of which the ``longest`` days that followed are known.

    Nothing on or after ``day`` (an ordinal) may be in ``history``.
    """
    some = thinned(history, MOST_CUSTOMERS)
    first = int(some.day.min()) if len(some) else day
    rows, places, waits = [np.empty(0, np.int64)], [np.empty((len(_ALIKE), 0))], [np.empty(0)]
    for number in range(1, _LOOKS + 1):
        on = day - 1 - number * longest
        if on - first < _WARM_UP * horizon:
            break
        standing = standing_on(some, on)
        rhythm = standing.visits >= RHYTHM_FROM
        rows.append(standing.rows[rhythm])
        places.append(_places(standing, own_gap(standing, gap_spread(standing, unknown=float(horizon))))[:, rhythm])
        waits.append(days_to_next(standing, some)[rhythm])
    place = np.concatenate(places, 1)
    order = np.argsort(place[0], kind="stable")
    return Silences(np.concatenate(rows)[order], place[:, order], np.concatenate(waits)[order])


def like_them(
    seen: Silences, standing: Standing, gaps: GapSpread, own: Ints, horizon: int, longest: int
) -> list[LikeThem | None]:
    """For each customer how many like them came back within the while in which their silence would be noticed.

    ``None`` where too few are alike or no rhythm is known; ``own`` as in ``peers.potential``. Everybody counts once,
    as they stood when they were most alike.
    """
    places = _places(standing, own_gap(standing, gaps))
    whiles = np.rint(own_while(median_gap(standing), horizon, longest)).astype(np.int64)
    rows = zip(places.T, whiles.tolist(), own.tolist(), (standing.visits >= RHYTHM_FROM).tolist(), strict=True)
    return [_counted(seen, place, days, row) if rhythm else None for place, days, row, rhythm in rows]


def _counted(seen: Silences, place: Floats, days: int, own: int) -> LikeThem | None:
    since, until = np.searchsorted(seen.places[0], (place[0] - 1, place[0] + 1))
    far: Floats = np.abs(seen.places[:, since:until] - place[:, None]).max(0, initial=0)
    alike = np.flatnonzero((far <= 1) & (seen.rows[since:until] != own))
    # Nobody is seen oftener than there are looks, so these are people enough.
    alike = alike[nearest(far[alike], _LOOKS * _MOST)]
    _, first = np.unique(seen.rows[since:until][alike], return_index=True)
    if len(first) < FEWEST:
        return None
    people = since + alike[np.sort(first)[:_MOST]]
    return LikeThem(int((seen.wait[people] <= days).sum()), len(people), days)


def _places(standing: Standing, gap: OwnGap) -> Floats:
    silent = np.log(np.maximum(standing.silent, 0.5) / gap.own)
    places: Floats = np.stack([silent, np.log(gap.own), np.log(standing.visits)]) / _ALIKE
    return places
