"""The import dialog: choose, look, import, cancel."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QButtonGroup, QDialog, QFileDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from relapp.domain.errors import UserError
from relapp.services.operations import Done
from relapp.services.transfer import importing, leftovers
from relapp.services.transfer.importing import Plan, Taken
from relapp.services.transfer.meaning.headers import Field
from relapp.services.transfer.meaning.values import DateOrder
from relapp.services.transfer.rows import Content
from relapp.services.transfer.storing.tally import Cancelled, Tally
from relapp.ui import theme
from relapp.ui.background import Background
from relapp.ui.editing import Editing
from relapp.ui.importing.columns import ColumnsPanel
from relapp.ui.theme.metrics import SPACE_L, SPACE_M, SPACE_S
from relapp.ui.widgets import text
from relapp.ui.widgets.buttons import Button, ButtonKind
from relapp.ui.widgets.segment import Segment
from relapp.ui.wording import imports as wording
from relapp.ui.wording import tr
from relapp.ui.wording.errors import sentence
from relapp.ui.wording.money import number

T = TypeVar("T")

TYPES = "CSV, Excel (*.csv *.tsv *.txt *.gz *.xlsx *.xls *.ods)"


class _Pace:
    """Written by the worker, read by the window: rows so far, and whether to stop. Plain values need no lock."""

    def __init__(self) -> None:
        self.rows = 0
        self.stop = False

    def __call__(self, rows: int) -> bool:
        self.rows = rows
        return not self.stop


class ImportDialog(QDialog):
    """Modal, because one import writes at a time. ``imported`` after a file was taken in."""

    imported = Signal()

    def __init__(self, editing: Editing, background: Background, window: QWidget) -> None:
        super().__init__(window)
        self._editing = editing
        self._background = background
        self._plan: Plan | None = None
        self._tally: Tally | None = None
        self._pace = _Pace()
        self._working = False
        self._closing = False
        self.setModal(True)
        self.setWindowTitle(tr("Import", "Import a file"))
        self.resize(theme.current().px(720), theme.current().px(560))
        self.title = text.title(tr("Import", "Import a file"))
        self.how = text.secondary("")
        self.sentence = text.subtitle("")
        self.columns = ColumnsPanel()
        self.columns.set_by_hand.connect(self._set_column)
        self.bad = text.secondary("")
        self.bar = QProgressBar()
        self.bar.setAccessibleName(tr("Import", "Progress"))
        self._timer = QTimer(self)
        self._timer.setInterval(100)
        self._timer.timeout.connect(self._show_pace)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L + 4, SPACE_L, SPACE_L + 4, SPACE_L)
        column.setSpacing(SPACE_M)
        column.addWidget(self.title)
        column.addWidget(self.how)
        column.addLayout(self._questions())
        column.addWidget(self.columns, 1)
        column.addWidget(self.sentence)
        column.addWidget(self.bad)
        column.addWidget(self.bar)
        column.addLayout(self._buttons())
        self._show_working(False)

    def _questions(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        self.kinds: dict[Content, Segment] = {}
        group = QButtonGroup(self)
        row.addWidget(text.body(tr("Import", "The rows are:"), wrap=False))
        for kind in Content:
            segment = Segment(wording.kind_name(kind))
            segment.clicked.connect(partial(self._set_kind, kind))
            group.addButton(segment)
            self.kinds[kind] = segment
            row.addWidget(segment)
        row.addStretch(1)
        self.date_question = text.body("", wrap=False)
        self.orders = [
            (DateOrder.DAY_FIRST, Button(ButtonKind.TONAL, tr("Import", "&Day first"))),
            (DateOrder.MONTH_FIRST, Button(ButtonKind.TONAL, tr("Import", "&Month first"))),
        ]
        row.addWidget(self.date_question)
        for order, button in self.orders:
            button.clicked.connect(partial(self._set_order, order))
            row.addWidget(button)
        return row

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        self.other = Button(ButtonKind.GHOST, tr("Import", "&Another file"), "folder-open")
        self.other.clicked.connect(self._choose)
        self.save_bad = Button(ButtonKind.OUTLINE, tr("Import", "&Save the bad rows"), "download")
        self.save_bad.clicked.connect(self._save_bad)
        self.cancel = Button(ButtonKind.OUTLINE, tr("Import", "&Cancel"))
        self.cancel.clicked.connect(self.reject)
        self.go = Button(ButtonKind.FILLED, tr("Import", "&Import"), "upload")
        self.go.clicked.connect(self._take_in)
        row.addWidget(self.other)
        row.addWidget(self.save_bad)
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.go)
        return row

    # -- choosing and looking --

    def begin(self, path: Path | None = None) -> None:
        """Open the dialog with a file, or ask for one."""
        if path is None:
            self._choose()
        else:
            self.look_at(path)

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, tr("Import", "Import a file"), "", TYPES)
        if chosen:
            self.look_at(Path(chosen))
        elif self._plan is None:
            self.close()

    def look_at(self, path: Path) -> None:
        """Read the file beside the window and show what it would do."""
        self.title.setText(path.name)
        self.open()
        self._work(lambda: importing.prepare(path, progress=self._pace), self._prepared)

    def _prepared(self, plan: Plan) -> None:
        self._plan = plan
        self.kinds[plan.content].setChecked(True)
        self.how.setText(wording.how_read(plan.how_read))
        self.columns.show_plan(plan)
        example = plan.asks_date_order
        self.date_question.setText(tr("Import", "In {example}, what comes first?").format(example=example))
        self._show_working(False)
        if not example:
            self._preview(plan)

    def _preview(self, plan: Plan) -> None:
        self._work(
            lambda: self._editing.read(lambda reader: importing.preview(reader, plan, self._pace)), self._previewed
        )

    def _previewed(self, tally: Tally) -> None:
        assert self._plan is not None
        self._tally = tally
        self.sentence.setText(wording.counted(tally, self._plan.content))
        self.bad.setText("\n".join(wording.line_and_reason(row) for row in tally.bad_rows[:5]))
        self._show_working(False)
        self.go.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- correcting --

    def _set_kind(self, kind: Content) -> None:
        if self._plan is not None and kind is not self._plan.content:
            plan = self._plan
            self._work(lambda: plan.as_content(kind), self._prepared)

    def _set_order(self, order: DateOrder) -> None:
        if self._plan is not None:
            self._prepared(self._plan.with_date_order(order))

    def _set_column(self, index: int, field: Field) -> None:
        if self._plan is not None:
            plan = self._plan
            self._work(lambda: plan.with_column(index, field), self._prepared)

    # -- importing --

    def _take_in(self) -> None:
        plan = self._plan
        if plan is None or self._working:
            return
        unnamed = wording.unnamed_customer()
        self._work(
            lambda: self._editing.work("import", lambda tx: importing.take_in(tx, plan, self._pace, unnamed=unnamed)),
            self._taken,
        )

    def _taken(self, done: Done[Taken]) -> None:
        assert self._plan is not None
        said = wording.counted(done.result.tally, self._plan.content)
        self._editing.announce(done, tr("Import", "{file}: {what}").format(file=self._plan.path.name, what=said))
        self._working = False
        self.imported.emit()
        self.accept()

    def _save_bad(self) -> None:
        if self._plan is None or self._tally is None:
            return
        proposed = self._plan.path.with_name(
            tr("Import", "bad rows of {file}").format(file=self._plan.path.stem) + ".csv"
        )
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Import", "Save the bad rows"), str(proposed), "CSV (*.csv)")
        if not chosen:
            return
        header = [column.header for column in self._plan.mapping.columns]
        try:
            leftovers.save(Path(chosen), header, self._tally.bad_rows, wording.bad_row, tr("Import", "Reason"))
        except UserError as error:
            self.sentence.setText(sentence(error))

    # -- work beside the window --

    def _work(self, job: Callable[[], T], then: Callable[[T], None]) -> None:
        self._pace = _Pace()
        pace = self._pace
        self._show_working(True)

        def guarded() -> T | UserError | Cancelled:
            try:
                return job()
            except (UserError, Cancelled) as error:
                return error

        self._background.run(guarded, self, lambda found: self._finished(found, then, pace))

    def _finished(self, found: T | UserError | Cancelled, then: Callable[[T], None], pace: _Pace) -> None:
        if pace is not self._pace:
            return
        self._show_working(False)
        if isinstance(found, Cancelled) or self._closing:
            super().reject()
        elif isinstance(found, UserError):
            self.sentence.setText(sentence(found))
            self.go.setEnabled(False)
        else:
            then(found)

    def _show_working(self, working: bool) -> None:
        self._working = working
        self.bar.setVisible(working)
        rows = self._plan.formats.rows if self._plan else 0
        self.bar.setRange(0, rows)
        self.bar.setValue(0)
        asks = self._plan is not None and bool(self._plan.asks_date_order)
        self.date_question.setVisible(asks)
        for _, button in self.orders:
            button.setVisible(asks)
        ready = not working and self._plan is not None and not asks
        useful = self._tally is not None and bool(self._tally.new or self._tally.changed)
        self.go.setEnabled(ready and useful)
        self.save_bad.setVisible(ready and self._tally is not None and bool(self._tally.bad_rows))
        self.other.setEnabled(not working)
        self.columns.setEnabled(not working)
        if working:
            self.sentence.setText(tr("Import", "Reading …"))
            self._timer.start()
        else:
            self._timer.stop()

    def _show_pace(self) -> None:
        self.bar.setValue(self._pace.rows)
        if self._pace.rows:
            self.sentence.setText(tr("Import", "{n} rows read").format(n=number(self._pace.rows)))

    # -- leaving --

    def reject(self) -> None:
        """Cancel: work that is under way stops within a few thousand rows and leaves nothing behind."""
        if self._working:
            self._closing = True
            self._pace.stop = True
            self.sentence.setText(tr("Import", "Stopping …"))
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._working:
            event.ignore()
            self.reject()
        else:
            super().closeEvent(event)
