"""A field to search in: a magnifier, the words, and a cross that empties it (Esc does so too)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QWidget

from relapp.ui import theme
from relapp.ui.theme.icons import paint_icon
from relapp.ui.theme.metrics import CONTROL_HEIGHT, ICON, SPACE_M, SPACE_XS
from relapp.ui.widgets.buttons import icon_button
from relapp.ui.widgets.painting import square_at

_QSS_PADDING = 10  # padding and border of QLineEdit in resources/theme/relapp.qss


class SearchField(QLineEdit):
    """``hint`` is the placeholder and, unless ``name`` is given, what screen readers call the field."""

    def __init__(self, hint: str, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self.setAccessibleName(name or hint)
        self._clear = icon_button("x", self.tr("Clear the search"))
        self._clear.setParent(self)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Esc is its key
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.hide()
        self._clear.clicked.connect(self.clear)
        self.textChanged.connect(lambda text: self._clear.setVisible(bool(text)))
        self._arrange()
        theme.current().changed.connect(self._measure)

    def forget(self) -> None:
        """Be empty for whoever comes next: after ``clear`` Ctrl+Z would still bring back every word that stood here."""
        self.setText("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(120), self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        place = square_at(self.layoutDirection(), self.rect(), SPACE_M, theme.current().px(ICON))
        paint_icon(QPainter(self), "search", place, theme.current().tokens.text2)

    def _height(self) -> int:
        return max(theme.current().px(CONTROL_HEIGHT) + 2, self.fontMetrics().height() + 16)

    def _measure(self) -> None:
        self._arrange()
        self.updateGeometry()

    def _arrange(self) -> None:
        leading = SPACE_M + theme.current().px(ICON) + SPACE_XS - _QSS_PADDING + 2
        side = max(0, self.height() - 8)
        trailing = side - _QSS_PADDING + SPACE_XS
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.setTextMargins(trailing if rtl else leading, 0, leading if rtl else trailing, 0)
        place = self._clear.geometry()
        place.setSize(QSize(side, side))
        place.moveTopLeft(QPoint(self.width() - side - 4, 4))
        self._clear.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), place))
