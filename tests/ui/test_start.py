"""The window is painted before anything dear is loaded."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

# Started as people start it; what is loaded is noted at the first paint, and when the shop is open.
PROGRAM = """
import json, sys
from PySide6.QtCore import QTimer
from relapp.ui.main_window.window import MainWindow

loaded = {}
begin, show_page = MainWindow.__init__, MainWindow.show_page

def noting_the_paint(window):
    begin(window)
    window.painted.connect(lambda: loaded.setdefault("painted", sorted(sys.modules)))

def noting_the_page(window, name):
    loaded.setdefault("open", sorted(sys.modules))
    show_page(window, name)
    QTimer.singleShot(0, window.close)

MainWindow.__init__, MainWindow.show_page = noting_the_paint, noting_the_page

from relapp.__main__ import main
main(["--data-dir", sys.argv[1]])
print(json.dumps(loaded))
"""
DEAR = (
    "sqlalchemy",
    "alembic",
    "sqlcipher3",
    "rapidfuzz",
    "python_calamine",
    "clevercsv",
    "charset_normalizer",
    "numpy",
)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The modules that are there at each moment of one start."""
    command = [sys.executable, "-c", PROGRAM, str(tmp_path_factory.mktemp("start"))]
    root = Path(__file__).parents[2]
    done = subprocess.run(command, capture_output=True, text=True, cwd=root, timeout=60)
    assert done.returncode == 0, done.stderr
    found: dict[str, list[str]] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.parametrize("module", DEAR)
def test_the_first_paint_waits_for_nothing_dear(loaded: dict[str, list[str]], module: str) -> None:
    assert module not in loaded["painted"]


def test_the_first_paint_needs_no_service_and_no_storage(loaded: dict[str, list[str]]) -> None:
    layers = ("relapp.services", "relapp.storage", "relapp.domain.suggestions", "relapp.domain.sentence")
    assert [name for name in loaded["painted"] if name.startswith(layers)] == []


def test_an_ordinary_start_loads_no_migrations(loaded: dict[str, list[str]]) -> None:
    assert "sqlalchemy" in loaded["open"]
    assert "alembic" not in loaded["open"]


def test_screens_that_are_not_shown_first_are_not_waited_for(loaded: dict[str, list[str]]) -> None:
    later = ("relapp.ui.customers", "relapp.ui.quick_log", "relapp.ui.importing", "relapp.services.transfer")
    assert [name for name in loaded["open"] if name.startswith(later)] == []
