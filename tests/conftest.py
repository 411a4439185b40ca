"""The ground under every test: no display, no real home, nothing left behind."""

import gc
import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QThread
from PySide6.QtWidgets import QApplication, QWidget

HOME = Path(tempfile.mkdtemp(prefix="relapp-tests-"))
NATIVE_THREADS = Path("/proc/self/task")

# A thread that an earlier test left is that test's fault alone.
already_told: list[QThread] = []

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.update(
    {name: str(HOME) for name in ("HOME", "USERPROFILE")}
    | {f"XDG_{kind}_HOME": str(HOME / kind.lower()) for kind in ("CACHE", "CONFIG", "DATA", "STATE")}
    | {"APPDATA": str(HOME / "roaming"), "LOCALAPPDATA": str(HOME / "local")}
)

# Random like the order of the tests, and the same everywhere: `--hypothesis-seed` repeats a run.
hypothesis.settings.register_profile(
    "relapp", deadline=None, derandomize=False, max_examples=50, print_blob=True, database=None
)
hypothesis.settings.load_profile("relapp")


def pytest_unconfigure() -> None:
    shutil.rmtree(HOME, ignore_errors=True)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, exitstatus: int, config: pytest.Config) -> None:
    if exitstatus:
        # Quiet as the tests run, pytest does not show in which order.
        terminalreporter.write_line(f"repeat this order with --randomly-seed={config.getoption('randomly_seed', None)}")


@pytest.fixture(autouse=True)
def nothing_is_left_behind() -> Iterator[None]:
    """Fail a test that leaves a window, a QThread or a Python thread alive.

    Only where the system tells which native threads there are (Linux) is a QThread noticed.
    """
    windows = top_level_widgets()
    threads = python_threads()
    native = native_threads()
    yield
    left = [f"window {window!r}" for window in new_windows(windows)]
    left += [f"thread {thread.name}" for thread in new_python_threads(threads)]
    if native_threads() - native:
        left += [f"{thread!r}" for thread in running_qthreads()]
    if left:
        pytest.fail(f"left behind: {', '.join(left)}", pytrace=False)


def top_level_widgets() -> list[QWidget]:
    # Qt keeps the last tool tip for the next one.
    return [widget for widget in QApplication.topLevelWidgets() if widget.metaObject().className() != "QTipLabel"]


def new_windows(before: list[QWidget]) -> list[QWidget]:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if not any(window not in before for window in top_level_widgets()):
        return []
    # A window that only a reference cycle holds is garbage, not a leak; collecting after every test would be slow.
    gc.collect()
    return [window for window in top_level_widgets() if window not in before]


def python_threads() -> set[threading.Thread]:
    # Python counts a native thread that once ran Python code as alive for ever.
    return {thread for thread in threading.enumerate() if not isinstance(thread, threading._DummyThread)}


def new_python_threads(before: set[threading.Thread]) -> list[threading.Thread]:
    """Those that are still alive half a second after they might have ended."""
    new = python_threads() - before
    for thread in new:
        thread.join(0.5)
    return [thread for thread in new if thread.is_alive()]


def native_threads() -> set[str]:
    # By number, not counted: one that is ending just now would make up for a new one.
    return set(os.listdir(NATIVE_THREADS)) if NATIVE_THREADS.is_dir() else set()


def running_qthreads() -> list[QThread]:
    """Searches every object, which takes long: only for when there is a native thread that was not there before."""
    found = [thing for thing in gc.get_objects() if issubclass(type(thing), QThread) and shiboken6.isValid(thing)]
    new = [thread for thread in found if not any(thread is told for told in already_told)]
    running = [thread for thread in new if not thread.isCurrentThread() and not thread.wait(500)]
    already_told.extend(running)
    return running
