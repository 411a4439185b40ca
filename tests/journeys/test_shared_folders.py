"""A folder that a sync service keeps, too: asked before anything is made there, moved from, or used all the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from relapp import folders
from relapp.app import Program
from relapp.domain.customers import NewCustomer
from relapp.domain.shared_folders import Keeper
from relapp.paths import backups_of, places
from relapp.services import customers, moving, protection
from relapp.services.operations import Operations
from relapp.services.pages import shop as shop_page
from relapp.storage import keys, system_keyring
from relapp.storage.database import Database
from relapp.ui.main_window import elsewhere
from tests.shop import Shop

Begin = Callable[[Path], Program]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's own folder for data."""
    monkeypatch.setattr(elsewhere, "usual_data", lambda: tmp_path / "home")
    return tmp_path / "home"


@pytest.fixture
def begin(qtbot: QtBot, qapp: QApplication) -> Iterator[Begin]:
    """A function that starts the program on a folder and waits until something is shown."""
    programs: list[Program] = []

    def start(folder: Path) -> Program:
        program = Program(qapp, places(folder))
        programs.append(program)
        program.start()
        qtbot.waitUntil(lambda: bool(program.window.page), timeout=20_000)
        return program

    yield start
    for program in programs:
        program.window.close()
        program.close()
        program.window.deleteLater()
        program.deleteLater()
    qapp.sendPostedEvents()


def steps(program: Program) -> list[str]:
    page = program.window.pages["shared"]
    return [button.text().replace("&", "") for button in page.findChildren(QPushButton)]


def press(program: Program, words: str) -> None:
    page = program.window.pages["shared"]
    button = next(one for one in page.findChildren(QPushButton) if one.text().replace("&", "") == words)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)


def customers_there(program: Program) -> int:
    assert program.session is not None
    return program.session.editing.read(shop_page.page).customers


def shop_with_ada(folder: Path) -> Path:
    path = folder / "shop.relapp"
    operations = Operations(Database.open(path))
    operations.run("customer_add", lambda tx: customers.add(tx, NewCustomer("Ada")))
    operations.database.close()
    return path


def test_nothing_is_made_before_the_answer(begin: Begin, tmp_path: Path, home: Path, qtbot: QtBot) -> None:
    folder = tmp_path / "Dropbox" / "relapp"
    program = begin(folder)
    assert program.window.page == "shared"
    assert not (folder / "shop.relapp").exists()
    assert steps(program) == ["Keep it on this computer", "Choose another folder", "Use it here all the same"]
    press(program, "Keep it on this computer")
    qtbot.waitUntil(lambda: program.session is not None, timeout=20_000)
    assert (home / "shop.relapp").exists()
    assert not (folder / "shop.relapp").exists()
    # The next start on that folder finds it.
    program.window.close()
    program.close()
    again = begin(folder)
    qtbot.waitUntil(lambda: again.session is not None, timeout=20_000)
    assert again.places.data == home


def test_a_shop_is_moved_and_found_again(begin: Begin, tmp_path: Path, home: Path, qtbot: QtBot) -> None:
    old = shop_with_ada(tmp_path / "Nextcloud")
    program = begin(old.parent)
    press(program, "Move it to this computer")
    qtbot.waitUntil(lambda: program.session is not None, timeout=20_000)
    assert customers_there(program) == 1
    assert program.places.data == home
    assert [path.name for path in old.parent.glob("shop*")] == ["shop.relapp.moved"]
    assert str(home) in program.window.toast.label.text()


def test_a_protected_shop_is_moved_once_its_passphrase_is_typed(
    begin: Begin, tmp_path: Path, home: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "_MEMORY", 8)
    monkeypatch.setattr(keys, "_PASSES", 1)
    monkeypatch.setattr(system_keyring, "is_there", lambda: True)
    monkeypatch.setattr(system_keyring, "find", lambda _: None)
    old = shop_with_ada(tmp_path / "Nextcloud")
    protection.turn_on(old, protection.planned("barley and blue paper")).database.close()
    program = begin(old.parent)
    press(program, "Move it to this computer")
    qtbot.waitUntil(lambda: program.window.page == "unlock", timeout=20_000)
    unlocking = program.unlocking
    assert unlocking is not None
    page = unlocking.page
    assert page is not None
    assert page.remember.isHidden()
    assert old.exists()
    QTest.keyClicks(page.field, "barley and blue pape")
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    qtbot.waitUntil(page.trouble.isVisible, timeout=20_000)
    assert old.exists()
    qtbot.waitUntil(page.button.isEnabled, timeout=20_000)
    page.field.clear()
    QTest.keyClicks(page.field, "barley and blue paper")
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    # Typed once: the shop opens in its new place without asking again.
    qtbot.waitUntil(lambda: program.session is not None, timeout=20_000)
    assert customers_there(program) == 1
    assert program.places.data == home
    assert not keys.is_plain(home / "shop.relapp")
    assert "unlock" not in program.window.pages
    assert [path.name for path in old.parent.glob("shop*")] == ["shop.relapp.moved"]


