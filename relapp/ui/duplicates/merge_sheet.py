"""Two customers side by side: what differs is chosen with a key, Enter makes one of them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from relapp.domain.customers import ContactKind
from relapp.domain.merging import Choice, Field
from relapp.services import merging
from relapp.services.merging import BothSides, OneSide
from relapp.ui.duplicates import acts
from relapp.ui.duplicates.foot import add_foot
from relapp.ui.editing import Editing
from relapp.ui.theme.metrics import SPACE_M, SPACE_S
from relapp.ui.widgets import text
from relapp.ui.widgets.buttons import filled, ghost
from relapp.ui.widgets.row import Row
from relapp.ui.widgets.scrolled_sheet import ScrolledSheet
from relapp.ui.wording import dates, kinds, left_to_right, listed, money, tr
from relapp.ui.wording import duplicates as wording

_VALUES: dict[Field, Callable[[OneSide], str]] = {
    Field.NAME: lambda side: side.customer.name,
    Field.NICKNAME: lambda side: side.customer.nickname,
    Field.REFERENCE: lambda side: side.customer.reference,
    Field.HOUSEHOLD: lambda side: side.household,
    Field.PHOTO: lambda side: tr("Duplicates", "a picture") if side.has_photo else "",
}


class MergeSheet(ScrolledSheet):
    """Used once. 1 and 2, or ← and →, choose in the row that has the keyboard. ``merged`` gives who was kept."""

    merged = Signal(int)
    told_apart = Signal()

    def __init__(self, editing: Editing, window: QWidget, one: int, other: int) -> None:
        title = tr("Duplicates", "One person or two?")
        super().__init__(window, title, 760)
        self._editing = editing
        kept, gone = editing.read(lambda reader: merging.older_first(reader, one, other))
        self.both: BothSides = editing.read(lambda reader: merging.side_by_side(reader, kept, gone, editing.today()))
        self.cells: dict[Field, tuple[Row, Row]] = {}
        self.card.column.addWidget(text.title(title))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(SPACE_M)
        self._grid.setVerticalSpacing(SPACE_S)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        self._show_fields()
        self._show_rest()
        self.rows.addLayout(self._grid)
        self.card.column.addWidget(self.scroller)
        self.card.column.addSpacing(SPACE_S)
        self.card.column.addWidget(text.strong(wording.together(self.both)))
        self.card.column.addWidget(text.secondary(wording.nothing_is_lost()))
        self._add_buttons()

    # -- what is compared --

    def _show_fields(self) -> None:
        for field, value in _VALUES.items():
            mine, theirs = (" ".join(value(side).split()) for side in (self.both.kept, self.both.gone))
            if not mine and not theirs:
                continue
            if (mine == theirs and field is not Field.PHOTO) or not mine or not theirs:
                self._add_plain(wording.field(field), mine, theirs)
            else:
                self._add_choice(field, mine, theirs)

    def _add_choice(self, field: Field, mine: str, theirs: str) -> None:
        name = wording.field(field)
        cells = Row(mine, tag="1", edged=True), Row(theirs, tag="2", edged=True)
        for place, (cell, value) in enumerate(zip(cells, (mine, theirs), strict=True)):
            cell.setCheckable(True)
            cell.setChecked(place == 0)
            cell.setAccessibleName(tr("Duplicates", "{field}: {value}").format(field=name, value=value))
            cell.setToolTip(text.tip(tr("Duplicates", "Key {n}").format(n=place + 1)))
            cell.clicked.connect(lambda _=False, place=place: self.choose(field, place))
        self.cells[field] = cells
        self._add_line(name, *cells)

    def _add_plain(self, name: str, mine: str, theirs: str) -> None:
        if mine or theirs:
            words = text.body(mine), text.body(theirs)
            for label in words:
                label.setContentsMargins(SPACE_S, 0, SPACE_S, 0)
            self._add_line(name, *words)

    def _add_line(self, name: str, mine: QWidget, theirs: QWidget) -> None:
        line = self._grid.rowCount()
        for column, widget in enumerate((text.secondary(name), mine, theirs)):
            self._grid.addWidget(widget, line, column)

    def _show_rest(self) -> None:
        sides = (self.both.kept, self.both.gone)
        for kind in ContactKind:
            self._add_plain(kinds.contact(kind), *(_reach(side, kind) for side in sides))
        self._add_plain(tr("Duplicates", "Tags"), *(listed(side.tags) if side.tags else "" for side in sides))
        self._add_plain(tr("Duplicates", "Note"), *(" ".join(side.customer.note.split())[:200] for side in sides))
        self._add_plain(tr("Duplicates", "Entries"), *(money.number(side.stat.entries) for side in sides))
        self._add_plain(tr("Duplicates", "Last contact"), *(self._last(side) for side in sides))

    def _last(self, side: OneSide) -> str:
        last = side.stat.last
        return "" if last is None else dates.day(last.astimezone().date(), self._editing.today())

    def _add_buttons(self) -> None:
        self.merge_button = filled(tr("Duplicates", "Make them &one"), "merge")
        self.merge_button.setToolTip(tr("Duplicates", "Enter"))
        self.merge_button.clicked.connect(self.merge)
        self.apart_button = ghost(tr("Duplicates", "&Not the same"))
        self.apart_button.setToolTip(tr("Duplicates", "N"))
        self.apart_button.clicked.connect(self.tell_apart)
        add_foot(self, self.apart_button, self.merge_button)

    # -- choosing --

    def choose(self, field: Field, place: int) -> None:
        """Take a field from the first or the second."""
        for at, cell in enumerate(self.cells[field]):
            cell.setChecked(at == place)

    @property
    def choice(self) -> Choice:
        """What is chosen by now."""
        return Choice(frozenset(field for field, (_, theirs) in self.cells.items() if theirs.isChecked()))

    def merge(self) -> None:
        """Make one of the two."""
        kept, gone = self.both.kept.customer.id, self.both.gone.customer.id
        if acts.merge(self._editing, kept, gone, self.choice):
            self.dismiss()
            self.merged.emit(kept)

    def tell_apart(self) -> None:
        """Note that they are two."""
        if acts.tell_apart(self._editing, self.both.kept.customer.id, self.both.gone.customer.id):
            self.dismiss()
            self.told_apart.emit()

    def open(self) -> None:
        super().open()
        if not self.cells:
            self.merge_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _at_keyboard(self) -> tuple[Field, int] | None:
        for field, cells in self.cells.items():
            for place, cell in enumerate(cells):
                if cell.hasFocus():
                    return field, place
        return None

    def _step(self, by: int) -> None:
        fields, now = list(self.cells), self._at_keyboard()
        if fields:
            place = fields.index(now[0]) + by if now is not None else 0
            cells = self.cells[fields[max(0, min(place, len(fields) - 1))]]
            cells[now[1] if now is not None else 0].setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, now = event.key(), self._at_keyboard()
        places = {Qt.Key.Key_1: 0, Qt.Key.Key_2: 1, Qt.Key.Key_Left: 0, Qt.Key.Key_Right: 1}
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.merge()
        elif key in places and now is not None:
            self.choose(now[0], places[Qt.Key(key)])
            self.cells[now[0]][places[Qt.Key(key)]].setFocus(Qt.FocusReason.TabFocusReason)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.cells:
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_N:
            self.tell_apart()
        else:
            super().keyPressEvent(event)


def _reach(side: OneSide, kind: ContactKind) -> str:
    return ", ".join(left_to_right(" ".join(one.value.split())) for one in side.contacts if one.kind is kind)
