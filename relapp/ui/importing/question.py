"""What a file leaves open and must not be guessed: who of a chat is the shop, and which day a date is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from relapp.services.transfer.importing import MOST_ASKED, Plan
from relapp.services.transfer.meaning.values import DateOrder, parse_moment
from relapp.ui.theme.metrics import SPACE_S
from relapp.ui.widgets import text
from relapp.ui.widgets.buttons import Button, ButtonKind
from relapp.ui.widgets.flow_layout import FlowLayout
from relapp.ui.wording import dates, tr

_LONGEST_NAME = 40

Answer = Callable[[Plan], Plan]


class Question(QWidget):
    """Asks one thing at a time, each once; emits ``answered`` with what makes of the plan one that knows."""

    answered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.words = text.strong("")
        self.buttons: dict[str, Button] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        self._row = FlowLayout(spacing=SPACE_S)
        column.addWidget(self.words)
        column.addLayout(self._row)
        self.hide()

    def ask(self, plan: Plan) -> bool:
        """Show what the plan leaves open; whether there is anything."""
        for button in self.buttons.values():
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = {}
        if plan.asks_us:
            self._ask_us(plan.asks_us[:MOST_ASKED])
        elif plan.asks_date_order:
            self._ask_day(plan.asks_date_order)
        self.setVisible(bool(self.buttons))
        return bool(self.buttons)

    def take_focus(self, likelier: DateOrder) -> None:
        """Lead to the likelier answer."""
        first = next(iter(self.buttons.values()))
        self.buttons.get(likelier, first).setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_us(self, voices: tuple[str, ...]) -> None:
        self.words.setText(tr("Import", "Who of them is the shop? Neither the file nor its name says so."))
        for place, voice in enumerate(voices, 1):
            name = voice if len(voice) <= _LONGEST_NAME else voice[: _LONGEST_NAME - 1].rstrip() + "…"
            self._offer(voice, f"&{place}   {name.replace('&', '&&')}", partial(_spoken_by, voice))

    def _ask_day(self, example: str) -> None:
        self.words.setText(tr("Import", "Which day is {example}? The file does not say.").format(example=example))
        names = {
            DateOrder.DAY_FIRST: tr("Import", "&Day first: {day}"),
            DateOrder.MONTH_FIRST: tr("Import", "&Month first: {day}"),
        }
        for order, name in names.items():
            moment = parse_moment(example, order)
            day = dates.short(moment.date()) if moment else example
            self._offer(order, name.format(day=day), partial(_dated, order))

    def _offer(self, key: str, words: str, answer: Answer) -> None:
        button = Button(ButtonKind.TONAL, words)
        button.clicked.connect(lambda: self.answered.emit(answer))
        self._row.addWidget(button)
        self.buttons[key] = button


def _spoken_by(voice: str, plan: Plan) -> Plan:
    return plan.with_us(voice)


def _dated(order: DateOrder, plan: Plan) -> Plan:
    return plan.with_date_order(order)
