"""The shop's file lost, swapped or damaged: the window says so, and one click brings everything back."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.exceptions import capture_exceptions

from relapp.__main__ import main
from relapp.app import Program
from relapp.domain.errors import StorageUnavailable
from relapp.paths import places
from relapp.storage import backups, daybook, records
from relapp.storage.database import Database
from relapp.ui.main_window.losses import PAGE
from relapp.ui.theme import Scheme
from relapp.ui.widgets.buttons import Button
from relapp.ui.widgets.placeholder import Placeholder
from tests.journeys.conftest import Desk
from tests.journeys.test_every_screen import LOOKS, LTR, SMALL, cut, unreached, wear


def file(desk: Desk) -> Path:
    return places(desk.folder).database


def book(desk: Desk) -> Path:
    return places(desk.folder).backups


@pytest.fixture
def shop(desk: Desk) -> Desk:
    """A backup, a copy of then, and an entry since."""
    desk.log("Ana Moreira: took 2 rye 6.40")
    backups.make(desk.session.database, book(desk), reason="asked", at=desk.now)
    desk.session.database.copy(desk.folder / "older")
    desk.log("Ana: asked for spelt")
    desk.close()
    return desk


def begin(desk: Desk) -> Placeholder:
    """Start the program; the page that it shows instead of the shop."""
    desk.program = Program(desk.app, places(desk.folder), lambda: desk.now)
    desk.program.start()
    return told(desk)


def told(desk: Desk) -> Placeholder:
    desk.wait(lambda: desk.window.page == PAGE and bool(steps(desk)))
    page = desk.window.pages[PAGE]
    assert isinstance(page, Placeholder)
    return page


def steps(desk: Desk) -> list[str]:
    found = desk.window.pages[PAGE].findChildren(Button) if PAGE in desk.window.pages else []
    return [button.text() for button in found]


def press(desk: Desk, step: str) -> None:
    (button,) = (one for one in desk.window.pages[PAGE].findChildren(Button) if one.text() == step)
    button.click()


def words(desk: Desk) -> list[str]:
    return [entry.words for entry in desk.entries("ana")]


def delete(desk: Desk) -> None:
    file(desk).unlink()


def swap(desk: Desk) -> None:
    shutil.copyfile(desk.folder / "older", file(desk))


def tear(desk: Desk) -> None:
    os.truncate(file(desk), 4096)


def replace(desk: Desk) -> None:
    delete(desk)
    other = Database.open(file(desk))
    other.keep_daybook(desk.folder / "elsewhere")
    other.close()


FRAME = b"\0RDp"

BACK, AS_IS, EMPTY = "&Bring everything back", "&Go on with this file as it is", "Begin with an &empty shop"
AGAIN, OTHER = "&Try again", "&Open another file…"


@pytest.mark.parametrize(
    ("lose", "offered"),
    [
        (delete, [BACK, EMPTY, AGAIN, OTHER]),
        (swap, [BACK, AS_IS, AGAIN, OTHER]),
        (replace, [BACK, AS_IS, AGAIN, OTHER]),
        (tear, [BACK, AGAIN, OTHER]),
    ],
)
def test_a_loss_is_told_and_one_click_brings_everything_back(
    lose: Callable[[Desk], None], offered: list[str], shop: Desk
) -> None:
    lose(shop)
    page = begin(shop)
    assert steps(shop) == offered
    assert "shop.relapp" in page.sentence
    assert "1 change since" in page.sentence
    press(shop, BACK)
    shop.wait_for_shop()
    assert words(shop) == ["asked for spelt", "took 2 rye 6.40"]
    assert PAGE not in shop.window.pages
    shop.press("Ctrl+Z")
    assert words(shop) == ["took 2 rye 6.40"]
    shop.reopen()


@pytest.mark.parametrize("lose", [delete, swap, replace, tear])
def test_all_of_it_can_be_read_in_a_low_window_with_large_text(lose: Callable[[Desk], None], shop: Desk) -> None:
    lose(shop)
    page = begin(shop)
    wear(shop, (Scheme.DARK, 200, SMALL, LTR))
    shop.app.processEvents()
    try:
        assert cut(page) == []
        assert unreached(shop, page) == []
    finally:
        wear(shop, LOOKS[0])


def test_no_door_leads_anywhere_until_the_shop_is_open(shop: Desk) -> None:
    swap(shop)
    begin(shop)
    window = shop.window
    assert not window.navigation.isVisible()
    assert {name for name, command in window.commands.items() if command.isEnabled()} == {"quit"}
    press(shop, BACK)
    shop.wait_for_shop()
    assert window.navigation.isVisible()
    assert window.commands["log"].isEnabled()


def test_going_on_with_an_older_file_is_asked_once(shop: Desk) -> None:
    swap(shop)
    begin(shop)
    press(shop, AS_IS)
    shop.wait_for_shop()
    assert words(shop) == ["took 2 rye 6.40"]
    shop.reopen()
    assert words(shop) == ["took 2 rye 6.40"]


def test_an_empty_shop_is_begun_where_the_file_is_gone(shop: Desk) -> None:
    delete(shop)
    begin(shop)
    press(shop, EMPTY)
    shop.wait_for_shop()
    assert shop.window.page == "first_run"


def test_trying_again_finds_the_file_that_is_there_by_then(shop: Desk) -> None:
    away = file(shop).rename(shop.folder / "away")
    begin(shop)
    away.rename(file(shop))
    press(shop, AGAIN)
    shop.wait_for_shop()
    assert len(words(shop)) == 2


def test_another_file_can_be_opened(shop: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    delete(shop)
    begin(shop)
    other = shop.folder / "other" / "other.relapp"
    other.parent.mkdir()
    shutil.copyfile(shop.folder / "older", other)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(other), ""))
    press(shop, OTHER)
    shop.wait_for_shop()
    assert words(shop) == ["took 2 rye 6.40"]


def test_what_cannot_be_found_is_told_before_the_shop_opens(shop: Desk) -> None:
    shop.open()
    shop.log("Ana: took a poodle")
    shop.close()
    path = daybook.volumes(book(shop))[-1].path
    content = bytearray(path.read_bytes())
    frames = bytes(content).split(FRAME)
    number = backups.listed(book(shop))[0].operation_id + 1
    struck = next(one for one in frames[1:] if records.decoded(one[8:]).this.operation_id == number)
    content[content.index(struck) + 30] ^= 1
    path.write_bytes(content)
    swap(shop)
    assert "1 change more cannot be found in either." in begin(shop).sentence
    press(shop, BACK)
    shop.wait(lambda: steps(shop) == ["&Open the shop"])
    assert f"1 change could not be found (no. {number})." in told(shop).sentence
    press(shop, "&Open the shop")
    shop.wait_for_shop()
    assert words(shop) == ["took a poodle", "took 2 rye 6.40"]


def test_without_a_backup_it_says_so(shop: Desk) -> None:
    tear(shop)
    shutil.rmtree(book(shop))
    page = begin(shop)
    assert "No backup was found" in page.sentence
    assert steps(shop) == [AGAIN, OTHER]


def test_damage_that_is_met_later_ends_in_the_same_page(shop: Desk) -> None:
    shop.open()
    shop.session.database.tidy()
    os.truncate(file(shop), 3 * 4096)
    # Whoever meets it says so; here a test looks on in the place of the program.
    with capture_exceptions() as met:
        shop.log("Ana: one more")
        page = told(shop)
    assert all(isinstance(error, StorageUnavailable) for _, error, _ in met)
    assert "cannot be read" in page.sentence
    press(shop, BACK)
    shop.wait_for_shop()
    assert words(shop)[:2] == ["asked for spelt", "took 2 rye 6.40"]


def test_a_save_that_is_not_in_the_daybook_is_saved_and_told(shop: Desk) -> None:
    shop.open()
    shutil.rmtree(book(shop))
    book(shop).write_bytes(b"a file in the place of the folder")
    said: list[str] = []
    # The backup that is wanted then fails as well, and says so in the same place.
    shop.session.editing.told.connect(lambda notice: said.append(notice.text))
    shop.log("Ana: one more")
    shop.wait(lambda: any("not in the daybook" in text for text in said))
    assert words(shop)[0] == "one more"
    book(shop).unlink()


def test_a_command_does_not_write_into_an_older_file(shop: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    swap(shop)
    before = file(shop).read_bytes()
    assert main(["--data-dir", str(shop.folder), "log", "Ana: one more"]) == 3
    assert "relapp restore" in capsys.readouterr().err
    assert file(shop).read_bytes() == before
