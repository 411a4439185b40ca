"""The seven sentences over the shop: the same as on each customer's own card, whole or drawn, and after a change."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import pytest

from relapp.domain.interactions import Kind
from relapp.domain.intervals import wilson
from relapp.domain.relationship import Aspect, Story
from relapp.services.pages import relationship
from relapp.services.pages.insights import signs as page
from relapp.services.pages.insights.asking import Asked
from relapp.services.pages.insights.signs import SignsPage, code_of
from relapp.storage.database import Database
from relapp.storage.reader import Reader
from tests.builders import TODAY
from tests.shop import Shop, a_sold

TODAYS = Asked(TODAY)


def load(shop: Shop, asked: Asked = TODAYS) -> SignsPage:
    return shop.read(lambda reader: page.load(reader, asked))


def test_they_are_those_of_every_single_card(bakery: Database) -> None:
    with bakery.read() as reader:
        found = page.load(reader, Asked(TODAY))
        cards = {one: relationship.page(reader, one, TODAY) for one in found.looked}
        opened = {
            (aspect, holds): page.behind(reader, found, code_of(aspect, holds=holds), Asked(TODAY)).customers
            for aspect in Aspect
            for holds in (True, False)
        }
    assert found.everybody == len(cards) > 100
    assert not found.is_drawn
    for one, card in cards.items():
        assert card is not None
        assert found.holding[one] == {told.aspect for told in card.statements if told.holds}, card.customer.name
    for (aspect, holds), people in opened.items():
        expected = [one for one in found.looked if (aspect in found.holding[one]) is holds]
        assert list(people) == expected
        assert expected or not holds


def test_a_large_shop_is_told_by_a_draw_that_is_always_the_same(
    bakery: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with bakery.read() as reader:
        whole = page.load(reader, Asked(TODAY))
        monkeypatch.setattr(page, "MOST", 40)
        drawn, again = (page.load(reader, Asked(TODAY)) for _ in range(2))
    assert drawn == again
    assert drawn.is_drawn
    assert len(drawn.looked) == 40
    assert set(drawn.looked) < set(whole.looked)
    assert {one: whole.holding[one] for one in drawn.looked} == drawn.holding
    yes = len(drawn.who(Aspect.MUTUAL))
    assert drawn.interval(Aspect.MUTUAL) == wilson(yes, 40)


def test_only_who_changed_is_looked_at_again(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    ana, ben = shop.customer("Ana"), shop.customer("Ben")
    for one in (ana, ben):
        shop.sell(one, a_sold("rye", 320), ago=9)
    before = load(shop)
    assert not before.who(Aspect.BENEFIT)
    shop.log(ana, kind=Kind.FEEDBACK, words="Wonderful bread, thank you", ago=1)
    seen: list[int] = []

    def noted(reader: Reader, ids: Collection[int], day: date) -> dict[int, Story]:
        seen.extend(ids)
        return relationship.stories(reader, ids, day)

    monkeypatch.setattr(page, "stories", noted)
    found = load(shop, Asked(TODAY, before, frozenset({ana})))
    assert seen == [ana]
    assert found.who(Aspect.BENEFIT) == (ana,)
    assert found == load(shop), "as when all are looked at anew"
