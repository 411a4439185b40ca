"""Customer equity: what everybody known on a day is expected to spend in the year that follows it."""

from __future__ import annotations

from collections.abc import Callable

from relapp.domain.arrays import Floats, Ints
from relapp.domain.forecast.forecast import LEARNED_FROM
from relapp.domain.forecast.history import History, thinned, until
from relapp.domain.forecast.look import look_by, shop_wide
from relapp.domain.forecast.past import Past
from relapp.domain.forecast.standing import standing_on
from relapp.domain.forecast.worth import learn_worth, worth


def expected_money(
    history: History, day: int, horizon: int, days: int, pause: Callable[[], None] = lambda: None
) -> tuple[Ints, Floats]:
    """The rows of everybody with a visit before ``day`` (an ordinal), and what each will spend within ``days`` of it.

    The same as ``forecast.forecast`` says of money with the horizons ``horizon`` and ``days``, without all else that it
    tells. Only visits before the day are looked at, so an earlier day is told as it would have been then. Minor units.
    """
    known = until(history, day - 1)
    past = Past(thinned(known, LEARNED_FROM), day - 1, horizon, pause)
    standing = standing_on(known, day - 1)
    pause()
    shop = shop_wide(standing, horizon)
    seen_days = past.window(days)
    looks = past.looks_back(seen_days)
    pause()
    now = look_by(shop, standing)
    return standing.rows, worth(now, days, learn_worth(looks, past.history, seen_days)).money
