"""The small forms about reaching somebody: one word of theirs, peace, quiet hours and days."""

from __future__ import annotations

from datetime import date, time, timedelta

from PySide6.QtCore import QTime
from PySide6.QtWidgets import QComboBox, QDateEdit, QLineEdit, QTimeEdit, QWidget

from relapp.domain.consents import NewWord, Purpose
from relapp.domain.customers import Customer
from relapp.domain.interactions import Channel
from relapp.domain.peace import MOURNING_DAYS, PeaceWhy, why_of
from relapp.ui.customer.forms import day_field, read_day
from relapp.ui.widgets import text
from relapp.ui.widgets.check_box import CheckBox
from relapp.ui.widgets.flow_layout import FlowLayout
from relapp.ui.widgets.form_sheet import FormSheet
from relapp.ui.wording import consents as wording
from relapp.ui.wording import dates, kinds, tr

_ASKED = timedelta(days=7)
_MOURNING = timedelta(days=MOURNING_DAYS)


class WordForm(FormSheet):
    """One word of theirs on one way."""

    def __init__(self, window: QWidget, channel: Channel, today: date) -> None:
        title = tr("Reach", "What they said: {channel}").format(channel=kinds.channel(channel))
        super().__init__(window, title)
        self._channel = channel
        self.state = QComboBox()
        self.state.addItem(tr("Reach", "No"), False)
        self.state.addItem(tr("Reach", "Yes"), True)
        self.purpose = QComboBox()
        for one in Purpose:
            self.purpose.addItem(wording.purpose(one), one)
        self.how = QLineEdit()
        self.said = day_field(today)
        self.add_row((tr("Reach", "Answer"), self.state), (tr("Reach", "What for"), self.purpose))
        self.add_field(tr("Reach", "In their words"), self.how)
        self.add_field(tr("Reach", "Said on"), self.said)

    def word(self) -> NewWord:
        """What the fields hold."""
        purpose, how = Purpose(self.purpose.currentData()), self.how.text()
        if self.state.currentData():
            return NewWord((self._channel,), (), purpose, how)
        return NewWord((), (self._channel,), purpose, how)

    def day(self) -> date:
        """When it was said."""
        return read_day(self.said)


class PeaceForm(FormSheet):
    """Until when somebody is left in peace, and why; another reason brings its own day until one was chosen."""

    def __init__(self, window: QWidget, customer: Customer, today: date) -> None:
        super().__init__(window, tr("Reach", "Leave in peace"))
        self._today = today
        self._chosen = customer.leave_until is not None and customer.leave_until >= today
        self.why = QComboBox()
        self.why.addItem(tr("Reach", "They asked for it"), PeaceWhy.ASKED)
        self.why.addItem(tr("Reach", "In mourning"), PeaceWhy.MOURNING)
        self.day: QDateEdit = day_field(
            customer.leave_until if customer.leave_until is not None and self._chosen else today + _ASKED
        )
        self.why.setCurrentIndex(self.why.findData(why_of(customer)[0]))
        self.none = CheckBox(tr("Reach", "No longer leave in peace"))
        self.none.toggled.connect(lambda ticked: self.day.setEnabled(not ticked))
        self.day.userDateChanged.connect(self._choose)
        self.why.currentIndexChanged.connect(self._suit)
        self.add_field(tr("Reach", "Up to and including"), self.day)
        self.add_field(tr("Reach", "Why"), self.why)
        self.add_plain(self.none)
        self.none.setHidden(not self._chosen)

    def until(self) -> date | None:
        """The last day, ``None`` to end it."""
        return None if self.none.isChecked() else read_day(self.day)

    def reason(self) -> PeaceWhy:
        """Why."""
        return PeaceWhy(self.why.currentData())

    def _choose(self) -> None:
        self._chosen = True

    def _suit(self) -> None:
        if not self._chosen:
            day = self._today + (_MOURNING if self.reason() is PeaceWhy.MOURNING else _ASKED)
            self.day.setDate(day_field(day).date())
            self._chosen = False


class QuietForm(FormSheet):
    """Hours in which no phone of theirs is to ring, and days on which they are not to be reached at all."""

    def __init__(self, window: QWidget, customer: Customer) -> None:
        super().__init__(window, tr("Reach", "When not to reach them"))
        self.start, self.end = _time_field(customer.quiet_from), _time_field(customer.quiet_to)
        days = QWidget()
        flow = FlowLayout(days)
        self.days = [CheckBox(dates.weekday(number, short=True)) for number in range(7)]
        for number, box in enumerate(self.days):
            box.setAccessibleName(dates.weekday(number))
            box.setChecked(number in customer.quiet_days)
            flow.addWidget(box)
        self.add_row((tr("Reach", "No calls from"), self.start), (tr("Reach", "No calls until"), self.end))
        self.add_plain(text.caption(tr("Reach", "The same hour twice means at any hour.")))
        self.add_field(tr("Reach", "Not at all on"), days)

    def quiet(self) -> tuple[time | None, time | None, frozenset[int]]:
        """What the fields hold."""
        start, end = self.start.time(), self.end.time()
        days = frozenset(number for number, box in enumerate(self.days) if box.isChecked())
        return time(start.hour(), start.minute()), time(end.hour(), end.minute()), days


def _time_field(at: time | None) -> QTimeEdit:
    return QTimeEdit(QTime(0, 0) if at is None else QTime(at.hour, at.minute))
