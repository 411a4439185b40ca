"""The one QApplication of the program."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from relapp import APP_ID
from relapp.ui.theme.icons import app_icon

NAME = "relapp"
"""Both parts of X11's WM_CLASS, which the desktop entry's StartupWMClass repeats."""

_NO_DISPLAY = 3
"""The exit code where Qt cannot begin."""


def make() -> QApplication:
    """Begin with Qt, once in a process; where no window can be shown this ends the process with one sentence."""
    _be_known_to_the_taskbar()
    # Wayland's app_id, and how portals call the program.
    QGuiApplication.setDesktopFileName(APP_ID)
    with _last_words(_refuse):
        # Not sys.argv: X11's WM_CLASS is read off this name, and differs between source and build.
        app = QApplication([NAME])
    app.setApplicationName(NAME)
    app.setApplicationDisplayName(NAME)
    return app


def show_icon(app: QApplication) -> None:
    """Show relapp's mark in title bars and the taskbar. Drawn once the window is painted: it takes its time."""
    app.setWindowIcon(app_icon())


def _be_known_to_the_taskbar() -> None:
    """Windows groups windows, and what is pinned, by this name."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(APP_ID)


@contextmanager
def _last_words(refuse: Callable[[str], None]) -> Iterator[None]:
    """Hold back what Qt says; if it gives up, ``refuse`` is called with that, and else it is said after all."""
    said: list[str] = []

    def note(kind: QtMsgType, _where: QMessageLogContext, words: str) -> None:
        if kind is QtMsgType.QtFatalMsg:
            refuse(" ".join(" ".join(said or [words]).split()))
        said.append(words)

    before = qInstallMessageHandler(note)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
    if said and sys.stderr is not None:
        print(*said, sep="\n", file=sys.stderr)


def _refuse(said: str) -> None:
    from relapp import display
    from relapp.ui.wording import sentences
    from relapp.ui.wording.errors import sentence, without_window

    # Qt would abort the process as soon as this returns, and nothing can be raised through it.
    error = display.reason(QCoreApplication.libraryPaths(), said)
    if sys.stderr is not None:
        print(sentences(sentence(error), without_window()), file=sys.stderr, flush=True)
    os._exit(_NO_DISPLAY)
