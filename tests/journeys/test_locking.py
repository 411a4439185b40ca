"""F8 and the idle lock: nothing of any customer anywhere while locked, and everything back for who comes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QModelIndex, QTimer
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDoubleSpinBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from relapp.domain.staff import Role
from relapp.services import settings, sign_in, staff
from relapp.ui import copied
from relapp.ui.locking.blank import Blank
from relapp.ui.widgets.card import Card
from relapp.ui.widgets.form_sheet import FormSheet
from tests.journeys.conftest import Desk
from tests.journeys.screens import ANA, SCREENS, TILL, one_of_all, settle
from tests.journeys.test_counter import MONEY, PRIVATE

NEEDLES = ("moreira", "wholemeal", "osei", "poodle", "spelt", "904417", "example.org", "xyzzy", "measured", "rye")
PIN = "2580"


def said_anywhere(app: QApplication) -> Iterator[str]:
    """What any widget that lives holds, seen or hidden, and what the accessible tree says of it."""
    for widget in app.allWidgets():
        yield from (widget.windowTitle(), widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
        for getter in ("text", "placeholderText", "toPlainText", "title", "currentText"):
            get = getattr(widget, getter, None)
            if callable(get) and isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit | QComboBox | QWidget):
                words = get()
                if isinstance(words, str):
                    yield words
        if isinstance(widget, QComboBox):
            yield from (widget.itemText(place) for place in range(widget.count()))
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            model = widget.model()
            for row in range(min(model.rowCount(QModelIndex()), 50)):
                indexes = (model.index(row, column) for column in range(9) if model.hasIndex(row, column))
                yield from (str(index.data() or "") for index in indexes)
        yield from (action.text() for action in widget.actions())
    for top in app.topLevelWidgets():
        yield from _heard(QAccessible.queryAccessibleInterface(top))
    yield app.clipboard().text()


def _heard(one: QAccessibleInterface | None) -> Iterator[str]:
    """Also what is said to be invisible."""
    if one is None:
        return
    for part in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value, QAccessible.Text.Help):
        yield one.text(part)
    for place in range(one.childCount()):
        yield from _heard(one.child(place))


def found(app: QApplication) -> list[str]:
    return [words for words in said_anywhere(app) if words and any(one in words.casefold() for one in NEEDLES)]


@pytest.fixture
def shop(desk: Desk) -> Desk:
    """Ina, the owner, has a PIN; Tom has none; Ana has something in every part of her page."""
    desk.do("log", one_of_all)
    desk.do("staff_add", lambda tx: staff.add(tx, "Tom"))
    ina = desk.session.editing.staff_id
    assert ina is not None
    sign_in.set_pin(desk.session.editing.operations, ina, PIN)
    desk.session.open_customers(ANA)
    settle(desk)
    return desk


def locked(desk: Desk) -> bool:
    return desk.session.is_locked


def let_in(desk: Desk, pin: str = PIN) -> None:
    desk.type(pin)
    desk.press("Return")
    settle(desk)


@pytest.mark.parametrize("name", sorted(SCREENS))
def test_nothing_of_anybody_is_left_of_any_screen(shop: Desk, name: str) -> None:
    SCREENS[name](shop)
    settle(shop)
    copied.copy("07700 904417")
    assert found(shop.app), "else this test could not fail"
    shop.press("F8")
    assert locked(shop)
    assert found(shop.app) == []
    seen = [
        words for words in said_anywhere(shop.app) if PRIVATE.search(words.replace("Ina", "")) or MONEY.search(words)
    ]
    assert seen == []
    settle(shop)
    assert found(shop.app) == [], "nothing comes back by itself"
    let_in(shop)
    assert not locked(shop)
    assert shop.window.page


def test_the_half_line_on_her_page_is_there_again(shop: Desk) -> None:
    shop.session.customers.form.line.setFocus()
    shop.type("half a li xyzzy")
    shop.press("F8")
    assert found(shop.app) == []
    let_in(shop)
    assert shop.session.customers.current_id == ANA
    assert shop.session.customers.form.line.toPlainText() == "half a li xyzzy"


def test_the_half_line_over_any_page_is_there_again(shop: Desk) -> None:
    shop.press("Ctrl+1")
    shop.press("F2")
    shop.type("ana: half a li xyzzy")
    shop.press("F8")
    assert found(shop.app) == []
    let_in(shop)
    assert shop.window.page == "today"
    assert shop.session.log.isVisible()
    assert shop.session.log.form.line.toPlainText() == "ana: half a li xyzzy"


def test_a_half_filled_form_comes_back_with_its_words_and_can_be_saved(shop: Desk) -> None:
    SCREENS["fact"](shop)
    (form,) = [one for one in shop.window.findChildren(FormSheet) if one.isVisible()]
    fields = [one for one in form.findChildren(QLineEdit) if one.isVisible()]
    fields[0].setText("xyzzy")
    fields[0].setFocus()
    before = [one.text() for one in fields]
    shop.press("F8")
    assert found(shop.app) == []
    assert not form.isVisible()
    let_in(shop)
    assert form.isVisible()
    assert [one.text() for one in fields] == before
    shop.press("Escape")


FORMS = (
    "fact", "promise", "wish", "peace", "quiet hours", "their word", "edit customer", "edit entry", "case", "question",
    "correct copy", "new customer",
)  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_every_form_still_does_its_work_although_its_page_was_made_anew(shop: Desk, name: str) -> None:
    SCREENS[name](shop)
    settle(shop)
    (form,) = [one for one in shop.window.findChildren(FormSheet) if one.isVisible()]
    shop.press("F8")
    assert found(shop.app) == []
    let_in(shop)
    assert form.isVisible()
    shop.press("Ctrl+Return")
    settle(shop)
    assert not shiboken6.isValid(form) or not form.isVisible() or form._trouble.text()
    shop.press("Escape")


def test_a_dialog_that_waits_for_a_file_is_left_before_anything_is_taken_away(shop: Desk) -> None:
    chosen: list[tuple[str, str]] = []
    QTimer.singleShot(0, shop.window, lambda: shop.press("F8"))
    chosen.append(
        QFileDialog.getSaveFileName(shop.window, "Save", "x.csv", options=QFileDialog.Option.DontUseNativeDialog)
    )
    assert chosen == [("", "")]
    settle(shop)
    shop.wait(lambda: locked(shop))
    assert found(shop.app) == []
    let_in(shop)


def test_an_import_that_is_being_looked_at_comes_back(shop: Desk, tmp_path: Path) -> None:
    file = tmp_path / "till.csv"
    file.write_text(TILL, "utf-8")
    dialog = shop.look_at(file)
    assert QApplication.activeModalWidget() is dialog
    shop.press("F8")
    assert locked(shop)
    assert not dialog.isVisible()
    assert found(shop.app) == []
    let_in(shop)
    assert dialog.isVisible()
    assert found(shop.app)
    dialog.close()


def test_the_counter_safe_view_comes_back(shop: Desk) -> None:
    shop.press("F9")
    shop.press("F8")
    assert found(shop.app) == []
    let_in(shop)
    assert shop.session.is_covered
    assert shop.session.counter.view.name.text() == "Ana"
    shop.press("F9")


def test_what_was_taken_out_of_a_field_by_hand_is_not_kept_in_it(qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    QTest.keyClicks(field, "Bridget")
    field.clear()
    assert field.isUndoAvailable()
    blank = Blank([field])
    field.undo()
    assert field.text() == ""
    blank.put_back()
    assert field.text() == ""


def test_a_number_is_taken_out_of_its_field_and_stands_there_again(qtbot: QtBot) -> None:
    price, count = QDoubleSpinBox(), QSpinBox()
    for field in (price, count):
        qtbot.addWidget(field)
    price.setValue(12.34)
    count.setValue(7)
    blank = Blank([price, count])
    assert [one.text().strip() for one in (price, count)] == ["", ""]
    assert price.value() != 12.34
    blank.put_back()
    assert (price.value(), count.value()) == (12.34, 7)
    assert (price.decimals(), price.specialValueText()) == (2, "")


def test_no_key_and_no_wrong_pin_opens_it(shop: Desk) -> None:
    shop.press("F8")
    for key in ("Escape", "F2", "Ctrl+K", "Ctrl+1", "Ctrl+2", "F9", "F10", "F4", "F1", "Ctrl+Z", "Ctrl+V", "?"):
        shop.press(key)
        assert locked(shop), key
        assert found(shop.app) == [], key
    for _ in range(3):
        let_in(shop, "0000")
        assert locked(shop)
    let_in(shop, "0000")
    let_in(shop)
    assert locked(shop), "after wrong ones even the right one waits"
    trouble = shop.session._lock.view.who.trouble  # type: ignore[union-attr]
    assert trouble.isVisible()
    assert "second" in trouble.text()


def test_somebody_else_takes_over_in_two_keys_and_each_entry_bears_their_name(shop: Desk) -> None:
    shop.press("F8")
    shop.press("Escape")
    who = shop.session._lock.view.who  # type: ignore[union-attr]
    who.buttons[1].click()
    settle(shop)
    assert not locked(shop)
    shop.log("ana: bought a roll")
    names = {one.id: one.name for one in shop.session.shop.staff}
    assert names[shop.entries("ana")[0].staff_id or 0] == "Tom"
    shop.press("F4")
    shop.press("1")
    shop.type(PIN)
    shop.press("Return")
    shop.log("ana: bought a cake")
    assert names[shop.entries("ana")[0].staff_id or 0] == "Ina"


def test_it_is_locked_after_a_restart_for_who_has_a_pin(shop: Desk) -> None:
    shop.reopen()
    assert locked(shop)
    assert found(shop.app) == []
    let_in(shop)
    assert shop.session.customers.current_id == ANA
    shop.press("F4")
    shop.press("t")
    assert shop.window.navigation.staff.text() == "Tom"
    shop.reopen()
    assert not locked(shop)


def test_what_was_open_is_remembered_also_when_it_is_closed_while_locked(shop: Desk) -> None:
    shop.press("F8")
    shop.reopen()
    let_in(shop)
    assert shop.session.customers.current_id == ANA


def test_it_locks_by_itself_after_the_minutes_of_the_settings(shop: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    rested = 299.0
    monkeypatch.setattr(shop.window, "rested", lambda _ticks, _clock: rested)
    shop.session.lock_if_nobody_is_here()
    assert not locked(shop)
    shop.do("setting", lambda tx: settings.change(tx, lock_after=0))
    rested = 1e9
    shop.session.lock_if_nobody_is_here()
    assert not locked(shop), "the owner said never"
    shop.do("setting", lambda tx: settings.change(tx, lock_after=5))
    rested = 300.0
    shop.session.lock_if_nobody_is_here()
    assert locked(shop)
    let_in(shop)


def test_without_any_pin_it_never_locks_by_itself(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk.window, "rested", lambda _ticks, _clock: 1e9)
    desk.session.lock_if_nobody_is_here()
    assert not locked(desk)
    desk.press("F8")
    assert locked(desk), "but by the key it covers the screen"
    desk.press("1")
    assert not locked(desk)


def test_keys_and_mouse_count_as_somebody(desk: Desk) -> None:
    ticks, clock = desk.window._touched
    assert desk.window.rested(ticks + 60, clock + 60) == 60
    assert desk.window.rested(ticks + 1, clock + 600) == 600, "it slept"
    assert desk.window.rested(ticks + 60, clock - 1e9) == 60, "the clock was set back"
    desk.press("F1")
    assert desk.window._touched[0] > ticks
    desk.press("Escape")


def test_what_staff_may_not_is_grey_with_the_reason(shop: Desk) -> None:
    shop.press("F4")
    shop.press("2")
    for name in ("export", "save_list", "own_copy", "erase"):
        command = shop.window.commands[name]
        assert not command.isEnabled()
        assert "Ina" in command.toolTip()
    shop.press("Ctrl+,")
    assert shop.session.editing.hindrance("setting") == "Only an owner can do this. Ask Ina."
    settle(shop)
    (protect,) = (one for one in shop.window.findChildren(Card) if one.accessibleName() == "Protect the file")
    assert not protect.isEnabled()
    assert "Only an owner can do this. Ask Ina." in [label.text() for label in protect.findChildren(QLabel)]
    shop.press("F4")
    shop.press("1")
    let_in(shop)
    assert shop.window.commands["export"].isEnabled()


def test_staff_cannot_make_themselves_owners(shop: Desk) -> None:
    shop.press("F4")
    shop.press("2")
    editing = shop.session.editing
    tom = editing.staff_id
    assert tom is not None
    change = lambda tx: staff.change(tx, tom, name="Tom", role=Role.OWNER, active=True)  # noqa: E731
    assert editing.run("staff_edit", change) is None
    assert shop.shown() == "Only an owner can do this. Ask Ina."
