"""What just happened, told at the foot of the window, with Undo for a while."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QEnterEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QWidget

from relapp.ui import theme
from relapp.ui.theme import TextRole
from relapp.ui.theme.metrics import RADIUS_ROW, SPACE_L, SPACE_S, SPACE_XL, SPACE_XS
from relapp.ui.widgets.buttons import Button, ButtonKind
from relapp.ui.widgets.painting import paint_ground
from relapp.ui.widgets.text import Label

SHOWN_FOR = 8_000  # milliseconds
_WIDEST = 560


class Toast(QFrame):
    """The one toast of ``window``. Its time stands still while the mouse or the keyboard is on it; Esc closes it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.clearance: Callable[[], int] = lambda: 0
        """How much room to leave below, so that the toast does not lie over what somebody is typing."""
        self._undo: Callable[[], object] | None = None
        self._came_from: QWidget | None = None
        self._left = SHOWN_FOR
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setTimerType(Qt.TimerType.PreciseTimer)  # a coarse one adds up to 5 %
        self.timer.timeout.connect(self.dismiss)
        self.label = Label("", TextRole.BODY, QPalette.ColorRole.ToolTipText)
        self.undo_button = Button(ButtonKind.INVERSE, self.tr("Undo"))
        self.undo_button.clicked.connect(self._take_back)
        self.undo_button.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_L, SPACE_XS, SPACE_S, SPACE_XS)
        row.setSpacing(SPACE_XS)
        row.addWidget(self.label, 1)
        row.addWidget(self.undo_button)
        window.installEventFilter(self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self.keep_clear)
        self.hide()

    def show_message(self, text: str, undo: Callable[[], object] | None = None) -> None:
        """Tells ``text``, to screen readers too, and offers ``undo`` if there is one. Replaces the toast before."""
        self._undo = undo
        self.label.setText(text)
        self.undo_button.setVisible(undo is not None)
        row = self.layout()
        assert row is not None
        row.setContentsMargins(SPACE_L, SPACE_XS, SPACE_L if undo is None else SPACE_S, SPACE_XS)
        self.setAccessibleName(text)
        if not self.isVisible():
            self._came_from = QApplication.focusWidget()
        self._place()
        self.raise_()
        self.show()
        self.timer.stop()
        self._left = SHOWN_FOR
        self._run_or_pause()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def dismiss(self) -> None:
        """Closes the toast; if the keyboard was on it, it goes back to where it was."""
        had_focus = self.undo_button.hasFocus()
        self.timer.stop()
        self.hide()
        back = self._came_from
        self._came_from = None
        if had_focus and back is not None and shiboken6.isValid(back) and back.isVisible():
            back.setFocus(Qt.FocusReason.OtherFocusReason)

    def remaining(self) -> int:
        """Milliseconds left, also while the time stands still."""
        return self.timer.remainingTime() if self.timer.isActive() else self._left

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.undo_button:
            if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
                self._run_or_pause()
        elif event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._run_or_pause()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._run_or_pause()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        paint_ground(QPainter(self), self.rect(), RADIUS_ROW, theme.current().tokens.inverse)

    def _take_back(self) -> None:
        undo = self._undo
        self.dismiss()
        if undo is not None:
            undo()

    def _run_or_pause(self) -> None:
        if self.timer.isActive():
            self._left = self.timer.remainingTime()
            self.timer.stop()
        if self.isVisible() and not self.underMouse() and not self.undo_button.hasFocus():
            self.timer.start(self._left)

    def keep_clear(self) -> None:
        """Go out of the way: another page, or a line that grew, may have something to type in where the toast lies."""
        if self.isVisible():
            self._place()

    def _place(self) -> None:
        room = self._window.rect()
        width = min(room.width() - 2 * SPACE_L, theme.current().px(_WIDEST), self._full_width())
        height = max(self.heightForWidth(width), self.minimumSizeHint().height())
        bottom = room.height() - SPACE_XL - self.clearance()
        self.setGeometry((room.width() - width) // 2, bottom - height, width, height)

    def _full_width(self) -> int:
        words = self.label.fontMetrics().horizontalAdvance(self.label.text())
        button = self.undo_button.sizeHint().width() + SPACE_XS + SPACE_S if self._undo is not None else SPACE_L
        return SPACE_L + words + button + 4
