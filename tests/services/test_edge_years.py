"""The first and the last days that there are: a wrong clock or a wrong day may be refused, but ends nothing."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from relapp.domain.days import after, before, day_of
from relapp.domain.interactions import Direction, Kind
from relapp.domain.suggestions.quiet import Quiet
from relapp.services import response, suggestions, why
from tests.builders import at
from tests.shop import Shop, a_sold

FIRST, LAST = date.min, date.max


def test_days_stay_within_the_years_there_are() -> None:
    assert (before(FIRST, 1), after(LAST, 1), day_of(0), day_of(10**9)) == (FIRST, LAST, FIRST, LAST)
    assert before(after(date(2024, 2, 28), 2), 2) == date(2024, 2, 28)


@pytest.mark.parametrize("day", [FIRST, date(1, 3, 1), date(9999, 12, 1), LAST - timedelta(days=1), LAST])
@pytest.mark.parametrize("hour", [None, time(21)])
def test_every_day_there_is_has_its_list(shop: Shop, day: date, hour: time | None) -> None:
    ada = shop.customer("Ada", phone="+44 1632 960123", email="ada@example.org")
    for ago in (5, 20, 40, 60):
        shop.sell(ada, a_sold("tea", 500), ago=ago)
    shop.log(ada, kind=Kind.MESSAGE, direction=Direction.IN, ago=2, words="Have you got the blue one?")
    shop.wish(ada, "teapot")
    shop.learn(ada, "birthday", "", month=1, day=2)
    board = shop.read(lambda reader: suggestions.board(reader, day, hour=hour))
    shop.read(lambda reader: suggestions.owed_board(reader, day))
    for some in board.standing.values():
        for one in some:
            assert shop.read(lambda reader, one=one: why.of_suggestion(reader, board, one)).this  # type: ignore[misc]
    for held in board.left.values():
        for left in held:
            assert shop.read(lambda reader, left=left: why.of_peace(reader, board, left)).this  # type: ignore[misc]
    shop.read(lambda reader: response.record(reader, day))
    shop.read(lambda reader: response.contacts(reader, day))


def test_quiet_days_end_with_the_last_day_there_is() -> None:
    quiet = Quiet(days=frozenset({LAST.weekday()}))
    assert quiet.until(LAST, None) == (LAST, time(8))
    assert Quiet().until(LAST, time(21)) == (LAST, time(8))


@pytest.mark.parametrize("day", [date(1, 2, 28), LAST])
def test_entries_of_the_days_before_end_nothing(shop: Shop, day: date) -> None:
    ada = shop.customer("Ada", phone="+44 1632 960123")
    for ago in (1, 8, 15, 22, 29, 36, 43, 50):
        if day.toordinal() > ago + 1:
            shop.sell(ada, a_sold("tea", 500), moment=at(before(day, ago)))
            shop.log(ada, kind=Kind.CALL, moment=at(before(day, ago)))
    board = shop.read(lambda reader: suggestions.board(reader, day))
    for one in board.standing.get(ada, ()):
        assert shop.read(lambda reader, one=one: why.of_suggestion(reader, board, one)).this  # type: ignore[misc]
    assert shop.read(lambda reader: response.contacts(reader, day))
