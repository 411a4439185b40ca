"""What is offered to remember, under real keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from relapp.services.pages import customer as customer_page
from relapp.ui.quick_log.form import QuickLogForm
from tests.ui.quick_log.conftest import Shop


def facts_of(shop: Shop, customer_id: int) -> list[str]:
    found = shop.editing.read(lambda reader: customer_page.page(reader, customer_id, shop.now.date()))
    assert found is not None
    return [fact.value for fact in found.facts]


def test_enter_on_a_chip_accepts_it_and_the_next_enter_saves(
    shop: Shop, form_for: Callable[[int | None], QuickLogForm]
) -> None:
    form = form_for(shop.ana)
    QTest.keyClicks(form.line, "will bring her daughter's size 39 on Tuesday")
    chip = form.offers.buttons[1]
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Return)
    assert chip.isChecked()
    assert facts_of(shop, shop.ana) == []
    QTest.keyClick(chip, Qt.Key.Key_Return)
    assert facts_of(shop, shop.ana) == ["39"]


def test_space_takes_a_tick_away_again(shop: Shop, form_for: Callable[[int | None], QuickLogForm]) -> None:
    form = form_for(shop.ana)
    QTest.keyClicks(form.line, "likes rye")
    chip = form.offers.buttons[0]
    QTest.keyClick(chip, Qt.Key.Key_Space)
    QTest.keyClick(chip, Qt.Key.Key_Space)
    assert not chip.isChecked()
