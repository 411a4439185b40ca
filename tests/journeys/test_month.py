"""The month of a real shop in the real window: a stranger is served from the first glance."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from relapp.paths import places
from relapp.ui.theme import Scheme
from tests.journeys.conftest import Desk
from tests.journeys.screens import settle
from tests.journeys.test_every_screen import LOOKS, wear
from tests.services.month.replay import PEOPLE, keep_shop
from tests.shop import Shop


@pytest.fixture
def kept(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    """The window on the shop after its month."""
    folder = tmp_path / "data"
    folder.mkdir()
    shop = Shop(places(folder).database)
    keep_shop(shop)
    shop.close()
    desk = Desk(qtbot, qapp, folder)
    yield desk
    wear(desk, LOOKS[0])
    desk.close()


def test_the_brief_of_everybody_is_read_without_scrolling(kept: Desk) -> None:
    """In the smallest window, as soon as the page is open."""
    wear(kept, (Scheme.LIGHT, 100, (900, 600), Qt.LayoutDirection.LeftToRight))
    for name in PEOPLE.values():
        kept.find(name)
        settle(kept)
        shown = kept.view.brief.lines()
        assert len(shown) == len(kept.page_now().brief)
        for line in shown:
            assert line.visibleRegion().boundingRect() == line.rect(), (name, line.sentence)


def test_the_page_is_found_by_what_was_said(kept: Desk) -> None:
    kept.find("proofing")
    settle(kept)
    assert kept.page_now().customer.name == "Kwame Osei"
    kept.find("900109")
    settle(kept)
    assert kept.page_now().customer.name == "Kwame Osei"
