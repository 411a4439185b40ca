"""Asks, before there is a window, whether to begin in safe mode."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from relapp.ui import application
from relapp.ui.wording import locale, tr
from relapp.ui.wording.trouble import offer_safe_mode


def wants_safe_mode(app: QApplication, language: str) -> bool:
    """Ask it in the person's language; where nobody could see the question, no."""
    if app.platformName() in ("offscreen", "minimal"):
        return False
    locale.settle(language)
    application.show_icon(app)
    return ask()


def ask() -> bool:
    """The question itself, in Qt's own plain box: the look of relapp may be what is in the way."""
    box = QMessageBox(QMessageBox.Icon.Warning, "relapp", offer_safe_mode())
    box.setTextFormat(Qt.TextFormat.PlainText)
    yes = box.addButton(tr("Trouble", "Start in &safe mode"), QMessageBox.ButtonRole.AcceptRole)
    no = box.addButton(tr("Trouble", "Start as &usual"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(yes)
    box.setEscapeButton(no)
    box.exec()
    return box.clickedButton() is yes
