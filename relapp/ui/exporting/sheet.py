"""Export everything: a folder or one zip, where it goes, how far it is, and the way to it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QHBoxLayout, QProgressBar, QWidget

from relapp.domain.errors import UserError
from relapp.services.exporting import everything
from relapp.services.exporting.everything import Exported
from relapp.services.exporting.tables import Form
from relapp.services.transfer.storing.tally import Cancelled
from relapp.ui.background import Background
from relapp.ui.editing import Editing
from relapp.ui.links import open_folder
from relapp.ui.theme.metrics import SPACE_S
from relapp.ui.widgets import text
from relapp.ui.widgets.buttons import Button, ButtonKind
from relapp.ui.widgets.segment import Segment
from relapp.ui.widgets.sheet import Sheet
from relapp.ui.wording import tr
from relapp.ui.wording.errors import sentence
from relapp.ui.wording.money import number
from relapp.ui.wording.papers import told
from relapp.ui.wording.papers.book import Book


class _Pace:
    """Written by the worker, read by the window: how far it is, and whether to stop."""

    def __init__(self) -> None:
        self.done = 0
        self.whole = 0
        self.stop = False

    def __call__(self, done: int, whole: int) -> bool:
        self.done, self.whole = done, whole
        return not self.stop


class ExportSheet(Sheet):
    """Esc stops work that is under way, which then leaves nothing behind. ``exported`` once all is written."""

    exported = Signal(object)

    def __init__(self, editing: Editing, background: Background, window: QWidget) -> None:
        title = tr("Export", "Export everything")
        super().__init__(window, title)
        self._editing = editing
        self._background = background
        self.pace = _Pace()
        self._working = False
        self.done: Exported | None = None
        self.folder = _usual_folder()
        self.card.column.setSpacing(SPACE_S)
        self.card.column.addWidget(text.title(title))
        self.card.column.addWidget(text.body(_what()))
        self.card.column.addLayout(self._forms())
        self.card.column.addLayout(self._tables())
        self.card.column.addLayout(self._place())
        self.state = text.secondary("")
        self.card.column.addWidget(self.state)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Export", "Progress"))
        self.card.column.addWidget(self.bar)
        self.card.column.addSpacing(SPACE_S)
        self.card.column.addLayout(self._buttons())
        self._timer = QTimer(self)
        self._timer.setInterval(100)
        self._timer.timeout.connect(self._show_pace)
        self.closed.connect(self._left)
        self._show()

    def _forms(self) -> QHBoxLayout:
        self.as_folder = Segment(tr("Export", "A &folder"))
        self.as_zip = Segment(tr("Export", "One &zip file"))
        return self._choice(self.as_folder, self.as_zip)

    def _tables(self) -> QHBoxLayout:
        self.as_csv = Segment(tr("Export", "&Tables as CSV"))
        self.as_xlsx = Segment(tr("Export", "Tables for E&xcel (XLSX)"))
        return self._choice(self.as_csv, self.as_xlsx)

    def _choice(self, usual: Segment, other: Segment) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        group = QButtonGroup(self)
        for segment in (usual, other):
            group.addButton(segment)
            row.addWidget(segment)
        usual.setChecked(True)
        row.addStretch(1)
        return row

    def _place(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        self.where = text.secondary("")
        self.choose = Button(ButtonKind.OUTLINE, tr("Export", "&Where…"), "folder-open")
        self.choose.clicked.connect(self._choose)
        row.addWidget(self.where, 1)
        row.addWidget(self.choose)
        return row

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        self.cancel = Button(ButtonKind.GHOST, tr("Export", "&Cancel"))
        self.cancel.setToolTip(tr("Export", "Esc"))
        self.cancel.clicked.connect(self.dismiss)
        self.look = Button(ButtonKind.OUTLINE, tr("Export", "&Open the folder"), "folder-open")
        self.look.clicked.connect(self._look)
        self.go = Button(ButtonKind.FILLED, tr("Export", "&Export"), "download")
        self.go.clicked.connect(self.begin)
        row.addStretch(1)
        for button in (self.cancel, self.look, self.go):
            row.addWidget(button)
        return row

    def _show(self) -> None:
        """What can be done now: before, during and after the work."""
        self.where.setText(str(self.folder))
        self.where.setAccessibleName(tr("Export", "It goes to {folder}").format(folder=self.folder))
        for widget in (self.as_folder, self.as_zip, self.as_csv, self.as_xlsx, self.choose):
            widget.setEnabled(not self._working)
            widget.setVisible(self.done is None)
        self.where.setVisible(self.done is None)
        self.bar.setVisible(self._working)
        self.go.setVisible(self.done is None)
        self.go.setEnabled(not self._working)
        self.look.setVisible(self.done is not None)
        self.cancel.setText(tr("Export", "&Close") if self.done else tr("Export", "&Cancel"))
        self.state.setVisible(bool(self.state.text()))

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Export", "Where it goes"), str(self.folder))
        if chosen:
            self.folder = Path(chosen)
            self._show()

    def begin(self) -> None:
        """Write it all, beside the window."""
        if self._working or self.done is not None:
            return
        self._working = True
        pace = self.pace = _Pace()
        self.bar.setRange(0, 0)
        self.state.setText(tr("Export", "Writing …"))
        self._show()
        self._timer.start()
        operations, folder, zipped = self._editing.operations, self.folder, self.as_zip.isChecked()
        today, form = self._editing.today(), Form.XLSX if self.as_xlsx.isChecked() else Form.CSV

        def job() -> Exported | UserError | Cancelled:
            try:
                return everything.export(
                    operations, folder, lambda shop: Book(shop, today), zipped=zipped, form=form, progress=pace
                )
            except (UserError, Cancelled) as error:
                return error

        self._background.run(job, self, self._ended, self._failed)

    def _ended(self, found: Exported | UserError | Cancelled) -> None:
        self._working = False
        self._timer.stop()
        if isinstance(found, Cancelled):
            self.deleteLater()
            return
        if isinstance(found, UserError):
            self.state.setText(sentence(found))
        else:
            self.done = found
            self.state.setText("\n".join([told.exported(found), str(found.path)]))
            self.exported.emit(found)
        self._show()
        (self.look if self.done else self.go).setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.isVisible():
            self.deleteLater()

    def _failed(self) -> None:
        self._working = False
        self._timer.stop()
        self.state.setText("")
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            button = self.focusWidget()
            if isinstance(button, Button):
                button.click()
            else:
                self.begin()
        else:
            super().keyPressEvent(event)

    def _show_pace(self) -> None:
        if self.pace.whole:
            self.bar.setRange(0, self.pace.whole)
            self.bar.setValue(self.pace.done)
            percent = 100 * self.pace.done // self.pace.whole
            self.state.setText(tr("Export", "Writing … {percent} %").format(percent=number(percent)))

    def _look(self) -> None:
        if self.done is not None:
            open_folder(self.done.path if self.done.path.is_dir() else self.done.path.parent)

    def _left(self) -> None:
        self.pace.stop = True
        if not self._working:
            self.deleteLater()


def _what() -> str:
    return tr(
        "Export",
        "Customers, entries, sales, facts, promises and all the rest, as tables for any spreadsheet, as a book that "
        "every browser shows and prints, and as a file that relapp reads back whole.",
    )


def _usual_folder() -> Path:
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found else Path.home()
