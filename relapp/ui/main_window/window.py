"""The window itself: navigation and pages, actions with their keys, toast and focus ring. Knows no shop."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from time import monotonic, time

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QFileOpenEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QStackedWidget,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from relapp.ui import theme
from relapp.ui.main_window.actions import commands
from relapp.ui.main_window.dropping import DRAGS, Dropping
from relapp.ui.main_window.navigation import Navigation
from relapp.ui.theme.icons import icon
from relapp.ui.widgets.focus_ring import HEEDED, FocusRing
from relapp.ui.widgets.form_sheet import FormSheet
from relapp.ui.widgets.sheet import Sheet
from relapp.ui.widgets.toast import Toast

SMALLEST = (900, 600)

_TOUCHES = frozenset({
    QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride, QEvent.Type.InputMethod, QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove, QEvent.Type.Wheel, QEvent.Type.TouchBegin, QEvent.Type.TabletPress,
})  # fmt: skip
_HEEDED = _TOUCHES | DRAGS | HEEDED | {QEvent.Type.FileOpen}
BEFORE_A_SHOP = frozenset({"unlock", "misfortune", "shared", "turning"})
"""Pages that stand while no shop is open: no door leads anywhere, and no command works but to leave."""

FOLD_BELOW = 1100
"""Narrower windows (at 100 % text) show the navigation as icons."""


class MainWindow(QWidget):
    """Pages are added once a shop is open; until then the frame alone is painted."""

    painted = Signal()
    """Once, after the first paint."""
    closing = Signal()
    file_wanted = Signal(Path)
    """The system asks to open a shop's file."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("relapp")
        self.setMinimumSize(*SMALLEST)
        self.resize(1280, 820)
        self._first_paint = True
        self._touched = (monotonic(), time())
        self._history: list[str] = []
        self.navigation = Navigation()
        self.stack = QStackedWidget()
        row = QHBoxLayout()
        row.addWidget(self.navigation)
        row.addWidget(self.stack, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(row, 1)
        self.pages: dict[str, QWidget] = {}
        self._acts: dict[str, Callable[[], object]] = {}
        self.holds: Callable[[], bool] = lambda: False
        """Asked before it closes; whoever has it wait closes it later."""
        self.commands = {command.name: self._action(command.name) for command in commands()}
        self.navigation.chosen.connect(lambda name: self.commands[name].trigger())
        # Also while no shop is open, or none can be opened.
        self.on("quit", self.close)
        self.toast = Toast(self)
        self.focus_ring = FocusRing(self)
        self.dropping = Dropping(self)
        theme.current().changed.connect(self._fold)
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)

    def _action(self, name: str) -> QAction:
        command = next(one for one in commands() if one.name == name)
        action = QAction(icon(command.icon), command.text, self)
        keys: list[QKeySequence] = []
        for key in command.keys:
            keys += QKeySequence.keyBindings(key) if isinstance(key, QKeySequence.StandardKey) else [QKeySequence(key)]
        action.setShortcuts(keys)
        action.setEnabled(False)
        action.triggered.connect(lambda: self._run(name))
        self.addAction(action)
        return action

    def on(self, name: str, act: Callable[[], object]) -> None:
        """Let the command ``name`` do ``act``, in place of what it did before."""
        self._acts[name] = act
        self.commands[name].setEnabled(True)

    def _run(self, name: str) -> None:
        if name not in ("undo", "redo", "paste", "counter", "lock"):
            # One matter at a time: what lies over the page gives way (a half-typed line stays as a draft).
            for sheet in self.findChildren(Sheet):
                sheet.dismiss()
        self._acts[name]()

    def open_menu(self) -> None:
        """Every command by its group, with its key and with what undo would take back."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        group = None
        for command in commands():
            if group not in (None, command.group):
                menu.addSeparator()
            group = command.group
            if command.name != "menu":
                menu.addAction(self.commands[command.name])
        button = self.navigation.menu
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def is_busy(self) -> bool:
        """Whether a dialog or a form is open that may hold what nobody saved yet."""
        forms = any(form.isVisible() for form in self.findChildren(FormSheet))
        return forms or QApplication.activeModalWidget() is not None

    def show_strip(self, said: str) -> None:
        """Say something above everything else for as long as the window is open."""
        from relapp.ui.widgets.strip import Strip

        self._column.insertWidget(0, Strip(said))

    # -- pages --

    def add_page(self, name: str, page: QWidget) -> None:
        """Add a page, in place of an earlier one of that name."""
        self.remove_page(name)
        self.pages[name] = page
        self.stack.addWidget(page)

    def remove_page(self, name: str) -> None:
        """Take a page away and delete it."""
        page = self.pages.pop(name, None)
        if page is not None:
            self.stack.removeWidget(page)
            page.deleteLater()
        self._history = [one for one in self._history if one != name]

    def show_page(self, name: str) -> None:
        """Bring a page to the front."""
        if self._history[-1:] != [name]:
            self._history.append(name)
            del self._history[:-20]
        self.stack.setCurrentWidget(self.pages[name])
        if name in BEFORE_A_SHOP:
            for one, command in self.commands.items():
                command.setEnabled(one == "quit")
        self.navigation.setVisible(name not in BEFORE_A_SHOP)
        self.navigation.show_page(name)
        self.pages[name].setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def page(self) -> str:
        """The name of the page in front, empty before a shop is open."""
        return next((name for name, page in self.pages.items() if page is self.stack.currentWidget()), "")

    def back(self) -> None:
        """Go to the page that was open before."""
        if len(self._history) > 1:
            self._history.pop()
            self.show_page(self._history[-1])

    # -- what the window sees --

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in _HEEDED:
            # Every event of the program comes by here, ten thousand for a page that is made: nothing dear before this.
            return False
        if kind in HEEDED:
            self.focus_ring.heed(kind, watched, event)
            return False
        if kind in _TOUCHES:
            self._touched = (monotonic(), time())
        if kind in DRAGS and self.dropping.heed(watched, event):
            return True
        if kind == QEvent.Type.FileOpen and isinstance(event, QFileOpenEvent):
            # Only macOS sends it.
            self.file_wanted.emit(Path(event.file()))
            return True
        if kind == QEvent.Type.KeyPress and (name := self._wanted_over_dialogs(event)):
            self.commands[name].trigger()
            return True
        if kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo, redo = event.matches(QKeySequence.StandardKey.Undo), event.matches(QKeySequence.StandardKey.Redo)
            if (undo or redo) and _has_nothing_to_take_back(watched, undo):
                # A field claims these keys even when it has nothing to undo itself; the shop's undo is meant then.
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def _wanted_over_dialogs(self, event: QEvent) -> str:
        """The command that hides everything, if its key was pressed where the window's own keys do not reach."""
        if not isinstance(event, QKeyEvent) or event.modifiers():
            return ""
        name = "lock" if event.key() == Qt.Key.Key_F8 else "counter" if event.key() == Qt.Key.Key_F9 else ""
        elsewhere = QApplication.activeModalWidget() or QApplication.activePopupWidget()
        return name if name and elsewhere is not None and self.commands[name].isEnabled() else ""

    def rested(self, ticks: float, clock: float) -> float:
        """For how many seconds nobody touched keys, mouse or screen.

        By the ticks, which stand still while the computer sleeps, or by its clock, which somebody may set: the longer.
        """
        return max(ticks - self._touched[0], clock - self._touched[1])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # "?" reaches the window only when no field wanted it.
        if event.text() == "?" and self.commands["keys"].isEnabled():
            self.commands["keys"].trigger()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        page = self.stack.currentWidget()
        if page is not None:
            page.setFocus(event.reason())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        self.navigation.set_folded(self.width() < theme.current().px(FOLD_BELOW))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._first_paint:
            self._first_paint = False
            self.painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        if self.holds():
            event.ignore()
            return
        super().closeEvent(event)

    # -- coming to the front --

    def come_forward(self, token: str = "") -> None:
        """Be seen and have the keyboard; ``token`` is the leave that Wayland's desktops ask for."""
        if token:
            os.environ["XDG_ACTIVATION_TOKEN"] = token
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        (QApplication.activeModalWidget() or self).activateWindow()

    # -- where it stood --

    def standing(self) -> str:
        """Size and place, as text for the preferences."""
        return self.saveGeometry().toBase64().toStdString()

    def stand(self, where: str) -> None:
        """Take size and place from :meth:`standing`; what does not fit is ignored."""
        if where:
            self.restoreGeometry(QByteArray.fromBase64(where.encode("ascii", "ignore")))


def _has_nothing_to_take_back(widget: QObject, undo: bool) -> bool:
    if isinstance(widget, QLineEdit):
        return not (widget.isUndoAvailable() if undo else widget.isRedoAvailable())
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        document = widget.document()
        return not (document.isUndoAvailable() if undo else document.isRedoAvailable())
    return False
