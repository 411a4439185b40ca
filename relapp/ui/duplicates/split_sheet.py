"""Taking apart: what was noted since the merge, each given to one of the two; Enter makes two of one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from relapp.domain.merging import Merged, Part, Since
from relapp.ui.duplicates import acts
from relapp.ui.duplicates.foot import add_foot
from relapp.ui.editing import Editing
from relapp.ui.widgets import text
from relapp.ui.widgets.buttons import filled
from relapp.ui.widgets.row import Row
from relapp.ui.widgets.scrolled_sheet import ScrolledSheet
from relapp.ui.wording import duplicates as wording
from relapp.ui.wording import tr

MOST = 200
"""So many are asked about; what is older stays where it is guessed to belong."""


class SplitSheet(ScrolledSheet):
    """Used once. 1 and 2, or ← and →, say whose the row with the keyboard is; Space changes it."""

    parted = Signal()

    def __init__(self, editing: Editing, window: QWidget, merge: Merged, name: str, since: list[Since]) -> None:
        title = tr("Duplicates", "Take {name} apart").format(name=" ".join(merge.name.split()))
        super().__init__(window, title, 680)
        self._editing = editing
        self._merge = merge
        self._names = (name, merge.name)
        self.since = since
        self.card.column.addWidget(text.title(title))
        self.card.column.addWidget(text.body(wording.to_divide(len(self.since))))
        self.lines: list[Row] = [self._line(one) for one in self.since[:MOST]]
        self.card.column.addWidget(self.scroller)
        self.scroller.setVisible(bool(self.lines))
        if self.lines:
            self.card.column.addWidget(text.caption(tr("Duplicates", "↑ ↓ go, 1 and 2 give it to one or the other")))
        self.part_button = filled(tr("Duplicates", "Make them &two"), "users")
        self.part_button.setToolTip(tr("Duplicates", "Enter"))
        self.part_button.clicked.connect(self.part)
        add_foot(self, self.part_button)

    def _line(self, one: Since) -> Row:
        row = Row(wording.since(one, self._editing.today()))
        row.setCheckable(True)
        row.setChecked(one.guess)
        row.toggled.connect(lambda on: row.say(self._whose(on)))
        row.say(self._whose(one.guess))
        self.rows.addWidget(row)
        return row

    def _whose(self, gone: bool) -> str:
        return f"{2 if gone else 1} {' '.join(self._names[gone].split())}"

    @property
    def to_gone(self) -> list[tuple[Part, int]]:
        """What is given to the one who went."""
        asked = [one.key for one, row in zip(self.since, self.lines, strict=False) if row.isChecked()]
        return asked + [one.key for one in self.since[MOST:] if one.guess]

    def part(self) -> None:
        """Make two of one."""
        if acts.part(self._editing, self._merge, self.to_gone):
            self.dismiss()
            self.parted.emit()

    def open(self) -> None:
        super().open()
        first: QWidget = self.lines[0] if self.lines else self.part_button
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        now = next((place for place, row in enumerate(self.lines) if row.hasFocus()), None)
        theirs = {Qt.Key.Key_1: False, Qt.Key.Key_2: True, Qt.Key.Key_Left: False, Qt.Key.Key_Right: True}
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.part()
        elif key in theirs and now is not None:
            self.lines[now].setChecked(theirs[Qt.Key(key)])
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.lines:
            place = 0 if now is None else now + (1 if key == Qt.Key.Key_Down else -1)
            self.lines[max(0, min(place, len(self.lines) - 1))].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)
