"""What a monkey does: one random event after the other, on whatever is in front."""

from __future__ import annotations

import random

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeySequence, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from relapp.ui.counter.view import CounterView
from relapp.ui.main_window.actions import commands
from relapp.ui.main_window.window import MainWindow
from tests.faults.naughty import NAUGHTY

_KEYS = (
    "Return", "Return", "Escape", "Escape", "Tab", "Tab", "Shift+Tab", "Down", "Down", "Up", "Left", "Right", "Space",
    "Home", "End", "PgUp", "PgDown", "Backspace", "Del", "Ctrl+A", "Ctrl+C", "Ctrl+Return", "Menu", "Alt+Down", "?",
)  # fmt: skip
_SIZES = ((900, 600), (1280, 820), (1000, 700), (1600, 1000))
_BUTTONS = (Qt.MouseButton.LeftButton,) * 5 + (Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton)


class Paws:
    """Does one thing at a time; :meth:`strike` returns what it did, in words."""

    def __init__(self, seed: int, window: MainWindow) -> None:
        self.random = random.Random(seed)
        self.window = window
        shortcuts = [QKeySequence(key).toString() for command in commands() for key in command.keys]
        self._shortcuts = [key for key in shortcuts if key and key != "Ctrl+Q"]
        self._verbs = (
            (self.key, 24), (self.letter, 22), (self.click, 30), (self.shortcut, 8), (self.wheel, 6), (self.drag, 3),
            (self.paste, 3), (self.menu, 2), (self.mnemonic, 3), (self.double, 2), (self.resize, 1),
        )  # fmt: skip

    def strike(self) -> str:
        """Do something; nobody stays before others' eyes for long, where there is nothing to do."""
        if self.random.random() < 0.1 and any(one.isVisible() for one in self.window.findChildren(CounterView)):
            QTest.keySequence(self.focus(), QKeySequence("F9"))
            return "shortcut F9"
        verb = self.random.choices([verb for verb, _ in self._verbs], [weight for _, weight in self._verbs])[0]
        return verb()

    # -- where --

    def front(self) -> QWidget:
        """The window that has the hand: a menu, a dialog, or the main window."""
        return QApplication.activePopupWidget() or QApplication.activeModalWidget() or self.window

    def focus(self) -> QWidget:
        """What has the keyboard."""
        return QApplication.activePopupWidget() or QApplication.focusWidget() or self.front()

    def somewhere(self) -> tuple[QWidget, QPoint]:
        """A widget that is seen, and a place on it."""
        front = self.front()
        at = QPoint(self.random.randrange(max(1, front.width())), self.random.randrange(max(1, front.height())))
        widget = front.childAt(at) or front
        return widget, widget.mapFrom(front, at)

    @staticmethod
    def named(widget: QWidget) -> str:
        """For the person who repeats it."""
        return f"{type(widget).__name__} “{widget.accessibleName()[:30]}”"

    # -- what --

    def key(self) -> str:
        at, key = self.focus(), self.random.choice(_KEYS)
        QTest.keySequence(at, QKeySequence(key))
        return f"key {key}"

    def letter(self) -> str:
        at, sign = self.focus(), self.random.choice("abcdefghijklmnopqrstuvwxyz 0123456789.,:;@#+-/")
        QTest.keyClicks(at, sign)
        return f"letter {sign!r}"

    def shortcut(self) -> str:
        at, key = self.focus(), self.random.choice(self._shortcuts)
        QTest.keySequence(at, QKeySequence(key))
        return f"shortcut {key}"

    def mnemonic(self) -> str:
        at, key = self.focus(), f"Alt+{self.random.choice('ABCDEFGHIJKLMNOPQRSTUVWXYZ')}"
        QTest.keySequence(at, QKeySequence(key))
        return f"mnemonic {key}"

    def click(self) -> str:
        widget, at = self.somewhere()
        button, said = self.random.choice(_BUTTONS), self.named(widget)
        QTest.mouseClick(widget, button, Qt.KeyboardModifier.NoModifier, at)
        return f"click {button.name} {said} {at.x()},{at.y()}"

    def double(self) -> str:
        widget, at = self.somewhere()
        said = self.named(widget)
        QTest.mouseDClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
        return f"double click {said}"

    def drag(self) -> str:
        widget, at = self.somewhere()
        said = self.named(widget)
        left, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        # The window gets the rest, however soon what was pressed is gone.
        front = self.front()
        begun = widget.mapTo(front, at) if widget is not front else at
        ended = QPoint(self.random.randrange(front.width()), self.random.randrange(front.height()))
        QTest.mousePress(front.windowHandle(), left, plain, begun)
        QTest.mouseMove(front.windowHandle(), (begun + ended) / 2)
        QTest.mouseMove(front.windowHandle(), ended)
        QTest.mouseRelease(front.windowHandle(), left, plain, ended)
        return f"drag on {said}"

    def wheel(self) -> str:
        widget, at = self.somewhere()
        said, turn = self.named(widget), self.random.choice((-960, -240, -120, 120, 240, 960))
        event = QWheelEvent(
            QPointF(at), QPointF(widget.mapToGlobal(at)), QPoint(0, 0), QPoint(0, turn), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(widget, event)
        return f"wheel {turn} {said}"

    def menu(self) -> str:
        widget, at = self.somewhere()
        said = self.named(widget)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, widget.mapToGlobal(at))
        QApplication.sendEvent(widget, event)
        return f"menu {said}"

    def paste(self) -> str:
        text = self.random.choice(NAUGHTY)
        QGuiApplication.clipboard().setText(text)
        at = self.focus()
        QTest.keySequence(at, QKeySequence("Ctrl+V"))
        return f"paste {text[:20]!r}"

    def resize(self) -> str:
        width, height = self.random.choice(_SIZES)
        self.window.resize(width, height)
        return f"resize {width}×{height}"
