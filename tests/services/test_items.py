"""Items of a shop: read from its purchase lines, fresh after each entry, true to what customers told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from shutil import copyfile

import pytest

from relapp.domain.interactions import Kind
from relapp.domain.suggestions.signals import Due, New
from relapp.services import interactions, items
from relapp.services.items import Items, Told
from relapp.storage import interactions as stored
from tests.builders import TODAY
from tests.shop import Shop, a_sold

ADA, BEN = 1, 2
COUPLES = 12
"""So many take rye and butter; as many again take neither."""


@pytest.fixture(scope="module")
def bakery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ada takes coffee every thirty days and rye; those who take rye take butter too."""
    path = tmp_path_factory.mktemp("bakery") / "shop.relapp"
    shop = Shop(path)
    for name in ("Ada", "Ben"):
        shop.customer(name)
    for ago in (30, 60, 90, 120, 150):
        shop.sell(ADA, a_sold("coffee"), a_sold("postage"), ago=ago)
    shop.sell(ADA, a_sold("rye"), ago=45)
    shop.sell(BEN, a_sold("tea"), ago=20)
    for number in range(2 * COUPLES):
        guest = shop.customer(f"Guest {number}")
        for ago in (5 + number, 40 + number):
            taken = ("rye", "butter", "postage") if number < COUPLES else ("tea", "")
            shop.sell(guest, *(a_sold(product) for product in taken), ago=ago)
    shop.close()
    return path


@pytest.fixture
def shop(bakery: Path, tmp_path: Path) -> Iterator[Shop]:
    made = Shop(Path(copyfile(bakery, tmp_path / "shop.relapp")))
    yield made
    made.close()


def learned(shop: Shop) -> Items:
    return shop.read(lambda reader: items.learn(reader, TODAY))


def told(shop: Shop, customer_id: int, known: Items | None = None) -> tuple[tuple[Due, ...], tuple[New, ...]]:
    known = known or learned(shop)
    return shop.read(lambda reader: known.signals(reader, [customer_id]))[customer_id]


def everyone(shop: Shop) -> Told:
    """All of them as they were learned."""
    known = learned(shop)
    return shop.read(lambda reader: known.signals(reader, range(items.FEW + 1)))


def test_what_is_due_is_told_with_its_days(shop: Shop) -> None:
    ((coffee,), _) = told(shop, ADA)
    today = TODAY.toordinal()
    assert (coffee.product, coffee.pooled, coffee.others) == ("coffee", False, 0)
    assert coffee.days == tuple(today - ago for ago in (150, 120, 90, 60, 30))
    assert (coffee.day, round(coffee.gap)) == (today, 30)
    assert coffee.earliest <= coffee.day <= coffee.latest


def test_gaps_that_others_have_with_other_products_are_not_told_as_theirs_with_it(shop: Shop) -> None:
    for ago in (26, 46):
        shop.sell(ADA, a_sold("filter"), ago=ago)
    (found,) = [due for due in told(shop, ADA)[0] if due.product == "filter"]
    assert (found.pooled, found.others) == (True, 0)


def test_what_is_new_is_told_with_what_speaks_for_it(shop: Shop) -> None:
    _, (butter,) = told(shop, ADA)
    assert (butter.product, butter.because) == ("butter", "rye")
    assert (butter.times, butter.last) == (1, TODAY.toordinal() - 45)
    assert (butter.have, butter.both) == (COUPLES + 1, COUPLES)


def test_charges_and_products_without_a_name_are_never_told(shop: Shop) -> None:
    found = everyone(shop).values()
    names = {due.product for wants, _ in found for due in wants} | {new.product for _, likes in found for new in likes}
    assert names <= {"coffee", "butter", "rye", "tea"}


def test_a_purchase_logged_late_counts_at_once(shop: Shop) -> None:
    known = learned(shop)
    shop.sell(ADA, a_sold("coffee"), ago=3)
    assert told(shop, ADA, known)[0] == ()
    assert told(shop, ADA, known)[0] == told(shop, ADA)[0]


def test_a_customer_who_is_new_since_stands_in_the_shop(shop: Shop) -> None:
    known = learned(shop)
    shop.sell(BEN, a_sold("rye"), ago=1)
    _, likes = told(shop, BEN, known)
    assert [(one.product, one.have, one.both) for one in likes] == [("butter", COUPLES + 2, COUPLES)]
    assert told(shop, 999, known) == ((), ())


def test_what_they_had_today_or_later_changes_nothing(shop: Shop) -> None:
    before = told(shop, ADA)
    shop.sell(ADA, a_sold("coffee"), a_sold("butter"), ago=0)
    shop.sell(ADA, a_sold("coffee"), ago=-3)
    shop.sell(BEN, a_sold("a thing of tomorrow"), ago=-1)
    assert told(shop, ADA) == before


def test_what_was_brought_back_is_not_suggested(shop: Shop) -> None:
    shop.sell(ADA, a_sold("butter"), ago=9)
    shop.log(ADA, kind=Kind.RETURN, lines=(a_sold("butter", quantity=-1),), ago=8)
    assert "butter" not in [one.product for one in told(shop, ADA)[1]]


