"""The one QApplication of the program."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication

from relapp.ui.theme.icons import app_icon


def make() -> QApplication:
    """Begin with Qt, once in a process."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("relapp")
    app.setApplicationDisplayName("relapp")
    app.setDesktopFileName("relapp")
    app.setWindowIcon(app_icon())
    return app
