"""Which of these is not true? The receipts of a suggestion in words; each answer is one key."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from relapp.domain.receipts import Receipt
from relapp.ui.theme.metrics import SPACE_M, SPACE_XS
from relapp.ui.widgets import text
from relapp.ui.widgets.buttons import Button, ButtonKind
from relapp.ui.widgets.scrolled_sheet import ScrolledSheet
from relapp.ui.wording import tr

_KEYS = 9


class WhichReceipt(ScrolledSheet):
    """``receipts`` come with their words; the first nine have a number. 0: nobody knows which of them it is."""

    def __init__(
        self,
        window: QWidget,
        name: str,
        receipts: Sequence[tuple[Receipt, str]],
        choose: Callable[[Receipt | None], object],
    ) -> None:
        title = tr("Today", "Which of these is not true?")
        super().__init__(window, title)
        self._choose = choose
        self.card.column.addWidget(text.title(title))
        self.card.column.addWidget(text.secondary(name))
        self.buttons = [self._add(number, *one) for number, one in enumerate(receipts, start=1)]
        widest = max((button.sizeHint().width() for button in self.buttons), default=0)
        for button in self.buttons:
            button.setMinimumWidth(widest)
        self.card.column.addWidget(self.scroller)
        self.card.column.addSpacing(SPACE_XS)
        words = tr("Today", "I don't know which")
        self.unsure = Button(ButtonKind.GHOST, f"&0   {words}", "circle-question-mark")
        self.unsure.setAccessibleName(words)
        self.unsure.clicked.connect(lambda: self._chosen(None))
        self.card.column.addWidget(self.unsure, 0, Qt.AlignmentFlag.AlignLeft)

    def _add(self, number: int, receipt: Receipt, words: str) -> Button:
        # The words stand beside the button: they may need several lines.
        button = Button(ButtonKind.OUTLINE, f"&{number}" if number <= _KEYS else str(number), name=words)
        button.clicked.connect(lambda: self._chosen(receipt))
        row = QHBoxLayout()
        row.setContentsMargins(4, 2, 0, 2)  # room for the focus ring
        row.setSpacing(SPACE_M)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(text.body(words), 1)
        self.rows.addLayout(row)
        return button

    def _chosen(self, receipt: Receipt | None) -> None:
        self.dismiss()
        self._choose(receipt)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = event.key() - Qt.Key.Key_0
        if number == 0:
            self.unsure.click()
        elif 1 <= number <= min(_KEYS, len(self.buttons)):
            self.buttons[number - 1].click()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)
