"""Row D6: backups come by themselves, are opened and checked, and hold nobody who was erased."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from relapp.domain.customers import NewCustomer
from relapp.domain.rotation import Reason
from relapp.domain.staff import Role
from relapp.services import customers, settings, staff
from relapp.services.backups import Backups
from relapp.services.settings import ShopSettings
from relapp.storage import backups
from relapp.storage import customers as stored
from relapp.storage.database import Database
from relapp.ui.backups.restore_sheet import RestoreSheet
from relapp.ui.backups.sheet import BackupsSheet
from relapp.ui.main_window import keeping as kept
from relapp.ui.main_window.keeping import Keeping
from relapp.ui.widgets.text import Label
from tests.journeys.conftest import Desk


def keeping(desk: Desk) -> Keeping:
    found = desk.session.keeping
    assert found is not None
    return found


def folder(desk: Desk) -> Path:
    return desk.folder / "backups"


def reasons(desk: Desk) -> list[str]:
    return [one.reason for one in backups.listed(folder(desk))]


def names_in(path: Path) -> list[str]:
    with Database.look_at(path) as copy, copy.read() as reader:
        return [one.name for one in stored.every(reader)]


def add(desk: Desk, name: str) -> int:
    return desk.do("customer_add", lambda tx: customers.add(tx, NewCustomer(name)))


def copy_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy is whole, and goes on until somebody stops it, as that of a very large file."""
    copy = Database.copy

    def long(self: Database, target: Path, pause: object) -> None:
        copy(self, target)
        while True:
            QTest.qSleep(5)
            pause()  # type: ignore[operator]

    monkeypatch.setattr(Database, "copy", long)


def test_every_half_hour_one_is_made_if_something_was_done(desk: Desk) -> None:
    add(desk, "Ada")
    keeping(desk)._every.timeout.emit()
    desk.wait(lambda: reasons(desk) == ["schedule"])
    assert names_in(folder(desk) / backups.listed(folder(desk))[0].name) == ["Ada"]
    keeping(desk)._every.timeout.emit()
    desk.wait(lambda: not desk.session.background.busy)
    assert reasons(desk) == ["schedule"]
    assert keeping(desk)._every.interval() == 30 * 60 * 1000
    assert keeping(desk)._every.isActive()


def test_closing_waits_for_a_backup_and_then_closes(desk: Desk) -> None:
    add(desk, "Ada")
    assert not desk.window.close()
    desk.wait(lambda: not desk.window.isVisible())
    assert reasons(desk) == ["closing"]
    assert names_in(folder(desk) / backups.listed(folder(desk))[0].name) == ["Ada"]


def test_closing_waits_for_nothing_if_the_last_one_has_everything(desk: Desk) -> None:
    add(desk, "Ada")
    keeping(desk).look()
    desk.wait(lambda: reasons(desk) == ["schedule"])
    desk.wait(lambda: not desk.session.background.busy)
    assert desk.window.close()


