"""Insights through the real window: figures and pictures that open who is behind them."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget

from relapp.domain.customers import NewCustomer
from relapp.domain.permissions import VALUE_PAGE
from relapp.domain.pictures import Bar, Bars, Flow, Line
from relapp.domain.receipts import Receipt, Source
from relapp.domain.staff import Role
from relapp.services import customers, staff
from relapp.services.pages.customers import ListView
from relapp.services.pages.insights.asking import Asked, Behind, Piece
from relapp.storage.reader import Reader
from relapp.ui import theme
from relapp.ui.charts.card import PictureCard
from relapp.ui.charts.chart import Chart
from relapp.ui.insights.easel import CUSTOMER, Easel, ListedLine
from relapp.ui.insights.figure import Figure, FigureTile
from relapp.ui.insights.page import InsightPage
from relapp.ui.insights.sheets import EvidenceSheet, ExplainSheet, PeopleSheet
from relapp.ui.insights.view import InsightsView
from relapp.ui.theme import Scheme
from relapp.ui.wording.pictures import Words
from tests.journeys.conftest import Desk
from tests.journeys.test_suggestions import come


def a_shop(desk: Desk) -> None:
    come(desk, "Kim Kept", "loaf", *(4 + 7 * week for week in range(20)))
    come(desk, "Sue Silent", "loaf", *(22 + 7 * week for week in range(12)))
    come(desk, "Lou Lost", "loaf", *(140 + 7 * week for week in range(12)))
    come(desk, "Ned New", "loaf", 40)


def opened(desk: Desk) -> InsightsView:
    desk.press("Ctrl+4")
    page = desk.session.insights
    desk.wait(lambda: page.easel is not None)
    return page


def tiles(page: InsightsView) -> dict[str, FigureTile]:
    return {tile.figure.label: tile for tile in page.findChildren(FigureTile) if tile.isVisible()}


def charts(page: InsightsView) -> list[Chart]:
    return [chart for chart in page.findChildren(Chart) if chart.isVisible()]


def test_six_figures_add_up_and_each_opens_its_customers(desk: Desk) -> None:
    a_shop(desk)
    page = opened(desk)
    assert {name: tile.figure.value for name, tile in tiles(page).items()} == {
        "Kept": "1", "Slipping": "1", "Lost": "1", "Back": "0", "Too new to say": "1", "Never came": "0",
    }  # fmt: skip
    desk.tab_to("Slipping: 1")
    desk.press("Return")
    desk.wait(lambda: desk.window.page == "customers")
    found = desk.session.customers.list
    desk.wait(lambda: found.count.text() == "1 customer")
    assert [found.model.data(found.model.index(0, 0))] == ["Sue Silent"]
    desk.press("Alt+Left")
    assert desk.window.page == "insights"


def test_w_says_how_a_figure_was_counted(desk: Desk) -> None:
    a_shop(desk)
    page = opened(desk)
    tiles(page)["Lost"].setFocus()
    desk.press("W")
    sheet = desk.sheet
    assert isinstance(sheet, ExplainSheet)
    assert "90 days at least" in sheet.card.accessibleDescription()
    desk.press("Escape")
    assert QApplication.focusWidget() is tiles(page)["Lost"]


def test_a_stream_is_reached_by_arrows_and_opens_who_moved(desk: Desk) -> None:
    a_shop(desk)
    page = opened(desk)
    chart = next(one for one in charts(page) if isinstance(one.picture, Flow))
    # In the two months before May somebody who came weekly until the middle of December was lost.
    wanted = next(place for place, mark in enumerate(chart.picture.marks) if chart.said(place) == "Still: Lost: 1")
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    said = []
    for key in ("Right", "Down", "Down", "Down", "Right", "Left", "Up", "Up"):
        desk.press(key)
        assert chart.lit is not None
        said.append(chart.said(chart.lit))
        assert desk.focus().accessibleName() == said[-1]
    assert len(set(said)) > 4
    chart.look_at(wanted)
    desk.press("Return")
    desk.wait(lambda: desk.window.findChild(PeopleSheet) is not None)
    sheet = desk.sheet
    assert isinstance(sheet, PeopleSheet)
    assert [sheet.model.data(sheet.model.index(row, 0)) for row in range(sheet.model.rowCount())] == ["Lou Lost"]
    desk.press("Return")
    assert desk.window.page == "customers"
    assert desk.page_now().customer.name == "Lou Lost"


def test_a_click_on_a_month_opens_who_was_kept_then(desk: Desk) -> None:
    a_shop(desk)
    page = opened(desk)
    chart = next(one for one in charts(page) if isinstance(one.picture, Line))
    area = chart.areas[-1]
    page.scroller.ensureWidgetVisible(area)
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=area.geometry().center())
    desk.wait(lambda: desk.window.findChild(PeopleSheet) is not None)
    sheet = desk.sheet
    assert isinstance(sheet, PeopleSheet)
    assert sheet.model.rowCount() == chart.picture.points[-1].value  # type: ignore[union-attr]


def test_the_page_follows_what_is_logged_and_undone_and_the_keyboard_stays(desk: Desk) -> None:
    a_shop(desk)
    page = opened(desk)
    before = page.easel
    desk.log("Ned New: came in yesterday and took a loaf")
    desk.log("Ned New: came in on 1 May and took a loaf")
    desk.wait(lambda: page.easel is not before and page.easel is not None and "2" in tiles(page)["Kept"].figure.value)
    tiles(page)["Back"].setFocus()
    before = page.easel
    desk.press("Ctrl+Z")
    desk.wait(lambda: page.easel is not before and tiles(page)["Kept"].figure.value == "1")
    assert desk.focus() is tiles(page)["Back"]


def test_a_change_while_another_page_is_in_front_is_read_when_it_is_seen_again(desk: Desk) -> None:
    a_shop(desk)
    page = opened(desk)
    desk.press("Ctrl+1")
    before = page.easel
    desk.log("Ora Never: called and asked if we bake rye")
    QTest.qWait(600)
    assert page.easel is before
    desk.press("Ctrl+4")
    desk.wait(lambda: tiles(page)["Never came"].figure.value == "1")


def test_an_empty_shop_says_what_will_be_here(desk: Desk) -> None:
    page = opened(desk)
    assert not tiles(page)
    assert not charts(page)
    assert page.easel is not None
    assert any("Nobody is in the shop yet" in one.text() for one in page.easel.findChildren(type(page.waiting)))


def test_a_new_shop_draws_nothing_and_says_why(desk: Desk) -> None:
    come(desk, "Ned New", "loaf", 3)
    page = opened(desk)
    assert not charts(page)
    cards = page.findChildren(PictureCard)
    assert cards
    assert not any(card.more.isVisible() for card in cards)


@pytest.mark.parametrize(("line", "ending"), [(1, "png"), (2, "svg"), (3, "csv")])
def test_a_picture_goes_out_by_keys_and_the_record_says_so(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: int, ending: str
) -> None:
    a_shop(desk)
    page = opened(desk)
    target = tmp_path / f"kept.{ending}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    charts(page)[0].setFocus()
    desk.press("S")
    menu = desk.focus()
    assert isinstance(menu, QMenu)
    for _ in range(line):
        desk.press("Down")
    desk.press("Return")
    desk.wait(target.is_file)
    begin = {"png": b"\x89PNG", "svg": b"<?xml", "csv": b"\xef\xbb\xbf"}[ending]
    assert target.read_bytes().startswith(begin)
    desk.press("Ctrl+Shift+H")
    rows = [one.accessibleName() for one in desk.sheet.findChildren(QWidget) if one.accessibleName()]
    assert any("Saved a list: a picture of Insights" in one and ending.upper() in one for one in rows)


# -- the frame --


def of_value(desk: Desk) -> InsightPage:
    """A page for owners, with a line, evidence and a bar."""

    def build(easel: Easel, found: int) -> None:
        easel.head("Value")
        easel.figures([Figure("Spent", str(found), opens="entries")])
        easel.lines(
            "The best", [ListedLine("Kim Kept", "comes weekly", opens=f"{CUSTOMER}{desk.customer('Kim Kept')}")]
        )
        easel.picture(Bars((Bar("one", 3, opens="entries"),)), Words("Bars"))

    def behind(_reader: Reader, _found: int, _code: str, _asked: Asked) -> Behind:
        kim = desk.customer("Kim Kept")
        return Behind(
            evidence=tuple(Piece(Receipt(Source.INTERACTION, one.id), kim) for one in desk.entries("Kim Kept"))
        )

    return InsightPage("trial", lambda: "&Value", lambda _reader, _asked: 42, build, behind, permission=VALUE_PAGE)


def framed(desk: Desk) -> InsightsView:
    a_shop(desk)
    rooms = desk.session
    from relapp.ui.insights.pages import PAGES

    page = InsightsView(rooms.editing, rooms.figures, (PAGES[0], of_value(desk)))
    page.customer_wanted.connect(rooms.open_customers)
    page.evidence_wanted.connect(rooms.show_evidence)
    rooms.__dict__["insights"] = page
    return opened(desk)


def is_current(page: InsightsView, wanted: InsightPage) -> bool:
    return page.current is wanted


def test_keys_go_from_page_to_page(desk: Desk) -> None:
    page = framed(desk)
    for key, name in (
        ("2", "trial"),
        ("1", "kept"),
        ("Ctrl+PgDown", "trial"),
        ("Ctrl+PgUp", "kept"),
        ("Alt+V", "trial"),
    ):
        desk.press(key)
        wanted = page.pages[name]
        desk.wait(partial(is_current, page, wanted))
        desk.wait(lambda: page.easel is not None)
    assert desk.focus() is page.segments["trial"]


def test_what_is_behind_opens_where_it_stands(desk: Desk) -> None:
    page = framed(desk)
    desk.press("2")
    desk.wait(lambda: page.easel is not None)
    desk.tab_to("Spent: 42")
    desk.press("Return")
    desk.wait(lambda: desk.window.findChild(EvidenceSheet) is not None)
    sheet = desk.sheet
    assert isinstance(sheet, EvidenceSheet)
    assert len(sheet.lines) == 20
    desk.press("Down")
    desk.press("Return")
    assert desk.window.page == "customers"
    assert desk.view.evidence.isVisible()
    desk.press("Escape")
    assert desk.window.page == "insights"
    desk.tab_to("Kim Kept. comes weekly")
    desk.press("Return")
    assert desk.page_now().customer.name == "Kim Kept"


def test_a_page_for_owners_is_greyed_for_staff_and_left(desk: Desk) -> None:
    page = framed(desk)
    desk.press("2")
    assert page.current.name == "trial"

    def staffed(tx):  # type: ignore[no-untyped-def]
        return staff.add(tx, "Tom", Role.STAFF)

    desk.session.editing.staff_id = desk.do("staff_add", staffed)
    assert page.current.name == "kept"
    assert not page.segments["trial"].isEnabled()
    assert page.segments["trial"].toolTip()
    desk.press("2")
    assert page.current.name == "kept"


def test_after_a_restart_insights_is_open_again(desk: Desk) -> None:
    desk.do("customer_add", lambda tx: customers.add(tx, NewCustomer("Ana Moreira")))
    opened(desk)
    desk.reopen()
    assert desk.window.page == "insights"
    desk.wait(lambda: desk.session.insights.easel is not None)


def test_the_list_that_opens_is_the_one_that_is_named(desk: Desk) -> None:
    a_shop(desk)
    page = opened(desk)
    tiles(page)["Too new to say"].open_figure()
    desk.wait(lambda: desk.window.page == "customers")
    assert desk.session.customers.list._view is ListView.TOO_NEW


def test_the_names_stand_at_the_side_or_above_and_are_a_menu_where_the_window_is_low(desk: Desk) -> None:
    page = framed(desk)
    desk.window.resize(1280, 820)
    desk.wait(lambda: page.segments["kept"].mapTo(page, QPoint()).x() < page.scroller.mapTo(page, QPoint()).x() - 100)
    desk.window.resize(900, 600)
    desk.wait(lambda: page.segments["kept"].mapTo(page, QPoint()).y() < page.scroller.mapTo(page, QPoint()).y())
    assert page.chooser.isHidden()
    theme.install(desk.app, Scheme.LIGHT, 200)
    try:
        desk.wait(page.chooser.isVisible)
        assert not page.segments["kept"].isVisible()
        page.setFocus()
        assert desk.focus() is page.chooser
        desk.press("Return")
        desk.pick("Value")
        desk.wait(lambda: page.current.name == "trial" and page.easel is not None)
        assert page.chooser.text() == "Value"
    finally:
        theme.install(desk.app, Scheme.LIGHT, 100)
