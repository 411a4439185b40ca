"""What the line offers to remember: chips to accept one by one. Nothing is stored that is not shown here."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from relapp.domain.cases import NewCase
from relapp.domain.consents import NewWord
from relapp.domain.facts import NewFact
from relapp.domain.peace import NewPeace, NewQuiet
from relapp.domain.promises import NewPromise
from relapp.domain.sentence.chips import Chip
from relapp.ui.quick_log.form_keys import key_text
from relapp.ui.signs import DANGERS, PROMISE_ICON
from relapp.ui.theme import Tone
from relapp.ui.theme.metrics import SPACE_S, SPACE_XS
from relapp.ui.widgets.chip import ChipButton
from relapp.ui.widgets.flow_layout import FlowLayout
from relapp.ui.wording import entries, tr

_CIRCLED = "①②③④⑤⑥⑦⑧⑨"
_MOST = 12
"""More at once nobody reads; a long text is better logged in pieces."""


def _tone(chip: Chip) -> Tone:
    if isinstance(chip.offer, NewPromise):
        return Tone.WARN
    if isinstance(chip.offer, NewCase):
        return Tone.DANGER
    if isinstance(chip.offer, NewFact):
        return Tone.DANGER if chip.offer.kind in DANGERS else Tone.ACCENT
    if isinstance(chip.offer, (NewWord, NewPeace, NewQuiet)):
        return Tone.INFO
    return Tone.GIFT


def _identity(chip: Chip) -> tuple[type, int]:
    """What stays of a chip while its words are still being typed."""
    return type(chip.offer), chip.span[0]


class OfferButton(ChipButton):
    """An offer: Space ticks it and takes the tick away, Enter ticks it, and once it is ticked goes on to save."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and (self.isChecked() or event.modifiers() & Qt.KeyboardModifier.ControlModifier):
            event.ignore()
        else:
            super().keyPressEvent(event)


class OfferRow(QWidget):
    """Chips that are ticked by Space, Enter, a click or Alt and their number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("QuickLog", "Offered to remember"))
        self._chips: tuple[Chip, ...] = ()
        self._accepted: set[tuple[type, int]] = set()
        self._shown: tuple[object, ...] = ()
        self.buttons: list[ChipButton] = []
        self._flow = FlowLayout(self, SPACE_S)
        self._flow.setContentsMargins(SPACE_XS, 0, 0, 0)
        self.hide()

    @property
    def accepted(self) -> tuple[Chip, ...]:
        """The chips that are ticked."""
        return tuple(chip for chip in self._chips if _identity(chip) in self._accepted)

    def accept_all(self) -> None:
        """Tick every chip that is shown."""
        for button in self.buttons:
            button.setChecked(True)

    def forget(self) -> None:
        """Tick none."""
        self._accepted.clear()

    def show_chips(self, chips: tuple[Chip, ...], first_number: int, today: date) -> bool:
        """Show the first ``chips``, numbered from ``first_number``; whether there are other buttons now."""
        self._chips = chips = chips[:_MOST]
        words = tuple(entries.offer(chip.offer, today) for chip in chips)
        shown = (first_number, chips, words)
        if shown == self._shown:
            return False
        self._shown = shown
        for button in self.buttons:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = [
            self._button(chip, text, number)
            for number, (chip, text) in enumerate(zip(chips, words, strict=True), start=first_number)
        ]
        self.setVisible(bool(chips))
        self.updateGeometry()
        return True

    def _button(self, chip: Chip, text: str, number: int) -> ChipButton:
        icon = PROMISE_ICON if isinstance(chip.offer, NewPromise) else "plus"
        icon = "moon" if isinstance(chip.offer, (NewPeace, NewQuiet)) else icon
        # A plain number would read as part of the words.
        shown = f"{_CIRCLED[number - 1]} {text}" if number < 10 else text
        button = OfferButton(shown, _tone(chip), icon, parent=self)
        button.setCheckable(True)
        button.setChecked(_identity(chip) in self._accepted)
        button.setAccessibleName(text)
        if number < 10:
            button.setToolTip(key_text(str(number)))
        button.toggled.connect(lambda on, chip=chip: self._tick(chip, on))
        self._flow.addWidget(button)
        button.show()
        return button

    def _tick(self, chip: Chip, on: bool) -> None:
        if on:
            self._accepted.add(_identity(chip))
        else:
            self._accepted.discard(_identity(chip))
