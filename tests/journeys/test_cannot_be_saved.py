"""A full disk, a file that may only be read, another program that writes: what was typed stays, and works later."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import event

from relapp.domain.receipts import Receipt, Source
from relapp.ui.main_window import session
from tests.journeys.conftest import Desk

HOLDING = """
import sys
from sqlcipher3 import dbapi2
connection = dbapi2.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""
WORDS = "blue kettle"


@contextmanager
def somebody_writes(desk: Desk) -> Iterator[None]:
    """Another process holds the right to write."""
    path = next(desk.folder.glob("shop.relapp"))
    command = [sys.executable, "-c", HOLDING, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == b"held"
        yield
        process.kill()


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody needs to wait long in a test."""
    monkeypatch.setattr(session, "PATIENCE", 0.05)


def rows(desk: Desk) -> dict[str, int]:
    """How many rows each table has."""
    from relapp.services.pages import about

    return desk.session.editing.read(about.sizes)


def ada(desk: Desk) -> int:
    desk.log("Ada Moreira: bought bread 3.40")
    one = desk.customer("Ada Moreira")
    desk.session.open_customers(one)
    return one


def log_line(desk: Desk) -> None:
    desk.session.open_log(f"Ada Moreira: asked for a {WORDS}")


def new_fact(desk: Desk) -> None:
    desk.view.memory.acts.learn(desk.customer("Ada Moreira"))
    fill(desk)


def promise(desk: Desk) -> None:
    desk.view.memory.acts.give(desk.customer("Ada Moreira"))
    fill(desk)


def wish(desk: Desk) -> None:
    desk.view.memory.acts.wish_for(desk.customer("Ada Moreira"))
    fill(desk)


def arrival(desk: Desk) -> None:
    desk.session.note_arrival()
    fill(desk)


def question(desk: Desk) -> None:
    desk.session.questions._write_new()
    fill(desk)


def case(desk: Desk) -> None:
    (entry,) = desk.entries("Ada Moreira")
    desk.session.cases.open(Receipt(Source.INTERACTION, entry.id), desk.customer("Ada Moreira"))
    desk.type(WORDS)


def staff(desk: Desk) -> None:
    desk.session.staff_menu.open()
    desk.session.staff_menu.new_name.setText(WORDS)
    desk.session.staff_menu.new_name.setFocus()


def contact(desk: Desk) -> None:
    desk.session.bringing._bring_contact("ada@example.org")
    fill(desk)


def fill(desk: Desk) -> None:
    """Type the words into every field of the sheet that is empty."""
    for field in desk.sheet.findChildren(QWidget):
        if isinstance(field, QComboBox) and field.isEditable() and not field.currentText():
            field.setEditText(WORDS)
        elif isinstance(field, QLineEdit) and field.isVisible() and not field.text() and not field.isReadOnly():
            field.setText(WORDS)
        elif isinstance(field, QPlainTextEdit) and field.isVisible() and not field.toPlainText():
            field.setPlainText(WORDS)


FORMS: list[Callable[[Desk], None]] = [
    log_line, new_fact, promise, wish, arrival, question, case, staff, contact
]  # fmt: skip


def typed(desk: Desk) -> list[str]:
    """What stands in the fields that can be seen."""
    found = [field.text() for field in desk.window.findChildren(QLineEdit) if field.isVisible()]
    return found + [field.toPlainText() for field in desk.window.findChildren(QPlainTextEdit) if field.isVisible()]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_what_is_typed_stays_until_it_is_saved(desk: Desk, form: Callable[[Desk], None]) -> None:
    ada(desk)
    form(desk)
    stood, before = typed(desk), rows(desk)
    assert any(WORDS in words for words in stood)
    with somebody_writes(desk):
        desk.press("Ctrl+Return" if isinstance(desk.focus(), QPlainTextEdit) and form is not log_line else "Return")
        assert typed(desk) == stood
        assert rows(desk) == before
        assert "not saved yet" in desk.shown()
    desk.press("Ctrl+Return" if isinstance(desk.focus(), QPlainTextEdit) and form is not log_line else "Return")
    assert sum(rows(desk).values()) > sum(before.values())
    assert typed(desk) != stood


def test_the_first_name_stays_until_it_is_saved(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    desk = Desk(qtbot, qapp, tmp_path / "data")
    try:
        with somebody_writes(desk):
            desk.type("Ina")
            desk.press("Return")
            assert desk.window.page == "first_run"
            assert "Ina" in typed(desk)
        desk.press("Return")
        assert desk.window.page == "today"
        assert [member.name for member in desk.session.shop.staff] == ["Ina"]
    finally:
        desk.close()


def test_an_undo_that_cannot_be_written_changes_nothing(desk: Desk) -> None:
    ada(desk)
    with somebody_writes(desk):
        desk.session.editing.undo()
        assert "not saved yet" in desk.shown()
        assert len(desk.entries("Ada Moreira")) == 1
    desk.session.editing.undo()
    with pytest.raises(AssertionError, match="nobody"):
        desk.customer("Ada Moreira")


def test_who_writes_for_a_moment_is_waited_for(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    ada(desk)
    told: list[str] = []
    path = next(desk.folder.glob("shop.relapp"))
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    process.stdout.readline()

    def tell() -> None:
        told.append("waits")
        process.kill()
        process.wait()

    desk.session.database.hurry(20, tell)
    desk.log("Ada Moreira: called")
    process.stdout.close()
    assert process.stdin is not None
    process.stdin.close()
    assert told
    assert len(desk.entries("Ada Moreira")) == 2


def test_a_file_that_may_only_be_read_keeps_what_is_typed(desk: Desk) -> None:
    """Refused by SQLite as such a file is, which root could write all the same."""
    ada(desk)
    log_line(desk)
    stood = typed(desk)
    state = ["ON"]
    engine = desk.session.database._engine
    event.listen(engine, "checkout", lambda live, *_: live.execute(f"PRAGMA query_only={state[0]}"))
    desk.press("Return")
    assert typed(desk) == stood
    assert "only be read" in desk.shown()
    state[0] = "OFF"
    desk.press("Return")
    assert len(desk.entries("Ada Moreira")) == 2


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 3 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    made = sys.platform == "linux" and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "relapp", str(folder)], capture_output=True
    )
    if not made or made.returncode:
        pytest.skip("no small disk can be made here")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.mark.parametrize("left", [0, 4, 8])
def test_a_full_disk_keeps_what_is_typed_and_takes_it_when_there_is_room(
    qtbot: QtBot, qapp: QApplication, small_disk: Path, left: int
) -> None:
    desk = Desk(qtbot, qapp, small_disk)
    try:
        desk.type("Ina")
        desk.press("Return")
        desk.press("Escape")
        ada(desk)
        # What is half-typed already does not need more room.
        log_line(desk)
        stood = typed(desk)
        ballast = small_disk / "ballast"
        with ballast.open("wb", buffering=0) as file, suppress(OSError):
            while file.write(bytes(4096)) == 4096:
                pass
        os.truncate(ballast, max(0, ballast.stat().st_size - left * 1024))
        desk.press("Return")
        assert typed(desk) == stood
        assert "disk is full" in desk.shown()
        assert len(desk.entries("Ada Moreira")) == 1
        ballast.unlink()
        desk.press("Return")
        assert len(desk.entries("Ada Moreira")) == 2
        assert desk.session.database.check() == []
    finally:
        (small_disk / "ballast").unlink(missing_ok=True)
        desk.close()
