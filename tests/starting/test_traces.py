"""What a whole session leaves on the disk, and that it speaks to nobody."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.starting.conftest import Start

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the system's folders are named otherwise there")

# The first minute, an entry, the settings, the import with Qt's own file dialog, and the end.
SESSION = """
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

def type_in(program, words):
    at = QApplication.focusWidget() or program.window
    QTest.keyClicks(at, words)
    QTest.keySequence(at, "Return")

def session(program):
    type_in(program, "Ina")
    QTest.qWait(100)
    type_in(program, "Ana Moreira: bought 2x rye 3.40")
    QTest.qWait(100)
    program.session.show("settings")
    QTimer.singleShot(300, lambda: leave(program))
    program.session.import_file()

def leave(program):
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QFileDialog))
    print("dialog", flush=True)
    dialog.reject()
    QTimer.singleShot(300, program.window.close)

def telling_and_working(program, *found):
    telling_what_opens(program, *found)
    QTimer.singleShot(300, lambda: session(program))

Program._opened = telling_and_working
sys.addaudithook(lambda event, _: print("heard", event, flush=True) if event.startswith("socket.") else None)
"""

OURS = (".config/relapp", ".local/share/relapp", ".local/state/relapp")

OF_THE_SYSTEM = ".cache/fontconfig"
"""The list of fonts that all programs of a person share; the system's library makes it where root has made none."""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder with what other programs left there, and a folder for what is kept for a while."""
    (tmp_path / "home" / ".config" / "other").mkdir(parents=True)
    (tmp_path / "home" / ".config" / "other" / "settings").write_text("theirs", "ascii")
    (tmp_path / "while").mkdir()
    return tmp_path


def tree(folder: Path) -> dict[str, bytes]:
    """Every file outside the folders of relapp, with what it holds."""
    files = (path for path in folder.rglob("*") if path.is_file())
    others = tuple(f"home/{name}/" for name in (*OURS, OF_THE_SYSTEM))
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
    return {name: held for name, held in found.items() if not name.startswith(others)}


def test_a_session_writes_into_its_own_folders_only_and_opens_no_socket(start: Start, home: Path) -> None:
    hidden = dict.fromkeys(name for name in os.environ if name.startswith("XDG_"))
    before = tree(home)
    settings = {"HOME": str(home / "home"), "TMPDIR": str(home / "while")}
    process = start(telling=True, also=SESSION, **(hidden | settings))
    process.wait_for("dialog")
    assert process.ended() == 0
    assert tree(home) == before
    # The third is for the log, which is kept once there is something to log.
    assert [name for name in OURS[:2] if not (home / "home" / name).is_dir()] == []
    assert [line for line in process.said if line.startswith("heard")] == []
    assert start("show", "Ana Moreira", **(hidden | settings)).ended() == 0
