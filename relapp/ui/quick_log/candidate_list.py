"""Who may be meant, one row each, where a name fits several or nobody."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from relapp.domain.customers import NewCustomer
from relapp.services.quick_log import Person
from relapp.services.who import Named
from relapp.ui import theme
from relapp.ui.quick_log.candidate_row import CandidateRow
from relapp.ui.theme.metrics import SPACE_XS
from relapp.ui.widgets import text
from relapp.ui.wording import entries, tr

_MOST = 7


def options(person: Named) -> tuple[Person, ...]:
    """Everyone who can be chosen for ``person``; fewer where large text leaves little room."""
    room = max(2, int(_MOST / theme.current().scale))
    new: tuple[Person, ...] = (person.new,) if person.new is not None else ()
    return (*(candidate.id for candidate in person.candidates[: room - len(new)]), *new)


class CandidateList(QWidget):
    """``chosen`` gives the words as typed and who is meant by them."""

    chosen = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("QuickLog", "Who is meant"))
        self.rows: list[CandidateRow] = []
        self._shown: tuple[object, ...] = ()
        self._title = text.caption()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SPACE_XS, 0, 0, SPACE_XS)
        self._column.setSpacing(2)
        self._column.addWidget(self._title)
        self.hide()

    def show_person(self, person: Named | None, today: date) -> bool:
        """Show who may be meant by the words of ``person``, ``None`` to close; whether there are other rows now."""
        shown = (person.words, person.candidates, options(person)) if person is not None else ()
        changed = shown != self._shown
        if changed:
            self._shown = shown
            self._remake(person, today)
        for row, option in zip(self.rows, options(person) if person else (), strict=True):
            row.setChecked(person is not None and option == person.chosen)
        self.setVisible(bool(self.rows))
        return changed

    def _remake(self, person: Named | None, today: date) -> None:
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        if person is None:
            return
        self._title.setText(tr("QuickLog", "Who is “{words}”? ↑ ↓ or Alt and a number").format(words=person.words))
        known = {candidate.id: candidate for candidate in person.candidates}
        for option in options(person):
            if isinstance(option, NewCustomer):
                self._add(person, option, entries.new_customer(option), "")
            else:
                self._add(person, option, known[option].name, entries.why(known[option], today))

    def _add(self, person: Named, option: Person, name: str, why: str) -> None:
        known = None if isinstance(option, NewCustomer) else option
        row = CandidateRow(known, name, why, len(self.rows) + 1, self)
        row.clicked.connect(lambda: self.chosen.emit(person.words, option))
        self._column.addWidget(row)
        self.rows.append(row)
