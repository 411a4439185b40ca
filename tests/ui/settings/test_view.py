"""The settings of suggestions: switches, budget, quiet time, ready words; all by key, all undoable."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from typing import TypeVar

import pytest
from PySide6.QtCore import QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QTimeEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from relapp.domain.customers import NewCustomer
from relapp.domain.ready_words.compose import FIELDS
from relapp.domain.ready_words.tongue import Form
from relapp.domain.suggestions.kinds import EVERY
from relapp.domain.suggestions.model import Reason, Refusal, Suggestion, SuggestionKind
from relapp.preferences import Preferences
from relapp.services import answers, customers, ready_words, settings, staff
from relapp.services.settings import ShopSettings
from relapp.ui.editing import Editing, Notice
from relapp.ui.settings.view import SettingsView
from relapp.ui.wording import dates, rules
from relapp.ui.wording import ready_words as wording
from tests.builders import TODAY, days_ago
from tests.shop import Shop

W = TypeVar("W", bound=QWidget)


class Door:
    """A program whose preferences nobody keeps."""

    preferences = Preferences()

    def change_preferences(self, **values: object) -> Preferences:  # noqa: ARG002
        return self.preferences


def a_suggestion(customer_id: int, kind: SuggestionKind, evidence: str) -> Suggestion:
    return Suggestion(customer_id, kind, Reason("act"), Reason("why"), (), None, None, evidence)


class Page:
    """The settings of a shop, on the screen."""

    def __init__(self, qtbot: QtBot, shop: Shop) -> None:
        self.shop = shop
        self.editing = Editing(shop.operations)
        self.told: list[Notice] = []
        self.editing.told.connect(self.told.append)
        self.view = SettingsView(self.editing, Door())
        qtbot.addWidget(self.view)
        self.view.resize(900, 700)
        self.view.show()
        self.view.activateWindow()
        self.settle()

    def settle(self) -> None:
        QTest.qWait(1)
        for _ in range(3):
            QApplication.processEvents()

    def control(self, kind: type[W], name: str) -> W:
        body = self.view.widget()
        assert body is not None
        (found,) = [one for one in body.findChildren(kind) if one.accessibleName() == name]
        return found

    def button(self, words: str) -> QAbstractButton:
        body = self.view.widget()
        assert body is not None
        (found,) = [one for one in body.findChildren(QAbstractButton) if one.text().replace("&", "") == words]
        return found

    def press(self, name: str, key: Qt.Key = Qt.Key.Key_Space) -> None:
        control = self.control(QWidget, name)
        control.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(control, key)
        self.settle()

    def choose(self, name: str, words: str) -> None:
        box = self.control(QComboBox, name)
        box.setCurrentIndex(box.findText(words))
        box.activated.emit(box.currentIndex())
        self.settle()

    def leave(self, name: str) -> None:
        self.control(QWidget, name).setFocus(Qt.FocusReason.TabFocusReason)
        self.control(QWidget, "Name of the shop").setFocus(Qt.FocusReason.TabFocusReason)
        self.settle()

    def says(self) -> list[str]:
        body = self.view.widget()
        assert body is not None
        return [one.text() for one in body.findChildren(QLabel) if one.isVisible()]

    def undo(self) -> None:
        self.editing.undo()
        self.settle()

    def now(self) -> ShopSettings:
        return self.shop.read(settings.read)

    @property
    def words(self) -> QPlainTextEdit:
        return self.control(QPlainTextEdit, "Text")


@pytest.fixture(autouse=True)
def british_english() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def shop(qapp: QApplication) -> Iterator[Shop]:
    made = Shop()
    made.operations.staff_id = made.run("staff_add", lambda tx: staff.add(tx, "Ina"))
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, shop: Shop) -> Page:
    return Page(qtbot, shop)


# -- suggestions --


def test_a_kind_is_switched_off_by_key_told_and_taken_back(page: Page) -> None:
    page.press("Suggest: Slipping")
    page.press("Suggest: Tidy")
    assert page.now().kinds_off == (SuggestionKind.SLIPPING, SuggestionKind.TIDY)
    assert [notice.text for notice in page.told] == ["Setting changed", "Setting changed"]
    assert not page.control(QAbstractButton, "Suggest: Tidy").isChecked()
    page.press("Suggest: Slipping")
    assert page.now().kinds_off == (SuggestionKind.TIDY,)
    page.undo()
    page.undo()
    assert page.now().kinds_off == (SuggestionKind.SLIPPING,)
    assert page.control(QAbstractButton, "Suggest: Tidy").isChecked()
    assert not page.control(QAbstractButton, "Suggest: Slipping").isChecked()


def test_the_keyboard_stays_on_the_switch_that_was_pressed(page: Page) -> None:
    page.press("Suggest: Ask")
    now = QApplication.focusWidget()
    assert now is not None
    assert now.accessibleName() == "Suggest: Ask"


@pytest.mark.parametrize("name", ["Owed reply", "Promise"])
def test_what_customers_wait_for_has_no_way_to_be_switched_off(page: Page, name: str) -> None:
    switch = page.control(QAbstractButton, f"Suggest: {name}")
    assert switch.isChecked()
    assert not switch.isEnabled()
    assert rules.always_on() in page.says()


def test_every_rule_says_when_it_may_fire_in_the_rules_own_words(page: Page) -> None:
    for rule in EVERY:
        assert rules.when(rule.KIND) == rule.WHEN
    shown = page.says()
    for kind in SuggestionKind:
        assert (rules.when(kind) in shown) is (kind is not SuggestionKind.SILENCE)


def test_each_kind_shows_its_record_and_one_that_fails_says_why_it_is_quietened(qtbot: QtBot, shop: Shop) -> None:
    assert rules.none_shown() in Page(qtbot, shop).says()
    ana = shop.customer("Ana", email="ana@example.org")
    for number in range(12):
        one = a_suggestion(ana, SuggestionKind.DATE, f"date {number}")
        asked = a_suggestion(ana, SuggestionKind.ASK, f"ask {number}")
        shop.set_day(days_ago(90 - number))
        shop.run("kept", lambda tx, some=(one, asked): answers.note_shown(tx, some, tx.at.date()))  # type: ignore[misc]
        if number < 5:
            shop.run("suggestion_done", lambda tx, done=one: answers.done(tx, done))  # type: ignore[misc]
        shop.run("suggestion_no", lambda tx, no=asked: answers.refuse(tx, no, Refusal.NOT_TRUE))  # type: ignore[misc]
    shop.set_day(TODAY)
    shown = Page(qtbot, shop).says()
    assert "Last half year: shown 12 times · done 5 · answered 0 · bought after 0" in shown
    assert "Last half year: shown 12 times · done 0 · answered 0 · bought after 0" in shown
    assert shown.count("quietened") == 1
    why = (
        "Quietened: of 12 lately judged, 12 were not true or not wanted. It comes after the others until that changes."
    )
    assert shown.count(why) == 1
    assert rules.none_shown() not in shown


# -- budget and quiet time --


def test_the_budget_is_saved_when_the_field_is_left(page: Page) -> None:
    for name, field in (
        ("Within so many days", "budget_days"),
        ("Calls", "budget_calls"),
        ("E-mails and messages", "budget_writings"),
        ("Letters", "budget_letters"),
    ):
        before = getattr(page.now(), field)
        page.press(name, Qt.Key.Key_Up)
        assert getattr(page.now(), field) == before
        page.leave(name)
        assert getattr(page.now(), field) == before + 1
        assert page.control(QSpinBox, name).value() == before + 1
    page.undo()
    assert page.now().budget_letters == 10
    assert page.control(QSpinBox, "Letters").value() == 10


def test_a_page_that_nobody_sees_is_made_anew_once_and_only_when_it_is_looked_at(page: Page) -> None:
    page.view.hide()
    before = page.view.widget()
    page.editing.run("setting", lambda tx: settings.change(tx, shop_name="Bread & Co"))
    page.editing.run("setting", lambda tx: settings.change(tx, shop_name="Bread & Sons"))
    page.settle()
    assert page.view.widget() is before
    page.view.show()
    page.settle()
    assert page.control(QLineEdit, "Name of the shop").text() == "Bread & Sons"


def test_a_field_that_is_left_as_it_was_changes_nothing(page: Page) -> None:
    for name in ("Calls", "Quiet from", "Quiet until"):
        page.leave(name)
    assert page.told == []


@pytest.mark.parametrize("name", ["Calls", "Quiet from", "For", "Language where none is known"])
def test_the_wheel_over_a_field_scrolls_the_page_and_changes_nothing(page: Page, name: str) -> None:
    page.control(QWidget, "Name of the shop").setFocus()
    field = page.control(QWidget, name)
    down = QWheelEvent(
        QPointF(5, 5), QPointF(field.mapToGlobal(QPoint(5, 5))), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    place = page.view.verticalScrollBar().value()
    QApplication.sendEvent(field, down)
    page.leave(name)
    assert page.now() == ShopSettings()
    assert page.view.verticalScrollBar().value() >= place
    assert page.control(QComboBox, "For").currentIndex() == 0


def test_quiet_hours_and_days_are_set(page: Page) -> None:
    page.control(QTimeEdit, "Quiet from").setTime(time(18, 30))  # type: ignore[arg-type]
    page.leave("Quiet from")
    page.press("Quiet all day on Sunday")
    page.press("Quiet all day on Monday")
    assert page.now().quiet_from == time(18, 30)
    assert page.now().quiet_days == (0, 6)
    page.press("Quiet all day on Sunday")
    assert page.now().quiet_days == (0,)


def test_the_same_hour_twice_means_no_quiet_hours_and_says_so(page: Page) -> None:
    words = "Both are the same: there are no quiet hours."
    assert words not in page.says()
    page.control(QTimeEdit, "Quiet from").setTime(time(8))  # type: ignore[arg-type]
    page.leave("Quiet from")
    assert words in page.says()


# -- ready words --


def test_a_text_is_changed_previewed_saved_and_given_back(page: Page) -> None:
    page.choose("For", "Slipping")
    page.choose("How it reaches them", "On the phone")
    ours = ready_words.our_text(SuggestionKind.SLIPPING, "en", Form.SPOKEN)
    assert page.words.toPlainText() == ours
    assert not page.button("Save these words").isEnabled()
    page.words.setPlainText("Dear {name}: {usual}?")
    assert "Dear Ana: wholemeal bread and two rolls?" in page.says()
    page.button("Save these words").click()
    page.settle()
    own = ready_words.own_text(page.now(), SuggestionKind.SLIPPING, "en", Form.SPOKEN)
    assert own == "Dear {name}: {usual}?"
    assert page.told[-1].text == "Ready words saved"
    assert page.words.toPlainText() == own
    assert "Your own text." in page.says()
    page.button("Back to ours").click()
    page.settle()
    assert page.now().ready_words == {}
    assert page.words.toPlainText() == ours
    page.undo()
    assert page.words.toPlainText() == own


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("Dear {nmae}", "There is no gap {nmae} here. There are {greeting}, {closing}, {name}, {shop}, {staff}, "
                        "{asked}, {question} and {day}."),
        ("Dear {name", "A brace stands alone. A gap is written {name}; where you mean a brace, type it twice: {{ }}."),
        ("", "There has to be a text in every version. Type it, or go back to ours."),
    ],
)  # fmt: skip
def test_what_could_leave_a_hole_is_told_in_place_and_cannot_be_saved(page: Page, typed: str, sentence: str) -> None:
    page.words.setPlainText(typed)
    assert sentence in page.says()
    assert "How it reads" not in page.says()
    assert not page.button("Save these words").isEnabled()
    page.words.setPlainText("Dear {name}?")
    assert sentence not in page.says()
    assert "Dear Ana?" in page.says()
    assert page.button("Save these words").isEnabled()
    assert page.told == []


def test_what_was_typed_is_still_there_after_another_setting_was_changed(page: Page) -> None:
    page.choose("Language of this text", "Deutsch")
    page.words.setPlainText("Liebe Kundin {name}?")
    page.press("Suggest: Tidy")
    assert page.words.toPlainText() == "Liebe Kundin {name}?"
    assert page.control(QComboBox, "Language of this text").currentText() == "Deutsch"
    assert page.button("Save these words").isEnabled()
    page.choose("Language of this text", "Français")
    assert page.words.toPlainText().startswith("{greeting}")


def test_every_text_of_every_language_can_be_looked_at_and_its_gaps_are_named(page: Page) -> None:
    for kind in range(page.control(QComboBox, "For").count()):
        box = page.control(QComboBox, "For")
        page.choose("For", box.itemText(kind))
        for gap in ready_words.fields_of(list(FIELDS)[kind]):
            assert f"{{{gap}}}" in page.says()
            assert wording.gap(gap) in page.says()
        for language in ("English", "Deutsch", "Polski"):
            page.choose("Language of this text", language)
            assert "How it reads" in page.says()
            assert "Our text." in page.says()


def test_the_language_for_those_of_whom_none_is_known_is_set(page: Page) -> None:
    page.choose("Language where none is known", "Italiano")
    assert page.now().language == "it"
    page.choose("Language where none is known", "As this program")
    assert page.now().language == ""


def test_the_editor_begins_with_the_language_of_the_shop(qtbot: QtBot, shop: Shop) -> None:
    shop.run("setting", lambda tx: settings.change(tx, language="nl"))
    assert Page(qtbot, shop).control(QComboBox, "Language of this text").currentText() == "Nederlands"


def test_what_is_never_suggested_is_listed_by_name_and_taken_back_by_key(qtbot: QtBot, shop: Shop) -> None:
    zoe, ana = (
        shop.run("customer_add", lambda tx, name=name: customers.add(tx, NewCustomer(name)))  # type: ignore[misc]
        for name in ("Zoe Lund", "Ana Moreira")
    )
    page = Page(qtbot, shop)
    assert "Never for this customer" not in page.says()
    page.view.hide()
    for one, kind in ((zoe, SuggestionKind.ASK), (ana, SuggestionKind.THANK), (ana, SuggestionKind.PROMISE)):
        done = page.editing.run(
            "suggestion_no",
            lambda tx, one=one, kind=kind: answers.refuse(tx, a_suggestion(one, kind, "e"), Refusal.NEVER),  # type: ignore[misc]
        )
        assert done is not None
    page.view.show()
    page.settle()
    assert [words for words in page.says() if " · since " in words] == [
        f"Ana Moreira · Thank · since {dates.short(TODAY)}",
        f"Zoe Lund · Ask · since {dates.short(TODAY)}",
    ]
    page.press("Allow again: Thank, Ana Moreira")
    assert page.told[-1].text == "Ana Moreira: Thank may be suggested again"
    assert [words for words in page.says() if " · since " in words] == [f"Zoe Lund · Ask · since {dates.short(TODAY)}"]
    page.press("Allow again: Ask, Zoe Lund", Qt.Key.Key_Return)
    assert "Never for this customer" not in page.says()
    page.undo()
    page.undo()
    assert len([words for words in page.says() if " · since " in words]) == 2
