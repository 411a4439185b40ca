"""The owner's pages of Insights in a window: figures that open, rules that are changed by key and undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from relapp.domain.segments import Rules, Segment
from relapp.domain.staff import Role
from relapp.services import segments, staff
from relapp.services.pages.insights import value as page
from relapp.ui.background import Background
from relapp.ui.editing import Editing
from relapp.ui.insights.figure import FigureTile
from relapp.ui.insights.figures import Figures
from relapp.ui.insights.pages import PAGES
from relapp.ui.insights.segment_rules import RulesSheet
from relapp.ui.insights.sheets import ExplainSheet, PeopleSheet
from relapp.ui.insights.view import InsightsView
from tests.services.value_shops import costs
from tests.shop import Shop, a_sold


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    # In a file: the worker reads beside the window.
    made = Shop(tmp_path / "shop.relapp")
    QLocale.setDefault(QLocale("en_GB"))
    yield made
    QLocale.setDefault(QLocale.c())
    made.close()


@pytest.fixture
def screen(shop: Shop, qtbot: QtBot) -> Iterator[Screen]:
    made = Screen(shop, qtbot)
    yield made
    made.close()


class Screen:
    """Insights in a window of its own."""

    def __init__(self, shop: Shop, qtbot: QtBot) -> None:
        self.shop, self._qtbot = shop, qtbot
        for number in range(12):
            one = shop.customer(f"Customer {number}")
            for ago in range(3, 400, 20 + number):
                shop.sell(one, a_sold("rye", 900 + 100 * number), ago=ago)
        self.editing = Editing(shop.operations)
        self._background = Background()
        self.figures = Figures(self.editing, self._background)
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.resize(1000, 900)
        self.view = InsightsView(self.editing, self.figures, PAGES)
        self.view.setParent(self.window)
        self.view.resize(1000, 900)
        self.window.show()

    def show(self, name: str) -> None:
        self.view.show_page(name)
        self._qtbot.waitUntil(lambda: self.view.current.name == name and self.view.easel is not None)

    def tiles(self) -> dict[str, FigureTile]:
        easel = self.view.easel
        assert easel is not None
        return {tile.figure.label: tile for tile in easel.findChildren(FigureTile)}

    def sheet(self, kind: type[Any]) -> Any:
        self._qtbot.waitUntil(lambda: self.window.findChild(kind) is not None)
        return self.window.findChild(kind)

    def close(self) -> None:
        self.figures.close()
        self._background.close()


def test_figures_open_whom_they_count_and_say_why(shop: Shop, screen: Screen) -> None:
    screen.show("value")
    tiles = screen.tiles()
    assert list(tiles) == ["Customers paid", "Left after goods", "Expected within a year", "Below zero"]
    assert tiles["Left after goods"].figure.value == "not known"
    QTest.keyClick(tiles["Customers paid"], Qt.Key.Key_Return)
    people = screen.sheet(PeopleSheet)
    assert people.model.rowCount() == 12
    people.dismiss()
    QTest.keyClick(tiles["Expected within a year"], Qt.Key.Key_W)
    assert "365 days" in screen.sheet(ExplainSheet).card.accessibleDescription()


def test_rules_are_changed_after_saying_who_moves_and_undone(shop: Shop, screen: Screen, qtbot: QtBot) -> None:
    screen.show("value")
    assert screen.view.easel is not None
    button = next(one for one in screen.view.easel.findChildren(QPushButton) if "served" in one.text())
    QTest.keyClick(button, Qt.Key.Key_Space)
    sheet: RulesSheet = screen.sheet(RulesSheet)
    assert sheet.summary.text() == "Nobody would stand elsewhere."
    sheet.top.setValue(50)
    sheet.least.setValue(-5)
    sheet.preview()
    assert sheet.rules() == Rules(top=50, least=-500)
    assert sheet.summary.text() == "3 customers would stand elsewhere:"
    assert {move.now for move in sheet.moved()} == {Segment.MOST_VALUABLE}
    assert shop.read(segments.rules) == Rules()
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    assert shop.read(segments.rules) == Rules(top=50, least=-500)
    qtbot.waitUntil(lambda: _valuable(screen) == 6)
    screen.editing.undo()
    assert shop.read(segments.rules) == Rules()


def _valuable(screen: Screen) -> int:
    found = screen.figures.of(next(one for one in PAGES if one.name == "value"))
    assert isinstance(found, page.Value)
    return len(found.first(Segment.MOST_VALUABLE, None))


def test_return_on_customer_tells_its_parts(shop: Shop, screen: Screen) -> None:
    screen.show("returns")
    tiles = screen.tiles()
    assert list(tiles) == ["Return on customer", "Taken in", "To come, at the start", "To come, now"]
    assert tiles["Return on customer"].figure.value.endswith("%")
    assert "2005" in tiles["Return on customer"].figure.why[0]


def test_with_costs_it_is_profit(shop: Shop, screen: Screen) -> None:
    costs(shop, other_goods_cost=60)
    screen.show("returns")
    assert "Earned" in screen.tiles()


def test_staff_find_the_owners_pages_grey(shop: Shop, screen: Screen) -> None:
    shop.run("staff_add", lambda tx: staff.add(tx, "Bea", Role.OWNER))
    tom = shop.run("staff_add", lambda tx: staff.add(tx, "Tom"))
    screen.show("value")
    screen.editing.staff_id = tom
    assert screen.view.current.name == "kept"
    assert not screen.view.segments["value"].isEnabled()
    assert not screen.view.segments["returns"].isEnabled()
    screen.view.show_page("value")
    assert screen.view.current.name == "kept"
