"""The line that is typed: one line high, growing with what stands in it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from relapp.ui import theme
from relapp.ui.quick_log.form_keys import sign_of
from relapp.ui.theme import TextRole

_MOST_LINES = 6
_AIR = 4


class LineEdit(QPlainTextEdit):
    """Enter is ``entered`` (with Ctrl: everything that is offered), Shift+Enter begins a new line, Esc is ``left``.

    On a text of one line ↑ and ↓ are ``stepped`` (-1, 1) where ``steps`` says that there is something to choose.
    """

    entered = Signal(bool)
    left = Signal()
    stepped = Signal(int)

    def __init__(self, hint: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.steps: Callable[[], bool] = lambda: False
        self.setPlaceholderText(hint)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setStyleSheet("QPlainTextEdit { border: none; background: transparent; padding: 0; }")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(_AIR)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())
        self._take_font()
        theme.current().changed.connect(self._take_font)

    def set_text(self, text: str) -> None:
        """Put ``text`` in place of what stands there, the cursor after it; Ctrl+Z in the line brings the old back."""
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.setTextCursor(cursor)

    def event(self, event: QEvent) -> bool:
        # What was typed is taken back here; once nothing is left to take back, the key is the window's.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo, redo = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
            spent = (event.matches(undo) and not self.document().isUndoAvailable()) or (
                event.matches(redo) and not self.document().isRedoAvailable()
            )
            if spent:
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if sign_of(event):
            event.ignore()
            return
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                    self.insertPlainText("\n")
                elif not event.isAutoRepeat():
                    self.entered.emit(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
            case Qt.Key.Key_Escape:
                self.left.emit()
            case Qt.Key.Key_Up | Qt.Key.Key_Down if self.blockCount() == 1 and self.steps():
                self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
            case _:
                super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        lines = min(max(1, round(self.document().size().height())), _MOST_LINES)
        return QSize(super().sizeHint().width(), lines * self.fontMetrics().lineSpacing() + 2 * _AIR)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(120), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def _grow(self) -> None:
        fits = round(self.document().size().height()) <= _MOST_LINES
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if fits else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(policy)
        self.updateGeometry()

    def _take_font(self) -> None:
        self.setFont(theme.current().font(TextRole.BODY))
        self._grow()
