"""What the palette offers for the words typed: people, then what was said, then commands, then a new entry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from relapp.domain.folding import fold
from relapp.services.pages.customers import CustomerRow
from relapp.services.pages.search import Hit, HitKind, SearchPage
from relapp.ui.main_window.actions import Command, key_text
from relapp.ui.wording import dates, tr

ChoiceRole = Qt.ItemDataRole.UserRole
MOST_COMMANDS = 5

_HIT_ICONS = {
    HitKind.ENTRY: "notebook-pen",
    HitKind.FACT: "heart",
    HitKind.PROMISE: "handshake",
    HitKind.WISH: "star",
    HitKind.NOTE: "pen-line",
    HitKind.PRODUCT: "shopping-bag",
}

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of the palette: icon, words, what stands at the end, and what choosing it does."""

    icon: str
    words: str
    aside: str
    act: Callable[[], object]


def choices(
    words: str,
    found: SearchPage,
    commands: tuple[Command, ...],
    today: date,
    *,
    open_customer: Callable[[int], object],
    run: Callable[[str], object],
    log: Callable[[str], object],
) -> list[Choice]:
    """The lines for ``words``; with none, every command."""
    offered = [_person(row, today, open_customer) for row in found.people]
    offered += [_hit(hit, open_customer) for hit in found.hits]
    wanted = fold(words).split()
    fitting = [command for command in commands if all(term in fold(command.text) for term in wanted)]
    offered += [
        Choice(command.icon, command.text, key_text(command), partial(run, command.name))
        for command in (fitting[:MOST_COMMANDS] if wanted else fitting)
    ]
    if wanted:
        offered.append(Choice("plus", tr("Palette", "New entry: {words}").format(words=words), "", partial(log, words)))
    return offered


def _person(row: CustomerRow, today: date, open_customer: Callable[[int], object]) -> Choice:
    last = dates.day(row.last.astimezone().date(), today) if row.last else ""
    return Choice("user-round", row.name, last, partial(open_customer, row.id))


def _hit(hit: Hit, open_customer: Callable[[int], object]) -> Choice:
    words = " ".join(hit.words.split())
    return Choice(_HIT_ICONS[hit.kind], words, hit.customer, partial(open_customer, hit.customer_id))


class PaletteModel(QAbstractListModel):
    """The lines as a list."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choices: list[Choice] = []

    def show_choices(self, offered: list[Choice]) -> None:
        """Show these lines."""
        self.beginResetModel()
        self._choices = offered
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._choices)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._choices):
            return None
        choice = self._choices[index.row()]
        if role == ChoiceRole:
            return choice
        if role == Qt.ItemDataRole.DisplayRole:
            return choice.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (choice.words, choice.aside) if part)
        return None
