"""A picture on paper and as a file: its title, the picture, and what is said below it, in the light colours."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QDialog, QWidget

from relapp.domain.pictures import Picture
from relapp.services.exporting import places
from relapp.ui.charts.chart import drawing_of
from relapp.ui.charts.look import Look, on_paper
from relapp.ui.theme import TextRole, Tone
from relapp.ui.wording.pictures import Words

_WIDTH, _AIR, _SHARP = 760, 20, 2


class PictureForm(StrEnum):
    """In which form a picture is saved; the value is how such files end."""

    PNG = "png"
    SVG = "svg"


def save(
    path: Path,
    form: PictureForm,
    picture: Picture,
    words: Words,
    tones: Mapping[str, Tone],
    direction: Qt.LayoutDirection,
) -> None:
    """Write a picture, there as a whole or not at all; a PNG has two dots for each logical pixel.

    :raises UserError: ``file.cannot_write`` or ``full``.
    """
    page = _Page(picture, words, tones, on_paper(direction))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if form is PictureForm.PNG:
        page.image().save(buffer, "PNG")  # type: ignore[call-overload]
    else:
        page.write_svg(buffer)
    with places.new_file(path) as file:
        file.write(bytes(buffer.data().data()))


def print_picture(
    picture: Picture, words: Words, tones: Mapping[str, Tone], direction: Qt.LayoutDirection, parent: QWidget
) -> bool:
    """Ask for a printer and print a picture as wide as the paper; ``False`` where this system has none."""
    # A library of its own, which nobody needs who does not print.
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

    if not QPrinterInfo.availablePrinterNames():
        return False
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(words.title)
    if QPrintDialog(printer, parent).exec() == QDialog.DialogCode.Accepted:
        page = _Page(picture, words, tones, on_paper(direction))
        painter = QPainter(printer)
        scale = painter.device().width() / page.size.width()
        painter.scale(scale, scale)
        page.paint(painter)
        painter.end()
    return True


class _Page:
    """A picture with its title above it."""

    def __init__(self, picture: Picture, words: Words, tones: Mapping[str, Tone], look: Look) -> None:
        self._words = words
        self._look = look
        self._drawing = drawing_of(picture, words, tones)
        self._title = look.metrics(TextRole.SUBTITLE).height() + look.px(14)
        inner = _WIDTH - 2 * _AIR
        self._tall = self._drawing.height(look, inner)
        self.size = QSize(_WIDTH, round(self._tall + self._title + 2 * _AIR))

    def image(self) -> QImage:
        image = QImage(self.size * _SHARP, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(_SHARP)
        image.fill(QColor(self._look.tokens.surface))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        self.paint(painter)
        painter.end()
        return image

    def write_svg(self, buffer: QBuffer) -> None:
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setSize(self.size)
        generator.setViewBox(QRectF(0, 0, self.size.width(), self.size.height()))
        generator.setTitle(self._words.title)
        painter = QPainter(generator)
        painter.fillRect(QRectF(0, 0, self.size.width(), self.size.height()), QColor(self._look.tokens.surface))
        self.paint(painter)
        painter.end()

    def paint(self, painter: QPainter) -> None:
        whole = QRectF(0, 0, self.size.width(), self.size.height()).adjusted(_AIR, _AIR, -_AIR, -_AIR)
        title = QRectF(whole.left(), whole.top(), whole.width(), self._look.metrics(TextRole.SUBTITLE).height())
        colour = self._look.tokens.text
        self._look.write(painter, title, whole, self._words.title, role=TextRole.SUBTITLE, colour=colour)
        room = QRectF(whole.left(), whole.top() + self._title, whole.width(), self._tall)
        self._drawing.paint(painter, self._look, room)
