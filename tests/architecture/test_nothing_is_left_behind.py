"""What tests/conftest.py and the pytest settings promise, shown on tests that break it."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

TESTS = """
import threading

import pytest
from PySide6.QtCore import QThread, qWarning
from PySide6.QtWidgets import QLabel, QWidget

kept = []
may_end = threading.Event()


@pytest.fixture(scope="module", autouse=True)
def tidy_up_in_the_end():
    yield
    may_end.set()
    for thing in kept:
        if isinstance(thing, QThread):
            thread.quit()
            thread.wait()


def test_that_leaves_a_window(qapp):
    kept.append(QWidget())


def test_that_leaves_a_qthread(qapp):
    global thread
    thread = QThread()
    thread.start()
    kept.append(thread)


def test_that_leaves_a_python_thread():
    threading.Thread(target=may_end.wait, name="the forgotten one").start()


def test_with_a_qt_warning(qapp):
    qWarning("something is wrong")


def test_with_a_python_warning():
    import warnings
    warnings.warn("something is old")


def test_that_shows_and_closes_a_window(qtbot):
    window = QLabel("words")
    qtbot.addWidget(window)
    window.show()


def test_with_a_window_in_a_reference_cycle(qapp):
    window = QWidget()
    window.itself = window


def test_that_ends_its_threads(qapp):
    qthread, thread = QThread(), threading.Thread(target=bool)
    qthread.start(), thread.start()
    qthread.quit(), qthread.wait(), thread.join()
"""

EXPECTED = {
    "test_that_leaves_a_window": "error",
    "test_that_leaves_a_qthread": "error",
    "test_that_leaves_a_python_thread": "error",
    "test_with_a_qt_warning": "failed",
    "test_with_a_python_warning": "failed",
    "test_that_shows_and_closes_a_window": "passed",
    "test_with_a_window_in_a_reference_cycle": "passed",
    "test_that_ends_its_threads": "passed",
}


def test_a_test_that_leaves_something_alive_or_warns_fails(tmp_path: Path) -> None:
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path)
    (tmp_path / "test_ground.py").write_text(TESTS, encoding="utf-8")
    settings = ["-c", str(ROOT / "pyproject.toml"), "--rootdir", str(tmp_path), "-p", "no:cacheprovider"]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", *settings, "-rA", str(tmp_path)],
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )
    outcomes: dict[str, str] = {}
    for outcome, name in re.findall(r"^(PASSED|FAILED|ERROR) .*?::(\w+)", run.stdout, re.MULTILINE):
        if outcomes.get(name) in (None, "passed"):
            outcomes[name] = outcome.lower()
    assert outcomes == EXPECTED, run.stdout + run.stderr


@pytest.mark.parametrize("name", ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"])
def test_no_test_sees_the_real_home(name: str) -> None:
    assert "relapp-tests-" in os.environ[name]
