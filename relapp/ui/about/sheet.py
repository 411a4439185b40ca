"""About: name and version, where things lie, and every part with its licence."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from relapp import __version__
from relapp.licences import Part, parts
from relapp.paths import Places
from relapp.services.pages import about as about_page
from relapp.ui import theme
from relapp.ui.about.facts import for_support, versions
from relapp.ui.about.part_list import PartList
from relapp.ui.about.reading import Reading
from relapp.ui.editing import Editing, Notice
from relapp.ui.links import open_folder
from relapp.ui.theme.icons import app_icon
from relapp.ui.theme.metrics import SPACE_L, SPACE_M, SPACE_S, SPACE_XS
from relapp.ui.widgets import text
from relapp.ui.widgets.buttons import icon_button, outline
from relapp.ui.widgets.scroller import Scroller
from relapp.ui.widgets.sheet import Sheet
from relapp.ui.wording import left_to_right, tr

_TALLEST = 600
_MARK = 48


class AboutSheet(Sheet):
    """Opened by Shift+F1. Enter shows the licence of a part; Esc goes back to the list, and then closes."""

    def __init__(self, editing: Editing, places: Places, window: QWidget) -> None:
        super().__init__(window, tr("About", "About relapp"), 760)
        self._editing = editing
        self._places = places
        self._database = editing.read(about_page.database)
        self.parts = PartList(parts())
        self.parts.chosen.connect(self._read)
        self._front = Scroller(self._facts())
        self.parts.moved.connect(lambda: self._front.ensureWidgetVisible(self.parts, 0, SPACE_XS))
        self.reading = Reading()
        self.reading.left.connect(self._leave)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._front)
        self._pages.addWidget(self.reading)
        self._close = outline(tr("About", "Close"))
        self._close.setToolTip(tr("About", "Esc"))
        self._close.clicked.connect(self.dismiss)
        self.card.column.setSpacing(SPACE_M)
        self.card.column.addWidget(self._pages)
        self.card.column.addLayout(self._buttons())

    # -- what stands on it --

    def _facts(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(SPACE_XS, SPACE_XS, SPACE_S, SPACE_XS)
        column.setSpacing(SPACE_S)
        column.addLayout(self._head())
        column.addSpacing(SPACE_XS)
        column.addWidget(text.body(tr("About", "Remember every customer, and act on it: a program for small shops.")))
        column.addWidget(text.secondary(" · ".join(versions(self._database))))
        column.addSpacing(SPACE_S)
        column.addWidget(text.strong(tr("About", "Where things lie")))
        column.addLayout(self._folders())
        column.addSpacing(SPACE_S)
        column.addWidget(text.strong(tr("About", "What it is made of")))
        column.addWidget(text.secondary(tr("About", "Each part has its own licence; Enter shows it.")))
        column.addWidget(self.parts)
        column.addStretch(1)
        return body

    def _head(self) -> QHBoxLayout:
        self._mark = QLabel()
        self._mark.setTextFormat(Qt.TextFormat.PlainText)
        theme.current().changed.connect(self._measure)
        self._measure()
        words = QVBoxLayout()
        words.setSpacing(SPACE_XS)
        words.addWidget(text.title("relapp"))
        words.addWidget(
            text.secondary(tr("About", "Version {version}, under the Apache License 2.0").format(version=__version__))
        )
        head = QHBoxLayout()
        head.setSpacing(SPACE_M)
        head.addWidget(self._mark)
        head.addLayout(words, 1)
        return head

    def _measure(self) -> None:
        side = theme.current().px(_MARK)
        self._mark.setPixmap(app_icon().pixmap(side, side))

    def _folders(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE_L)
        grid.setVerticalSpacing(SPACE_S)
        grid.setColumnStretch(1, 1)
        for row, (words, folder, act) in enumerate(
            (
                (tr("About", "The shop's data"), self._places.data, tr("About", "Open the folder of the shop's data")),
                (tr("About", "Preferences"), self._places.config, tr("About", "Open the folder of the preferences")),
                (tr("About", "Log"), self._places.logs, tr("About", "Open the folder of the log")),
            )
        ):
            button = icon_button("folder-open", act)
            button.clicked.connect(lambda _=False, folder=folder: self._open(folder))
            grid.addWidget(text.secondary(words, wrap=False), row, 0)
            grid.addWidget(text.body(left_to_right(str(folder))), row, 1)
            grid.addWidget(button, row, 2)
        return grid

    def _buttons(self) -> QHBoxLayout:
        copy = outline(tr("About", "Cop&y"), "copy")
        copy.setToolTip(tr("About", "Copy versions and folders, for a letter to whoever helps"))
        copy.clicked.connect(self._copy)
        row = QHBoxLayout()
        row.addWidget(copy)
        row.addStretch(1)
        row.addWidget(self._close)
        return row

    # -- what it does --

    def open(self) -> None:
        """Show it from the top; the list of parts has the keyboard."""
        self._pages.setCurrentWidget(self._front)
        super().open()
        self.parts.setCurrentIndex(self.parts.model().index(0, 0))
        self.parts.setFocus(Qt.FocusReason.OtherFocusReason)
        self._front.verticalScrollBar().setValue(0)

    def _open(self, folder: Path) -> None:
        if not open_folder(folder):
            self._editing.told.emit(Notice(tr("About", "This folder cannot be opened."), failed=True))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(for_support(self._database, self._places))
        self._editing.told.emit(Notice(tr("About", "Versions and folders copied")))

    def _read(self, part: Part) -> None:
        self._pages.setCurrentWidget(self.reading)
        self.reading.show_part(part)

    def _leave(self) -> None:
        self._pages.setCurrentWidget(self._front)
        self.parts.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._pages.currentWidget() is self.reading:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _cover(self) -> None:
        super()._cover()
        sheet, card = self._column.contentsMargins(), self.card.column.contentsMargins()
        rest = sheet.top() + sheet.bottom() + card.top() + card.bottom() + self.card.column.spacing()
        room = self.height() - rest - self._close.sizeHint().height()
        self._pages.setFixedHeight(min(theme.current().px(_TALLEST), room))
