"""Lines of receipts become the sales they were, in files of any order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from relapp.domain.interactions import Kind
from relapp.services.transfer.meaning.columns import guess
from relapp.services.transfer.meaning.formats import settle
from relapp.services.transfer.meaning.sales import read_sales
from relapp.services.transfer.reading.tables import open_table
from relapp.services.transfer.rows import SaleFigures, SaleHead, SaleLine, SaleWords
from relapp.services.transfer.storing.grouping import Sale, group_sales, in_day_order

SLICE = Path(__file__).parent / "files" / "gift-shop-slice.csv.gz"
NOON = datetime.fromisoformat("2026-01-02T12:00")


def line(
    number: int = 1, *, who: str = "", at: datetime = NOON, quantity: int = 1, invoice: str = "", email: str = ""
) -> SaleLine:
    figures = SaleFigures.of(Decimal(quantity), 320, 320 * quantity, 0, "")
    return SaleLine(number, SaleHead(who, "", email, "", at, invoice), SaleWords("Rye", "", "", ""), figures)


def numbers(sales: Iterator[Sale]) -> list[list[int]]:
    return [[each.line for each in sale.lines] for sale in sales]


def test_lines_of_one_person_at_one_moment_are_one_sale_wherever_they_stand() -> None:
    lines = [line(1, who="A"), line(2, who="B"), line(3), line(4, who="A"), line(5), line(6, email="a@example.com")]
    assert numbers(group_sales(lines)) == [[1, 4], [2], [3, 5], [6]]


def test_a_receipt_number_holds_lines_of_one_day_together_but_not_of_two() -> None:
    later, tomorrow = NOON.replace(minute=1), NOON.replace(day=3)
    lines = [
        line(1, invoice="7"),
        line(2, invoice="7", at=later),
        line(3, invoice="8"),
        line(4, invoice="7", at=tomorrow),
    ]
    assert numbers(group_sales(lines)) == [[1, 2], [3], [4]]


def test_only_a_sale_that_gives_everything_back_is_a_return() -> None:
    back, mixed, bought = (
        next(group_sales([line(quantity=first), line(quantity=second)]))
        for first, second in ((-1, -2), (-1, 2), (1, 2))
    )
    assert [back.kind, mixed.kind, bought.kind] == [Kind.RETURN, Kind.PURCHASE, Kind.PURCHASE]
    assert [each.figures.quantity for each in mixed.lines] == [-1, 2]


def test_a_sale_knows_whether_anybody_is_named() -> None:
    named, unnamed = group_sales([line(who="A"), line()])
    assert (named.anonymous, unnamed.anonymous) == (False, True)
    assert named.head.reference == "A"


def test_a_file_in_order_gives_out_each_day_before_the_next_is_held() -> None:
    taken: list[int] = []

    def lines() -> Iterator[SaleLine]:
        for day in range(1, 29):
            taken.append(day)
            yield line(day, at=NOON.replace(day=day))

    sales = group_sales(lines(), in_order=True)
    next(sales)
    assert taken == [1, 2]


WHEN = st.datetimes(NOON, NOON.replace(day=6)).map(lambda at: at.replace(minute=0, second=0, microsecond=0))
LINES = st.lists(st.tuples(st.sampled_from(["", "A", "B"]), WHEN, st.sampled_from(["", "1"])), max_size=30)


@given(LINES)
def test_giving_out_early_changes_nothing_for_files_in_order(drawn: list[tuple[str, datetime, str]]) -> None:
    drawn = sorted(drawn, key=lambda each: each[1])
    lines = [line(number, who=who, at=at, invoice=invoice) for number, (who, at, invoice) in enumerate(drawn)]
    assert list(group_sales(lines, in_order=True)) == list(group_sales(lines))
    assert sorted(number for sale in group_sales(lines) for number in (each.line for each in sale.lines)) == list(
        range(len(lines))
    )


@given(LINES, st.integers(1, 8))
def test_a_file_in_any_order_makes_the_same_sales_however_little_fits_into_memory(
    drawn: list[tuple[str, datetime, str]], held: int
) -> None:
    lines = [line(number, who=who, at=at, invoice=invoice) for number, (who, at, invoice) in enumerate(drawn)]
    sales = list(group_sales(in_day_order(lines, held), in_order=True))
    assert sales == sorted(group_sales(lines), key=lambda sale: sale.head.at.date())


def test_the_gift_shop_slice_makes_the_visits_of_its_best_customer() -> None:
    table = open_table(SLICE)
    mapping = guess(table)
    formats = settle(table, mapping)
    lines = [each for each in read_sales(table, mapping, formats, "GBP") if isinstance(each, SaleLine)]
    sales = list(group_sales(lines, formats.in_order))
    best = [sale for sale in sales if sale.head.reference == "14527"]
    assert formats.in_order
    assert sum(len(sale.lines) for sale in sales) == 3170
    assert len({sale.head.at.date() for sale in best}) == 64
    assert sum(len(sale.lines) for sale in best) == 1011
    assert {sale.kind for sale in best} == {Kind.PURCHASE, Kind.RETURN}
