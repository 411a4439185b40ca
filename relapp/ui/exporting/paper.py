"""A page of HTML on paper: as a PDF, or by a printer, in the size that is usual here."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QLocale, QMarginsF
from PySide6.QtGui import QFont, QGuiApplication, QPagedPaintDevice, QPageLayout, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QDialog, QWidget

from relapp.services.exporting import places

_MARGIN_MM = 18
_POINTS = 10
_PICTURE = 110
_STYLE = """
h1{font-size:19pt;margin-bottom:6px} h3{font-size:11pt;margin-top:18px;margin-bottom:4px}
ul{-qt-list-indent:1;margin-top:0;margin-bottom:0} li{margin-top:6px} dt{color:#555} dd{margin-bottom:4px}
p{margin-top:1px;margin-bottom:1px} .soft,.old{color:#555} .soft{font-size:9pt} .words{white-space:pre-wrap}
.old .words,.old .said{text-decoration:line-through}
"""


def size() -> QPageSize:
    """Letter where the locale measures so, else A4."""
    american = QLocale().measurementSystem() is QLocale.MeasurementSystem.ImperialUSSystem
    return QPageSize(QPageSize.PageSizeId.Letter if american else QPageSize.PageSizeId.A4)


def write_pdf(html: str, title: str, path: Path) -> None:
    """Write the page as a PDF, there as a whole or not at all.

    :raises UserError: ``file.cannot_write`` or ``full``.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setResolution(300)
    _put(html, writer)
    del writer  # writes the end of the file
    with places.new_file(path) as file:
        file.write(bytes(buffer.data().data()))


def print_page(html: str, title: str, parent: QWidget) -> bool:
    """Ask for a printer and print the page; ``False`` where this system has none."""
    # A library of its own, which nobody needs who does not print.
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

    if not QPrinterInfo.availablePrinterNames():
        return False
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setPageSize(size())
    if QPrintDialog(printer, parent).exec() == QDialog.DialogCode.Accepted:
        _put(html, printer, keep_size=True)
    return True


def _put(html: str, device: QPagedPaintDevice, *, keep_size: bool = False) -> None:
    if not keep_size:
        device.setPageSize(size())
    device.setPageMargins(QMarginsF(*[_MARGIN_MM] * 4), QPageLayout.Unit.Millimeter)
    document = QTextDocument()
    font = QFont(QGuiApplication.font())
    font.setPointSize(_POINTS)
    document.setDefaultFont(font)
    document.setDefaultStyleSheet(_STYLE)
    # Its own style is a browser's, for a screen.
    plain = re.sub(r"<style>.*?</style>", "", html, flags=re.S)
    document.setHtml(plain.replace("<img ", f'<img width="{_PICTURE}" '))
    document.print_(device)
