"""Ends that the system asks for: nothing is lost, and the exit code says what it was."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest

from relapp.instance import Call, enter
from relapp.services import staff
from relapp.services.operations import Operations
from relapp.storage import drafts
from relapp.storage.database import Database
from tests.starting.conftest import Process, Start

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there are no signals there")

# Types as soon as the day's list stands, and says so at once, before any timer has kept the line.
TYPING = """
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

def type_a_line(program):
    QTest.keySequence(program.window, "F2")
    QTest.keyClicks(program.session.log.form.line, "ana m: tried the n")
    print("typed", flush=True)

def telling_and_typing(program, *found):
    telling_what_opens(program, *found)
    once = Qt.ConnectionType.SingleShotConnection  # what we owe comes first, ideas follow
    program.session.day_list.updated.connect(lambda _: QTimer.singleShot(0, lambda: type_a_line(program)), once)

Program._opened = telling_and_typing
"""

# Ctrl+C in the middle of the first paint.
INTERRUPTED = """
import signal

paint = MainWindow.paintEvent

def interrupted(window, event):
    MainWindow.paintEvent = paint
    signal.raise_signal(signal.SIGINT)

MainWindow.paintEvent = interrupted
"""

# Qt emits this with a session of its own, which nobody else can make.
SESSION_ENDS = """
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtGui import QSessionManager

typing = type_a_line

def type_a_line(program):
    anything = QObject()
    session = shiboken6.wrapInstance(shiboken6.getCppPointer(anything)[0], QSessionManager)
    QTimer.singleShot(0, lambda: (program.app.commitDataRequest.emit(session), print("asked to keep", flush=True)))
    typing(program)
"""

# An import that goes on until it is stopped.
IMPORTING = """
import os
from pathlib import Path

def telling_and_importing(program, *found):
    telling_what_opens(program, *found)
    program.session.import_file(Path(os.environ["RELAPP_TEST_FILE"]))
    print("importing", flush=True)

Program._opened = telling_and_importing
"""


@pytest.fixture
def staffed(shop: Path) -> Path:
    """A shop where somebody works, so that a line can be typed."""
    shop.mkdir()
    database = Database.open(shop / "shop.relapp")
    Operations(database).run("staff_add", lambda tx: staff.add(tx, "Ina"))
    database.close()
    return shop


def half_lines(shop: Path) -> list[str]:
    """The drafts that were kept."""
    database = Database.open(shop / "shop.relapp")
    with database.read() as reader:
        found = list(drafts.every(reader).values())
    database.close()
    return found


def ended_well(process: Process, shop: Path) -> None:
    """Preferences are kept, the file is closed, the folder is free."""
    # Said by the offscreen platform whenever a dialog is shown.
    said = [line for line in process.complaint.splitlines() if not line.startswith("This plugin does not support")]
    assert said == []
    assert json.loads((shop / "preferences.json").read_text("utf-8"))["window"]
    assert [path.name for path in shop.iterdir() if path.suffix not in (".relapp", ".json", ".lock", "")] == []
    lock = enter(shop, Call())
    assert lock is not None
    lock.release()


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_closes_the_window_and_keeps_the_half_line(start: Start, staffed: Path, name: str) -> None:
    number = signal.Signals[name]
    process = start("--data-dir", staffed, telling=True, also=TYPING)
    process.wait_for("typed")
    process.process.send_signal(number)
    assert process.ended() == 128 + number
    ended_well(process, staffed)
    assert "ana m: tried the n" in half_lines(staffed)


def test_an_interrupt_before_the_window_stands_ends_it_too(start: Start, staffed: Path) -> None:
    process = start("--data-dir", staffed, telling=True, also=INTERRUPTED)
    assert process.ended() == 128 + signal.SIGINT
    assert "Traceback" not in process.complaint


def test_a_session_that_ends_sends_several_signals(start: Start, staffed: Path) -> None:
    process = start("--data-dir", staffed, telling=True)
    process.wait_for("page today")
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGTERM, signal.SIGINT):
        process.process.send_signal(number)
    assert process.ended() in {128 + number for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)}
    ended_well(process, staffed)


def test_a_signal_ends_the_window_while_a_file_is_looked_at(start: Start, staffed: Path, tmp_path: Path) -> None:
    table = tmp_path / "sales.csv"
    rows = (f"2025-05-0{number % 9 + 1},Customer {number},Rye,{number % 50}.40" for number in range(300_000))
    table.write_text("\n".join(["date,customer,product,price", *rows]), "utf-8")
    process = start("--data-dir", staffed, telling=True, also=IMPORTING, RELAPP_TEST_FILE=str(table))
    process.wait_for("importing")
    process.process.send_signal(signal.SIGTERM)
    assert process.ended() == 128 + signal.SIGTERM
    ended_well(process, staffed)


def test_a_misfortune_at_the_start_is_shown_and_can_be_closed(start: Start, shop: Path) -> None:
    shop.mkdir()
    (shop / "shop.relapp").write_text("no shop at all, but rather many words " * 99, "utf-8")
    process = start("--data-dir", shop, telling=True)
    process.wait_for("page misfortune")
    process.process.send_signal(signal.SIGTERM)
    assert process.ended() == 128 + signal.SIGTERM


def test_a_window_that_is_closed_by_hand_ends_with_nothing_wrong(start: Start, staffed: Path) -> None:
    closing = TYPING.replace('print("typed", flush=True)', "program.window.close()")
    process = start("--data-dir", staffed, telling=True, also=closing)
    assert process.ended() == 0
    ended_well(process, staffed)


def test_what_is_typed_when_the_session_ends_is_kept_though_nobody_waits_for_the_program(
    start: Start, staffed: Path
) -> None:
    process = start("--data-dir", staffed, telling=True, also=TYPING + SESSION_ENDS)
    process.wait_for("asked to keep")
    process.process.kill()
    process.ended()
    assert "ana m: tried the n" in half_lines(staffed)