def test_what_was_bought_for_somebody_else_is_not_theirs(shop: Shop) -> None:
    assert [due.product for due in told(shop, ADA)[0]] == ["coffee"]
    entries = shop.read(lambda reader: stored.entries_of(reader, ADA))
    bought = [one for one, _ in entries if any(line.product == "coffee" for line in shop.entry(one).lines)]
    for one in bought:
        shop.run("log_edit", partial(interactions.buy_for, interaction_id=one, whom="her son"))
    assert told(shop, ADA)[0] == ()
    for one in bought:
        shop.run("log_edit", partial(interactions.buy_for, interaction_id=one, whom=""))
    assert [due.product for due in told(shop, ADA)[0]] == ["coffee"]


@pytest.mark.parametrize(
    ("kind", "value"),
    [("dislikes", "BUTTER"), ("allergy", "eggs or butter"), ("avoid", "rye"), ("Intolerance", "butter")],
)
def test_dislikes_are_respected(shop: Shop, kind: str, value: str) -> None:
    shop.learn(ADA, kind, value)
    assert told(shop, ADA)[1] == ()
    assert everyone(shop)[ADA][1] == ()


def test_what_they_want_again_goes_too(shop: Shop) -> None:
    shop.learn(ADA, "avoid", "Coffée")
    assert told(shop, ADA)[0] == ()


def test_what_somebody_else_dislikes_bars_nothing(shop: Shop) -> None:
    shop.learn(ADA, "dislikes", "butter", about="her sister")
    shop.learn(BEN, "dislikes", "butter")
    shop.learn(ADA, "likes", "butter")
    assert [one.product for one in told(shop, ADA)[1]] == ["butter"]


def test_a_dislike_that_was_taken_back_bars_no_more(shop: Shop) -> None:
    shop.learn(ADA, "dislikes", "butter")
    shop.operations.undo()
    assert [one.product for one in told(shop, ADA)[1]] == ["butter"]


def next_products(shop: Shop) -> dict[int, tuple[list[str], list[str]]]:
    known = learned(shop)
    return shop.read(lambda reader: known.next_products(reader, 3, 2))


def test_everyone_has_their_next_products(shop: Shop) -> None:
    found = next_products(shop)
    assert len(found) == 2 + 2 * COUPLES
    assert set(found[ADA][0]) >= {"coffee", "postage"}
    assert found[ADA][1] == ["butter", "tea"]
    assert all("" not in usual + new for usual, new in found.values())


def test_next_products_know_no_dislike_of_the_day_itself(shop: Shop) -> None:
    shop.learn(ADA, "dislikes", "butter")
    assert next_products(shop)[ADA][1] == ["butter", "tea"]
    shop.operations.undo()
    shop.now -= timedelta(days=1)
    shop.learn(ADA, "dislikes", "butter")
    shop.now += timedelta(days=1)
    assert next_products(shop)[ADA][1] == ["tea"]


def test_learning_can_be_stopped(shop: Shop) -> None:
    class StoppedError(Exception):
        pass

    def stop() -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        shop.read(lambda reader: items.learn(reader, TODAY, stop))


ODD = ('a, "b"\nc', "=1+1", "\u202etac", "🫖", "ﬁne  ﬂour", "x" * 4000, "'; DROP TABLE product; --", "\u0000")


def test_odd_names_are_told_as_they_are() -> None:
    shop = Shop()
    for number in range(8):
        customer = shop.customer(f"Guest {number}")
        for ago in (30, 60, 90):
            shop.sell(customer, *(a_sold(name) for name in ODD), ago=ago + number)
        shop.learn(customer, "dislikes", ODD[6] if number else ODD[0])
    names = {due.product for wants, _ in everyone(shop).values() for due in wants}
    assert names
    assert names <= set(ODD)
    assert all(set(usual) <= set(ODD) for usual, _ in next_products(shop).values())
    shop.close()


@pytest.mark.parametrize("ago", [0, -30])
def test_a_shop_whose_entries_are_all_to_come_has_nothing_to_tell(ago: int) -> None:
    shop = Shop()
    for number in range(9):
        shop.sell(shop.customer(f"Guest {number}"), a_sold("tea"), a_sold("rye"), ago=ago - number)
    assert next_products(shop) == {}
    assert told(shop, 1) == ((), ())
    shop.close()


def test_who_only_brought_things_back_is_told_nothing() -> None:
    shop = Shop()
    for number in range(9):
        shop.log(shop.customer(f"Guest {number}"), kind=Kind.RETURN, lines=(a_sold("tea", quantity=-1),), ago=number)
    assert not any(wants or likes for wants, likes in everyone(shop).values())
    assert all(usual == new == [] for usual, new in next_products(shop).values())
    shop.close()


def test_an_empty_shop_has_nothing_to_tell() -> None:
    shop = Shop()
    ada = shop.customer("Ada")
    assert told(shop, ada) == ((), ())
    assert next_products(shop) == {}
    known = learned(shop)
    shop.sell(ada, a_sold("tea"), ago=3)
    assert told(shop, ada, known) == ((), ())
    shop.close()
