"""A person's picture, or their initials on a coloured ground that stays theirs."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from relapp.domain.customers import Photo
from relapp.ui import theme
from relapp.ui.theme import TextRole
from relapp.ui.widgets.painting import paint_ground
from relapp.ui.widgets.pictures import decoded, paint_round

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
        self._photo: Photo | None = None
        self._picture: QImage | None = None
        self._decoded_for = 0
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.current().changed.connect(self.updateGeometry)

    def show_person(self, initials: str, key: int, *, name: str = "", photo: Photo | None = None) -> None:
        """Shows another person."""
        if photo != self._photo:
            self._photo, self._picture, self._decoded_for = photo, None, 0
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
        picture = self._picture_of(side)
        if picture is not None:
            paint_round(QPainter(self), square, picture)
        else:
            paint_avatar(QPainter(self), square, self._initials, self._key)

    def _picture_of(self, side: int) -> QImage | None:
        """The picture for a square ``side`` wide; decoded again only for a screen or a size with more pixels."""
        pixels = round(side * self.devicePixelRatioF())
        if self._photo is not None and pixels > self._decoded_for:
            self._picture, self._decoded_for = decoded(self._photo, pixels), pixels
        return self._picture
