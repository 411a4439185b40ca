"""The one style sheet: fields, menus, scroll bars and tool tips, all in palette roles."""

from __future__ import annotations

from PySide6.QtCore import QDir
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QScrollBar,
    QWidget,
)

from relapp.paths import resources_dir

_RULED: tuple[type[QWidget], ...] = (QLineEdit, QAbstractScrollArea, QAbstractSpinBox, QComboBox, QScrollBar, QMenu)


def apply_style(app: QApplication) -> None:
    """Puts the style sheet of resources/theme on ``app``; called once, whatever the scheme."""
    folder = resources_dir() / "theme"
    QDir.setSearchPaths("theme", [str(folder)])
    app.setStyleSheet((folder / "relapp.qss").read_text("utf-8"))


def refresh_ruled_widgets(app: QApplication) -> None:
    """Lets the widgets that the style sheet rules read the palette again.

    Qt keeps the colours that a rule took from the palette; polishing the few ruled widgets anew costs a fraction of
    setting the sheet again.
    """
    for widget in app.allWidgets():
        if isinstance(widget, _RULED):
            style = widget.style()
            style.unpolish(widget)
            style.polish(widget)
            widget.update()
