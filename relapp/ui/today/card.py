"""One suggestion as a card: what to do, why, its evidence, and the answers."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from relapp.domain.customers import initials
from relapp.domain.interactions import Channel
from relapp.domain.receipts import Receipt, Source
from relapp.domain.suggestions.model import Suggestion, SuggestionKind
from relapp.services.pages.today import TodayItem
from relapp.ui import theme
from relapp.ui.signs import SUGGESTION_SIGNS
from relapp.ui.theme import Tone
from relapp.ui.theme.metrics import RADIUS_CARD, SPACE_L, SPACE_M, SPACE_S
from relapp.ui.theme.palette import FAINT
from relapp.ui.today.way import way_of
from relapp.ui.widgets import text
from relapp.ui.widgets.avatar import Avatar
from relapp.ui.widgets.buttons import Button, ButtonKind
from relapp.ui.widgets.chip import Chip, ChipButton
from relapp.ui.widgets.elided_label import ElidedLabel
from relapp.ui.widgets.flow_layout import FlowLayout
from relapp.ui.widgets.painting import paint_ground
from relapp.ui.wording import kinds, left_to_right, tr
from relapp.ui.wording import suggestions as wording

_ICONS = {Channel.PHONE: "phone", Channel.MESSAGE: "message-circle", Channel.EMAIL: "mail", Channel.POST: "mail"}


class SuggestionCard(QWidget):
    """Focusable as a whole; its keys are Enter, D, S, X, R, C, N, L, O, and W or ``?``. The view knows the card.

    ``touched`` says that somebody is at it.
    """

    opened = Signal()
    done = Signal()
    later = Signal()
    refused = Signal()
    evidence = Signal()
    why_wanted = Signal()
    words_wanted = Signal()
    copied = Signal(str)
    linked = Signal()
    case_wanted = Signal()
    touched = Signal()

    def __init__(self, item: TodayItem, today: date) -> None:
        super().__init__()
        self.item = item
        self.way = way_of(item)
        self.case = case_of(item.suggestion)
        self.settled = False
        suggestion = item.suggestion
        self.act = wording.act(suggestion.act, today)
        self.why = wording.why(suggestion.reason, today)
        quiet = "" if item.disturbs is None else wording.peace(item.disturbs, today)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(". ".join(part for part in (item.customer.name, self.act, self.why, quiet) if part))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_L, SPACE_L - 2, SPACE_L, SPACE_L - 2)
        row.setSpacing(SPACE_M)
        row.addWidget(Avatar(initials(item.customer.name), item.customer.id), 0, Qt.AlignmentFlag.AlignTop)
        self._name = ElidedLabel(item.customer.name, theme.TextRole.STRONG)
        self._words = [text.subtitle(self.act), text.secondary(self.why)]
        if quiet:
            self._words.append(text.secondary(quiet))
        self._head, self._answers = QWidget(), QWidget()
        column = QVBoxLayout()
        column.setSpacing(SPACE_S - 2)
        self._lay_out_head(suggestion.kind)
        column.addWidget(self._head)
        for label in self._words:
            column.addWidget(label)
        column.addSpacing(SPACE_S - 2)
        self._lay_out_answers()
        column.addWidget(self._answers)
        row.addLayout(column, 1)
        for widget in (self, *self.findChildren(QWidget)):
            widget.setMouseTracking(True)

    def ring_radius(self) -> float:
        return RADIUS_CARD

    # -- its parts --

    def _lay_out_head(self, kind: SuggestionKind) -> None:
        icon, tone = SUGGESTION_SIGNS[kind]
        self._chip = Chip(kinds.suggestion(kind), tone, icon)
        self._over = Chip(tr("Today", "No longer needed"), Tone.NEUTRAL, "check")
        self._over.hide()
        flow = FlowLayout(self._head)
        for widget in (self._name, self._chip, self._over):
            flow.addWidget(widget)
        count = len(self.item.suggestion.receipts)
        for words, icon, name, signal in (
            (tr("Today", "%n receipt(s)", count), "receipt", tr("Today", "Show the evidence (R)"), self.evidence),
            (tr("Today", "Why?"), "circle-question-mark", tr("Today", "Why this, why now? (W)"), self.why_wanted),
        ):
            chip = ChipButton(words, Tone.NEUTRAL, icon)
            chip.setAccessibleName(name)
            chip.setToolTip(text.tip(name))
            chip.clicked.connect(signal)
            flow.addWidget(chip)

    def _lay_out_answers(self) -> None:
        flow = FlowLayout(self._answers)
        self._add_way(flow)
        self._button(flow, tr("Today", "Ready words"), "notebook-pen", tr("Today", "Copy the ready words (C)"),
                     self.words_wanted, ButtonKind.OUTLINE)  # fmt: skip
        if self.case is not None:
            self._button(flow, tr("Today", "Put it right…"), "triangle-alert", tr("Today", "Open the case (O)"),
                         self.case_wanted, ButtonKind.OUTLINE)  # fmt: skip
        self._button(flow, tr("Today", "Done"), "check", tr("Today", "Done (D)"), self.done)
        self._button(flow, tr("Today", "Later"), "clock", tr("Today", "Later (S)"), self.later)
        self._button(flow, tr("Today", "No"), "x", tr("Today", "No, with a reason (X)"), self.refused)

    def _button(
        self, flow: FlowLayout, words: str, icon: str, name: str, signal: object, kind: ButtonKind = ButtonKind.GHOST
    ) -> None:
        button = Button(kind, words, icon, name=name)
        button.clicked.connect(signal)
        flow.addWidget(button)

    def _add_way(self, flow: FlowLayout) -> None:
        """How to reach them: a button that begins it, or where no program can, one that copies the address."""
        way = self.way
        if way is None:
            return
        value = left_to_right(" ".join(way.value.split()))
        copying = tr("Today", "Copy {what} (N)").format(what=value)
        words, name = value, copying
        if way.opens:
            text_ = tr("Today", "Call {what}") if way.channel is Channel.PHONE else tr("Today", "Write to {what}")
            words = text_.format(what=value)
            name = tr("Today", "{act} (L)").format(act=words)
        button = Button(ButtonKind.TONAL, words.replace("&", "&&"), _ICONS[way.channel], name=name)
        button.clicked.connect(self.linked if way.opens else self._copy)
        flow.addWidget(button)
        if way.opens:
            copy = Button(ButtonKind.GHOST, icon="copy", name=copying)
            copy.clicked.connect(self._copy)
            flow.addWidget(copy)

    def _copy(self) -> None:
        if self.way is not None:
            self.copied.emit(self.way.value)

    # -- no longer needed --

    def settle(self) -> None:
        """It stays where it is, for somebody may be at it, but there is nothing left to answer."""
        if self.settled:
            return
        self.settled = True
        focus = self.focusWidget()
        if focus is not None and focus is not self and self.isAncestorOf(focus) and focus.hasFocus():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._chip.hide()
        self._over.show()
        self._answers.setEnabled(False)
        for label in (self._name, *self._words):
            label.set_ink(FAINT)
        self.setAccessibleName(f"{self._over.text()}. {self.item.customer.name}. {self.act}")
        self.update()

    # -- what it is told --

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.touched.emit()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.text() == "?" or (plain and event.key() == Qt.Key.Key_W):
            self.why_wanted.emit()
        elif not plain or not self._press(Qt.Key(event.key())):
            super().keyPressEvent(event)

    def _press(self, key: Qt.Key) -> bool:
        """Do what a key of the card asks for; whether it is one."""
        always = {Qt.Key.Key_R: self.evidence, Qt.Key.Key_Return: self.opened, Qt.Key.Key_Enter: self.opened}
        answers = {
            Qt.Key.Key_D: self.done,
            Qt.Key.Key_S: self.later,
            Qt.Key.Key_X: self.refused,
            Qt.Key.Key_C: self.words_wanted,
            Qt.Key.Key_L: self.linked,
        }
        if key in always:
            always[key].emit()
        elif key == Qt.Key.Key_O and self.case is not None:
            self.case_wanted.emit()
        elif key == Qt.Key.Key_N:
            self._copy()
        elif key in answers:
            if not self.settled:
                answers[key].emit()
        else:
            return False
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self.touched.emit()

    def mouseDoubleClickEvent(self, event: object) -> None:  # noqa: ARG002
        self.opened.emit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        tokens = theme.current().tokens
        edge = tokens.accent if self.hasFocus() else tokens.line
        ground = tokens.sunken if self.settled else tokens.surface
        paint_ground(QPainter(self), self.rect(), RADIUS_CARD, ground, edge)


def case_of(suggestion: Suggestion) -> Receipt | None:
    """What a suggestion to put something right is about: a case, or a complaint that has none yet."""
    if suggestion.kind is not SuggestionKind.RECOVERY:
        return None
    cases = [receipt for receipt in suggestion.receipts if receipt.source is Source.CASE]
    return next(iter([*cases, *suggestion.receipts]), None)
