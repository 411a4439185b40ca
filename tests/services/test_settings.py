"""The shop's own settings."""

from __future__ import annotations

import pytest

from relapp.services import drafts, settings
from relapp.services.pages import settings as settings_page
from relapp.services.pages import shop as shop_page
from relapp.services.settings import ShopSettings
from relapp.storage import settings as stored
from relapp.storage.transaction import Transaction
from tests.refusals import refused
from tests.shop import Shop


def test_a_new_shop_has_the_defaults(shop: Shop) -> None:
    assert shop.read(settings.read) == ShopSettings()


def test_settings_are_set_undone_and_done_again(shop: Shop) -> None:
    shop.run("setting", lambda tx: settings.change(tx, shop_name="Corner Bakery", currency="gbp", day_first=False))
    assert shop.read(settings.read) == ShopSettings("Corner Bakery", "GBP", day_first=False)
    shop.run("setting", lambda tx: settings.change(tx, shop_name="Bakery"))
    shop.operations.undo()
    assert shop.read(settings.read).shop_name == "Corner Bakery"
    shop.operations.undo()
    assert shop.read(settings.read) == ShopSettings()
    shop.operations.redo()
    assert shop.read(settings.read) == ShopSettings("Corner Bakery", "GBP", day_first=False)


@pytest.mark.parametrize("value", ["", "EU", "EURO", "12A", "€€€", "ÄÖÜ"])
def test_a_currency_is_three_letters(shop: Shop, value: str) -> None:
    code, details = refused(shop, lambda tx: settings.change(tx, shop_name="Half done", currency=value))
    assert (code, details) == ("setting.currency", {"value": value})


def test_a_setting_that_nobody_declared_is_a_mistake(shop: Shop) -> None:
    with pytest.raises(KeyError):
        shop.run("setting", lambda tx: settings.change(tx, colour="red"))


def test_what_cannot_be_read_falls_back_to_its_default(shop: Shop) -> None:
    def verb(tx: Transaction) -> None:
        stored.put(tx, "currency", 5)
        stored.put(tx, "day_first", "yes")
        stored.put(tx, "unknown", [1])

    shop.run("setting", verb)
    assert shop.read(settings.read) == ShopSettings()


def test_the_settings_page_shows_settings_and_staff(shop: Shop) -> None:
    shop.run("setting", lambda tx: settings.change(tx, shop_name="Bakery"))
    page = shop.read(settings_page.page)
    assert (page.settings.shop_name, page.staff, page.batches) == ("Bakery", (), ())


def test_a_half_typed_line_is_kept_and_is_nobodys_change(shop: Shop) -> None:
    shop.customer("Ana")
    shop.operations.undo()
    for words in ("an", "ana: tri", "", "ana: tried"):
        done = shop.operations.run("draft", lambda tx, words=words: drafts.keep(tx, "log", words))  # type: ignore[misc]
        assert done.operation_id is None
        assert shop.read(lambda reader: drafts.standing(reader, "log")) == words
    assert shop.read(lambda reader: drafts.standing(reader, "elsewhere")) == ""
    assert shop.read(shop_page.page).drafts == {"log": "ana: tried"}
    assert shop.operations.redo() is not None
