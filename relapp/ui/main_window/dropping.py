"""Dropping on the window: what is dragged over any part of it can be let go there, and the window says so."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QObject, QRect, Qt
from PySide6.QtGui import QColor, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget

from relapp.ui import theme
from relapp.ui.theme import TextRole
from relapp.ui.theme.icons import paint_icon
from relapp.ui.theme.metrics import RADIUS_CARD, SPACE_L, SPACE_XL
from relapp.ui.widgets.painting import with_alpha
from relapp.ui.wording import tr

_ICON = 40
_VEIL = 0.94
DRAGS = frozenset({QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.DragLeave, QEvent.Type.Drop})


class Dropping(QObject):
    """Takes files, and text where no field wants it, to ``act``; without one nothing can be dropped."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.sign = DropSign(window)
        self.act: Callable[[QMimeData], object] | None = None
        window.setAcceptDrops(True)

    def heed(self, watched: QObject, event: QEvent) -> bool:
        """Whether a drag over ``watched`` was taken in hand; fields would write a file's address into themselves."""
        if not isinstance(watched, QWidget) or watched.window() is not self._window:
            return False
        if event.type() is QEvent.Type.DragLeave:
            self.sign.hide()
            return False
        if not isinstance(event, QDropEvent) or not self._wanted(watched, event.mimeData()):
            return False
        if event.type() is QEvent.Type.Drop:
            self.sign.hide()
            assert self.act is not None
            self.act(event.mimeData())
        else:
            self.sign.show_over()
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        return True

    def _wanted(self, watched: QWidget, data: QMimeData) -> bool:
        if self.act is None or QApplication.activeModalWidget() is not None:
            return False
        if data.hasUrls() and any(url.isLocalFile() for url in data.urls()):
            return True
        return data.hasText() and watched is self._window


class DropSign(QWidget):
    """Lies over the window while something is dragged over it, and says what happens when it is let go."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(self.words())
        self.hide()

    def words(self) -> str:
        """The sentence on it."""
        return tr("Dropping", "Let go to see what is in it. Nothing is changed yet.")

    def show_over(self) -> None:
        """Cover the window."""
        window = self.parentWidget()
        if window is not None and not self.isVisible():
            self.setGeometry(window.rect())
            self.show()
            self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        tokens, px = theme.current().tokens, theme.current().px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), with_alpha(tokens.accent_tint, _VEIL))
        pen = QPen(QColor(tokens.accent), 2, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        room = self.rect().adjusted(SPACE_XL, SPACE_XL, -SPACE_XL, -SPACE_XL)
        painter.drawRoundedRect(room, RADIUS_CARD, RADIUS_CARD)
        # Nothing that lies below shines through the words.
        band = room.adjusted(SPACE_XL, room.height() // 2 - px(_ICON) - SPACE_XL, -SPACE_XL, 0)
        band.setHeight(2 * px(_ICON) + 3 * SPACE_XL)
        painter.fillRect(band, QColor(tokens.accent_tint))
        side = px(_ICON)
        middle = self.rect().center()
        place = QRect(middle.x() - side // 2, middle.y() - side, side, side)
        paint_icon(painter, "download", place, tokens.on_accent_tint)
        painter.setFont(theme.current().font(TextRole.SUBTITLE))
        painter.setPen(QColor(tokens.on_accent_tint))
        words = room.adjusted(SPACE_L, room.height() // 2 + SPACE_L, -SPACE_L, 0)
        flags = Qt.AlignmentFlag.AlignHCenter.value | Qt.AlignmentFlag.AlignTop.value | Qt.TextFlag.TextWordWrap.value
        painter.drawText(words, flags, self.words())
