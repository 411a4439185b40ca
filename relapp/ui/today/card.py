"""One suggestion as a card: what to do, why, its evidence, and the answers."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from relapp.domain.customers import ContactKind, initials
from relapp.domain.interactions import Channel
from relapp.domain.suggestions.model import SuggestionKind
from relapp.services.pages.today import TodayItem
from relapp.ui import theme
from relapp.ui.theme import Tone
from relapp.ui.theme.metrics import RADIUS_CARD, SPACE_L, SPACE_M, SPACE_S
from relapp.ui.widgets import text
from relapp.ui.widgets.avatar import Avatar
from relapp.ui.widgets.buttons import Button, ButtonKind
from relapp.ui.widgets.chip import Chip
from relapp.ui.widgets.elided_label import ElidedLabel
from relapp.ui.widgets.flow_layout import FlowLayout
from relapp.ui.widgets.painting import paint_ground
from relapp.ui.wording import kinds, left_to_right, tr
from relapp.ui.wording import suggestions as wording

LOOKS: dict[SuggestionKind, tuple[str, Tone]] = {
    SuggestionKind.OWED_REPLY: ("message-circle-question-mark", Tone.INFO),
    SuggestionKind.PROMISE: ("handshake", Tone.WARN),
    SuggestionKind.RECOVERY: ("heart", Tone.DANGER),
    SuggestionKind.ARRIVAL: ("package", Tone.OK),
    SuggestionKind.DATE: ("cake", Tone.GIFT),
    SuggestionKind.REPLENISH: ("repeat", Tone.ACCENT),
    SuggestionKind.SLIPPING: ("hourglass", Tone.DANGER),
    SuggestionKind.AFTER_SALE: ("shopping-bag", Tone.ACCENT),
    SuggestionKind.SECOND_VISIT: ("user-plus", Tone.INFO),
    SuggestionKind.PROTECT: ("receipt", Tone.WARN),
    SuggestionKind.THANK: ("gift", Tone.GIFT),
    SuggestionKind.ASK: ("lightbulb", Tone.ACCENT),
    SuggestionKind.LIKE_THEM: ("users", Tone.ACCENT),
    SuggestionKind.HAND_OVER: ("arrow-left-right", Tone.INFO),
    SuggestionKind.TIDY: ("pen-line", Tone.NEUTRAL),
    SuggestionKind.SILENCE: ("moon", Tone.NEUTRAL),
}

_WAYS: dict[Channel, tuple[ContactKind, str]] = {
    Channel.PHONE: (ContactKind.PHONE, "phone"),
    Channel.MESSAGE: (ContactKind.PHONE, "message-circle"),
    Channel.EMAIL: (ContactKind.EMAIL, "mail"),
    Channel.POST: (ContactKind.ADDRESS, "mail"),
}


class SuggestionCard(QWidget):
    """Focusable as a whole; its keys are D, S, X, R, C and Enter. Signals carry no value: the view knows the card."""

    opened = Signal()
    done = Signal()
    later = Signal()
    refused = Signal()
    evidence = Signal()
    copied = Signal(str)

    def __init__(self, item: TodayItem, today: date) -> None:
        super().__init__()
        self.item = item
        suggestion = item.suggestion
        self.act = wording.act(suggestion.act, today)
        self.why = wording.why(suggestion.reason, today)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{item.customer.name}. {self.act}. {self.why}")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_L, SPACE_L - 2, SPACE_L, SPACE_L - 2)
        row.setSpacing(SPACE_M)
        row.addWidget(Avatar(initials(item.customer.name), item.customer.id), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(SPACE_S - 2)
        column.addLayout(self._head(suggestion.kind))
        column.addWidget(text.subtitle(self.act))
        column.addWidget(text.secondary(self.why))
        column.addSpacing(SPACE_S - 2)
        column.addLayout(self._buttons())
        row.addLayout(column, 1)

    def ring_radius(self) -> float:
        return RADIUS_CARD

    def _head(self, kind: SuggestionKind) -> QHBoxLayout:
        icon, tone = LOOKS.get(kind, ("sparkles", Tone.NEUTRAL))
        head = QHBoxLayout()
        head.addWidget(ElidedLabel(self.item.customer.name, theme.TextRole.STRONG), 1)
        head.addWidget(Chip(kinds.suggestion(kind), tone, icon))
        return head

    def _buttons(self) -> FlowLayout:
        flow = FlowLayout()
        reach = self._reach()
        if reach is not None:
            flow.addWidget(reach)
        count = len(self.item.suggestion.receipts)
        self._button(flow, tr("Today", "%n receipt(s)", count), "receipt", tr("Today", "Show the evidence (R)"),
                     self.evidence, ButtonKind.OUTLINE)  # fmt: skip
        self._button(flow, tr("Today", "Done"), "check", tr("Today", "Done (D)"), self.done)
        self._button(flow, tr("Today", "Later"), "clock", tr("Today", "Later (S)"), self.later)
        self._button(flow, tr("Today", "No"), "x", tr("Today", "No, with a reason (X)"), self.refused)
        return flow

    def _button(
        self, flow: FlowLayout, words: str, icon: str, name: str, signal: object, kind: ButtonKind = ButtonKind.GHOST
    ) -> None:
        button = Button(kind, words, icon, name=name)
        button.clicked.connect(signal)
        flow.addWidget(button)

    def _reach(self) -> Button | None:
        channel = self.item.suggestion.channel
        kind, icon = _WAYS.get(channel, (None, "")) if channel is not None else (None, "")
        value = next((point.value for point in self.item.contacts if point.kind is kind), "")
        self.reach_by = value
        if not value:
            return None
        button = Button(
            ButtonKind.TONAL,
            left_to_right(value.replace("&", "&&")),
            icon,
            name=tr("Today", "Copy {what} (C)").format(what=value),
        )
        button.clicked.connect(lambda: self.copied.emit(value))
        return button

    def keyPressEvent(self, event: QKeyEvent) -> None:
        signals = {
            Qt.Key.Key_D: self.done,
            Qt.Key.Key_S: self.later,
            Qt.Key.Key_X: self.refused,
            Qt.Key.Key_R: self.evidence,
            Qt.Key.Key_Return: self.opened,
            Qt.Key.Key_Enter: self.opened,
        }
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or (key not in signals and key != Qt.Key.Key_C):
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_C:
            if self.reach_by:
                self.copied.emit(self.reach_by)
        else:
            signals[key].emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def mouseDoubleClickEvent(self, event: object) -> None:  # noqa: ARG002
        self.opened.emit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        tokens = theme.current().tokens
        edge = tokens.accent if self.hasFocus() else tokens.line
        paint_ground(QPainter(self), self.rect(), RADIUS_CARD, tokens.surface, edge)
