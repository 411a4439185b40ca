"""The Promises page: late, open, theirs, kept, broken, explained; one key settles the current one."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QButtonGroup, QHBoxLayout, QListView, QVBoxLayout, QWidget

from relapp.domain.changes import Changes
from relapp.domain.promises import PromiseState
from relapp.domain.receipts import Receipt, Source
from relapp.domain.suggestions.evidence import with_source
from relapp.services import promises as promise_verbs
from relapp.services.pages import cases as cases_page
from relapp.services.pages import promises as promises_page
from relapp.services.pages.promises import Ledger, LedgerRow, Shelf
from relapp.ui import theme
from relapp.ui.customer.forms import ask_words
from relapp.ui.editing import Editing
from relapp.ui.promises.rows import LedgerDelegate, LedgerModel, RowRole
from relapp.ui.signs import CASE_ICON
from relapp.ui.theme import Tone
from relapp.ui.theme.metrics import READING_WIDTH, SPACE_M, SPACE_XL, SPACE_XXL
from relapp.ui.widgets import text
from relapp.ui.widgets.buttons import Button, ButtonKind
from relapp.ui.widgets.chip import ChipButton
from relapp.ui.widgets.flow_layout import FlowLayout
from relapp.ui.widgets.segment import Segment
from relapp.ui.wording import tr
from relapp.ui.wording.money import number


class PromisesView(QWidget):
    """Enter opens the customer, K marks kept, B broken, X explained, O open again, R shows where it comes from.

    ← → go to the next part of the ledger. ``evidence_wanted`` gives receipts, whose they are, and the promise's words.
    """

    customer_wanted = Signal(int)
    evidence_wanted = Signal(object, int, str)
    cases_wanted = Signal()

    def __init__(self, editing: Editing) -> None:
        super().__init__()
        self._editing = editing
        self._shelf: Shelf | None = None
        self.rate = text.secondary("")
        self.model = LedgerModel(self)
        self.list = _Rows()
        self.list.setModel(self.model)
        self.list.setItemDelegate(LedgerDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setMouseTracking(True)
        self.list.viewport().setAutoFillBackground(False)
        self.list.setStyleSheet("selection-background-color: transparent;")
        self.list.setAccessibleName(tr("Promises", "Promises"))
        self.list.doubleClicked.connect(lambda index: self._open(index.data(RowRole)))
        self.nothing = text.secondary("")
        self.cases = ChipButton("", Tone.DANGER, CASE_ICON)
        self.cases.clicked.connect(self.cases_wanted)
        body = QWidget()
        body.setMaximumWidth(theme.current().px(READING_WIDTH + 2 * SPACE_XL))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(body, 1000)
        row.addStretch(1)
        column = QVBoxLayout(body)
        column.setContentsMargins(SPACE_XL, SPACE_XXL - 8, SPACE_XL, SPACE_XL)
        column.setSpacing(SPACE_M)
        column.addWidget(text.display(tr("Promises", "Promises")))
        column.addWidget(self.rate)
        column.addWidget(self.cases, 0, Qt.AlignmentFlag.AlignLeading)
        column.addLayout(self._shelves())
        column.addWidget(self.nothing)
        column.addWidget(self.list, 1)
        column.addLayout(self._acts())
        editing.changed.connect(self._changed)
        self.refresh()

    def _shelves(self) -> FlowLayout:
        flow = FlowLayout(spacing=2)
        self._group = QButtonGroup(self)
        self.segments: dict[Shelf, Segment] = {}
        for shelf in Shelf:
            segment = Segment("")
            segment.clicked.connect(lambda _=False, shelf=shelf: self.show_shelf(shelf))
            self._group.addButton(segment)
            self.segments[shelf] = segment
            flow.addWidget(segment)
        return flow

    def _acts(self) -> FlowLayout:
        flow = FlowLayout()
        self.buttons: dict[PromiseState, Button] = {}
        for state, words, icon in (
            (PromiseState.KEPT, tr("Promises", "Kept (K)"), "check"),
            (PromiseState.BROKEN, tr("Promises", "Broken (B)"), "x"),
            (PromiseState.EXPLAINED, tr("Promises", "Explained… (X)"), "message-circle"),
            (PromiseState.OPEN, tr("Promises", "Open again (O)"), "undo-2"),
        ):
            button = Button(ButtonKind.OUTLINE, words, icon)
            button.clicked.connect(lambda _=False, state=state: self._settle(state))
            flow.addWidget(button)
            self.buttons[state] = button
        self.source = Button(ButtonKind.GHOST, icon="receipt", name=tr("Promises", "Where it comes from (R)"))
        self.source.clicked.connect(self._show_source)
        flow.addWidget(self.source)
        return flow

    # -- showing --

    def show_shelf(self, shelf: Shelf) -> None:
        """Show one part of the ledger."""
        self._shelf = shelf
        self.refresh()

    def rows(self) -> tuple[LedgerRow, ...]:
        """The promises in front, in their order."""
        return self.model.rows

    def refresh(self) -> None:
        """Read the ledger again; the row that was current stays where it was."""
        today = self._editing.today()
        ledger = self._editing.read(lambda reader: promises_page.page(reader, today))
        if self._shelf is None:
            self._shelf = Shelf.LATE if ledger.counts[Shelf.LATE] else Shelf.OPEN
        row = self.list.currentIndex().row()
        for shelf, segment in self.segments.items():
            segment.setText(_titled(shelf, ledger.counts[shelf]))
            segment.setChecked(shelf is self._shelf)
            segment.updateGeometry()
        rows = ledger.shelves[self._shelf]
        self.model.show_rows(rows, today)
        self.rate.setText(_rate(ledger))
        cases = len(self._editing.read(lambda reader: cases_page.open_ones(reader, today)))
        self.cases.setText(tr("Promises", "%n complaint(s) being put right", cases))
        self.cases.setAccessibleName(self.cases.text())
        self.cases.setVisible(cases > 0)
        self.nothing.setText(tr("Promises", "There is no promise here."))
        self.nothing.setVisible(not rows)
        if rows:
            self.list.setCurrentIndex(self.model.index(max(0, min(row, len(rows) - 1))))
        closed = self._shelf in (Shelf.KEPT, Shelf.BROKEN, Shelf.EXPLAINED)
        self.source.setEnabled(bool(rows))
        for state, button in self.buttons.items():
            button.setEnabled(bool(rows) and (closed == (state is PromiseState.OPEN)))

    def _changed(self, changes: Changes) -> None:
        if changes.tables & {"promise", "customer", "recovery_case"}:
            self.refresh()

    # -- doing --

    def _current(self) -> LedgerRow | None:
        row = self.list.currentIndex().data(RowRole)
        return row if isinstance(row, LedgerRow) else None

    def _open(self, row: object) -> None:
        if isinstance(row, LedgerRow):
            self.customer_wanted.emit(row.promise.customer_id)

    def _settle(self, state: PromiseState) -> None:
        row = self._current()
        if row is None or not self.buttons[state].isEnabled():
            return
        if state is PromiseState.EXPLAINED:
            self._explain(row)
        else:
            self._editing.run("promise_settle", lambda tx: promise_verbs.settle(tx, row.promise.id, state))

    def _explain(self, row: LedgerRow) -> None:
        """Ask for what the customer was told about a promise that could not be kept."""

        def store(words: str) -> bool:
            explained = partial(
                promise_verbs.settle, promise_id=row.promise.id, state=PromiseState.EXPLAINED, explanation=words
            )
            return self._editing.run("promise_settle", explained) is not None

        title, name = tr("Promises", "Explained to {name}").format(name=row.customer), tr("Memory", "What was said")
        ask_words(self._editing, self, title, name, store)

    def _show_source(self) -> None:
        row = self._current()
        if row is not None:
            receipts = with_source(Receipt(Source.PROMISE, row.promise.id), row.promise.source_id)
            self.evidence_wanted.emit(receipts, row.promise.customer_id, row.promise.words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        states = {
            Qt.Key.Key_K: PromiseState.KEPT,
            Qt.Key.Key_B: PromiseState.BROKEN,
            Qt.Key.Key_X: PromiseState.EXPLAINED,
            Qt.Key.Key_O: PromiseState.OPEN,
        }
        state = states.get(Qt.Key(event.key()))
        if state is not None and not event.modifiers():
            self._settle(state)
        elif event.key() == Qt.Key.Key_R and not event.modifiers():
            self._show_source()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self._current())
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not event.modifiers():
            self._step((event.key() == Qt.Key.Key_Right) == (self.layoutDirection() == Qt.LayoutDirection.LeftToRight))
        else:
            super().keyPressEvent(event)

    def _step(self, forward: bool) -> None:
        """Go to the next shelf, or to the one before."""
        shelves = list(Shelf)
        place = shelves.index(self._shelf or Shelf.OPEN) + (1 if forward else -1)
        self.show_shelf(shelves[place % len(shelves)])

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.list.setFocus(event.reason())


class _Rows(QListView):
    """Leaves letters, Enter, ← and → to the page."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        of_the_page = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in of_the_page or (event.text().isprintable() and event.text() and not event.modifiers()):
            event.ignore()
        else:
            super().keyPressEvent(event)


def _titled(shelf: Shelf, count: int) -> str:
    words = {
        Shelf.LATE: tr("Promises", "Late"),
        Shelf.OPEN: tr("Promises", "Open"),
        Shelf.THEIRS: tr("Promises", "Theirs"),
        Shelf.KEPT: tr("Promises", "Kept"),
        Shelf.BROKEN: tr("Promises", "Broken"),
        Shelf.EXPLAINED: tr("Promises", "Explained"),
    }[shelf]
    return f"{words} {number(count)}"


def _rate(ledger: Ledger) -> str:
    if not ledger.closed:
        return tr("Promises", "No promise with a day was closed yet.")
    return tr("Promises", "{kept} of {all} promises of ours with a day were kept in time.").format(
        kept=number(ledger.kept_in_time), all=number(ledger.closed)
    )
