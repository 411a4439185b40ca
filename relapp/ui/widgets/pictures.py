"""Pictures that came with a file: decoded with care, for nobody knows what is in them, and no larger than shown."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QImage, QImageReader, QPainter, QPen, QTransform

from relapp.domain.customers import Photo
from relapp.ui import theme
from relapp.ui.widgets.painting import with_alpha

_MOST_PIXELS = 50_000_000
_MOST_MEGABYTES = 256


def decoded(photo: Photo, side: int) -> QImage | None:
    """The middle square of a picture, ``side`` pixels wide; ``None`` for one that is damaged or far too large.

    A picture that is smaller stays so.
    """
    buffer = QBuffer()
    buffer.setData(QByteArray(photo.content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isEmpty() or size.width() * size.height() > _MOST_PIXELS:
        return None
    if min(size.width(), size.height()) > side:
        reader.setScaledSize(size.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    limit = QImageReader.allocationLimit()
    QImageReader.setAllocationLimit(_MOST_MEGABYTES)
    try:
        image = reader.read()
    finally:
        QImageReader.setAllocationLimit(limit)
    if image.isNull():
        return None
    least = min(image.width(), image.height())
    return image.copy(QRect((image.width() - least) // 2, (image.height() - least) // 2, least, least))


def paint_round(painter: QPainter, rect: QRect, image: QImage) -> None:
    """Paint a square picture as a circle into the square ``rect``."""
    ratio = painter.device().devicePixelRatioF()
    side = max(1, round(rect.width() * ratio))
    scaled = image.scaled(side, side, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    brush = QBrush(scaled)
    brush.setTransform(QTransform.fromTranslate(rect.x(), rect.y()).scale(rect.width() / side, rect.height() / side))
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brush)
    painter.drawEllipse(QRectF(rect))
    # A hair's breadth of edge: a picture of white on white would have none.
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(with_alpha(theme.current().tokens.text, 0.18), 1))
    painter.drawEllipse(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5))
    painter.restore()
