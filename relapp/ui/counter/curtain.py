"""F9: everything is taken from the screen but the counter-safe view, and comes back as it was."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from relapp.ui.counter.view import CounterView
from relapp.ui.editing import Editing, Notice
from relapp.ui.main_window.window import MainWindow

_ALLOWED = frozenset({"counter", "usual", "undo", "redo", "quit"})
_SHOWN = frozenset({QEvent.Type.Show, QEvent.Type.ShowToParent})


class Curtain(QObject):
    """Hides what lies in the window and the dialogs over it while it is drawn, also what would appear meanwhile."""

    def __init__(self, editing: Editing, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._hidden: list[QWidget] = []
        self._commands: list[str] = []
        self._focus: QWidget | None = None
        self._unsaid: Notice | None = None
        self.view = CounterView(editing, window)
        self.view.left.connect(self.lift)
        self.drawn = False

    def toggle(self, customer_id: int | None) -> None:
        """Draw the curtain before this customer, or lift it."""
        if self.drawn:
            self.lift()
        else:
            self.draw(customer_id)

    def draw(self, customer_id: int | None) -> None:
        """Hide everything but the counter-safe view."""
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        self._focus = QApplication.focusWidget()
        self.drawn = True
        self._unsaid = None
        self._commands = [name for name, one in self._window.commands.items() if one.isEnabled()]
        for name in self._commands:
            self._window.commands[name].setEnabled(name in _ALLOWED)
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)
        self._window.toast.dismiss()
        for part in self._parts():
            if part.isVisible():
                self._hide(part)
        self.view.cover()
        self.view.show()
        self.view.raise_()
        self._window.activateWindow()  # as every system does once a dialog is gone
        self.view.begin(customer_id)

    def lift(self) -> None:
        """Show everything again, as it was; what could not be said meanwhile is said now."""
        if not self.drawn:
            return
        self.drawn = False
        app = QApplication.instance()
        assert app is not None
        app.removeEventFilter(self)
        self.view.keep()
        self.view.hide()
        for part in self._hidden:
            if shiboken6.isValid(part):
                part.show()
        self._hidden.clear()
        for name in self._commands:
            self._window.commands[name].setEnabled(True)
        if self._focus is not None and shiboken6.isValid(self._focus) and self._focus.isVisible():
            self._focus.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._unsaid is not None:
            self._window.toast.show_message(self._unsaid.text)

    def heed(self, notice: Notice) -> None:
        """Something was done while the curtain is drawn: say so without a name."""
        self._unsaid = notice if notice.failed else None
        self.view.heed(notice)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self.view.cover()
        elif event.type() in _SHOWN and isinstance(watched, QWidget) and self._is_outside(watched):
            self._hide(watched)
            self.view.take_keyboard()
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
        return widget.parentWidget() is self._window and widget not in (self.view, self._window.focus_ring)

    def _hide(self, part: QWidget) -> None:
        part.hide()
        if part not in self._hidden and part is not self._window.toast:
            self._hidden.append(part)
