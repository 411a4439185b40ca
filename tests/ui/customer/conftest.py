"""A shop with one customer whose page has something in every part of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from relapp.domain.customers import ContactKind, NewContactPoint, NewCustomer
from relapp.domain.facts import Certainty, NewFact
from relapp.domain.interactions import Direction, Kind, NewPurchaseLine
from relapp.domain.promises import NewPromise
from relapp.domain.wishes import NewWish
from relapp.services import customers, facts, promises, staff
from relapp.services.operations import Operations
from relapp.storage.database import Database
from relapp.ui.customer.view import CustomerView
from relapp.ui.editing import Editing
from tests.ui.customer.shop import LONG_NOTE, NOW, TODAY, Shop


@pytest.fixture(autouse=True)
def british_english() -> Iterator[None]:
    """Days and amounts are worded alike on every machine."""
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def shop(qapp: QApplication) -> Iterator[Shop]:
    database = Database.in_memory()
    operations = Operations(database, now=lambda: NOW)
    ina = operations.run("staff_add", lambda tx: staff.add(tx, "Ina")).result
    tom = operations.run("staff_add", lambda tx: staff.add(tx, "Tom")).result
    operations.staff_id = ina
    contacts = (
        NewContactPoint(ContactKind.PHONE, "07700 904417"),
        NewContactPoint(ContactKind.EMAIL, "ana@example.org"),
    )
    new = NewCustomer("Ana Moreira", "Ana", contacts=contacts)
    ana = operations.run("customer_add", lambda tx: customers.add(tx, new))
    bea = operations.run("customer_add", lambda tx: customers.add(tx, NewCustomer("Bea Osei")))
    editing = Editing(operations)
    found = Shop(editing, operations, ina, tom, ana.result, bea.result)
    editing.told.connect(found.told.append)
    yield found
    database.close()


@pytest.fixture
def full_shop(shop: Shop) -> Shop:
    """Ana has everything: purchases, facts of each certainty, promises, a wish, a long note, a shared visit."""
    bread = (NewPurchaseLine("wholemeal", Decimal(2), 320, 0, 640),)
    for week in range(6):
        shop.log(40 + 7 * week, Kind.PURCHASE, lines=bread)
    shop.log(12, Kind.NOTE, LONG_NOTE)
    shop.log(3, Kind.VISIT, "Came with Bea.", customers=(shop.ana, shop.bea), facts=(NewFact("allergy", "rye"),))
    shop.log(
        2, Kind.CALL, "Will the spelt come?", by=shop.tom, direction=Direction.IN,
        promises=(NewPromise("Answer about the spelt", TODAY - timedelta(days=1)),), wishes=(NewWish("spelt"),),
    )  # fmt: skip
    shop.log(0.1, Kind.MESSAGE, "Sent a picture.", by=shop.tom)

    def learn(new: NewFact, years_ago: int) -> None:
        learned = TODAY.replace(year=TODAY.year - years_ago)
        shop.operations.run("fact_learn", lambda tx: facts.learn(tx, shop.ana, new, learned=learned))

    learn(NewFact("size", "39"), 3)
    learn(NewFact("likes", "seeded crust", certainty=Certainty.SEEN), 0)
    learn(NewFact("dog", "a poodle", certainty=Certainty.GUESSED), 0)
    shop.operations.run("promise_give", lambda tx: promises.give(tx, shop.ana, NewPromise("Keep a loaf back")))
    return shop


@pytest.fixture
def view(qtbot: QtBot, full_shop: Shop) -> CustomerView:
    """Ana's page, shown."""
    page = CustomerView(full_shop.editing)
    qtbot.addWidget(page)
    page.resize(760, 820)
    page.show()
    page.show_customer(full_shop.ana)
    page.activateWindow()
    QApplication.processEvents()
    return page
