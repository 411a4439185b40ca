"""Return on customer: cases computed by hand."""

from __future__ import annotations

from datetime import date

import pytest

from relapp.domain.return_on_customer import Basis, Person, Return, Why, all_of, basis_of, expected, period_before
from relapp.domain.value import Brought, Period

YEAR = Period(date(2024, 5, 6), date(2025, 5, 6))


def a_person(customer_id: int, start: int, end: int, **fields: object) -> Person:
    told = {
        "first": date(2023, 1, 1), "last": date(2025, 5, 1), "visits": 4, "visits_before": 4,
        "spend": 100, "spend_before": 100, "came_before": True,
    }  # fmt: skip
    return Person(customer_id, start, end, **(told | fields))  # type: ignore[arg-type]


def a_return(start: int, end: int, whole: Brought, basis: Basis) -> Return:
    """Ten customers who share both equities."""
    people = tuple(a_person(one, start // 10, end // 10) for one in range(1, 11))
    return Return(YEAR, basis, whole, people)


def test_earning_while_what_is_to_come_grows() -> None:
    # 2,000 earned and 10,000 growing to 11,000: (2,000 + 1,000) / 10,000 = 30 %.
    found = a_return(10_000, 11_000, Brought(bought=2_000), Basis.SPEND)
    assert (found.earned, found.start, found.end) == (2_000, 10_000, 11_000)
    assert found.ratio == pytest.approx(0.3)


def test_earning_by_spoiling_what_is_to_come_is_a_loss() -> None:
    # 2,000 earned while 10,000 fell to 7,000: (2,000 - 3,000) / 10,000 = -10 %.
    found = a_return(10_000, 7_000, Brought(bought=2_500, returned=500), Basis.SPEND)
    assert found.ratio == pytest.approx(-0.1)


def test_profit_is_what_remains_after_every_told_cost() -> None:
    # 5,000 paid, goods 3,000, time 400, remedies 100: 1,500 earned. (1,500 + 0) / 4,000 = 37.5 %.
    whole = Brought(bought=5_000, goods=3_000, time=400, remedies=100)
    found = a_return(4_000, 4_000, whole, Basis.PROFIT)
    assert found.earned == 1_500
    assert found.ratio == pytest.approx(0.375)


def test_without_ten_customers_there_is_no_ratio() -> None:
    nine = a_return(10_000, 11_000, Brought(bought=2_000), Basis.SPEND)
    nine = Return(YEAR, Basis.SPEND, nine.brought, nine.people[:9])
    assert (nine.is_thin, nine.ratio) == (True, None)
    assert a_return(0, 1_000, Brought(), Basis.SPEND).ratio is None


def test_what_is_to_come_is_told_on_the_same_basis_as_what_was_earned() -> None:
    known = Brought(bought=1_000, goods=600)
    assert basis_of(known) is Basis.PROFIT
    assert expected(500, known, Basis.PROFIT) == 200
    unknown = Brought(bought=1_000, goods=600, unknown=1)
    assert basis_of(unknown) is Basis.SPEND
    assert expected(500, unknown, Basis.SPEND) == 500
    assert basis_of(Brought(bought=1_000)) is Basis.SPEND


def test_everybody_is_in_one_group_and_the_groups_add_up() -> None:
    people = (
        a_person(1, 0, 300, came_before=False),
        a_person(2, 200, 90, visits=0, spend=0),
        a_person(3, 200, 260, spend=101),
        a_person(4, 200, 200),
    )
    found = Return(YEAR, Basis.SPEND, Brought(), people)
    assert [[one.customer_id for one in found.of(why)] for why in Why] == [[1], [3], [4], [2]]
    assert sum(one.change for why in Why for one in found.of(why)) == found.end - found.start == 250
    assert [one.customer_id for one in found.behind()] == [1, 2, 3]
    assert [one.customer_id for one in found.behind(1)] == [1]


@pytest.mark.parametrize(("seen", "days"), [(181, None), (182, 91), (365, 91), (366, 183), (729, 183), (730, 365)])
def test_the_period_is_the_longest_that_was_seen_twice(seen: int, days: int | None) -> None:
    day = date(2025, 5, 6)
    found = period_before(day, date.fromordinal(day.toordinal() - seen))
    assert (None if found is None else found.days) == days
    assert found is None or found.until == day


def test_the_whole_is_the_sum() -> None:
    assert all_of([Brought(1, 2, 1, 4, 5, 6, 7, 8, 9, 10), Brought(visits=1)]) == Brought(2, 2, 1, 4, 5, 6, 7, 8, 9, 10)
    assert all_of([]) == Brought()


def test_what_was_expected_is_held_against_what_came() -> None:
    people = (a_person(1, 500, 0, spend=300), a_person(2, 0, 300, spend=900, came_before=False))
    assert Return(YEAR, Basis.SPEND, Brought(bought=1_200), people).came_true == 300
    assert Return(YEAR, Basis.PROFIT, Brought(bought=1_200, goods=600), people).came_true == 150
