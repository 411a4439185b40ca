"""What is worth telling: what is wanted about now, and what is new for a reason that is one."""

from __future__ import annotations

import numpy as np
import pytest

from relapp.domain.items.lines import takes_before
from relapp.domain.items.reasons import Companion, Company, Owners, owners_of
from relapp.domain.items.replenishment import gaps_of, replenishments
from relapp.domain.items.shop import shop_on
from relapp.domain.items.telling import because, comings_of, due
from tests.domain.items.shops import TODAY, Row, lines

ITEM, ELSE = 0, 1
OTHERS: list[Row] = [(customer, ITEM, ago, 1) for customer in range(1, 9) for ago in range(28, 300, 30)]
"""Eight customers who take the item every thirty days."""


def is_due(*ago: int, seen: tuple[int, ...] = ()) -> bool:
    """Whether the item is due that customer 0 took so many days ago; they were ``seen`` on other days, too."""
    rows: list[Row] = [(0, ITEM, days, 1.0) for days in ago] + [(0, ELSE, days, 1.0) for days in seen]
    takes = takes_before(lines(rows + OTHERS), TODAY)
    again = replenishments(gaps_of(takes), np.array([0]), np.array([ITEM]))
    return bool(due(again, np.zeros(len(again), np.int64), comings_of(takes), TODAY).any())


def test_it_is_told_when_its_day_is_near_or_past() -> None:
    monthly = [31, 61, 91, 121, 151]
    assert is_due(*monthly)
    assert is_due(*(ago - 5 for ago in monthly))
    assert is_due(*(ago + 5 for ago in monthly))
    assert not is_due(*(ago - 20 for ago in monthly))


def test_it_is_told_no_more_when_it_is_long_past() -> None:
    assert not is_due(*(ago + 60 for ago in (31, 61, 91, 121, 151)))


def test_two_purchases_suffice_and_one_does_not() -> None:
    assert is_due(30, 60)
    assert not is_due(30)


def test_a_daily_roll_is_no_replenishment() -> None:
    assert not is_due(*range(1, 60))
    assert not is_due(*range(7, 100, 7))


def test_what_weekly_guests_take_once_a_month_is() -> None:
    assert is_due(*range(30, 200, 30), seen=(*range(37, 200, 7),))


def test_what_they_take_at_every_visit_is_told_of_those_who_come_seldom_only() -> None:
    assert is_due(*range(15, 200, 15))
    assert not is_due(*range(8, 200, 8))


def test_who_came_again_and_did_not_take_it_has_done_without() -> None:
    monthly = (38, 68, 98, 128, 158)
    assert is_due(*monthly)
    assert is_due(*monthly, seen=(7,))
    assert not is_due(*monthly, seen=(7, 6))
    assert not is_due(*monthly, seen=(3,))


def test_days_all_over_the_place_say_nothing() -> None:
    assert not is_due(40, 41, 240, 243, 290)


@pytest.mark.parametrize(("ago", "came"), [(10, 0), (11, 1), (15, 1), (21, 2), (500, 3), (0, 0), (-9, 0)])
def test_visits_after_a_day_are_counted(ago: int, came: int) -> None:
    takes = takes_before(lines([(1, ITEM, 10, 1), (1, ELSE, 10, 1), (1, ITEM, 20, 1), (1, ITEM, 30, 1)]), TODAY)
    assert comings_of(takes).since(np.array([1, 0]), np.array([TODAY - ago, TODAY - ago])).tolist() == [came, 0]


def owners(rows: list[Row]) -> Owners:
    return owners_of(shop_on(takes_before(lines(rows), TODAY), TODAY, 30).pairs)


def reason(both: int, only: int, without: int, others: int) -> Companion | None:
    """Why the item is told: so many have it with another, so many only the other, so many it alone, others neither."""
    kinds = [(ITEM, ELSE)] * both + [(ELSE,)] * only + [(ITEM,)] * without + [(2,)] * others
    found = owners([(customer, item, 9, 1) for customer, items in enumerate(kinds) for item in items])
    return because(Company(ITEM, found.of(ITEM), (ELSE,)), found)


def test_what_goes_together_is_a_reason() -> None:
    assert reason(6, 2, 0, 40) == Companion(ELSE, 8, 6)


def test_two_who_have_both_are_none() -> None:
    assert reason(2, 0, 0, 40) is None
    assert reason(3, 0, 0, 40) is not None


def test_that_it_is_popular_is_none() -> None:
    assert reason(10, 5, 20, 10) is None
    assert reason(8, 0, 0, 0) is None


def test_what_must_not_be_named_is_none() -> None:
    found = owners([(customer, item, 9, 1.0) for customer in range(6) for item in (ITEM, ELSE)] + [(7, 2, 9, 1.0)] * 9)
    assert because(Company(ITEM, found.of(ITEM), (ELSE,)), found, {ELSE}) is None