def test_who_closes_twice_waits_for_nothing_and_no_half_backup_is_left(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(desk, "Ada")
    monkeypatch.setattr(kept, "SAY_AFTER", 0)
    copy_without_end(monkeypatch)
    assert not desk.window.close()
    desk.wait(lambda: desk.shown() == "Making a backup before closing…")
    assert desk.window.close()
    desk.close()
    assert [path.name for path in folder(desk).glob("relapp-*")] == []


def test_a_large_file_holds_nobody_for_long(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    add(desk, "Ada")
    monkeypatch.setattr(kept, "LONGEST", 50)
    copy_without_end(monkeypatch)
    assert not desk.window.close()
    desk.wait(lambda: not desk.window.isVisible())


def test_a_folder_that_does_not_take_it_is_told_once(desk: Desk) -> None:
    add(desk, "Ada")
    shutil.rmtree(folder(desk))
    folder(desk).write_text("not a folder")
    keeping(desk).look()
    desk.wait(lambda: desk.shown().startswith("No backup could be made"))
    desk.window.toast.hide()
    keeping(desk).look()
    desk.wait(lambda: not desk.session.background.busy)
    assert desk.shown() == ""


def test_who_looks_for_duplicates_finds_a_fresh_one_made(desk: Desk) -> None:
    add(desk, "Ada")
    desk.press("Ctrl+Shift+D")
    desk.wait(lambda: reasons(desk) == ["merge"])


def test_whoever_is_erased_leaves_every_backup(desk: Desk) -> None:
    add(desk, "Quistberg Mara")
    for reason in (Reason.SCHEDULE, Reason.ASKED):
        keeping(desk).run(lambda reason=reason: keeping(desk).backups.make(reason), lambda _: None)  # type: ignore[misc]
    desk.wait(lambda: len(reasons(desk)) == 2)
    desk.find("quist")
    desk.press("Ctrl+Shift+Del")
    desk.type("quistberg mara")
    desk.press("Return")
    desk.wait(lambda: desk.shown() == "Erased for good.")
    desk.wait(lambda: not desk.session.background.busy)

    def held() -> bool:
        return any(b"quistberg" in path.read_bytes().lower() for path in desk.folder.rglob("*") if path.is_file())

    desk.wait(lambda: not held())
    assert "erased" in reasons(desk)
    assert {one.verified_at is not None for one in backups.listed(folder(desk))} == {True}


def test_the_sample_shop_has_none(desk: Desk) -> None:
    assert isinstance(keeping(desk).backups, Backups)
    desk.do("setting", lambda tx: settings.change(tx, sample=True))
    desk.reopen()
    assert desk.session.keeping is None


# -- the page --


def the_sheet(desk: Desk) -> BackupsSheet:
    desk.press("Ctrl+Shift+K")
    sheet = desk.sheet
    assert isinstance(sheet, BackupsSheet)
    return sheet


def idle(desk: Desk) -> None:
    desk.wait(lambda: not desk.session.background.busy)


def said(sheet: BackupsSheet) -> set[str]:
    return {label.text() for label in sheet.findChildren(Label) if label.isVisible()}


def test_the_page_tells_when_why_how_big_and_what_was_checked(desk: Desk) -> None:
    add(desk, "Ada")
    sheet = the_sheet(desk)
    assert "There is no backup yet." in said(sheet)
    assert not sheet.restore.isEnabled()
    desk.press("Alt+B")
    desk.wait(lambda: "Made, opened and checked." in said(sheet))
    (row,) = sheet.items
    assert row.under == "Asked for"
    assert row.tag.endswith("kB · opened and checked")
    assert any(words.startswith("Last good one: ") for words in said(sheet))
    desk.press("Alt+C")
    desk.wait(lambda: "It was opened and read whole: it is sound." in said(sheet))


def test_a_damaged_one_is_told_when_it_is_checked(desk: Desk) -> None:
    add(desk, "Ada")
    sheet = the_sheet(desk)
    desk.press("Alt+B")
    desk.wait(lambda: len(sheet.items) == 1)
    idle(desk)
    path = next(folder(desk).glob("relapp-*"))
    content = bytearray(path.read_bytes())
    for place in range(4096 * 2, len(content), 4096):
        content[place : place + 100] = bytes(100)
    path.write_bytes(content)
    desk.press("Alt+C")
    desk.wait(lambda: any("is not sound" in words for words in said(sheet)))
    desk.wait(lambda: sheet.items[0].tag.endswith("not checked"))


def test_going_back_takes_three_keys_and_keeps_the_shop_aside(desk: Desk) -> None:
    add(desk, "Ada")
    sheet = the_sheet(desk)
    desk.press("Alt+B")
    desk.wait(lambda: len(sheet.items) == 1)
    idle(desk)
    desk.press("Escape")
    add(desk, "Bo")
    the_sheet(desk)
    desk.press("Alt+R")
    desk.wait(lambda: isinstance(desk.sheet, RestoreSheet))
    words = " ".join(label.text() for label in desk.sheet.findChildren(Label))
    assert "It holds 1 customer and 0 entries" in words
    assert "The shop now holds 2 customers" in words
    before = desk.session
    desk.press("Alt+G")
    desk.wait(lambda: desk.program is not None and desk.program.session not in (None, before))
    desk.wait_for_shop()
    assert [one.name for one in desk.session.editing.read(stored.every)] == ["Ada"]
    assert [path.name for path in desk.folder.glob("shop-before-restore-*.relapp")], "the old one is kept aside"
    assert "restore" in reasons(desk)


def test_a_second_place_is_chosen_and_left_again(desk: Desk, tmp_path: Path) -> None:
    add(desk, "Ada")
    sheet = the_sheet(desk)
    stick = tmp_path / "stick"
    stick.mkdir()
    assert not sheet.leave.isVisible()
    desk.session.backing.take_place(stick)
    desk.wait(lambda: any(words.startswith(f"Second place: {stick}") for words in said(sheet)))
    (place,) = stick.iterdir()
    assert names_in(next(place.glob("relapp-*"))) == ["Ada"]
    desk.press("Alt+N")
    desk.wait(lambda: any("no second place yet" in words for words in said(sheet)))


def test_whoever_is_erased_may_still_stand_where_nobody_gets_to_and_that_is_told(desk: Desk, tmp_path: Path) -> None:
    add(desk, "Quistberg Mara")
    stick = tmp_path / "stick"
    stick.mkdir()
    desk.session.backing.take_place(stick)
    desk.wait(lambda: bool(settled(desk).backup_place))
    away = stick.rename(tmp_path / "drawer")
    told: list[str] = []
    desk.session.editing.told.connect(lambda notice: told.append(notice.text))
    desk.find("quist")
    desk.press("Ctrl+Shift+Del")
    desk.type("quistberg mara")
    desk.press("Return")
    desk.wait(lambda: any(words.startswith("Whoever was erased may still stand in") for words in told))
    place = settled(desk).backup_place
    assert [words for words in told if place in words]
    desk.window.activateWindow()  # as every system does once a dialog is gone
    desk.wait(desk.window.isActiveWindow)
    sheet = the_sheet(desk)
    assert any(words.startswith("Whoever was erased") and place in words for words in said(sheet))
    away.rename(stick)
    keeping(desk).clean()
    desk.wait(lambda: not any(words.startswith("Whoever was erased") for words in said(sheet)))


# -- the second place on Today --


def settled(desk: Desk) -> ShopSettings:
    return desk.session.editing.read(settings.read)


def aside(desk: Desk) -> str:
    found = desk.session.today._aside
    return "" if found is None else found.accessibleName()


QUESTION = "Where else may backups be kept?"


def test_once_somebody_is_in_the_shop_today_asks_for_a_second_place(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert aside(desk) == ""
    desk.log("Ana Moreira: asked if spelt comes")
    assert aside(desk) == QUESTION
    assert desk.focus() is desk.cards[0]
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(stick))
    desk.press("B")
    desk.press("Return")
    desk.wait(lambda: desk.shown().startswith("A backup is there now"))
    assert aside(desk) == ""
    (place,) = stick.iterdir()
    assert settled(desk).backup_place == str(place)
    assert names_in(next(place.glob("relapp-*"))) == ["Ana Moreira"]


def test_who_says_later_is_not_asked_again(desk: Desk) -> None:
    desk.log("Ana Moreira: asked if spelt comes")
    desk.press("B")
    desk.press("Tab")
    desk.press("Return")
    assert aside(desk) == ""
    assert desk.shown() == "It can be chosen on the Backups page at any time."
    assert desk.focus() is desk.cards[0]
    desk.reopen()
    desk.log("Ben: bought rye")
    assert aside(desk) == ""


def test_after_a_week_out_of_reach_today_says_so_once_a_day(desk: Desk, tmp_path: Path) -> None:
    desk.log("Ana Moreira: asked if spelt comes")
    stick = tmp_path / "stick"
    stick.mkdir()
    desk.session.backing.take_place(stick)
    desk.wait(lambda: bool(settled(desk).backup_place))
    away = stick.rename(tmp_path / "drawer")
    desk.come_back(days=8)
    keeping(desk).look()
    desk.wait(lambda: "No backup was brought to the second place for a week" in aside(desk))
    desk.press("B")
    desk.press("Return")
    assert isinstance(desk.sheet, BackupsSheet)
    desk.press("Escape")
    desk.press("Tab")
    desk.press("Return")
    assert aside(desk) == ""
    desk.reopen()
    keeping(desk).look()
    desk.wait(lambda: keeping(desk).late is not None)
    assert aside(desk) == ""
    desk.come_back(days=1)
    keeping(desk).look()
    desk.wait(lambda: aside(desk) != "")
    away.rename(stick)
    keeping(desk).look()
    desk.wait(lambda: aside(desk) == "")


def test_only_whoever_may_choose_the_second_place_hears_of_it(desk: Desk) -> None:
    desk.log("Ana Moreira: asked if spelt comes")
    tom = desk.do("staff_add", lambda tx: staff.add(tx, "Tom", Role.STAFF))
    assert aside(desk) == QUESTION
    desk.session.editing.staff_id = tom
    assert aside(desk) == ""


def test_the_copy_from_before_an_upgrade_is_shown_and_only_an_older_program_opens_it(desk: Desk) -> None:
    add(desk, "Ada")
    path = desk.session.database.path
    assert path is not None
    desk.session.database.copy(path.with_name(f"{path.stem}-before-v6{path.suffix}"))
    sheet = the_sheet(desk)
    desk.press("Alt+B")
    desk.wait(lambda: len(sheet.items) == 2)
    idle(desk)
    assert sheet.restore.isEnabled()
    assert sheet.items[1].under == f"Before the program was upgraded: {path.stem}-before-v6.relapp"
    sheet.items[1].setChecked(True)
    assert not sheet.restore.isEnabled()
    assert not sheet.check.isEnabled()
    sheet.items[0].setChecked(True)
    assert sheet.restore.isEnabled()


def test_the_keyboard_goes_from_one_backup_to_the_next(desk: Desk) -> None:
    add(desk, "Ada")
    sheet = the_sheet(desk)
    for number in (1, 2):
        desk.press("Alt+B")
        desk.wait(lambda number=number: len(sheet.items) == number)  # type: ignore[misc]
        idle(desk)
    sheet.items[0].setFocus()
    desk.press("Down")
    assert sheet.items[1].hasFocus()
    assert sheet.chosen is not None
    assert sheet.chosen.number == 1
