"""A process that is killed in the middle of a line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from relapp.storage import drafts
from relapp.storage.database import Database

ROOT = Path(__file__).parents[3]

# Types, says so, and goes on living: it is killed, so nothing of its own can save the line.
TYPE = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from relapp.services.operations import Operations
from relapp.storage.database import Database
from relapp.ui import theme
from relapp.ui.editing import Editing
from relapp.ui.quick_log.draft import KEPT_WITHIN
from relapp.ui.quick_log.form import QuickLogForm

app = QApplication([])
theme.install(app)
form = QuickLogForm(Editing(Operations(Database.open(Path(sys.argv[1])))), place="anywhere")
form.show()
QTest.keyClicks(form.line, sys.argv[2])
QTimer.singleShot(2 * KEPT_WITHIN, lambda: print("typed", flush=True))
app.exec()
"""


def test_the_half_line_is_there_after_the_process_was_killed(tmp_path: Path) -> None:
    path = tmp_path / "shop.relapp"
    Database.open(path).close()
    command = [sys.executable, "-c", TYPE, str(path), "ana m: tried the n"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "typed"
        process.kill()
    database = Database.open(path)
    with database.read() as reader:
        assert drafts.every(reader) == {"anywhere": "ana m: tried the n"}
    database.close()
