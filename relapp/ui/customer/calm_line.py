"""One calm line that stands against what was about to be done, and one key to go on all the same."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from relapp.ui.theme import TextRole
from relapp.ui.theme.metrics import SPACE_S
from relapp.ui.theme.palette import SECONDARY
from relapp.ui.widgets.buttons import ghost
from relapp.ui.widgets.text import Label
from relapp.ui.wording import tr


class CalmLine(QWidget):
    """Hidden until it has something to ``say``; Enter goes on, Esc leaves it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Label("", TextRole.SMALL, SECONDARY)
        self.go_on = ghost(tr("CalmLine", "Go on all the same"), "arrow-right")
        self.go_on.clicked.connect(self._go_on)
        self._act: Callable[[], object] | None = None
        self._came_from: QWidget | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        row.addWidget(self.words, 1)
        row.addWidget(self.go_on)
        self.hide()

    def say(self, words: str, act: Callable[[], object]) -> None:
        """Show why not; ``act`` is what going on does."""
        if not self.isVisible():
            self._came_from = QApplication.focusWidget()
        self._act = act
        self.words.setText(words)
        name = tr("CalmLine", "{words} Go on all the same (Enter), leave it (Esc)").format(words=words)
        self.go_on.setAccessibleName(name)
        self.show()
        self.go_on.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def put_away(self) -> None:
        """Say nothing more."""
        had_focus, back = self.go_on.hasFocus(), self._came_from
        self._act = self._came_from = None
        self.hide()
        if had_focus and back is not None and back.isVisible():
            back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_on(self) -> None:
        act = self._act
        self.put_away()
        if act is not None:
            act()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_on()
        else:
            super().keyPressEvent(event)
