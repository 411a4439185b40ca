from datetime import timedelta

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from relapp.domain.interactions import Kind, NewInteraction
from relapp.services import interactions
from relapp.services.pages import timeline as timeline_page
from relapp.services.pages.timeline import TimelineEntry, TimelinePage
from relapp.storage.timeline import Position
from relapp.storage.transaction import Transaction
from relapp.ui.customer.earlier_texts import EarlierTexts
from relapp.ui.customer.entry_form import EntryForm
from relapp.ui.customer.entry_words import ChipAct, chips
from relapp.ui.customer.timeline_model import TimelineModel, TimelineRole
from relapp.ui.customer.view import CustomerView
from relapp.ui.widgets.text import Label
from tests.ui.customer.shop import LONG_NOTE, NOW, TODAY, Shop


def words(view: CustomerView) -> list[str]:
    return [entry.interaction.words for entry in view.model.entries()]


def row_of_kind(view: CustomerView, kind: Kind) -> int:
    return next(row for row, entry in enumerate(view.model.entries()) if entry.interaction.kind is kind)


@pytest.fixture
def many(full_shop: Shop) -> int:
    """How many entries Bea has: more than two pages."""

    def log_all(tx: Transaction) -> None:
        for number in range(130):
            at = NOW - timedelta(days=number + 10)
            new = NewInteraction((full_shop.bea,), Kind.NOTE, at, f"number {number}")
            interactions.log(tx, new)

    full_shop.operations.run("import", log_all)
    return 131


def test_the_model_keeps_its_promises_while_pages_come_in_and_entries_change(full_shop: Shop, many: int) -> None:
    def page(after: Position | None = None) -> TimelinePage:
        return full_shop.editing.read(lambda reader: timeline_page.page(reader, full_shop.bea, after=after))

    def everything() -> list[TimelineEntry]:
        found = list(page().entries)
        while len(following := page(found[-1].position).entries):
            found += following
        return found

    model = TimelineModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(page(), TODAY, page)
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    assert model.rowCount() == many
    full_shop.editing.run("log_remove", lambda tx: interactions.remove(tx, model.entry(5).interaction.id))
    model.refresh(everything(), more=False, served=None, today=TODAY)
    full_shop.log(20.5, Kind.VISIT, "in between", customers=(full_shop.bea,))
    model.refresh(everything(), more=False, served=None, today=TODAY)
    assert list(model.entries()) == everything()
    model.show(TimelinePage((), more=False), TODAY)
    assert model.rowCount() == 0
    assert tester.model() is model


def test_a_new_entry_comes_in_without_a_reset_and_the_current_one_stays_current(
    full_shop: Shop, view: CustomerView, qtbot: QtBot
) -> None:
    view.timeline.setCurrentIndex(view.model.index(2))
    before = view.timeline.current_entry()
    assert before is not None
    with qtbot.assertNotEmitted(view.model.modelReset):
        new = NewInteraction((full_shop.ana,), Kind.VISIT, NOW, "just now")
        full_shop.editing.run("log", lambda tx: interactions.log(tx, new))
    after = view.timeline.current_entry()
    assert words(view)[0] == "just now"
    assert after is not None
    assert after.interaction.id == before.interaction.id


def test_heights_are_remembered_only_of_entries_that_are_loaded(
    full_shop: Shop, many: int, view: CustomerView, qtbot: QtBot
) -> None:
    def all_measured() -> bool:
        return view.timeline.delegate.measured == view.model.rowCount()

    view.show_customer(full_shop.bea)
    qtbot.waitUntil(all_measured)
    removed = view.model.entry(0).interaction.id
    full_shop.editing.run("log_remove", lambda tx: interactions.remove(tx, removed))
    qtbot.waitUntil(all_measured)
    view.show_customer(full_shop.ana)
    qtbot.waitUntil(all_measured)
    assert view.model.rowCount() < many


def test_entries_stand_under_headings_of_time(view: CustomerView) -> None:
    headings = [view.model.data(view.model.index(row), TimelineRole.HEADING) for row in range(4)]
    assert headings == ["Today", "This week", "", "November"]


def test_a_divider_stands_where_the_present_member_of_staff_last_served(view: CustomerView) -> None:
    rows = range(view.model.rowCount())
    lines = [row for row in rows if view.model.data(view.model.index(row), TimelineRole.SERVED)]
    assert lines == [2]
    assert [view.model.entry(row).staff for row in (0, 1, 2)] == ["Tom", "Tom", "Ina"]


def test_there_is_no_divider_for_somebody_who_never_served_them(full_shop: Shop, view: CustomerView) -> None:
    full_shop.editing.staff_id = None
    rows = range(view.model.rowCount())
    assert not any(view.model.is_served_line(row) for row in rows)


def test_a_long_text_is_cut_with_a_visible_more_and_space_shows_it_whole(view: CustomerView) -> None:
    row = row_of_kind(view, Kind.NOTE)
    cut = view.timeline.delegate.layout(row, 600)
    assert cut.more is not None
    assert cut.words.text().endswith("…")
    view.timeline.setCurrentIndex(view.model.index(row))
    height = view.timeline.rowHeight(row)
    QTest.keyClick(view.timeline, Qt.Key.Key_Space)
    whole = view.timeline.delegate.layout(row, view.timeline.columnWidth(0))
    assert whole.words.text().replace("\u2028", "\n") == LONG_NOTE
    assert view.timeline.rowHeight(row) > height
    QTest.keyClick(view.timeline, Qt.Key.Key_Space)
    assert view.timeline.rowHeight(row) == height


