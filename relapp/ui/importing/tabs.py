"""What is shown of a file: its columns or first rows, and the rows of each result, one at a time."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QVBoxLayout, QWidget

from relapp.services.transfer.glance import Counted, Glance
from relapp.services.transfer.importing import Plan
from relapp.services.transfer.reading.documents import Document
from relapp.services.transfer.storing.tally import Result
from relapp.ui.importing.columns import ColumnsPanel
from relapp.ui.importing.results import BadGrid, RowsGrid, headed
from relapp.ui.theme.metrics import SPACE_S
from relapp.ui.widgets import text
from relapp.ui.widgets.buttons import Button, ButtonKind
from relapp.ui.widgets.card import Card
from relapp.ui.widgets.flow_layout import FlowLayout
from relapp.ui.widgets.segment import Segment
from relapp.ui.wording import imports as wording
from relapp.ui.wording import tr
from relapp.ui.wording.money import number

_ICONS = {
    Result.NEW: "plus",
    Result.CHANGED: "pen-line",
    Result.SAME: "check",
    Result.DOUBTFUL: "users",
    Result.BAD: "circle-alert",
}


class Tabs(QWidget):
    """Emits ``mended`` when a bad row was changed, ``customer_wanted`` when a row's customer is to be looked at.

    ``forget_wanted``: what was set by hand for such files is to be forgotten.
    """

    mended = Signal()
    customer_wanted = Signal(int)
    forget_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._plan: Plan | None = None
        self._counted: Counted | None = None
        self._tight = False
        self.columns = ColumnsPanel()
        self.first = RowsGrid(tr("Import", "What the file holds"))
        self.rows = RowsGrid(tr("Import", "Rows"))
        self.rows.customer_wanted.connect(self.customer_wanted)
        self.bad = BadGrid()
        self.bad.mended.connect(self.mended)
        self._group = QButtonGroup(self)
        self._flow = FlowLayout(spacing=2)
        self.file = self._segment(self.show_file, "list")
        self.results = {one: self._segment(partial(self.show_result, one), _ICONS[one]) for one in Result}
        self.words = text.secondary("")
        self.stack = QStackedWidget()
        for page in (self.columns, self.first, self.rows, self.bad):
            self.stack.addWidget(page)
        self.card = Card(name=tr("Import", "Preview"))
        self.card.column.setSpacing(SPACE_S)
        inset = self.card.column.contentsMargins()
        self._card_margins = (inset.left(), inset.top(), inset.right(), inset.bottom())
        self.forget = Button(ButtonKind.GHOST, tr("Import", "Forget how &you set it last time"), "history")
        self.forget.clicked.connect(self.forget_wanted)
        self.forget.hide()
        self.card.column.addWidget(self.words)
        self.card.column.addWidget(self.forget, 0, Qt.AlignmentFlag.AlignLeading)
        self.card.column.addWidget(self.stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addLayout(self._flow)
        column.addWidget(self.card, 1)

    def _segment(self, show: object, icon: str) -> Segment:
        segment = Segment("", icon)
        segment.clicked.connect(show)
        self._group.addButton(segment)
        self._flow.addWidget(segment)
        return segment

    # -- showing --

    @property
    def is_document(self) -> bool:
        """Whether what is shown is no table."""
        return self._plan is not None and isinstance(self._plan.source, Document)

    def show_plan(self, plan: Plan, glance: Glance, by_hand: Collection[int] = ()) -> None:
        """Show what a file holds; how its rows come out is counted next. ``by_hand`` are the columns set just now."""
        self.forget.setVisible(plan.remembered)
        self._plan, self._counted = plan, None
        if isinstance(plan.source, Document):
            self.first.show_rows(glance.rows, {})
            self.file.setText(tr("Import", "What it ho&lds"))
        else:
            self.columns.show_plan(plan, glance, by_hand)
            said = tr("Import", "Co&lumns {n}").format(n=number(len(plan.mapping.columns)))
            self.file.setText(said)
        self.file.updateGeometry()
        self._show_segments()
        self.show_file()

    def show_counts(self, counted: Counted) -> None:
        """Show what came of the rows; the heading that was chosen stays."""
        self._counted = counted
        tally = counted.tally
        numbers = (tally.new, tally.changed, tally.same, tally.doubtful, tally.bad)
        for (result, segment), count in zip(self.results.items(), numbers, strict=True):
            name = wording.left_out_name() if result is Result.BAD and self.is_document else wording.result_name(result)
            segment.setText(f"{name} {number(count)}")
            segment.updateGeometry()
        self._show_segments()
        now = next((result for result, segment in self.results.items() if segment.isChecked()), None)
        if now is not None:
            self.show_result(now)

    def fold(self, tight: bool) -> None:
        """Where there is little room, only the rows and what there is any of."""
        if tight is not self._tight:
            self._tight = tight
            self.card.column.setContentsMargins(*(SPACE_S if tight else side for side in self._card_margins))
            self.words.setVisible(not tight)
            self._show_segments()

    def _show_segments(self) -> None:
        tally = self._counted.tally if self._counted is not None else None
        for result, segment in self.results.items():
            some = tally is not None and bool(getattr(tally, result.value))
            segment.setVisible(some or (tally is not None and (not self._tight or segment.isChecked())))

    def show_file(self) -> None:
        """Show the columns, or the first rows of a document."""
        self.file.setChecked(True)
        document = self.is_document
        self.forget.setVisible(self._plan is not None and self._plan.remembered)
        self.words.setText(
            tr("Import", "The beginning of the file, as relapp understands it.")
            if document
            else tr("Import", "Is a column meant otherwise? Press Enter on it, or click, and say what it means.")
        )
        self.stack.setCurrentWidget(self.first if document else self.columns)

    def show_result(self, result: Result) -> None:
        """Show the rows that came to ``result``."""
        if self._counted is None or self._plan is None:
            return
        self.results[result].setChecked(True)
        self.forget.hide()
        tally = self._counted.tally
        if result is Result.BAD:
            mendable = not self.is_document
            header = tuple(column.header for column in self._plan.mapping.columns)
            self.bad.show_rows(header, tally.bad_rows, mendable=mendable)
            shown, whole = len(tally.bad_rows), tally.bad
            self.stack.setCurrentWidget(self.bad)
        else:
            rows = tally.seen[result]
            names = self._counted.names
            self.rows.show_rows(rows, names, headed(result) if any(row.customer_id in names for row in rows) else "")
            shown, whole = len(rows), getattr(tally, result.value)
            self.stack.setCurrentWidget(self.rows)
        self._say(result, shown, whole)

    def _say(self, result: Result, shown: int, whole: int) -> None:
        words = wording.result_meaning(result) if whole else wording.nothing_of(result)
        if result is Result.BAD and self.is_document:
            words = tr("Import", "These are left out.") if whole else tr("Import", "Nothing is left out.")
        if 0 < shown < whole:
            words = f"{words} {wording.first_of(shown, whole)}"
        self.words.setText(words)
