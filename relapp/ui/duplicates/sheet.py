"""Duplicates: every two customers who may be one, the surest first, to be merged or told apart with a key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from relapp.domain.changes import Changes
from relapp.domain.duplicates import Pair
from relapp.services import duplicates, merging
from relapp.ui.background import Background
from relapp.ui.duplicates import acts
from relapp.ui.editing import Editing
from relapp.ui.theme.metrics import SPACE_S
from relapp.ui.widgets import text
from relapp.ui.widgets.buttons import ghost, tonal
from relapp.ui.widgets.flow_layout import FlowLayout
from relapp.ui.widgets.row import Row
from relapp.ui.widgets.scrolled_sheet import ScrolledSheet
from relapp.ui.wording import duplicates as wording
from relapp.ui.wording import tr

MOST = 60
"""So many pairs are shown; the others follow as these are settled."""


class DuplicatesSheet(ScrolledSheet):
    """Used once. ↑ ↓ go, Enter compares, M merges, N says that they are two."""

    def __init__(self, editing: Editing, background: Background, window: QWidget) -> None:
        title = tr("Duplicates", "Duplicates")
        super().__init__(window, title, 760)
        self._editing = editing
        self._background = background
        self.pairs: list[Pair] = []
        self.complete = False
        self._place = 0
        self._acting = False
        self.lines: list[Row] = []
        self.card.column.addWidget(text.title(title))
        self.count = text.body(tr("Duplicates", "Looking through the shop …"))
        self.count.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.card.column.addWidget(self.count)
        self.card.column.addWidget(self.scroller)
        self._add_buttons()
        editing.changed.connect(self._changed)
        self._look()

    def _add_buttons(self) -> None:
        self.keys = text.caption(tr("Duplicates", "↑ ↓ go · Enter compares · M merges · N: not the same"))
        self.card.column.addWidget(self.keys)
        self.compare_button = tonal(tr("Duplicates", "&Compare"), "arrow-left-right")
        self.merge_button = ghost(tr("Duplicates", "&Merge"), "merge")
        self.apart_button = ghost(tr("Duplicates", "&Not the same"), "users")
        close = ghost(tr("Duplicates", "Close"))
        close.setToolTip(tr("Duplicates", "Esc"))
        row = FlowLayout(spacing=SPACE_S)
        for button, act in (
            (self.compare_button, self.compare), (self.merge_button, self.merge),
            (self.apart_button, self.tell_apart), (close, self.dismiss),
        ):  # fmt: skip
            button.clicked.connect(act)
            row.addWidget(button)
        self.card.column.addLayout(row)
        self._show_buttons()

    # -- the list --

    def _look(self) -> None:
        """Search beside the window."""
        editing = self._editing
        self._background.run(lambda: editing.read(duplicates.find), self, self._show)

    def _show(self, pairs: list[Pair]) -> None:
        was = self.current
        self.pairs = pairs
        self.complete = True
        same = [place for place, found in enumerate(pairs) if was is not None and _ids(found) == _ids(was)]
        self._remake(next(iter(same), self._place))

    def _remake(self, place: int) -> None:
        had_keyboard = any(row.hasFocus() for row in self.lines) or not self.isAncestorOf(self.focusWidget() or self)
        while (item := self.rows.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.lines = []
        for number, found in enumerate(self.pairs[:MOST]):
            row = Row(wording.pair(found), wording.reason(found.other), wording.sure(found.other), tints_focus=True)
            row.clicked.connect(lambda _=False, number=number: self._clicked(number))
            self.rows.addWidget(row)
            row.show()
            self.lines.append(row)
        self._place = max(0, min(place, len(self.lines) - 1))
        self.count.setText(wording.count(len(self.pairs), len(self.lines)))
        self._show_buttons()
        self.fit()
        if self.lines and (had_keyboard or place == 0):
            self.lines[self._place].setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.lines:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_buttons(self) -> None:
        for part in (self.keys, self.compare_button, self.merge_button, self.apart_button, self.scroller):
            part.setVisible(bool(self.lines))

    @property
    def current(self) -> Pair | None:
        """The pair that has, or last had, the keyboard."""
        self._place = self._at_keyboard()
        return self.pairs[self._place] if self._place < len(self.lines) else None

    def _at_keyboard(self) -> int:
        return next((place for place, row in enumerate(self.lines) if row.hasFocus()), self._place)

    def _clicked(self, number: int) -> None:
        """A click compares, as Enter does."""
        self.lines[number].setFocus(Qt.FocusReason.MouseFocusReason)
        self.compare()

    def _changed(self, changes: Changes) -> None:
        """What another act did (undo, a merge side by side) may make pairs, or end them."""
        if not self._acting and changes.tables & {"merge", "not_same", "customer", "contact_point"}:
            QTimer.singleShot(0, self, self._look)

    def _act(self, pair: Pair, act: Callable[[], bool], gone: int | None = None) -> None:
        """Do something about a pair; what is left of the list needs no new search."""
        self._acting = True
        try:
            done = act()
        finally:
            self._acting = False
        if done:
            place = self.pairs.index(pair)
            self.pairs = [one for one in self.pairs if one is not pair and gone not in _ids(one)]
            self._remake(place)

    # -- acts --

    def compare(self) -> None:
        """Show the two side by side."""
        pair = self.current
        if pair is not None:
            acts.compare(self._editing, self.window(), pair.one_id, pair.other.customer_id)

    def merge(self) -> None:
        """Merge the two as they are."""
        pair = self.current
        if pair is None:
            return
        one, other = pair.one_id, pair.other.customer_id
        kept, gone = self._editing.read(lambda reader: merging.older_first(reader, one, other))
        self._act(pair, lambda: acts.merge(self._editing, kept, gone), gone)

    def tell_apart(self) -> None:
        """Note that they are two."""
        pair = self.current
        if pair is not None:
            self._act(pair, lambda: acts.tell_apart(self._editing, pair.one_id, pair.other.customer_id))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(key))
        if step is not None and self.lines:
            self._place = self._at_keyboard()
            self.lines[max(0, min(self._place + step, len(self.lines) - 1))].setFocus(Qt.FocusReason.TabFocusReason)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.compare()
        elif key == Qt.Key.Key_M:
            self.merge()
        elif key == Qt.Key.Key_N:
            self.tell_apart()
        else:
            super().keyPressEvent(event)


def _ids(pair: Pair) -> tuple[int, int]:
    return pair.one_id, pair.other.customer_id
