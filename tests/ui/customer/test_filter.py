from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from relapp.domain.interactions import Channel, Kind
from relapp.services.pages import customer as customer_page
from relapp.storage.timeline import EVERYTHING, TimelineFilter
from relapp.ui.customer.filter_menu import FilterMenu, TickMenu
from relapp.ui.customer.view import CustomerView
from relapp.ui.widgets.chip import ChipButton
from tests.ui.customer.shop import TODAY, Shop


def chosen(menu: FilterMenu, title: str, name: str) -> None:
    """Tick ``name`` in the submenu ``title``."""
    sub = next(sub for sub in menu.findChildren(TickMenu) if sub.title().replace("&", "") == title)
    next(action for action in sub.actions() if action.text().replace("&&", "&") == name).trigger()


def test_slash_searches_words_and_the_count_is_shown(view: CustomerView) -> None:
    whole = view.model.rowCount()
    view.focus_timeline()
    QTest.keyClicks(view.timeline, "/")
    QTest.keyClicks(view.filter.words, "spelt")
    assert view.filter.words.hasFocus()
    assert view.model.rowCount() == 1
    assert view.filter.count.text() == f"1 of {whole}"


def test_f_opens_the_filters(view: CustomerView) -> None:
    view.focus_timeline()
    QTest.keyClicks(view.timeline, "f")
    menu = view.filter.findChild(FilterMenu)
    assert menu is not None
    assert menu.isVisible()
    menu.close()


def test_several_kinds_can_be_ticked_and_the_menu_stays(view: CustomerView) -> None:
    menu = view.filter.open_menu()
    chosen(menu, "Kind", "Call")
    chosen(menu, "Kind", "Visit")
    assert menu.isVisible()
    assert {entry.interaction.kind for entry in view.model.entries()} == {Kind.CALL, Kind.VISIT}
    chosen(menu, "Kind", "Call")
    assert {entry.interaction.kind for entry in view.model.entries()} == {Kind.VISIT}
    menu.close()


def test_staff_channel_and_product_each_narrow_the_timeline(full_shop: Shop, view: CustomerView) -> None:
    menu = view.filter.open_menu()
    chosen(menu, "Staff", "Tom")
    assert {entry.staff for entry in view.model.entries()} == {"Tom"}
    chosen(menu, "Channel", "Phone")
    assert [entry.interaction.channel for entry in view.model.entries()] == []
    view.filter.clear()
    menu.close()
    menu = view.filter.open_menu()
    chosen(menu, "Product", "wholemeal")
    assert {entry.interaction.kind for entry in view.model.entries()} == {Kind.PURCHASE}
    menu.close()


def test_the_same_choice_again_lets_all_through(view: CustomerView) -> None:
    menu = view.filter.open_menu()
    chosen(menu, "Channel", "Phone")
    chosen(menu, "Channel", "Phone")
    assert view.filter.keep == EVERYTHING
    menu.close()


def test_dates_and_imports_narrow_the_timeline(full_shop: Shop, view: CustomerView) -> None:
    view.filter.set_filter(TimelineFilter(since=TODAY - timedelta(days=5), until=TODAY - timedelta(days=1)))
    assert [entry.interaction.kind for entry in view.model.entries()] == [Kind.CALL, Kind.VISIT]
    view.filter.set_filter(TimelineFilter(imported=True))
    assert view.model.rowCount() == 0
    view.filter.set_filter(TimelineFilter(imported=False))
    assert view.model.rowCount() == 10


def test_the_filter_stays_when_another_customer_is_shown(full_shop: Shop, view: CustomerView) -> None:
    view.filter.set_filter(TimelineFilter(kinds=frozenset({Kind.CALL})))
    view.show_customer(full_shop.bea)
    assert view.model.rowCount() == 0
    assert view.filter.count.text() == "0 of 1"
    view.show_customer(full_shop.ana)
    assert [entry.interaction.kind for entry in view.model.entries()] == [Kind.CALL]


def test_escape_clears_the_filter(view: CustomerView) -> None:
    view.filter.set_filter(TimelineFilter(kinds=frozenset({Kind.CALL}), words="spelt"))
    view.focus_timeline()
    QTest.keyClick(view.timeline, Qt.Key.Key_Escape)
    assert view.filter.keep == EVERYTHING
    assert view.filter.words.text() == ""
    assert view.model.rowCount() == 10


def test_each_filter_in_force_is_a_chip_that_takes_it_out(view: CustomerView) -> None:
    view.filter.set_filter(
        TimelineFilter(kinds=frozenset({Kind.CALL}), channel=Channel.COUNTER, since=date(2026, 1, 1), imported=False)
    )
    QApplication.processEvents()
    chips = [chip for chip in view.filter.findChildren(ChipButton) if chip.isVisible()]
    assert [chip.text() for chip in chips] == ["Call", "Counter", "since 1 Jan 2026", "Logged by hand"]
    QTest.mouseClick(chips[0], Qt.MouseButton.LeftButton)
    assert view.filter.keep.kinds == frozenset()


def test_a_filter_is_kept_while_entries_change(full_shop: Shop, view: CustomerView) -> None:
    view.filter.set_filter(TimelineFilter(kinds=frozenset({Kind.CALL})))
    entry = view.model.entry(0)
    view.entry_acts.remove(entry)
    assert view.model.rowCount() == 0
    full_shop.editing.undo()
    assert view.model.entry(0).interaction.id == entry.interaction.id


def test_products_of_the_customer_are_offered(full_shop: Shop) -> None:
    products = full_shop.editing.read(lambda reader: customer_page.products(reader, full_shop.ana))
    assert [name for _, name in products] == ["wholemeal"]
