"""The timeline as a list model: entries newest first, read in pages as the view needs them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from relapp.services.pages.timeline import TimelineEntry, TimelinePage
from relapp.storage.timeline import Position
from relapp.ui.customer.entry_words import accessible_words
from relapp.ui.wording import timeline as wording

Index = QModelIndex | QPersistentModelIndex
MoreEntries = Callable[[Position], TimelinePage]


class TimelineRole(IntEnum):
    """What the model tells beside the usual roles."""

    ENTRY = Qt.ItemDataRole.UserRole
    """The ``TimelineEntry``."""
    HEADING = Qt.ItemDataRole.UserRole + 1
    """The stretch of time that begins with this row, empty within one."""
    SERVED = Qt.ItemDataRole.UserRole + 2
    """Whether the line "since you last served them" stands above this row."""


class TimelineModel(QAbstractListModel):
    """``show`` gives it a first page and a way to read more; ``refresh`` takes a new reading in with few moves."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[TimelineEntry] = []
        self._headings: list[str] = []
        self._read_more: MoreEntries | None = None
        self._more = False
        self._today = date.min
        self._served: Position | None = None

    @property
    def today(self) -> date:
        """The day by which headings and due days are worded."""
        return self._today

    def show(
        self,
        page: TimelinePage,
        today: date,
        read_more: MoreEntries | None = None,
        served: Position | None = None,
    ) -> None:
        """Forget what was shown and show ``page``; ``read_more`` reads the entries older than a position."""
        self.beginResetModel()
        self._today, self._read_more, self._more, self._served = today, read_more, False, served
        self._entries = list(page.entries)
        self._headings = self._worded(self._entries)
        self.endResetModel()
        # Told only now, for a view that asks at once would add rows in the middle of the reset.
        self._more = page.more

    def refresh(self, entries: Sequence[TimelineEntry], more: bool, served: Position | None, today: date) -> None:
        """Show a new reading of the same timeline: rows that stayed keep their place, selection and scroll."""
        self._today, self._served, self._more = today, served, False
        new = list(entries)
        head = _common(self._entries, new)
        tail = _common(self._entries[head:][::-1], new[head:][::-1])
        self._replace(head, len(self._entries) - tail, new[head : len(new) - tail])
        changed = [row for row, entry in enumerate(new) if entry != self._entries[row]]
        self._entries = new
        self._headings = self._worded(new)
        if self._entries:
            first, last = (min(changed, default=0), max(changed, default=0))
            self.dataChanged.emit(self.index(first), self.index(last))
        self._more = more

    def _replace(self, first: int, end: int, new: list[TimelineEntry]) -> None:
        if end > first:
            self.beginRemoveRows(QModelIndex(), first, end - 1)
            del self._entries[first:end], self._headings[first:end]
            self.endRemoveRows()
        if new:
            self.beginInsertRows(QModelIndex(), first, first + len(new) - 1)
            self._entries[first:first] = new
            self._headings[first:first] = self._worded(new)
            self.endInsertRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._entries)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._more and self._read_more is not None

    def fetchMore(self, parent: Index) -> None:
        if not self.canFetchMore(parent) or self._read_more is None:
            return
        page = self._read_more(self._entries[-1].position)
        self._more = False  # who asks again while these rows come in would get them twice
        if page.entries:
            self._replace(len(self._entries), len(self._entries), list(page.entries))
        self._more = page.more

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == TimelineRole.ENTRY:
            return entry
        if role == TimelineRole.HEADING:
            return self.heading(index.row())
        if role == TimelineRole.SERVED:
            return self.is_served_line(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return wording.headline(entry.interaction)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index.row())
        return None

    def _spoken(self, row: int) -> str:
        """The entry in words, after what stands above it."""
        served = wording.served() if self.is_served_line(row) else ""
        words = accessible_words(self._entries[row], self._today)
        return ". ".join(part for part in (served, self.heading(row), words) if part)

    def entry(self, row: int) -> TimelineEntry:
        """The entry of a row."""
        return self._entries[row]

    def entries(self) -> Sequence[TimelineEntry]:
        """What is loaded."""
        return self._entries

    def row_of(self, interaction_id: int) -> int | None:
        """Where an entry stands among those loaded."""
        return next((row for row, one in enumerate(self._entries) if one.interaction.id == interaction_id), None)

    def heading(self, row: int) -> str:
        """The heading above a row, empty within a stretch."""
        here = self._headings[row]
        return here if row == 0 or self._headings[row - 1] != here else ""

    def is_served_line(self, row: int) -> bool:
        """Whether entries of others stand above this row and the present member of staff's own from it on."""
        if row == 0 or self._served is None:
            return False
        return self._entries[row].position <= self._served < self._entries[row - 1].position

    def begins_stretch(self, row: int) -> bool:
        """Whether something stands between this row and the one above."""
        return bool(self.heading(row)) or self.is_served_line(row)

    def _worded(self, entries: Sequence[TimelineEntry]) -> list[str]:
        worded: dict[date, str] = {}
        for entry in entries:
            day = entry.interaction.day
            if day not in worded:
                worded[day] = wording.heading(day, self._today)
        return [worded[entry.interaction.day] for entry in entries]


def _common(old: Sequence[TimelineEntry], new: Sequence[TimelineEntry]) -> int:
    """How many entries both begin with."""
    count = 0
    for one, other in zip(old, new, strict=False):
        if one.interaction.id != other.interaction.id:
            break
        count += 1
    return count
