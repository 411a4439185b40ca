"""A protected shop: turned on in the settings, opened by passphrase and by code, turned off again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton

from relapp.app import Program
from relapp.domain.rotation import Reason
from relapp.paths import backups_of, places
from relapp.services import backups as shop_backups
from relapp.services import protection
from relapp.storage import keys, system_keyring
from relapp.ui.protection.sheets import CodeSheet, PassphraseSheet
from relapp.ui.protection.unlock_page import UnlockPage
from relapp.ui.theme import Scheme
from tests.journeys.conftest import Desk
from tests.journeys.test_every_screen import LOOKS, LTR, SMALL, cut, unreached, wear

PASSPHRASE = "barley and blue paper"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """Argon2id at its least, and a keyring of its own."""
    kept: dict[str, bytes] = {}
    monkeypatch.setattr(keys, "_MEMORY", 8)
    monkeypatch.setattr(keys, "_PASSES", 1)
    monkeypatch.setattr(system_keyring, "is_there", lambda: True)
    monkeypatch.setattr(system_keyring, "keep", kept.__setitem__)
    monkeypatch.setattr(system_keyring, "find", kept.get)
    monkeypatch.setattr(system_keyring, "forget", lambda name: kept.pop(name, None))
    return kept


def database_of(desk: Desk) -> Path:
    return desk.folder / "shop.relapp"


def protect(desk: Desk) -> str:
    """Turn it on as a person does; returns the recovery code."""
    acts = desk.session.protection
    acts.turn_on()
    first = acts.sheet
    assert isinstance(first, PassphraseSheet)
    desk.type(PASSPHRASE)
    desk.press("Tab")
    desk.type(PASSPHRASE)
    desk.press("Return")
    desk.wait(lambda: isinstance(acts.sheet, CodeSheet))
    code = acts.sheet
    assert isinstance(code, CodeSheet)
    before = desk.program and desk.program.session
    code.typed.setFocus()
    desk.type("AAAAA")
    desk.press("Return")
    assert keys.is_plain(database_of(desk))
    code.typed.clear()
    desk.type(code.code.split("-")[3].lower())
    printed = code.code
    desk.press("Return")
    desk.wait(lambda: desk.program is not None and desk.program.session not in (None, before))
    desk.wait_for_shop()
    return printed


def start_locked(desk: Desk) -> UnlockPage:
    desk.close()
    desk.program = Program(desk.app, places(desk.folder), lambda: desk.now)
    desk.program.start()
    desk.wait(lambda: desk.program is not None and desk.program.unlocking is not None)
    unlocking = desk.program.unlocking
    assert unlocking is not None
    desk.wait(lambda: unlocking.page is not None and unlocking.page.isVisible())
    assert unlocking.page is not None
    desk.wait(unlocking.page.field.hasFocus)
    return unlocking.page


def test_a_shop_is_protected_opened_and_open_to_all_again(desk: Desk) -> None:
    desk.log("Ana Moreira: asked for marzipan")
    code = protect(desk)
    assert not keys.is_plain(database_of(desk))
    assert "protected" in desk.window.toast.label.text()
    desk.log("Ana Moreira: came for the marzipan")

    page = start_locked(desk)
    assert page.field.echoMode() is QLineEdit.EchoMode.Password
    desk.type("barley and blue pape")
    desk.press("Return")
    desk.wait(page.trouble.isVisible)
    assert page.trouble.text() == "That is not the passphrase of this shop. Try again in 1 second."
    assert page.field.hasFocus()
    desk.type("and on ")
    assert page.field.text() == "barley and blue pape"
    assert not page.show_typing.isChecked()
    desk.wait(page.button.isEnabled)
    desk.type(PASSPHRASE)
    desk.press("Return")
    desk.wait_for_shop()
    assert "unlock" not in desk.window.pages

    page = start_locked(desk)
    page.other.click()
    assert page.field.echoMode() is QLineEdit.EchoMode.Normal
    desk.type(code.replace("-", "").lower())
    desk.press("Return")
    desk.wait_for_shop()

    acts = desk.session.protection
    acts.turn_off()
    assert isinstance(acts.sheet, PassphraseSheet)
    desk.type("something else")
    desk.press("Return")
    desk.wait(lambda: acts.sheet is not None and acts.sheet.save_button.isEnabled())
    assert not keys.is_plain(database_of(desk))
    before = desk.session
    acts.sheet.old.clear()
    desk.type(PASSPHRASE)
    desk.press("Return")
    desk.wait(lambda: desk.program is not None and desk.program.session not in (None, before))
    desk.wait_for_shop()
    assert keys.is_plain(database_of(desk))
    desk.reopen()
    desk.find("Ana Moreira")


def test_the_page_can_be_read_in_a_low_window_with_large_text(desk: Desk) -> None:
    protect(desk)
    page = start_locked(desk)
    wear(desk, (Scheme.DARK, 200, SMALL, LTR))
    try:
        desk.type("barley")
        desk.press("Return")
        desk.wait(page.trouble.isVisible)
        desk.app.processEvents()
        assert cut(page) == []
        desk.wait(page.button.isEnabled)
        assert unreached(desk, page) == []
    finally:
        wear(desk, LOOKS[0])


def test_the_field_can_be_seen_whole_in_a_low_window_with_large_text(desk: Desk) -> None:
    wear(desk, (Scheme.DARK, 200, SMALL, LTR))
    try:
        desk.session.protection.turn_on()
        sheet = desk.session.protection.sheet
        assert isinstance(sheet, PassphraseSheet)
        for field in (sheet.new, sheet.again):
            field.setFocus()
            sheet._show_field()
            assert field.visibleRegion().boundingRect() == field.rect()
        sheet.dismiss()
        desk.session.protection.turn_on()
        sheet = desk.session.protection.sheet
        assert isinstance(sheet, PassphraseSheet)
        desk.wait(lambda: sheet.new.visibleRegion().boundingRect() == sheet.new.rect())
    finally:
        wear(desk, LOOKS[0])


def test_this_computer_can_remember_and_forget(desk: Desk, quick: dict[str, bytes]) -> None:
    protect(desk)
    page = start_locked(desk)
    page.remember.setChecked(True)
    desk.type(PASSPHRASE)
    desk.press("Return")
    desk.wait_for_shop()
    assert len(quick) == 1
    desk.reopen()
    stood: list[bool] = []
    desk.session.protection.remember(False, stood.append)
    desk.wait(lambda: stood == [False])
    assert quick == {}
    start_locked(desk)


def test_a_new_passphrase_and_a_new_code_open_the_shop(desk: Desk) -> None:
    old = protect(desk)
    acts = desk.session.protection
    acts.change_passphrase()
    assert isinstance(acts.sheet, PassphraseSheet)
    changing = acts.sheet
    desk.type(PASSPHRASE)
    desk.press("Tab")
    desk.type("another long one")
    desk.press("Return")
    assert changing.isVisible()
    desk.press("Tab")
    desk.type("another long one")
    desk.press("Return")
    desk.wait(lambda: desk.window.toast.label.text().startswith("From now on the new passphrase"))
    acts.new_code()
    desk.type("another long one")
    desk.press("Return")
    desk.wait(lambda: isinstance(acts.sheet, CodeSheet))
    assert isinstance(acts.sheet, CodeSheet)
    sheet = acts.sheet
    sheet.typed.setText(sheet.code.split("-")[3])
    sheet.typed.setFocus()
    fresh = sheet.code
    desk.press("Return")
    assert fresh != old
    key = desk.session.database.key
    assert protection.by_code(database_of(desk), fresh) == key
    assert protection.by_passphrase(database_of(desk), "another long one") == key


def test_a_protected_shop_goes_back_to_a_backup(desk: Desk) -> None:
    desk.log("Ana Moreira: asked for marzipan")
    shop_backups.of(desk.session.database, backups_of(database_of(desk))).make(Reason.ASKED)
    protect(desk)
    key, before = desk.session.database.key, desk.session
    newest = sorted(backups_of(database_of(desk)).glob("*.backup"))[-1]
    assert not keys.is_plain(newest)
    assert desk.program is not None
    desk.program.restore(newest)
    desk.wait(lambda: desk.program is not None and desk.program.session not in (None, before))
    desk.wait_for_shop()
    assert desk.session.database.key == key
    assert not any(keys.is_plain(file) for file in desk.folder.rglob("*.relapp"))
    desk.find("Ana Moreira")


def test_each_wrong_try_takes_longer(desk: Desk) -> None:
    page = UnlockPage(keyring=False)
    desk.window.add_page("unlock", page)
    waits = []
    for _ in range(7):
        page.refuse("No.", wrong=True)
        waits.append(page.trouble.text())
        page._left = 0
    assert waits == [f"No. Try again in {wait} second{'s' * (wait > 1)}." for wait in (1, 2, 4, 8, 16, 30, 30)]
    page._wait.stop()
    desk.window.remove_page("unlock")


@pytest.mark.parametrize("slots", ["beside the file", "beside the backups alone"])
def test_a_protected_shop_whose_file_is_lost_asks_and_brings_everything_back(desk: Desk, slots: str) -> None:
    desk.log("Ana Moreira: asked for marzipan")
    protect(desk)
    desk.log("Ana Moreira: came for the marzipan")
    desk.close()
    database_of(desk).unlink()
    if slots == "beside the backups alone":
        keys.place(database_of(desk)).unlink()
    start_locked(desk)
    desk.type(PASSPHRASE)
    desk.press("Return")
    desk.wait(lambda: desk.window.page == "misfortune")
    page = desk.window.pages["misfortune"]
    back = next(one for one in page.findChildren(QPushButton) if "Bring everything back" in one.text().replace("&", ""))
    back.setFocus()
    desk.press("Return")
    # Typed once: it does not ask again.
    desk.wait(lambda: desk.program is not None and (desk.program.unlocking or desk.program.session) is not None)
    assert desk.program is not None
    assert desk.program.unlocking is None
    desk.wait_for_shop()
    assert not keys.is_plain(database_of(desk))
    assert keys.place(database_of(desk)).is_file()
    assert [entry.words for entry in desk.entries("ana")] == ["came for the marzipan", "asked for marzipan"]
