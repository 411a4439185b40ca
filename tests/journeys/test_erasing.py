"""Row R5, erasing: asked for, confirmed and done by keyboard; nothing of the customer is left in the folder."""

from __future__ import annotations

import pytest

from relapp.domain.customers import ContactKind, NewContactPoint, NewCustomer
from relapp.domain.interactions import Kind, NewInteraction
from relapp.services import customers, erasure, interactions
from relapp.storage import customers as stored
from relapp.storage import erasure as stored_erasure
from relapp.ui.erasing.sheet import EraseSheet
from tests.journeys.conftest import NOW, Desk
from tests.journeys.screens import ANA


@pytest.fixture
def shop(desk: Desk) -> Desk:
    """Ana and Ben, who came together once."""
    phone = NewContactPoint(ContactKind.PHONE, "07700 904417")
    ana = desk.do("customer_add", lambda tx: customers.add(tx, NewCustomer("Ana Moreira", contacts=(phone,))))
    ben = desk.do("customer_add", lambda tx: customers.add(tx, NewCustomer("Ben Osei")))
    desk.do("log", lambda tx: interactions.log(tx, NewInteraction((ana, ben), Kind.VISIT, NOW, "Ana and Ben looked")))
    return desk


def in_folder(desk: Desk, *words: str) -> set[str]:
    files = [path for path in desk.folder.rglob("*") if path.is_file()]
    held = b"".join(path.read_bytes() for path in files).lower()
    return {word for word in words if word.encode() in held}


def names(desk: Desk) -> list[str]:
    return [one.name for one in desk.session.editing.read(stored.every)]


def test_a_customer_is_erased_for_good_by_keyboard_alone(shop: Desk) -> None:
    desk = shop
    desk.find("ana")
    desk.press("L")
    desk.type("zqxvtold about the boots")
    desk.press("Return")
    desk.type("zqxvhalf typed")
    desk.wait(lambda: bool(in_folder(desk, "zqxvhalf")))
    desk.press("Ctrl+Shift+Del")
    sheet = desk.sheet
    assert isinstance(sheet, EraseSheet)
    assert not sheet.save_button.isEnabled()
    desk.press("Return")
    assert "Ana Moreira" in names(desk), "nothing is erased before the name was typed"
    desk.type("ana moreira")
    desk.press("Return")
    desk.wait(lambda: desk.shown() == "Erased for good.")
    assert names(desk) == ["Ben Osei"]
    assert [entry.words for entry in desk.entries("ben")] == ["(erased) and Ben looked"]
    desk.window.activateWindow()
    desk.wait(lambda: desk.app.focusWidget() is not None)
    desk.press("Ctrl+Z")
    assert desk.shown() == "Undone: Log entry"
    assert names(desk) == ["Ben Osei"]
    desk.wait(lambda: not desk.session.background.busy)
    desk.close()
    assert in_folder(desk, "moreira", "zqxvtold", "zqxvhalf") == set()
    desk.open()


def test_escape_leaves_everything_as_it_was(shop: Desk) -> None:
    desk = shop
    desk.find("ana")
    before = names(desk)
    desk.press("Ctrl+Shift+Del")
    assert isinstance(desk.sheet, EraseSheet)
    desk.type("Ana Moreira")
    desk.press("Escape")
    assert names(desk) == before


def test_the_cleaning_that_an_earlier_run_did_not_come_to_is_done_at_the_start(shop: Desk) -> None:
    desk = shop
    said = NewInteraction((ANA,), Kind.NOTE, NOW, "zqxvtold")
    desk.do("log", lambda tx: interactions.log(tx, said))
    desk.do(erasure.NAME, lambda tx: erasure.erase(tx, ANA))
    desk.reopen()
    desk.wait(lambda: not desk.session.editing.read(stored_erasure.is_unclean))
    desk.wait(lambda: not desk.session.background.busy)
    assert in_folder(desk, "zqxvtold", "moreira") == set()
