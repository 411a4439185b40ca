"""Every backup with when, why, how big and when it was checked; what can be done with one stands below the list."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from relapp.domain.rotation import Backup, Reason
from relapp.services.backups import Standing
from relapp.ui.theme.metrics import SPACE_M
from relapp.ui.widgets import text
from relapp.ui.widgets.buttons import Button, outline, tonal
from relapp.ui.widgets.flow_layout import FlowLayout
from relapp.ui.widgets.row import Row
from relapp.ui.widgets.scrolled_sheet import ScrolledSheet
from relapp.ui.widgets.sheet import closing
from relapp.ui.wording import backups as wording
from relapp.ui.wording import tr


class BackupsSheet(ScrolledSheet):
    """``restore_wanted`` and ``check_wanted`` carry the ``Backup`` that is chosen; Up and Down choose another."""

    make_wanted = Signal()
    place_wanted = Signal()
    place_left = Signal()
    restore_wanted = Signal(object)
    check_wanted = Signal(object)

    def __init__(self, window: QWidget, standing: Standing, today: date, unreached: tuple[Path, ...] = ()) -> None:
        super().__init__(window, tr("Backups", "Backups"), 680)
        self._today = today
        self._busy = False
        column = self.card.column
        column.addWidget(text.subtitle(tr("Backups", "Backups")))
        self._head = text.body()
        self._second = text.secondary()
        self._trouble = text.strong()
        self._unreached = text.body()
        column.addWidget(self._head)
        column.addWidget(self.scroller)
        column.addLayout(self._foot())
        self._said = text.strong()
        # In a low window with large text these scroll as well.
        self._above: tuple[QWidget, ...] = (self._said, self._trouble, self._unreached, self._second, self._steps())
        for widget in self._above:
            self.rows.addWidget(widget)
        self._said.hide()
        self.items: list[Row] = []
        self._shown: list[Backup] = []
        self.show_standing(standing, unreached)

    def _steps(self) -> QWidget:
        line = QWidget()
        flow = FlowLayout(line)
        self.make = tonal(tr("Backups", "&Back up now"), "download")
        self.make.clicked.connect(self.make_wanted)
        self.place = outline("", "package")
        self.place.clicked.connect(self.place_wanted)
        self.leave = outline(tr("Backups", "&No second place"), "x")
        self.leave.clicked.connect(self.place_left)
        for button in (self.make, self.place, self.leave):
            flow.addWidget(button)
        return line

    def _foot(self) -> QHBoxLayout:
        self.check = outline(tr("Backups", "&Check again"), "refresh-ccw")
        self.check.clicked.connect(lambda: self._emit(self.check_wanted))
        self.restore = outline(tr("Backups", "&Restore…"), "undo-2")
        self.restore.clicked.connect(lambda: self._emit(self.restore_wanted))
        row = QHBoxLayout()
        row.setSpacing(SPACE_M)
        row.addWidget(closing(self))
        row.addStretch(1)
        row.addWidget(self.check)
        row.addWidget(self.restore)
        return row

    def _emit(self, signal: object) -> None:
        chosen = self.chosen
        if chosen is not None:
            signal.emit(chosen)  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Backup | None:
        """The backup whose row is chosen."""
        return next((one for one, row in zip(self._shown, self.items, strict=True) if row.isChecked()), None)

    def show_standing(self, standing: Standing, unreached: tuple[Path, ...] = ()) -> None:
        """Show how things are now, with what was not reached by an erasure; the row that was chosen stays so."""
        self._unreached.setText(wording.unreached(unreached) if unreached else "")
        self._unreached.setVisible(bool(unreached))
        self._trouble.setText("" if standing.trouble is None else wording.trouble(standing.trouble))
        self._trouble.setVisible(standing.trouble is not None)
        self._head.setText(wording.head(standing, self._today))
        carried = standing.carried
        late = carried is not None and standing.late
        self._second.setText(
            wording.late(carried, self._today) if carried and late else wording.second(carried, self._today)
        )
        other = tr("Backups", "&Another second place…")
        self.place.setText(tr("Backups", "Choose a &second place…") if carried is None else other)
        self.leave.setVisible(carried is not None)
        self._fill([*reversed(standing.listed), *reversed(standing.before_upgrades)])
        self.fit()

    def _fill(self, backups: list[Backup]) -> None:
        had_focus = any(row.hasFocus() for row in self.items)
        known = {one.name: row for one, row in zip(self._shown, self.items, strict=True)}
        self._shown = backups
        self.items = [known.pop(one.name) if one.name in known else self._row(one) for one in backups]
        for gone in known.values():
            gone.hide()
            gone.deleteLater()
        for place, (one, row) in enumerate(zip(backups, self.items, strict=True)):
            row.say(wording.tag(one, self._today))
            self.rows.insertWidget(len(self._above) + place, row)
            # Qt would show it a moment later, and nothing that is not shown takes the keyboard.
            row.show()
        usable = (row for one, row in zip(backups, self.items, strict=True) if one.reason != Reason.MIGRATION)
        if self.chosen is None and (first := next(usable, None)) is not None:
            first.setChecked(True)
        if had_focus:
            self._focus(next((place for place, row in enumerate(self.items) if row.isChecked()), 0))
        self._allow()

    def _allow(self) -> None:
        """What can be done with the one that is chosen: what only an older program opens is for that one."""
        chosen = self.chosen
        for button in (self.check, self.restore):
            button.setEnabled(not self._busy and chosen is not None and chosen.reason != Reason.MIGRATION)

    def _row(self, one: Backup) -> Row:
        row = Row(wording.when(one, self._today, begins=True), wording.made(one), edged=True)
        row.setCheckable(True)
        row.setAutoExclusive(True)
        row.toggled.connect(lambda _: self._allow())
        row.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return row

    def say(self, words: str) -> None:
        """What came of it."""
        self._said.setText(words)
        self._said.setVisible(bool(words))
        self.fit()
        self.scroller.verticalScrollBar().setValue(0)

    def set_busy(self, busy: bool) -> None:
        """Nothing can be asked for while something is under way."""
        buttons: tuple[Button, ...] = (self.make, self.place, self.leave)
        for button in buttons:
            button.setEnabled(not busy)
        self._busy = busy
        self._allow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        now = next((place for place, row in enumerate(self.items) if row.hasFocus()), None)
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if now is None or step is None:
            super().keyPressEvent(event)
            return
        self._focus(min(max(now + step, 0), len(self.items) - 1))

    def _focus(self, place: int) -> None:
        row = self.items[place]
        row.setFocus(Qt.FocusReason.OtherFocusReason)
        row.setChecked(True)
        self.scroller.ensureWidgetVisible(row)
