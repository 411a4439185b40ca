"""What is usual for a customer."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from relapp.domain.interactions import Interaction, Kind, NewPurchaseLine
from relapp.domain.usual import WINDOW, Differ, Difference, Usual, baskets_of, differ, lines_of, usual
from tests.builders import a_line, a_purchase, an_interaction


def usual_of(*entries: Interaction) -> Usual | None:
    return usual(baskets_of(entries))


def products(found: Usual | None) -> list[str]:
    return [] if found is None else [item.product for item in found.items]


def test_what_is_bought_most_times_is_usual() -> None:
    found = usual_of(*(a_purchase(ago, "wholemeal") for ago in (7, 14, 21)), a_purchase(28, "bagel"))
    assert products(found) == ["wholemeal"]
    assert found is not None
    assert (found.items[0].bought, found.purchases) == (3, 4)


def test_two_purchases_make_nothing_usual() -> None:
    assert usual_of(a_purchase(7, "wholemeal"), a_purchase(14, "wholemeal")) is None


def test_three_times_in_ten_is_not_usual() -> None:
    rare = [a_purchase(ago, "cake") for ago in (1, 2, 3)]
    assert usual_of(*rare, *(a_purchase(10 + n, f"other {n}") for n in range(7))) is None


def test_who_buys_nothing_has_no_usual() -> None:
    assert usual_of() is None
    assert usual_of(*(an_interaction(Kind.VISIT, ago) for ago in (1, 2, 3))) is None


def test_what_has_no_name_is_never_usual() -> None:
    assert usual_of(*(a_purchase(ago, "") for ago in (7, 14, 21))) is None


def test_what_was_usual_long_ago_is_not_usual_now() -> None:
    old = [a_purchase(500 + n, "white") for n in range(20)]
    new = [a_purchase(n, "rye") for n in range(WINDOW)]
    assert products(usual_of(*old, *new)) == ["rye"]


def test_the_typical_quantity_is_the_middle_one_and_two_lines_add_up() -> None:
    found = usual_of(
        a_purchase(1, a_line("roll", 4)),
        a_purchase(2, a_line("roll", 2), a_line("roll", 2)),
        a_purchase(3, a_line("roll", 40)),
    )
    assert found is not None
    assert found.items[0].quantity == 4


def test_the_price_is_the_latest_one_told() -> None:
    found = usual_of(
        a_purchase(1, a_line("roll", price=None)),
        a_purchase(2, a_line("roll", price=90)),
        a_purchase(3, a_line("roll")),
    )
    assert found is not None
    assert found.items[0].unit_price == 90


def test_returns_are_not_usual() -> None:
    assert usual_of(*(an_interaction(Kind.RETURN, ago, lines=(a_line("kettle", -1),)) for ago in (1, 2, 3))) is None


def test_the_purchases_that_show_it_are_named() -> None:
    with_it = [a_purchase(ago, "wholemeal") for ago in (30, 20, 10)]
    found = usual_of(*with_it, a_purchase(5, "bagel"))
    assert found is not None
    assert found.interactions == tuple(entry.id for entry in with_it)


def test_logging_the_usual_writes_its_lines_with_their_amounts() -> None:
    found = usual_of(*(a_purchase(ago, a_line("roll", 3, price=55)) for ago in (1, 2, 3)))
    assert found is not None
    (line,) = lines_of(found)
    assert (line.product, line.quantity, line.unit_price, line.amount) == ("roll", Decimal(3), 55, 165)


def test_a_usual_without_a_price_has_no_amount() -> None:
    found = usual_of(*(a_purchase(ago, a_line("roll", price=None)) for ago in (1, 2, 3)))
    assert found is not None
    assert lines_of(found)[0].amount is None


# -- what was different --

LINES = (NewPurchaseLine("Small wholemeal, sliced", Decimal(1), 320, amount=320), NewPurchaseLine("Roll", Decimal(2)))


def a_difference(how: Differ, product: str, quantity: int = 1, **fields: bool) -> Difference:
    return Difference(how, NewPurchaseLine(product, Decimal(quantity)), **fields)


def taken(*differences: Difference) -> list[tuple[str, int, int | None]]:
    return [(line.product, int(line.quantity), line.amount) for line in differ(LINES, differences)]


def test_a_difference_is_about_the_line_that_its_words_name() -> None:
    wholemeal = a_difference(Differ.COUNT, "wholemeal", 3, counted=True)
    assert taken(wholemeal) == [("Small wholemeal, sliced", 3, 960), ("Roll", 2, None)]
    assert taken(a_difference(Differ.WITHOUT, "rolls")) == [("Small wholemeal, sliced", 1, 320)]
    assert taken(a_difference(Differ.WITHOUT, "roll", counted=True))[1] == ("Roll", 1, None)
    assert taken(a_difference(Differ.PLUS, "roll", 2, counted=True))[1] == ("Roll", 4, None)


def test_only_what_is_surely_sold_becomes_a_line_of_its_own() -> None:
    assert taken(a_difference(Differ.PLUS, "croissant", sure=True))[2] == ("croissant", 1, None)
    assert len(taken(a_difference(Differ.PLUS, "oat milk"))) == 2
    assert len(taken(a_difference(Differ.WITHOUT, "croissant", sure=True))) == 2


def test_how_a_thing_is_wanted_takes_no_line_away() -> None:
    assert taken(a_difference(Differ.WITHOUT, "sliced")) == taken()


def test_a_bare_number_counts_the_only_thing_there_is() -> None:
    two = a_difference(Differ.COUNT, "", 2, counted=True)
    assert taken(two) == taken()
    assert [int(line.quantity) for line in differ(LINES[:1], [two])] == [2]


@given(st.lists(st.sets(st.sampled_from(["rye", "white", "bagel", "cake"]), min_size=1), max_size=15))
def test_whatever_is_usual_was_in_at_least_three_and_half_of_the_last_purchases(taken: list[set[str]]) -> None:
    entries = [a_purchase(100 - place, *sorted(products)) for place, products in enumerate(taken)]
    recent = taken[-WINDOW:]
    expected = {
        product
        for product in ("rye", "white", "bagel", "cake")
        if (times := sum(product in basket for basket in recent)) >= 3 and 2 * times >= len(recent)
    }
    assert set(products(usual_of(*entries))) == expected
