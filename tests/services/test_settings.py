"""The shop's own settings."""

from __future__ import annotations

from datetime import time

import pytest

from relapp.domain.interactions import Direction, Kind
from relapp.domain.suggestions.budget import Budget
from relapp.domain.suggestions.codes import Peace
from relapp.domain.suggestions.model import SuggestionKind
from relapp.domain.suggestions.quiet import Quiet
from relapp.services import drafts, settings
from relapp.services.dossiers import shop_view
from relapp.services.pages import settings as settings_page
from relapp.services.pages import shop as shop_page
from relapp.services.settings import ShopSettings
from relapp.services.suggestions import board
from relapp.storage import settings as stored
from relapp.storage.transaction import Transaction
from tests.builders import TODAY
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
    page = shop.read(lambda reader: settings_page.page(reader, TODAY))
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


# -- suggestions --


def test_the_suggestions_settings_become_what_the_rules_read(shop: Shop) -> None:
    own = ShopSettings()
    assert (own.budget, own.quiet, own.off) == (Budget(), Quiet(), frozenset())
    changed = {"budget_days": 30, "budget_calls": 1, "budget_writings": 2, "budget_letters": 0}
    quiet = {"quiet_from": time(18, 30), "quiet_to": time(9), "quiet_days": {6, 0}}
    off = [SuggestionKind.TIDY, SuggestionKind.DATE]
    shop.run("setting", lambda tx: settings.change(tx, kinds_off=off, language="de", **changed, **quiet))
    own = shop.read(settings.read)
    assert own.budget == Budget(30, 1, 2, 0)
    assert own.quiet == Quiet(time(18, 30), time(9), frozenset({0, 6}))
    assert (own.quiet_days, own.kinds_off) == ((0, 6), (SuggestionKind.DATE, SuggestionKind.TIDY))
    assert own.off == frozenset(off)
    view = shop.read(lambda reader: shop_view(reader, hour=time(7)))
    assert (view.budget, view.quiet, view.off, view.hour) == (own.budget, own.quiet, own.off, time(7))
    shop.operations.undo()
    assert shop.read(settings.read) == ShopSettings()
    assert shop.read(lambda reader: shop_view(reader)).hour is None


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("budget_days", 0),
        ("budget_days", 367),
        ("budget_days", True),
        ("budget_days", "30"),
        ("budget_calls", -1),
        ("budget_writings", 100),
        ("budget_letters", 1.5),
        ("quiet_from", "25:00"),
        ("quiet_from", "morning"),
        ("quiet_to", 8),
        ("quiet_days", [7]),
        ("quiet_days", "0"),
        ("quiet_days", [True]),
        ("language", "tlh"),
        ("kinds_off", ["everything"]),
        ("kinds_off", "tidy"),
        ("shop_name", 5),
        ("day_first", "yes"),
        ("ready_words", ["x"]),
        ("ready_words", {"tidy": {"en": {"written": "x"}}}),
        ("ready_words", {"date": {"tlh": {"written": "x"}}}),
        ("ready_words", {"date": {"en": {"sung": "x"}}}),
        ("ready_words", {"date": {"en": {"written": ""}}}),
        ("ready_words", {"date": {"en": {"written": 5}}}),
    ],
)
def test_a_value_out_of_bounds_is_refused_and_where_it_stands_the_default_holds(
    shop: Shop, setting: str, value: object
) -> None:
    code, _ = refused(shop, lambda tx: settings.change(tx, sample=True, **{setting: value}))
    assert code == "setting.value"
    shop.run("setting", lambda tx: stored.put(tx, setting, value))
    assert shop.read(settings.read) == ShopSettings()


@pytest.mark.parametrize("kind", sorted(settings.ALWAYS_ON))
def test_what_customers_wait_for_cannot_be_switched_off(shop: Shop, kind: SuggestionKind) -> None:
    code, details = refused(shop, lambda tx: settings.change(tx, kinds_off=[kind]))
    assert (code, details) == ("setting.always_on", {"kind": kind})


def test_a_kind_that_is_switched_off_is_not_suggested(shop: Shop) -> None:
    ana = shop.customer("Ana", phone="07700 904417")
    for week in range(3, 9):
        shop.log(ana, ago=7 * week)
    kinds = [one.kind for one in shop.read(lambda reader: board(reader, TODAY)).standing[ana]]
    assert kinds == [SuggestionKind.SLIPPING]
    shop.run("setting", lambda tx: settings.change(tx, kinds_off=kinds))
    assert ana not in shop.read(lambda reader: board(reader, TODAY)).standing


def test_a_long_budget_sees_contacts_that_lie_far_back(shop: Shop) -> None:
    ana = shop.customer("Ana", phone="07700 904417")
    for week in range(3, 9):
        shop.log(ana, ago=7 * week)
    for day in range(52):
        shop.log(ana, kind=Kind.NOTE, ago=100 + day)
    shop.log(ana, kind=Kind.CALL, direction=Direction.OUT, ago=200)
    assert ana in shop.read(lambda reader: board(reader, TODAY)).standing
    shop.run("setting", lambda tx: settings.change(tx, budget_calls=1, budget_writings=1, budget_days=200))
    assert ana in shop.read(lambda reader: board(reader, TODAY)).standing
    shop.run("setting", lambda tx: settings.change(tx, budget_days=201))
    left = shop.read(lambda reader: board(reader, TODAY)).left[ana]
    assert [one.reason.code for one in left] == [Peace.BUDGET]
