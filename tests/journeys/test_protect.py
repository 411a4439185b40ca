"""Promises of the row R3, protect the customer, and of V4, today's sale against the relationship."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication

from relapp.domain.cases import Cause, NewCase, Remedy
from relapp.domain.customers import NewCustomer
from relapp.domain.facts import FactKind, NewFact
from relapp.domain.interactions import Kind, NewInteraction, NewPurchaseLine
from relapp.services import cases, customers, facts, interactions
from relapp.ui.quick_log.beside import Beside
from relapp.ui.quick_log.form import QuickLogForm
from tests.journeys.conftest import NOW, Desk


def learned(desk: Desk, kind: str, value: str) -> None:
    one = desk.customer("ana")
    desk.do("fact_learn", lambda tx: facts.learn(tx, one, NewFact(kind, value)))


def sold(desk: Desk, product: str, ago: int, name: str = "ana") -> None:
    line = NewPurchaseLine(product, Decimal(1), 4000, amount=4000)
    entry = NewInteraction((desk.customer(name),), Kind.PURCHASE, NOW - timedelta(days=ago), lines=(line,))
    desk.do("log", lambda tx: interactions.log(tx, entry))


@pytest.fixture
def shop(desk: Desk) -> Desk:
    desk.do("customer_add", lambda tx: customers.add(tx, NewCustomer("Ana Moreira")))
    desk.do("customer_add", lambda tx: customers.add(tx, NewCustomer("Ben Osei")))
    return desk


def to_the_line(desk: Desk) -> None:
    """The line of Ana's page has the keyboard."""
    desk.find("ana")
    desk.press("L")


def form(desk: Desk) -> QuickLogForm:
    return desk.session.customers.form


def beside(desk: Desk) -> Beside:
    return form(desk).beside


def said(desk: Desk) -> str:
    """What stands beside the line of the open page."""
    return beside(desk).caution.label.text() if beside(desk).caution.isVisible() else ""


def counted(desk: Desk, name: str = "ana") -> int:
    return len(desk.entries(name))


def test_an_allergy_is_told_while_the_sale_is_typed_and_one_more_enter_goes_on(shop: Desk) -> None:
    learned(shop, FactKind.ALLERGY, "nuts")
    to_the_line(shop)
    shop.type("bought walnut loaf 4.20")
    assert said(shop) == "Allergic to nuts (told today): walnut loaf."
    assert said(shop) in form(shop).line.accessibleDescription()
    shop.press("Return")
    assert counted(shop) == 0
    assert QApplication.focusWidget() is form(shop).line
    shop.press("Return")
    assert counted(shop) == 1
    assert said(shop) == ""


def test_its_receipts_are_one_key_away_and_the_line_stays(shop: Desk) -> None:
    learned(shop, FactKind.ALLERGY, "nuts")
    to_the_line(shop)
    shop.type("bought walnut loaf 4.20")
    shop.press("Alt+Y")
    assert shop.view.evidence.isVisible()
    assert form(shop).line.toPlainText() == "bought walnut loaf 4.20"
    shop.press("Escape")
    assert not shop.view.evidence.isVisible()


def test_in_the_overlay_the_receipts_open_on_the_customers_page_and_the_line_is_kept(shop: Desk) -> None:
    learned(shop, FactKind.ALLERGY, "nuts")
    shop.press("Ctrl+1")
    shop.press("F2")
    shop.type("ana: bought walnut loaf 4.20")
    overlay = shop.session.log
    assert overlay.form.beside.caution.label.text() == "Allergic to nuts (told today): walnut loaf."
    shop.press("Alt+Y")
    assert not overlay.isVisible()
    assert shop.view.evidence.isVisible()
    shop.press("Escape")
    assert shop.window.page == "today"
    shop.press("F2")
    assert overlay.form.line.toPlainText() == "ana: bought walnut loaf 4.20"
    shop.press("Return")
    shop.press("Return")
    assert counted(shop) == 1


def test_who_is_warned_of_among_several_is_named(shop: Desk) -> None:
    learned(shop, FactKind.DISLIKES, "rye")
    shop.press("F2")
    shop.type("ben and ana: bought rye 3.20")
    assert shop.session.log.form.beside.caution.label.text() == "Ana Moreira: Does not like rye (told today): rye."


