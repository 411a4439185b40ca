"""Which other customer: those whom the typed words find, and before that those who look like the customer."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from relapp.services import duplicates
from relapp.services.pages import customers as customers_page
from relapp.services.pages import search as search_page
from relapp.ui.editing import Editing
from relapp.ui.widgets import text
from relapp.ui.widgets.row import Row
from relapp.ui.widgets.scrolled_sheet import ScrolledSheet
from relapp.ui.widgets.search_field import SearchField
from relapp.ui.wording import dates, tr
from relapp.ui.wording import duplicates as wording

_MOST = 8


class PickSheet(ScrolledSheet):
    """Used once. ``picked`` gives the other customer. ↓ goes to those who are found, Enter takes the first or this."""

    picked = Signal(int)

    def __init__(
        self, editing: Editing, window: QWidget, customer_id: int, title: str, hint: str, *, alike: bool = False
    ) -> None:
        super().__init__(window, title, 560)
        self._editing = editing
        self._hint = hint
        self._shows_alike = alike
        self._own = customer_id
        self.card.column.addWidget(text.title(title))
        self.search = SearchField(tr("Duplicates", "Name, phone or number"))
        self.search.textChanged.connect(self._look)
        self.card.column.addWidget(self.search)
        self.said = text.secondary()
        self.card.column.addWidget(self.said)
        self.card.column.addWidget(self.scroller)
        self.ids: list[int] = []
        self.lines: list[Row] = []
        self._look()

    def _look(self) -> None:
        words = self.search.text().strip()
        found = self._found(words) if words else self._alike()
        while (item := self.rows.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.ids = [one for one, _, _ in found]
        self.lines = []
        for one, name, why in found:
            row = Row(name, why, tints_focus=True)
            row.clicked.connect(lambda _=False, one=one: self._pick(one))
            self.rows.addWidget(row)
            row.show()
            self.lines.append(row)
        self.said.setText(self._said(words, any_found=bool(found)))
        self.scroller.setVisible(bool(found))
        self.fit()

    def _said(self, words: str, *, any_found: bool) -> str:
        if words:
            return self._hint if any_found else tr("Duplicates", "Nobody fits")
        if any_found:
            return tr("Duplicates", "Alike:")
        return tr("Duplicates", "Nobody looks alike. Type a name.") if self._shows_alike else ""

    def _alike(self) -> list[tuple[int, str, str]]:
        if not self._shows_alike:
            return []
        found = self._editing.read(lambda reader: duplicates.like(reader, self._own))
        return [(one.customer_id, " ".join(one.name.split()), wording.reason(one)) for one in found]

    def _found(self, words: str) -> list[tuple[int, str, str]]:
        ids = self._editing.read(lambda reader: search_page.people(reader, words, _MOST + 1))
        rows = self._editing.read(lambda reader: customers_page.rows(reader, ids, self._editing.today()))
        today = self._editing.today()
        return [
            (one, " ".join(rows[one].name.split()), _last(rows[one], today))
            for one in ids
            if one != self._own and one in rows
        ][:_MOST]

    def _pick(self, customer_id: int) -> None:
        self.dismiss()
        self.picked.emit(customer_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        now = next((place for place, row in enumerate(self.lines) if row.hasFocus()), -1)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat() and self.ids:
            self._pick(self.ids[max(now, 0)])
        elif key == Qt.Key.Key_Down and self.lines:
            self.lines[min(now + 1, len(self.lines) - 1)].setFocus(Qt.FocusReason.TabFocusReason)
        elif key == Qt.Key.Key_Up:
            target: QWidget = self.lines[now - 1] if now > 0 else self.search
            target.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)


def _last(row: customers_page.CustomerRow, today: date) -> str:
    if row.last is None:
        return tr("Duplicates", "no entries yet")
    return tr("Duplicates", "last contact {day}").format(day=dates.day(row.last.astimezone().date(), today))
