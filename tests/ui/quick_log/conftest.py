"""A small shop and a log line in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from relapp.domain.customers import ContactKind, NewContactPoint, NewCustomer
from relapp.domain.interactions import Interaction, Kind, NewInteraction, NewPurchaseLine
from relapp.services import customers, interactions
from relapp.services.operations import Operations
from relapp.storage import timeline
from relapp.storage.database import Database
from relapp.ui.editing import Editing, Notice
from relapp.ui.quick_log.form import QuickLogForm
from tests.builders import TODAY, at


class Shop:
    """A real shop in memory, with what was told to the person."""

    def __init__(self) -> None:
        self.now: datetime = at(TODAY, 10)
        self.database = Database.in_memory()
        self.operations = Operations(self.database, now=lambda: self.now)
        self.editing = Editing(self.operations)
        self.told: list[Notice] = []
        self.editing.told.connect(self.told.append)
        self.ana = self.add("Ana Moreira", "07700 904417")
        self.ben = self.add("Ben Osei", "07700 900333")

    def add(self, name: str, phone: str = "") -> int:
        contacts = (NewContactPoint(ContactKind.PHONE, phone),) if phone else ()
        new = NewCustomer(name, contacts=contacts)
        return self.operations.run("customer_add", lambda tx: customers.add(tx, new)).result

    def has_bought(self, customer_id: int, *ago: int, product: str = "Small wholemeal") -> None:
        for days in ago:
            line = NewPurchaseLine(product, Decimal(1), 320, amount=320)
            entry = NewInteraction((customer_id,), Kind.PURCHASE, self.now - timedelta(days=days), lines=(line,))
            self.operations.run("log", partial(interactions.log, entry=entry))

    def timeline(self, customer_id: int) -> list[Interaction]:
        return self.editing.read(lambda reader: timeline.page(reader, customer_id))


@pytest.fixture
def shop(qapp: object) -> Iterator[Shop]:
    shop = Shop()
    yield shop
    shop.database.close()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """A window to show things in, as wide as a page."""
    window = QWidget()
    window.resize(760, 500)
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def form_for(shop: Shop, window: QWidget) -> Callable[[int | None], QuickLogForm]:
    """Makes the form of a customer's page, or of no page."""

    def make(customer_id: int | None = None) -> QuickLogForm:
        form = QuickLogForm(shop.editing, customer_id=customer_id, place="test", parent=window)
        form.resize(720, 400)
        form.show()
        window.activateWindow()
        form.focus_line()
        return form

    return make
