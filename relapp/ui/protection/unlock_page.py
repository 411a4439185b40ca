"""The page before a protected shop: asks for its passphrase, or for the recovery code."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from relapp.ui.protection.typing import hidden_line, show_typing
from relapp.ui.theme import TextRole
from relapp.ui.theme.metrics import SPACE_M, SPACE_S, SPACE_XS
from relapp.ui.theme.palette import DANGER, SECONDARY
from relapp.ui.widgets.buttons import filled, ghost
from relapp.ui.widgets.check_box import CheckBox
from relapp.ui.widgets.placeholder import Placeholder
from relapp.ui.widgets.text import Label
from relapp.ui.wording import protection as wording
from relapp.ui.wording import tr

_LONGEST_WAIT = 30


class UnlockPage(Placeholder):
    """``tried`` tells what was typed, whether it is the recovery code, and whether this PC shall remember.

    The owner answers with :meth:`refuse`, or takes the page away.
    """

    tried = Signal(str, bool, bool)

    def __init__(self, *, keyring: bool) -> None:
        super().__init__("eye-off", wording.locked_title(), wording.locked(), alone=True)
        self._by_code = False
        self._wrong = 0
        self._left = 0
        self._sentence_said = ""
        self.name = Label("", TextRole.SMALL, SECONDARY)
        self.field: QLineEdit = hidden_line()
        self.name.setBuddy(self.field)
        self.field.returnPressed.connect(self._try)
        self.show_typing = show_typing(self.field)
        self.remember = CheckBox(tr("Protection", "Do not ask again at this computer"))
        # Shown before it has a parent, it would be a window of its own for a moment and take the keyboard.
        if not keyring:
            self.remember.hide()
        self.trouble = Label("", TextRole.SMALL, DANGER)
        self.trouble.hide()
        self.button = filled(tr("Protection", "&Open the shop"), "check")
        self.button.clicked.connect(self._try)
        self.other = ghost("")
        self.other.clicked.connect(self._change)
        self._wait = QTimer(self)
        self._wait.setInterval(1000)
        self._wait.timeout.connect(self._count)
        column = QVBoxLayout()
        column.setSpacing(SPACE_XS)
        for widget in (self.name, self.field, self.show_typing, self.remember, self.trouble):
            column.addWidget(widget)
        column.addSpacing(SPACE_S)
        for button in (self.button, self.other):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.add_content(column, SPACE_M)
        self.setFocusProxy(self.field)
        self._ask()

    def _ask(self) -> None:
        name = tr("Protection", "Recovery code") if self._by_code else tr("Protection", "Passphrase")
        self.name.setText(name)
        self.field.setAccessibleName(name)
        self.field.setText("")
        self.other.setText(
            tr("Protection", "Use the &passphrase") if self._by_code else tr("Protection", "&Use the recovery code")
        )

    def _change(self) -> None:
        self._by_code = not self._by_code
        self.show_typing.setChecked(self._by_code)
        self._say("")
        self._ask()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _try(self) -> None:
        if not self.field.text() or self._left or not self.button.isEnabled():
            return
        self._say("")
        self._set_free(False)
        self.button.setText(tr("Protection", "Opening…"))
        self.tried.emit(self.field.text(), self._by_code, self.remember.isChecked())

    def refuse(self, sentence: str, *, wrong: bool) -> None:
        """Say why the shop is still closed; after each ``wrong`` word it takes longer until the next may be tried."""
        self._sentence_said = sentence
        self.button.setText(tr("Protection", "&Open the shop"))
        self._wrong += wrong
        self._left = min(2 ** (self._wrong - 1), _LONGEST_WAIT) if wrong else 0
        if self._left:
            self._wait.start()
            self._told()
        else:
            self._say(sentence)
            self._set_free(True)

    def _count(self) -> None:
        self._left -= 1
        if self._left > 0:
            self._told()
            return
        self._left = 0
        self._wait.stop()
        self._say(self._sentence_said)
        self._set_free(True)

    def _told(self) -> None:
        self._say(f"{self._sentence_said} {wording.wait(self._left)}")

    def _set_free(self, free: bool) -> None:
        # Not disabled: the keyboard would go on to the next control, and what is typed on meanwhile would change it.
        self.field.setReadOnly(not free)
        self.button.setEnabled(free)
        if free:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.field.selectAll()

    def _say(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))