def test_a_protected_shop_that_cannot_be_moved_is_asked_about_again(
    begin: Begin, tmp_path: Path, home: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "_MEMORY", 8)
    monkeypatch.setattr(keys, "_PASSES", 1)
    monkeypatch.setattr(system_keyring, "is_there", lambda: False)
    monkeypatch.setattr(system_keyring, "find", lambda _: None)
    old = shop_with_ada(tmp_path / "Nextcloud")
    protection.turn_on(old, protection.planned("barley and blue paper")).database.close()
    program = begin(old.parent)
    home.write_text("in the way", "ascii")
    press(program, "Move it to this computer")
    qtbot.waitUntil(lambda: program.unlocking is not None and program.unlocking.page is not None, timeout=20_000)
    assert program.unlocking is not None
    page = program.unlocking.page
    assert page is not None
    QTest.keyClicks(page.field, "barley and blue paper")
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.window.page == "shared", timeout=20_000)
    assert program.window.toast.label.text().startswith(f"Nothing can be written in {home}.")
    assert old.exists()


def test_a_shop_that_is_out_of_reach_is_told_and_found_again(
    begin: Begin, tmp_path: Path, home: Path, qtbot: QtBot
) -> None:
    old, stick = shop_with_ada(tmp_path / "shop"), tmp_path / "stick" / "shop.relapp"
    assert not home.exists()
    moving.move(old, stick)
    stick.parent.rename(tmp_path / "pulled out")
    program = begin(old.parent)
    assert program.window.page == "misfortune"
    page = program.window.pages["misfortune"]
    assert str(stick) in page.sentence  # type: ignore[attr-defined]
    assert not stick.parent.exists()
    assert not old.exists()
    (tmp_path / "pulled out").rename(stick.parent)
    again = next(one for one in page.findChildren(QPushButton) if "Try" in one.text())
    QTest.keyClick(again, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.session is not None, timeout=20_000)
    assert customers_there(program) == 1


def test_a_shop_that_is_lost_is_brought_back_before_it_is_asked_about(
    begin: Begin, tmp_path: Path, home: Path, qtbot: QtBot
) -> None:
    old = tmp_path / "Nextcloud" / "shop.relapp"
    shop = Shop(old, backups_of(old))
    shop.customer("Ada")
    shop.close()
    old.unlink()
    program = begin(old.parent)
    assert program.window.page == "misfortune"
    assert not home.exists()
    back = next(one for one in program.window.pages["misfortune"].findChildren(QPushButton) if "back" in one.text())
    QTest.keyClick(back, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.window.page == "shared", timeout=20_000)
    assert steps(program)[0] == "Move it to this computer"


def test_used_all_the_same_it_is_asked_once(begin: Begin, tmp_path: Path, home: Path, qtbot: QtBot) -> None:
    folder = tmp_path / "OneDrive"
    program = begin(folder)
    press(program, "Use it here all the same")
    qtbot.waitUntil(lambda: program.session is not None, timeout=20_000)
    assert "shared" not in program.window.pages
    program.window.close()
    program.close()
    again = begin(folder)
    qtbot.waitUntil(lambda: again.session is not None, timeout=20_000)
    assert not home.exists()


def test_where_a_shop_is_already_it_is_not_offered(begin: Begin, tmp_path: Path, home: Path) -> None:
    shop_with_ada(home)
    program = begin(tmp_path / "Dropbox")
    assert steps(program) == ["Choose another folder", "Use it here all the same"]


def test_a_network_is_told_as_one(begin: Begin, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not home.exists()
    monkeypatch.setattr(folders, "keeper", lambda _: Keeper.SMB)
    program = begin(tmp_path / "nas")
    page = program.window.pages["shared"]
    assert "connection fails" in page.sentence  # type: ignore[attr-defined]
