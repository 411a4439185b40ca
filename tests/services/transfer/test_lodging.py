"""Where the rows of another shop's file find their place."""

from __future__ import annotations

from relapp.services.transfer.storing.lodging import Lodging
from tests.shop import Shop


def test_who_waits_is_asked_while_the_shops_people_are_read(shop: Shop) -> None:
    ana = shop.customer("Ana Moreira")
    asked: list[str] = []
    with shop.database.read() as reader:
        lodging = Lodging(reader, lambda: asked.append("go on?"))
        assert lodging.person({"reference": "", "name": "Ana Moreira"}, {}) == ana
    assert asked
