"""The list: search on top, views beside it, one row a customer, a count at the end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QVBoxLayout, QWidget

from relapp.domain.changes import Changes
from relapp.domain.facts import FactKind
from relapp.domain.folding import fold
from relapp.services import arrivals
from relapp.services.pages import by_fact
from relapp.services.pages import customers as customers_page
from relapp.services.pages import search as search_page
from relapp.services.pages.customers import CustomerRow, ListView
from relapp.ui import theme
from relapp.ui.customers.fact_sheet import FactSheet
from relapp.ui.customers.model import CustomersModel, IdRole
from relapp.ui.customers.states_sheet import StatesSheet
from relapp.ui.customers.table import CustomersTable
from relapp.ui.duplicates import acts
from relapp.ui.editing import Editing
from relapp.ui.shop_states import ShopStates
from relapp.ui.signs import WISH_ICON
from relapp.ui.theme import Tone
from relapp.ui.theme.metrics import LIST_WIDTH, SPACE_M, SPACE_S
from relapp.ui.widgets import text
from relapp.ui.widgets.buttons import Button, ButtonKind
from relapp.ui.widgets.chip import ChipButton
from relapp.ui.widgets.flow_layout import FlowLayout
from relapp.ui.widgets.search_field import SearchField
from relapp.ui.widgets.segment import Segment
from relapp.ui.wording import arrivals as arrivals_wording
from relapp.ui.wording import kinds, money, tr
from relapp.ui.wording import states as states_wording
from relapp.ui.wording.imports import imported_when

MOST_FOUND = 200
AT_ONCE = 20
"""Up to so many changed customers are put in their new place; above, everyone is read again."""

_MOVING = frozenset({"customer", "participant", "promise", "wish"})
"""Tables from which it follows who is in the list, and where."""


class CustomerList(QWidget):
    """Emits ``chosen`` when a row becomes current, ``opened`` on Enter or a double click."""

    chosen = Signal(int)
    opened = Signal(int)
    duplicates_wanted = Signal()
    waiting_wanted = Signal(int)
    """The import of which it is to be shown who asked for what it brought."""

    def __init__(self, editing: Editing, states: ShopStates) -> None:
        super().__init__()
        self._editing = editing
        self._states = states
        self._view = ListView.EVERYONE
        self._asked = False
        self.search = SearchField(tr("Customers", "Search name, phone, notes"))
        self.search.textChanged.connect(self.refresh)
        self.model = CustomersModel(self._rows, editing.today(), self)
        # Without a parent yet: it comes after the search for Tab, and is not the first to get the keyboard.
        self.table = CustomersTable(self.model, editing.today)
        self.table.opened.connect(self.opened)
        self.table.typed.connect(self._type)
        self.table.merge_wanted.connect(self._merge)
        self.count = text.secondary("")
        self.definition = text.secondary("")
        self.definition.hide()
        self.batch = QComboBox()
        self.batch.setAccessibleName(tr("Customers", "Imported with"))
        self.batch.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.batch.activated.connect(lambda _: self.refresh())
        self.batch.hide()
        self.waiting = ChipButton("", Tone.OK, WISH_ICON)
        self.waiting.clicked.connect(lambda: self.waiting_wanted.emit(self.batch.currentData()))
        self.waiting.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_M, SPACE_M + 4, SPACE_M, SPACE_M)
        column.setSpacing(SPACE_S)
        column.addWidget(self.search)
        column.addLayout(self._views())
        column.addWidget(self.definition)
        column.addWidget(self.batch)
        column.addWidget(self.waiting, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.table, 1)
        column.addWidget(self.count)
        self.table.selectionModel().currentChanged.connect(self._current_changed)
        self.setFocusProxy(self.search)
        editing.changed.connect(self._changed)
        states.counted.connect(self._states_counted)
        theme.current().changed.connect(self._measure)
        self._measure()
        self.refresh()

    def _measure(self) -> None:
        self.setMinimumWidth(min(300, theme.current().px(LIST_WIDTH)))

    def _views(self) -> FlowLayout:
        flow = FlowLayout(spacing=2)
        self._group = QButtonGroup(self)
        self.views: dict[ListView, Segment] = {}
        for view, words in (
            (ListView.EVERYONE, tr("Customers", "Everyone")),
            (ListView.DUE, tr("Customers", "Promised")),
            (ListView.NEW, tr("Customers", "New")),
            (ListView.NAME, tr("Customers", "A–Z")),
            (ListView.IMPORTED, tr("Customers", "Just imported")),
        ):
            segment = Segment(words)
            segment.setChecked(view is self._view)
            segment.clicked.connect(lambda _=False, view=view: self.show_view(view))
            self._group.addButton(segment)
            self.views[view] = segment
            flow.addWidget(segment)
        self.rhythm = Button(ButtonKind.GHOST, tr("Customers", "By rhythm"), "heart")
        self.rhythm.setCheckable(True)
        self.rhythm.clicked.connect(self.ask_state)
        flow.addWidget(self.rhythm)
        self.duplicates = Button(ButtonKind.GHOST, tr("Customers", "Duplicates"), "merge")
        self.duplicates.clicked.connect(self.duplicates_wanted)
        flow.addWidget(self.duplicates)
        self.by_fact = Button(ButtonKind.GHOST, tr("Customers", "By fact"), "tag")
        self.by_fact.setToolTip(tr("Customers", "Or type it in the search: size = 39"))
        self.by_fact.clicked.connect(self.ask_fact)
        flow.addWidget(self.by_fact)
        return flow

    # -- what is shown --

    def show_view(self, view: ListView) -> None:
        """Show other customers, or in another order."""
        self._view = view
        state = view.state
        self._group.setExclusive(state is None)
        for one, segment in self.views.items():
            segment.setChecked(one is view)
        self.definition.setText("" if state is None else states_wording.definition(state))
        self.definition.setVisible(state is not None)
        self.refresh()

    def ask_state(self) -> None:
        """Show how many stand where by their own rhythm, and let one of these be chosen."""
        self._show_rhythm()
        known = self._states.now
        if known is None:
            self._asked = True
            self._states.want()
            return
        self._asked = False
        sheet = StatesSheet(self.window(), known)
        sheet.chosen.connect(lambda state: self.show_view(ListView(state.value)))
        sheet.open()

    def ask_fact(self) -> None:
        """Let a kind of fact be chosen, and what it says; the search then says so."""
        sheet = FactSheet(self._editing, self.window())
        sheet.chosen.connect(self._show_fact)
        sheet.open()

    def _show_fact(self, kind: str, value: str) -> None:
        self.search.setText(f"{kinds.fact(kind)} = {value}")
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _found(self, words: str) -> list[int]:
        """Who fits what is typed: "shoe width = H" asks for a fact, all else for words."""
        kind, equals, value = (part.strip() for part in words.partition("="))
        if not equals or not kind:
            return self._editing.read(lambda reader: search_page.people(reader, words, MOST_FOUND))
        known = next((one.value for one in FactKind if fold(kinds.fact(one)) == fold(kind)), kind)
        return self._editing.read(lambda reader: by_fact.holders(reader, known, value))

    def _states_counted(self) -> None:
        if self._asked and self.isVisible():
            self.ask_state()
        if self._view.state is not None:
            self.refresh()

    def _show_rhythm(self) -> None:
        state, known = self._view.state, self._states.now
        words = tr("Customers", "By rhythm")
        if state is not None:
            words = states_wording.name(state)
            if known is not None:
                words = f"{words} {money.number(known.counts[state])}"
        self.rhythm.setText(words)
        self.rhythm.setChecked(state is not None)

    def refresh(self) -> None:
        """Read the ids again; the current customer stays current if they are still in the list."""
        words = self.search.text().strip()
        today = self._editing.today()
        self._offer_import()
        if words:
            ids = self._found(words)
        elif self._view.state is not None and self._states.now is None:
            self._states.want()
            ids = []
        else:
            view, known, batch = self._view, self._states.now, self.batch.currentData()
            ids = self._editing.read(lambda reader: customers_page.ids(reader, view, today, known, batch))
        self._show_rhythm()
        self._show_ids(ids)

    def _show_ids(self, ids: list[int]) -> None:
        current = self.current_id
        self.model.show_ids(ids, self._editing.today())
        self._say_count(self.search.text().strip(), len(ids))
        row = self.model.row_of(current) if current is not None else -1
        if row >= 0:
            self._make_current(row, quietly=True)

    def _offer_import(self) -> None:
        """Offer the imports of the last days: one for each file, chosen among them in its list."""
        today = self._editing.today()
        recent = self._editing.read(lambda reader: customers_page.recent_imports(reader, today))
        if self._view is ListView.IMPORTED and not recent:  # it was undone
            self._view = ListView.EVERYONE
            self.views[ListView.EVERYONE].setChecked(True)
            self.definition.hide()
        shown = self._view is ListView.IMPORTED
        self.views[ListView.IMPORTED].setVisible(bool(recent))
        chosen = self.batch.currentData()
        known = [self.batch.itemData(place) for place in range(self.batch.count())]
        if known != [one.id for one in recent]:
            self.batch.clear()
            for one in recent:
                self.batch.addItem(imported_when(one, today), one.id)
            newest = bool(recent) and recent[0].id not in known
            self.batch.setCurrentIndex(0 if newest else max(0, self.batch.findData(chosen)))
        self.batch.setVisible(shown and len(recent) > 1)
        if shown:
            self.definition.setText(imported_when(recent[0], today) if len(recent) == 1 else "")
            self.definition.setVisible(len(recent) == 1)
        self._say_waiting(shown=shown, today=today)

    def _say_waiting(self, *, shown: bool, today: date) -> None:
        """After an import: how many asked for what it brought."""
        batch = self.batch.currentData()
        found = self._editing.read(lambda reader: arrivals.brought(reader, batch, today)) if shown else []
        self.waiting.setText(arrivals_wording.brought(len({one.customer.id for one in found})))
        self.waiting.setAccessibleName(self.waiting.text())
        self.waiting.updateGeometry()
        self.waiting.setVisible(bool(found))

    def _say_count(self, words: str, number: int) -> None:
        if not words and self._view.state is not None and self._states.now is None:
            self.count.setText(tr("Customers", "Looking through the shop …"))
        elif words and number >= MOST_FOUND and "=" not in words:
            self.count.setText(tr("Customers", "The best {n} matches").format(n=money.number(number)))
        elif words:
            self.count.setText(tr("Customers", "%n found", number) if number else tr("Customers", "Nobody fits"))
        else:
            self.count.setText(tr("Customers", "%n customer(s)", number).replace(str(number), money.number(number), 1))

    def _rows(self, ids: Sequence[int]) -> dict[int, CustomerRow]:
        return self._editing.read(lambda reader: customers_page.rows(reader, ids, self._editing.today()))

    def _changed(self, changes: Changes) -> None:
        few = changes.customers if "import_batch" not in changes.tables else None
        asks_facts = "=" in self.search.text() and "fact" in changes.tables
        if few is not None and not changes.tables & _MOVING and not asks_facts:
            self.model.forget_rows()
        elif few is None or len(few) > AT_ONCE or self._view is not ListView.EVERYONE or self.search.text().strip():
            self.refresh()
        else:
            shown = self.model.ids
            self._show_ids(
                self._editing.read(lambda reader: customers_page.moved(reader, shown, few, self._editing.today()))
            )

    # -- which one --

    @property
    def current_id(self) -> int | None:
        """The customer in the current row."""
        found = self.table.currentIndex().data(IdRole)
        return found if isinstance(found, int) else None

    def select(self, customer_id: int) -> None:
        """Make a customer current without telling; another view is left if they are not in it."""
        row = self.model.row_of(customer_id)
        if row < 0 and (self._view is not ListView.EVERYONE or self.search.text()):
            self.search.blockSignals(True)
            self.search.forget()
            self.search.blockSignals(False)
            self.show_view(ListView.EVERYONE)
            row = self.model.row_of(customer_id)
        if row >= 0:
            self._make_current(row, quietly=True)

    def _make_current(self, row: int, *, quietly: bool) -> None:
        selection = self.table.selectionModel()
        selection.blockSignals(quietly)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        selection.setCurrentIndex(self.model.index(row, 0), flags)
        selection.blockSignals(False)
        self.table.scrollTo(self.model.index(row, 0))
        self.table.viewport().update()

    def _current_changed(self, current: QModelIndex) -> None:
        found = current.data(IdRole)
        if isinstance(found, int):
            self.chosen.emit(found)

    # -- keys --

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.model.rowCount():
            row = self.table.currentIndex().row()
            row = 0 if row < 0 else row + (1 if key == Qt.Key.Key_Down else -1)
            self._make_current(max(0, min(row, self.model.rowCount() - 1)), quietly=False)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.model.rowCount():
            if self.current_id is None:
                self._make_current(0, quietly=False)
            if self.current_id is not None:
                self.opened.emit(self.current_id)
        else:
            super().keyPressEvent(event)

    def _merge(self, one: int, other: int) -> None:
        acts.compare(self._editing, self.window(), one, other, self.opened.emit)

    def _type(self, words: str) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.insert(words)
