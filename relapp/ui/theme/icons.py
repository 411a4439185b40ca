"""Line icons drawn from resources/icons/lines.svg in whatever colour is in force while they are painted."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from relapp.paths import resources_dir
from relapp.ui.theme.theme import current
from relapp.ui.theme.tokens import Tokens

Ink = Callable[[Tokens], str]

# They point along the line of reading, so they turn with it.
_DIRECTIONAL = frozenset(
    {
        "arrow-down-left",
        "arrow-left",
        "arrow-right",
        "arrow-up-right",
        "book-open",
        "chevron-left",
        "chevron-right",
        "corner-down-left",
        "list",
        "phone-incoming",
        "phone-outgoing",
        "redo-2",
        "undo-2",
    }
)
APP_ICON_SIZES = (16, 20, 24, 32, 48, 64, 128, 256)


def icon(name: str, ink: Ink | None = None) -> QIcon:
    """The icon ``name`` (a symbol in resources/icons/lines.svg) for actions and menus; raises ``KeyError``.

    ``ink`` picks its colour from the tokens while it is painted; secondary text's colour if none is given.
    """
    _source(name)
    return QIcon(_LineIconEngine(name, ink or (lambda tokens: tokens.text2)))


def paint_icon(
    painter: QPainter,
    name: str,
    rect: QRect,
    colour: str,
    direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
) -> None:
    """Paints the icon ``name`` into ``rect`` (logical pixels), sharp at the device's scale."""
    ratio = painter.device().devicePixelRatioF()
    painter.drawImage(rect, _image(name, colour, _device_size(rect.size(), ratio), _is_mirrored(name, direction)))


def app_icon() -> QIcon:
    """relapp's own mark in the sizes that windows, task bars and docks ask for; the smallest have a simpler drawing."""
    result = QIcon()
    for size in APP_ICON_SIZES:
        result.addPixmap(QPixmap.fromImage(app_image(size)))
    return result


def app_image(size: int) -> QImage:
    """relapp's own mark, ``size`` pixels wide."""
    image = _blank(QSize(size, size))
    painter = QPainter(image)
    QSvgRenderer(str(_folder() / ("relapp-small.svg" if size < 32 else "relapp.svg"))).render(painter)
    painter.end()
    return image


class _LineIconEngine(QIconEngine):
    def __init__(self, name: str, ink: Ink) -> None:
        super().__init__()
        self._name = name
        self._ink = ink

    def _colour(self, mode: QIcon.Mode) -> str:
        tokens = current().tokens
        return tokens.text3 if mode == QIcon.Mode.Disabled else self._ink(tokens)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:  # noqa: ARG002
        side = min(rect.width(), rect.height())
        square = QRect(0, 0, side, side)
        square.moveCenter(rect.center())
        paint_icon(painter, self._name, square, self._colour(mode), QGuiApplication.layoutDirection())

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        # Qt asks in logical pixels: without the scale, icons blur on dense screens.
        image = _blank(_device_size(size, scale))
        image.setDevicePixelRatio(scale)
        painter = QPainter(image)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return QPixmap.fromImage(image)

    def clone(self) -> QIconEngine:
        return _LineIconEngine(self._name, self._ink)

    def key(self) -> str:
        return "relapp-line-icon"

    def iconName(self) -> str:
        return self._name


def _folder() -> Path:
    return resources_dir() / "icons"


@cache
def line_icons() -> Mapping[str, str]:
    """The line icons by name, each as a picture of its own (SVG).

    They stand in one file because each file of a program costs a start on Windows.
    """
    sheet = (_folder() / "lines.svg").read_text(encoding="utf-8")
    head = sheet[sheet.index("<svg") : sheet.index("<symbol")]
    return {name: f"{head}{lines}</svg>" for name, lines in re.findall(r'<symbol id="([^"]+)">(.*?)</symbol>', sheet)}


def _source(name: str) -> str:
    return line_icons()[name]


@lru_cache(maxsize=1024)
def _image(name: str, colour: str, size: QSize, mirrored: bool) -> QImage:
    image = _blank(size)
    painter = QPainter(image)
    coloured = _source(name).replace("currentColor", colour)
    QSvgRenderer(QByteArray(coloured.encode())).render(painter, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    return image.flipped(Qt.Orientation.Horizontal) if mirrored else image


def _blank(size: QSize) -> QImage:
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    return image


def _device_size(size: QSize, ratio: float) -> QSize:
    return QSize(max(1, round(size.width() * ratio)), max(1, round(size.height() * ratio)))


def _is_mirrored(name: str, direction: Qt.LayoutDirection) -> bool:
    return direction == Qt.LayoutDirection.RightToLeft and name in _DIRECTIONAL
