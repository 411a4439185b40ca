"""The form of one entry: when, what, which way, who went to whom, what came of it, and the words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QDate, QDateTime, Qt, QTime
from PySide6.QtWidgets import QComboBox, QDateTimeEdit, QWidget

from relapp.domain.interactions import Channel, Direction, Interaction, Kind, Outcome
from relapp.services import interactions
from relapp.storage.transaction import Transaction
from relapp.ui.customer.forms import words_field
from relapp.ui.widgets.form_sheet import FormSheet
from relapp.ui.wording import kinds, tr


class EntryForm(FormSheet):
    """Edits one entry; its earlier text stays and can be opened."""

    def __init__(self, window: QWidget, entry: Interaction) -> None:
        super().__init__(window, tr("Forms", "Edit entry"), 620)
        self._entry = entry
        self.words = words_field(entry.words, 7)
        self.kind = _choice([(kinds.interaction(kind), kind) for kind in Kind], entry.kind)
        self.channel = _choice([(kinds.channel(channel), channel) for channel in Channel], entry.channel)
        self.direction = _choice([(kinds.direction(one), one) for one in Direction], entry.direction)
        outcomes = [(self.tr("Does not matter"), None), *((kinds.outcome(one), one) for one in Outcome)]
        self.outcome = _choice(outcomes, entry.outcome)
        at = entry.at
        self.at = QDateTimeEdit(QDateTime(QDate(at.year, at.month, at.day), QTime(at.hour, at.minute, at.second)))
        self.at.setCalendarPopup(True)
        self.add_field(self.tr("Words"), self.words)
        self.add_row((self.tr("Kind"), self.kind), (self.tr("When"), self.at))
        self.add_row((self.tr("Way"), self.channel), (self.tr("Who went to whom"), self.direction))
        self.add_field(self.tr("What came of it"), self.outcome)

    def open(self) -> None:
        super().open()
        self.words.setFocus(Qt.FocusReason.TabFocusReason)

    def store(self, tx: Transaction) -> None:
        """Write what the fields say.

        :raises UserError: ``entry.too_long``.
        """
        outcome = self.outcome.currentData()
        interactions.change(
            tx,
            self._entry,
            words=self.words.toPlainText(),
            kind=Kind(self.kind.currentData()),
            at=self._moment(),
            channel=Channel(self.channel.currentData()),
            direction=Direction(self.direction.currentData()),
            outcome=Outcome(outcome) if outcome is not None else None,
        )

    def _moment(self) -> datetime:
        """The field's day and time, with the offset the entry had, so that an untouched moment stays the same."""
        day, time = self.at.date(), self.at.time()
        return datetime(
            day.year(), day.month(), day.day(), time.hour(), time.minute(), time.second(), tzinfo=self._entry.at.tzinfo
        )


def _choice(named: Sequence[tuple[str, object]], chosen: object) -> QComboBox:
    field = QComboBox()
    for name, value in named:
        field.addItem(name, value)
    field.setCurrentIndex([value for _, value in named].index(chosen))
    return field
