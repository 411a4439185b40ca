"""Which customers to list: a kind of fact, then what it says, each with how many they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from relapp.services.pages import by_fact
from relapp.ui.editing import Editing
from relapp.ui.widgets import text
from relapp.ui.widgets.row import Row
from relapp.ui.widgets.rows_sheet import RowsSheet
from relapp.ui.wording import kinds, money, tr


class FactSheet(RowsSheet):
    """Used once. ``chosen`` gives a kind and a value, empty for any. ↑ ↓ and Enter choose, Esc goes a step back."""

    chosen = Signal(str, str)

    def __init__(self, editing: Editing, window: QWidget) -> None:
        title = tr("Customers", "By what is known")
        super().__init__(window, title, 480)
        self._editing = editing
        self._kind = ""
        self.said = text.secondary()
        self.card.column.addWidget(text.title(title))
        self.card.column.addWidget(self.said)
        self.card.column.addWidget(self.scroller)
        self._show_kinds()

    def _show_kinds(self) -> None:
        self._kind = ""
        found = self._editing.read(by_fact.kinds)
        nothing = tr("Customers", "Nothing is known of anybody yet.")
        self.said.setText(tr("Customers", "Which kind of fact?") if found else nothing)
        self._show([(kinds.fact(kind), number, partial(self._show_values, kind)) for kind, number in found])

    def _show_values(self, kind: str) -> None:
        self._kind = kind
        found = self._editing.read(lambda reader: by_fact.values(reader, kind))
        everyone = self._editing.read(lambda reader: by_fact.holders(reader, kind))
        self.said.setText(kinds.fact(kind))
        self._show([
            (tr("Customers", "Whatever it says"), len(everyone), lambda: self._choose("")),
            *((value, number, partial(self._choose, value)) for value, number in found),
        ])  # fmt: skip

    def _show(self, offered: Sequence[tuple[str, int, Callable[[], None]]]) -> None:
        while (item := self.rows.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.lines = []
        for words, number, act in offered:
            row = Row(" ".join(words.split()), tag=money.number(number), tints_focus=True)
            row.clicked.connect(lambda _=False, act=act: act())
            self.add_row(row)
            row.show()
        if self.isVisible():
            self.fit()
            if self.lines:
                self.lines[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, value: str) -> None:
        kind = self._kind
        self.dismiss()
        self.chosen.emit(kind, value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._kind:
            self._show_kinds()
        else:
            super().keyPressEvent(event)
