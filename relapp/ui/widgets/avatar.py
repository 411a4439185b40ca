"""A person's initials on a coloured ground that stays theirs."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from relapp.ui import theme
from relapp.ui.theme import TextRole
from relapp.ui.widgets.painting import paint_ground

AVATAR_SMALL = 28
AVATAR_ROW = 40
AVATAR_CARD = 44
AVATAR_PAGE = 52


def avatar_ground(key: int) -> str:
    """The ground of the person with the id ``key``: the same every day, different from their neighbours' ids."""
    grounds = theme.current().tokens.avatars
    return grounds[key % len(grounds)]


def paint_avatar(painter: QPainter, rect: QRect, initials: str, key: int) -> None:
    """Paints the circle of ``key`` with ``initials`` into the square ``rect``."""
    paint_ground(painter, rect, rect.height() / 2, avatar_ground(key))
    painter.save()
    font = theme.current().font(TextRole.STRONG)
    font.setPixelSize(max(8, round(rect.height() * 0.38)))
    painter.setFont(font)
    painter.setPen(QColor(theme.current().tokens.on_avatar))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, initials)
    painter.restore()


class Avatar(QWidget):
    """An avatar ``diameter`` wide at 100 %. The name usually stands beside it: give ``name`` only where it does not."""

    def __init__(
        self, initials: str, key: int, diameter: int = AVATAR_CARD, *, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._initials = initials
        self._key = key
        self._diameter = diameter
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.current().changed.connect(self.updateGeometry)

    def show_person(self, initials: str, key: int, *, name: str = "") -> None:
        """Shows another person."""
        self._initials = initials
        self._key = key
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        side = theme.current().px(self._diameter)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        side = min(self.width(), self.height())
        square = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        paint_avatar(QPainter(self), square, self._initials, self._key)
