from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from relapp.domain.facts import Certainty
from relapp.services.pages import customer as customer_page
from relapp.services.pages.customer import CustomerPage
from relapp.ui.customer.fact_form import FactForm
from relapp.ui.customer.memory_item import MemoryItem
from relapp.ui.customer.view import CustomerView
from relapp.ui.signs import CERTAINTY_ICONS
from relapp.ui.theme import Tone
from relapp.ui.widgets.chip import ChipButton
from relapp.ui.widgets.form_sheet import FormSheet
from tests.ui.customer.shop import TODAY, Shop


def read(shop: Shop) -> CustomerPage:
    page = shop.editing.read(lambda reader: customer_page.page(reader, shop.ana, TODAY, staff_id=shop.ina))
    assert page is not None
    return page


def item(view: CustomerView, text: str) -> MemoryItem:
    view.memory.set_beside(True)
    return next(item for item in view.memory.items() if text in item.shown.text)


def form(view: CustomerView) -> FormSheet:
    found = view.window().findChild(FormSheet)
    assert found is not None
    return found


def test_an_old_size_is_faded_and_says_check(view: CustomerView) -> None:
    old, fresh = item(view, "39"), item(view, "seeded crust")
    assert old.shown.faded
    assert old.shown.state.endswith("check")
    assert not fresh.shown.faded


def test_told_seen_and_guessed_differ_in_icon_and_word(view: CustomerView) -> None:
    signs = [(one.shown.icon, one.shown.sign) for one in (item(view, "rye"), item(view, "crust"), item(view, "poodle"))]
    assert [icon for icon, _ in signs] == [CERTAINTY_ICONS[one] for one in Certainty]
    assert [sign for _, sign in signs] == ["told", "seen", "guessed"]


def test_one_key_confirms_a_fact(full_shop: Shop, view: CustomerView) -> None:
    QTest.keyClick(item(view, "39"), Qt.Key.Key_C)
    assert next(fact for fact in read(full_shop).facts if fact.value == "39").confirmed == TODAY
    assert not item(view, "39").shown.faded


def test_a_correction_takes_the_place_and_the_history_keeps_the_old_value(full_shop: Shop, view: CustomerView) -> None:
    QTest.keyClick(item(view, "39"), Qt.Key.Key_E)
    sheet = form(view)
    assert isinstance(sheet, FactForm)
    sheet.value.setText("40")
    QTest.keyClick(sheet.value, Qt.Key.Key_Return)
    assert [fact.value for fact in read(full_shop).facts if fact.kind == "size"] == ["40"]
    QTest.keyClick(item(view, "40"), Qt.Key.Key_H)
    assert [one.shown.text for one in view.evidence.items()] == ["Size: 39", "Size: 40"]


def test_a_fact_is_retired_by_one_key_and_comes_back_by_undo(full_shop: Shop, view: CustomerView) -> None:
    QTest.keyClick(item(view, "poodle"), Qt.Key.Key_Delete)
    assert "a poodle" not in [fact.value for fact in read(full_shop).facts]
    full_shop.editing.undo()
    assert "a poodle" in [fact.value for fact in read(full_shop).facts]


def test_a_fact_of_a_new_kind_needs_no_set_up(full_shop: Shop, view: CustomerView) -> None:
    view.memory.acts.learn(full_shop.ana)
    sheet = form(view)
    assert isinstance(sheet, FactForm)
    sheet.kind.setText("name day")
    sheet.day.setValue(29)
    sheet.month.setCurrentIndex(2)
    QTest.keyClick(sheet.kind, Qt.Key.Key_Return)
    fact = next(fact for fact in read(full_shop).facts if fact.kind == "name day")
    assert (fact.month, fact.day, fact.year, fact.certainty) == (2, 29, None, Certainty.TOLD)
    assert item(view, "Name day: 29 Feb")


def test_kinds_in_use_are_offered_and_typing_a_known_one_means_it(full_shop: Shop, view: CustomerView) -> None:
    view.memory.acts.learn(full_shop.ana)
    sheet = form(view)
    assert isinstance(sheet, FactForm)
    completions = sheet.kind.completer().model()
    assert "Dog" in [completions.data(completions.index(row, 0)) for row in range(completions.rowCount())]
    sheet.kind.setText("LIKES")
    assert sheet.fact().kind == "likes"


def test_an_empty_fact_is_refused_with_a_sentence_and_the_form_stays(full_shop: Shop, view: CustomerView) -> None:
    view.memory.acts.learn(full_shop.ana)
    sheet = form(view)
    before = read(full_shop).facts
    QTest.mouseClick(sheet.save_button, Qt.MouseButton.LeftButton)
    assert sheet.isVisible()
    assert full_shop.told[-1].failed
    assert read(full_shop).facts == before


def test_a_late_promise_stands_first_in_the_tone_of_danger(view: CustomerView) -> None:
    first = view.memory.items()[0]
    assert first.shown.text == "Answer about the spelt"
    assert (first.shown.tone, first.shown.sign) == (Tone.DANGER, "late")


@pytest.mark.parametrize(("key", "state"), [(Qt.Key.Key_K, "kept"), (Qt.Key.Key_B, "broken")])
def test_one_key_closes_a_promise(full_shop: Shop, view: CustomerView, key: Qt.Key, state: str) -> None:
    QTest.keyClick(view.memory.items()[0], key)
    closed = [promise for promise in read(full_shop).promises if promise.state == state]
    assert [promise.words for promise in closed] == ["Answer about the spelt"]
    full_shop.editing.undo()
    assert not [promise for promise in read(full_shop).promises if promise.state == state]


def test_a_promise_is_explained_with_the_words_that_were_said(full_shop: Shop, view: CustomerView) -> None:
    QTest.keyClick(view.memory.items()[0], Qt.Key.Key_X)
    field = QApplication.focusWidget() or form(view)
    QTest.keyClicks(field, "the mill is closed")
    QTest.keyClick(field, Qt.Key.Key_Return)
    explained = [promise for promise in read(full_shop).promises if promise.state == "explained"]
    assert [promise.explanation for promise in explained] == ["the mill is closed"]


def test_a_promise_is_moved_a_week_on(full_shop: Shop, view: CustomerView) -> None:
    loaf = next(item for item in view.memory.items() if "loaf" in item.shown.text)
    QTest.keyClick(loaf, Qt.Key.Key_M)
    form(view).saved.emit()
    moved = next(promise for promise in read(full_shop).promises if "loaf" in promise.words)
    assert moved.due == TODAY + timedelta(days=7)


def test_a_wish_is_met_by_one_key(full_shop: Shop, view: CustomerView) -> None:
    QTest.keyClick(next(one for one in view.memory.items() if one.shown.text == "spelt"), Qt.Key.Key_K)
    assert read(full_shop).wishes == ()


def test_the_strip_folds_to_two_lines_and_opens(view: CustomerView) -> None:
    view.resize(620, 820)
    QApplication.processEvents()
    folded = len(view.memory.items())
    more = next(chip for chip in view.memory.findChildren(ChipButton) if chip.text().endswith("more"))
    QTest.mouseClick(more, Qt.MouseButton.LeftButton)
    assert len(view.memory.items()) > folded


def test_a_wide_page_has_memory_beside_the_timeline(view: CustomerView) -> None:
    view.resize(1500, 900)
    QApplication.processEvents()
    assert (
        view.memory.mapTo(view, view.memory.rect().topLeft()).x()
        > view.timeline.mapTo(view, view.timeline.rect().topRight()).x()
    )