def test_nothing_is_said_where_nothing_is_known_and_one_enter_saves(shop: Desk) -> None:
    learned(shop, FactKind.ALLERGY, "nuts")
    to_the_line(shop)
    shop.type("bought rye 3.20")
    assert not beside(shop).isVisible()
    shop.press("Return")
    assert counted(shop) == 1


def test_a_thing_that_the_settings_say_is_needed_once_is_not_sold_twice_unseen(shop: Desk) -> None:
    sold(shop, "Steel kettle", 200)
    shop.press("Ctrl+,")
    shop.tab_to("Things of which one is enough, with commas between them")
    shop.type("kettle, bread knife")
    shop.press("Tab")
    to_the_line(shop)
    shop.type("bought steel kettle 40.00")
    assert said(shop) == "Has one already: Steel kettle, bought 18 Oct 2024."


def test_what_others_took_only_once_is_told_in_plain_numbers(shop: Desk) -> None:
    for name in ("Bea", "Cy", "Dov", "Eve", "Fay", "Gus", "Hal", "Ivo", "Jan"):
        shop.do("customer_add", partial(customers.add, new=NewCustomer(name)))
        sold(shop, "Steel kettle", 300, name)
        sold(shop, "Rye", 200, name)
    sold(shop, "Steel kettle", 200)
    to_the_line(shop)
    shop.type("bought steel kettle 40.00")
    assert said(shop) == (
        "Has one already: Steel kettle, bought 18 Oct 2024. None of 9 others who have it took another."
    )


def test_a_warranty_by_the_months_that_the_settings_say(shop: Desk) -> None:
    sold(shop, "Steel kettle", 200)
    shop.press("Ctrl+,")
    shop.tab_to("Months of warranty from the day of the sale, with commas between them")
    shop.type("kettle two")
    shop.press("Tab")
    assert shop.shown() == "kettle two: type a thing and its months, such as kettle 24. Nothing was changed."
    shop.tab_to("Months of warranty from the day of the sale, with commas between them")
    shop.press("Ctrl+A")
    shop.type("kettle 24")
    shop.press("Tab")
    to_the_line(shop)
    shop.type("repaired the kettle 25.00")
    assert said(shop) == "Under warranty until 18 Oct 2026: Steel kettle, bought 18 Oct 2024."


def test_a_credit_is_told_until_a_sale_speaks_of_it(shop: Desk) -> None:
    to_the_line(shop)
    shop.type("credit 20 euros")
    shop.press("Ctrl+Return")
    assert [(fact.kind, fact.value) for fact in shop.page("ana").facts] == [("credit", "20 euros")]
    shop.type("bought rye 3.20")
    assert said(shop) == "Has a credit since today: “20 euros”."
    shop.type(", used her credit")
    assert said(shop) == ""
    shop.press("Return")
    shop.type("bought rye 3.20")
    assert said(shop) == ""


def test_a_credit_given_for_a_complaint_is_told_with_its_case(shop: Desk) -> None:
    new = NewCase(Cause.LATE, 2, Remedy.CREDIT, 500)
    one = shop.customer("ana")
    shop.do("case_open", lambda tx: cases.open_case(tx, one, new))
    to_the_line(shop)
    shop.type("bought rye 3.20")
    assert said(shop) == "Has a credit since today: €5.00."
    shop.press("Alt+Y")
    assert shop.view.evidence.isVisible()


# -- V4: today's sale against the relationship --


@pytest.mark.parametrize(
    "line", ["returned the kettle 40.00", "refunded 12", "bought rye 3.20, 10% off", "on the house"]
)
def test_beside_what_is_given_away_stands_what_they_may_go_on_to_spend(shop: Desk, line: str) -> None:
    to_the_line(shop)
    shop.type(line)
    assert beside(shop).cost.isVisible()
    assert "too few to say" in beside(shop).cost.text()
    shop.press("Return")
    assert counted(shop) == 1


def test_an_ordinary_sale_is_held_against_nothing(shop: Desk) -> None:
    to_the_line(shop)
    shop.type("bought rye 3.20")
    assert not beside(shop).cost.isVisible()
