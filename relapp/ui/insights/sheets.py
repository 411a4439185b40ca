"""What lies over a page of Insights: who is behind a figure, what is, and how it was counted."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from relapp.services.pages import customers as customers_page
from relapp.services.pages.customers import CustomerRow
from relapp.services.pages.insights import behind as behind_page
from relapp.services.pages.insights.asking import Piece
from relapp.ui import theme
from relapp.ui.customers.model import CustomersModel
from relapp.ui.customers.table import CustomersTable
from relapp.ui.editing import Editing
from relapp.ui.theme.metrics import ROW_HEIGHT, SPACE_L
from relapp.ui.widgets import text
from relapp.ui.widgets.buttons import ghost
from relapp.ui.widgets.row import Row
from relapp.ui.widgets.rows_sheet import RowsSheet
from relapp.ui.widgets.scrolled_sheet import ScrolledSheet
from relapp.ui.widgets.sheet import Sheet
from relapp.ui.wording import insights as wording
from relapp.ui.wording import receipts, tr

_BORDERS = 64


class PeopleSheet(Sheet):
    """Customers, however many. Enter or a double click opens one."""

    chosen = Signal(int)

    def __init__(self, editing: Editing, window: QWidget, title: str, customer_ids: Sequence[int]) -> None:
        super().__init__(window, title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._editing = editing
        self.model = CustomersModel(self._rows, editing.today(), self)
        self.model.show_ids(list(customer_ids), editing.today())
        self.table = CustomersTable(self.model, editing.today)
        self.table.opened.connect(self._choose)
        self.card.column.addWidget(text.subtitle(title))
        self.card.column.addWidget(text.secondary(wording.customers(len(customer_ids))))
        self.card.column.addWidget(self.table)
        if customer_ids:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self.closed.connect(self.deleteLater)

    def _rows(self, ids: Sequence[int]) -> dict[int, CustomerRow]:
        return self._editing.read(lambda reader: customers_page.rows(reader, ids, self._editing.today()))

    def _choose(self, customer_id: int) -> None:
        self.dismiss()
        self.chosen.emit(customer_id)

    def _cover(self) -> None:
        super()._cover()
        margins = self._column.contentsMargins()
        wanted = self.model.rowCount() * theme.current().px(ROW_HEIGHT) + 4
        self.table.setFixedHeight(0)
        width = self.width() - margins.left() - margins.right()
        rest = max(self.card.heightForWidth(width), self.card.sizeHint().height())
        self.table.setFixedHeight(max(80, min(wanted, self.height() - margins.top() - rest - _BORDERS)))


class EvidenceSheet(RowsSheet):
    """Entries, facts and promises of several customers, each on the page of its own. ↑ ↓ and Enter choose."""

    chosen = Signal(object, int)
    """A receipt, and whose it is."""

    def __init__(self, editing: Editing, window: QWidget, title: str, pieces: Sequence[Piece]) -> None:
        super().__init__(window, title)
        found = editing.read(lambda reader: behind_page.found(reader, pieces))
        said = receipts.lines(found.evidence, editing.today())
        self.card.column.addWidget(text.subtitle(title))
        self.card.column.addWidget(text.secondary(wording.evidence(len(found.pieces), found.all)))
        self.card.column.addWidget(self.scroller)
        for piece in found.pieces:
            if piece.receipt in said:
                row = Row(said[piece.receipt], found.names.get(piece.customer_id, ""), tints_focus=True)
                row.clicked.connect(partial(self._choose, piece))
                self.add_row(row)

    def _choose(self, piece: Piece, _checked: bool = False) -> None:
        self.dismiss()
        self.chosen.emit(piece.receipt, piece.customer_id)


class ExplainSheet(ScrolledSheet):
    """How a figure was counted. W, ? and Esc put it away."""

    def __init__(self, window: QWidget, title: str, said: Sequence[str]) -> None:
        super().__init__(window, title, 520)
        self.card.setAccessibleDescription(" ".join(said))
        self.card.column.addWidget(text.subtitle(title))
        for sentence in said:
            self.rows.addWidget(text.body(sentence))
        self.card.column.addWidget(self.scroller)
        close = ghost(tr("Insights", "&Close"), "x")
        close.clicked.connect(self.dismiss)
        self.card.column.addSpacing(SPACE_L // 2)
        self.card.column.addWidget(close, 0, Qt.AlignmentFlag.AlignLeading)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_W or event.text() == "?":
            self.dismiss()
        else:
            super().keyPressEvent(event)
