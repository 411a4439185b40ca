"""What Today says of the second place of the backups: one question at the beginning, and when it is out of reach."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from relapp.preferences import Preferences
from relapp.services.pages import shop as shop_page
from relapp.storage.second_place import Carried
from relapp.ui.editing import Editing, Notice
from relapp.ui.theme import Tone
from relapp.ui.theme.metrics import SPACE_M, SPACE_S
from relapp.ui.widgets import text
from relapp.ui.widgets.buttons import Button, ghost, outline, tonal
from relapp.ui.widgets.card import Card
from relapp.ui.widgets.flow_layout import FlowLayout
from relapp.ui.wording import backups as wording
from relapp.ui.wording import tr


class Desk(Protocol):
    """What this PC remembers."""

    preferences: Preferences

    def change_preferences(self, **values: object) -> Preferences: ...


class Keeper(Protocol):
    """The backups of the open shop."""

    late: Carried | None


class SecondPlace(QObject):
    """Only whoever may choose it hears of it; ``keeper`` gives the backups, ``None`` where there are none."""

    choose_wanted = Signal()
    backups_wanted = Signal()
    answered = Signal()
    """Nothing is to be said any more, at least today."""

    def __init__(
        self, editing: Editing, desk: Desk, keeper: Callable[[], Keeper | None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._editing = editing
        self._desk = desk
        self._keeper = keeper

    def card(self) -> QWidget | None:
        """What is to be said now, ``None`` if it is nothing."""
        keeper = self._keeper()
        if keeper is None or not self._editing.may("setting"):
            return None
        shop = self._editing.read(shop_page.page)
        if not shop.settings.backup_place:
            # Whoever has nobody in the shop yet has other things to do.
            return self._question() if shop.customers and not self._desk.preferences.no_second_place else None
        today = self._editing.today()
        if keeper.late is None or self._desk.preferences.reminded == today.isoformat():
            return None
        return self._reminder(wording.late(keeper.late, today))

    def _question(self) -> Card:
        title = tr("Today", "Where else may backups be kept?")
        card = Card(name=title)
        card.column.addWidget(text.strong(title))
        card.column.addWidget(
            text.secondary(
                tr(
                    "Today",
                    "A stick, another disk or a synced folder keeps the shop if this computer breaks or is stolen. "
                    "Each backup is brought there by itself.",
                )
            )
        )
        choose = tonal(tr("Today", "Choose a folder…"), "folder-open")
        choose.clicked.connect(self.choose_wanted)
        later = ghost(tr("Today", "Later"))
        later.clicked.connect(self._later)
        card.column.addWidget(_line(choose, later))
        return card

    def _later(self) -> None:
        self._desk.change_preferences(no_second_place=True)
        self._editing.told.emit(Notice(tr("Today", "It can be chosen on the Backups page at any time.")))
        self.answered.emit()

    def _reminder(self, words: str) -> Card:
        card = Card(tone=Tone.WARN, name=words)
        row = QHBoxLayout()
        row.setSpacing(SPACE_M)
        row.addWidget(text.body(words), 1)
        show = outline(tr("Today", "Backups"), "package")
        show.clicked.connect(self.backups_wanted)
        away = outline(tr("Today", "Not today"))
        away.clicked.connect(self._not_today)
        card.column.addLayout(row)
        card.column.addWidget(_line(show, away))
        return card

    def _not_today(self) -> None:
        self._desk.change_preferences(reminded=self._editing.today().isoformat())
        self.answered.emit()


def _line(*buttons: Button) -> QWidget:
    line = QWidget()
    flow = FlowLayout(line, spacing=SPACE_S)
    for button in buttons:
        flow.addWidget(button)
    return line
