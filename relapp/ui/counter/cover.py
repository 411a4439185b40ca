"""What lies over the whole window and lets nothing else be seen, also nothing that would appear meanwhile."""

from __future__ import annotations

from collections.abc import Collection

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from relapp.ui.main_window.window import MainWindow

_SHOWN = frozenset({QEvent.Type.Show, QEvent.Type.ShowToParent})


class Cover(QObject):
    """Hides what lies in the window and the dialogs over it while it is drawn; of commands only ``allowed`` work."""

    def __init__(self, window: MainWindow, view: QWidget, allowed: Collection[str]) -> None:
        super().__init__(window)
        self._window = window
        self._view = view
        self._allowed = allowed
        self._hidden: list[QWidget] = []
        self._commands: list[str] = []
        self._focus: QWidget | None = None
        self.drawn = False

    def cover(self) -> None:
        """Let the view lie over the whole window."""
        self._view.setGeometry(self._window.rect())

    def take_keyboard(self) -> None:
        """Give the keyboard to the view."""
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def hide_all(self) -> None:
        """Hide everything but the view."""
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        self._focus = QApplication.focusWidget()
        self.drawn = True
        self._commands = [name for name, one in self._window.commands.items() if one.isEnabled()]
        for name in self._commands:
            self._window.commands[name].setEnabled(name in self._allowed)
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)
        self._window.toast.dismiss()
        for part in self._parts():
            if part.isVisible():
                self._hide(part)
        self.cover()
        self._view.show()
        self._view.raise_()
        self._window.activateWindow()  # as every system does once a dialog is gone

    def show_all(self) -> None:
        """Show everything again, as it was."""
        self.drawn = False
        app = QApplication.instance()
        assert app is not None
        app.removeEventFilter(self)
        self._view.hide()
        for part in self._hidden:
            if shiboken6.isValid(part):
                part.show()
        self._hidden.clear()
        for name in self._commands:
            self._window.commands[name].setEnabled(True)
        if self._focus is not None and shiboken6.isValid(self._focus) and self._focus.isVisible():
            self._focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self.cover()
        elif event.type() in _SHOWN and isinstance(watched, QWidget) and self._is_outside(watched):
            self._hide(watched)
            self.take_keyboard()
        return super().eventFilter(watched, event)

    def _parts(self) -> list[QWidget]:
        dialogs = [one for one in QApplication.topLevelWidgets() if self._is_outside(one)]
        return [
            *dialogs,
            *(one for one in self._window.children() if isinstance(one, QWidget) and self._is_outside(one)),
        ]

    def _is_outside(self, widget: QWidget) -> bool:
        """Whether it is a part of the window, or a dialog over it, that must not be seen."""
        if widget.isWindow():
            return isinstance(widget, QDialog)
        return widget.parentWidget() is self._window and widget not in (self._view, self._window.focus_ring)

    def _hide(self, part: QWidget) -> None:
        part.hide()
        if part not in self._hidden and part is not self._window.toast:
            self._hidden.append(part)
