"""The first run: start empty, bring a file, or look at the sample shop. One optional name, no form."""

from __future__ import annotations

import getpass
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from relapp.ui import theme
from relapp.ui.theme.metrics import SPACE_L, SPACE_M, SPACE_S, SPACE_XL
from relapp.ui.widgets import text
from relapp.ui.widgets.buttons import Button, ButtonKind
from relapp.ui.widgets.card import Card
from relapp.ui.wording import tr

_WIDEST = 640


class FirstRunView(QWidget):
    """Each signal but the sample's carries the name typed, which may be empty."""

    empty_wanted = Signal(str)
    import_wanted = Signal(str)
    sample_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        outer = QHBoxLayout(self)
        inner = QWidget()
        inner.setMaximumWidth(theme.current().px(_WIDEST))
        outer.addStretch(1)
        outer.addWidget(inner, 20)
        outer.addStretch(1)
        column = QVBoxLayout(inner)
        column.setContentsMargins(SPACE_XL, SPACE_XL, SPACE_XL, SPACE_XL)
        column.setSpacing(SPACE_M)
        column.addStretch(2)
        column.addWidget(text.display(tr("First run", "Welcome to relapp")))
        column.addWidget(
            text.secondary(
                tr(
                    "First run",
                    "Write down in one line what happened with a customer. relapp remembers it for everyone in the "
                    "shop, and each morning suggests a few people worth a word, with the reason. Everything stays on "
                    "this computer.",
                )
            )
        )
        column.addSpacing(SPACE_L)
        label = text.strong(tr("First run", "Your name"))
        self.name = QLineEdit(_own_name())
        self.name.setMaxLength(80)
        self.name.setAccessibleName(tr("First run", "Your name, so that entries bear it"))
        self.name.setPlaceholderText(tr("First run", "So that entries bear it (may stay empty)"))
        self.name.returnPressed.connect(lambda: self.empty_wanted.emit(self.name.text()))
        label.setBuddy(self.name)
        column.addWidget(label)
        column.addWidget(self.name)
        column.addSpacing(SPACE_S)
        self.steps = [
            self._step(column, ButtonKind.FILLED, tr("First run", "&Start with the first customer"), "plus",
                       tr("First run", "Nothing to set up: type a name and what happened."),
                       lambda: self.empty_wanted.emit(self.name.text())),
            self._step(column, ButtonKind.OUTLINE, tr("First run", "&Import a file"), "upload",
                       tr("First run", "Customers, sales, cards, mail or a chat: any file you have. It can be undone."),
                       lambda: self.import_wanted.emit(self.name.text())),
            self._step(column, ButtonKind.OUTLINE, tr("First run", "&Look at the sample shop"), "store",
                       tr("First run", "A bakery with 120 customers and two years. One click removes it again."),
                       self.sample_wanted.emit),
        ]  # fmt: skip
        column.addStretch(3)

    def _step(
        self, column: QVBoxLayout, kind: ButtonKind, words: str, icon: str, why: str, act: Callable[[], object]
    ) -> Button:
        card = Card(name=words.replace("&", ""))
        button = Button(kind, words, icon)
        button.setAccessibleDescription(why)
        button.clicked.connect(act)
        row = QHBoxLayout()
        row.addWidget(text.body(why), 1)
        row.addSpacing(SPACE_M)
        row.addWidget(button)
        card.column.addLayout(row)
        column.addWidget(card)
        return button

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: ARG002
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()


def _own_name() -> str:
    """The name this person has on this computer, where it looks like one."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):
        return ""
    return "" if name.lower() in ("root", "user", "admin", "administrator", "owner") else name.capitalize()
