"""What a customer brings, folded out over their page: for an owner, line by line, each opening what it is made of."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from relapp.domain.cases import NewCase
from relapp.domain.errors import UserError
from relapp.domain.interactions import Kind
from relapp.domain.money import Money
from relapp.domain.questions import Unknown
from relapp.domain.receipts import Receipt, Source
from relapp.domain.staff import Role
from relapp.domain.starters import SHARE, Trade
from relapp.domain.suggestions.signals import Outlook, Range
from relapp.domain.value import Line
from relapp.services import cases, questions, staff
from relapp.services.pages import customer_value
from relapp.services.pages.insights import value as insights
from relapp.services.pages.insights.asking import Asked
from relapp.ui.customer.value_sheet import ValueSheet
from relapp.ui.customer.view import CustomerView
from relapp.ui.editing import Editing, Notice
from relapp.ui.wording import money
from relapp.ui.wording.starters import bank
from tests.builders import TODAY
from tests.services.value_shops import costs
from tests.shop import Shop, a_sold

OUTLOOK = Outlook(0.5, 12_345.0, potential=Range(100, 200, 365, 12))


@pytest.fixture
def shop() -> Iterator[Shop]:
    made = Shop()
    yield made
    made.close()


class Page:
    """The page of one customer in a window."""

    def __init__(self, shop: Shop, qtbot: QtBot, customer_id: int) -> None:
        self.shop = shop
        self.editing = Editing(shop.operations)
        self.told: list[Notice] = []
        self.editing.told.connect(self.told.append)
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.resize(1000, 800)
        self.view = CustomerView(self.editing, self.window)
        self.view.resize(1000, 800)
        self.view.outlook_of = lambda _: OUTLOOK
        self.window.show()
        self.view.show_customer(customer_id)
        self.view.setFocus()

    def press_v(self) -> ValueSheet | None:
        QTest.keyClick(self.view, Qt.Key.Key_V)
        return self.window.findChild(ValueSheet)


def a_costly_customer(shop: Shop) -> tuple[int, int, int]:
    """Ada, what she brought back, and the case that cost more than she paid."""
    ada = shop.customer("Ada")
    shop.sell(ada, a_sold("rye", 1000), ago=9)
    back = shop.log(ada, kind=Kind.RETURN, ago=8, lines=(a_sold("rye", -300, -1),))
    shop.now = shop.now.replace(day=5)
    case = shop.run("case_open", lambda tx: cases.open_case(tx, ada, NewCase("late", remedy="credit", cost=950)))
    shop.now = shop.now.replace(day=6)
    return ada, back, case


def test_the_lines_add_up_and_open_what_they_are_made_of(shop: Shop, qtbot: QtBot) -> None:
    ada, back, case = a_costly_customer(shop)
    page = Page(shop, qtbot, ada)
    sheet = page.press_v()
    assert sheet is not None
    euro = {row.head: row.tag for row in sheet.findChildren(type(sheet.items[0]))}
    assert euro["Paid"] == money.money(Money(1000, "EUR"))
    assert euro["Remains"] == money.money(Money(-250, "EUR"))
    assert [row.head for row in sheet.items] == ["Given back for returns", "Putting complaints right"]
    shown: list[tuple[Receipt, ...]] = []
    page.view.evidence_wanted.connect(lambda receipts, *_: shown.append(receipts))
    sheet.items[0].setFocus()
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    assert shown == [(Receipt(Source.INTERACTION, back),)]
    with shop.database.read() as reader:
        found = customer_value.page(reader, ada, TODAY, None, None)
        assert customer_value.behind(reader, found, Line.REMEDIES) == (Receipt(Source.CASE, case),)
        assert customer_value.behind(reader, found, Line.GOODS) == ()


def test_staff_are_told_why_not_and_the_service_refuses(shop: Shop, qtbot: QtBot) -> None:
    ada, _, _ = a_costly_customer(shop)
    shop.run("staff_add", lambda tx: staff.add(tx, "Bea", Role.OWNER))
    tom = shop.run("staff_add", lambda tx: staff.add(tx, "Tom"))
    shop.operations.staff_id = tom
    page = Page(shop, qtbot, ada)
    assert page.press_v() is None
    assert page.told[-1].failed
    assert not page.view.header.potential.isVisible()
    with shop.database.read() as reader, pytest.raises(UserError, match=r"permission\.owner"):
        customer_value.page(reader, ada, TODAY, tom, None)


def test_where_else_they_buy_is_said_as_told_with_its_day(shop: Shop, qtbot: QtBot) -> None:
    ada, _, _ = a_costly_customer(shop)
    starter = next(one for one in bank(Trade.ANY) if one.code == SHARE)
    shop.run("question_take", lambda tx: questions.take(tx, [starter]))
    asked = shop.read(lambda reader: next(one for one in questions.bank(reader) if one.code == SHARE))
    shop.run("question_answer", lambda tx: questions.answer(tx, ada, Unknown(asked), "half of it at Miller's"))
    with shop.database.read() as reader:
        told = customer_value.page(reader, ada, TODAY, None, None).share
        listed = insights.load(reader, Asked(TODAY)).shares
    assert told is not None
    assert (told.value, told.learned) == ("half of it at Miller's", TODAY)
    assert [fact.id for fact in listed] == [told.id]


def test_costs_that_nobody_told_are_said_to_be_unknown(shop: Shop, qtbot: QtBot) -> None:
    ada, _, _ = a_costly_customer(shop)
    sheet = Page(shop, qtbot, ada).press_v()
    assert sheet is not None
    rows = {row.head: row for row in sheet.findChildren(type(sheet.items[0]))}
    assert rows["Goods"].tag == "not known"
    assert rows["Remains"].under == "at most: some costs are not told"
    sheet.dismiss()
    costs(shop, other_goods_cost=50)
    known = shop.read(lambda reader: customer_value.page(reader, ada, TODAY, None, None))
    assert (known.year.goods, known.year.remains) == (350, -600)