def test_a_click_on_more_opens_it_in_place(view: CustomerView) -> None:
    row = row_of_kind(view, Kind.NOTE)
    view.timeline.settle_all()
    view.timeline.scrollTo(view.model.index(row), view.timeline.ScrollHint.PositionAtBottom)
    more = view.timeline.delegate.layout(row, view.timeline.columnWidth(0)).more
    assert more is not None
    place = more.center() + QPoint(0, view.timeline.rowViewportPosition(row))
    QTest.mouseClick(view.timeline.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert view.model.entry(row).interaction.id in view.timeline.delegate.expanded


def test_a_short_text_has_nothing_to_open(view: CustomerView) -> None:
    assert view.timeline.delegate.layout(0, 600).more is None


def test_every_row_says_all_of_itself_to_a_screen_reader(view: CustomerView) -> None:
    said = view.model.data(view.model.index(1), Qt.ItemDataRole.AccessibleTextRole)
    for part in ("Call from them", "Tom", "Will the spelt come?", "Answer about the spelt", "Waits for spelt"):
        assert part in said


def test_a_purchase_shows_what_was_bought_and_its_total(view: CustomerView) -> None:
    entry = view.model.entry(row_of_kind(view, Kind.PURCHASE))
    layout = view.timeline.delegate.layout(row_of_kind(view, Kind.PURCHASE), 600)
    assert "2× wholemeal" in layout.words.text()
    assert "6.40" in chips(entry, TODAY)[0].text


def test_an_edit_shows_edited_and_opens_the_earlier_text(full_shop: Shop, view: CustomerView) -> None:
    view.focus_timeline()
    QTest.keyClick(view.timeline, Qt.Key.Key_Return)
    form = view.window().findChild(EntryForm)
    assert form is not None
    form.words.setPlainText("Sent two pictures.")
    form.kind.setCurrentIndex(list(Kind).index(Kind.EMAIL))
    QTest.keyClick(form.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    entry = view.model.entry(0)
    assert (entry.interaction.words, entry.interaction.kind) == ("Sent two pictures.", Kind.EMAIL)
    edited = next(chip for chip in chips(entry, TODAY) if chip.act is ChipAct.EARLIER)
    view.entry_acts.press_chip(entry, edited)
    sheet = view.window().findChild(EarlierTexts)
    assert sheet is not None
    assert "Sent a picture." in [label.text() for label in sheet.findChildren(Label)]
    full_shop.editing.undo()
    assert view.model.entry(0).interaction.words == "Sent a picture."
    assert not view.model.entry(0).interaction.edited


def test_an_edit_that_is_left_with_escape_changes_nothing(view: CustomerView) -> None:
    before = view.model.entry(0)
    view.entry_acts.edit(before)
    form = view.window().findChild(EntryForm)
    assert form is not None
    form.words.setPlainText("other words")
    QTest.keyClick(form.words, Qt.Key.Key_Escape)
    assert view.model.entry(0) == before


def test_delete_removes_the_current_entry_and_undo_brings_it_back(full_shop: Shop, view: CustomerView) -> None:
    view.focus_timeline()
    QTest.keyClick(view.timeline, Qt.Key.Key_Delete)
    assert "Sent a picture." not in words(view)
    full_shop.editing.undo()
    assert words(view)[0] == "Sent a picture."


def test_the_menu_opens_the_other_people_of_an_entry(full_shop: Shop, view: CustomerView, qtbot: QtBot) -> None:
    menu = view.entry_acts.menu(view.model.entry(2))
    action = next(action for action in menu.actions() if action.text() == "Open Bea Osei")
    with qtbot.waitSignal(view.customer_wanted) as wanted:
        action.trigger()
    assert wanted.args == [full_shop.bea]
    menu.close()


def test_a_promise_is_kept_from_its_entry(full_shop: Shop, view: CustomerView) -> None:
    entry = view.model.entry(1)
    kept = next(chip for chip in chips(entry, TODAY) if chip.act is ChipAct.KEPT)
    view.entry_acts.press_chip(entry, kept)
    assert not any(chip.act is ChipAct.KEPT for chip in chips(view.model.entry(1), TODAY))
    assert full_shop.told[-1].operation_id is not None


def test_rows_are_as_high_as_what_stands_in_them_at_every_width(view: CustomerView) -> None:
    for width in (400, 760, 1500):
        view.resize(width, 820)
        QApplication.processEvents()
        view.timeline.settle_all()
        inner = view.timeline.columnWidth(0)
        for row in range(view.model.rowCount()):
            layout = view.timeline.delegate.layout(row, inner)
            assert view.timeline.rowHeight(row) == layout.height
            assert all(placed.rect.right() <= inner for placed in layout.chips)


def test_a_timeline_that_reads_from_the_right_paints_the_sign_on_the_right(view: CustomerView) -> None:
    row = QRect(0, 0, 600, view.timeline.delegate.height(0, 600))

    def coloured(direction: Qt.LayoutDirection) -> tuple[bool, bool]:
        image = QImage(600, row.height(), QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        option = QStyleOptionViewItem()
        option.rect, option.direction = row, direction
        painter = QPainter(image)
        view.timeline.delegate.paint(painter, option, view.model.index(0))
        painter.end()
        y = view.timeline.delegate.layout(0, 600).circle.center().y()
        return image.pixelColor(22, y) != Qt.GlobalColor.white, image.pixelColor(577, y) != Qt.GlobalColor.white

    assert coloured(Qt.LayoutDirection.LeftToRight) == (True, False)
    assert coloured(Qt.LayoutDirection.RightToLeft) == (False, True)
