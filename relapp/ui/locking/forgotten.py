"""What somebody who forgot their PIN can do: told in words, and done here where the file has a key."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from relapp.domain.errors import UserError
from relapp.domain.staff import Staff
from relapp.services import forgotten_pin
from relapp.services.forgotten_pin import Help, Way
from relapp.ui.editing import Editing
from relapp.ui.locking.pin_sheet import pin_field
from relapp.ui.protection.typing import hidden_line, show_typing
from relapp.ui.theme import TextRole
from relapp.ui.theme.metrics import SPACE_S, SPACE_XS
from relapp.ui.theme.palette import DANGER, SECONDARY
from relapp.ui.widgets import text
from relapp.ui.widgets.buttons import tonal
from relapp.ui.widgets.text import Label
from relapp.ui.wording import listed, tr
from relapp.ui.wording.errors import sentence

COMMAND = "relapp staff --clear-pin"


class Forgotten(QWidget):
    """``renewed`` with the new PIN, which already holds."""

    renewed = Signal(str)

    def __init__(self, editing: Editing, member: Staff) -> None:
        super().__init__()
        self._editing = editing
        self._member = member
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, SPACE_S, 0, 0)
        self._column.setSpacing(SPACE_XS)
        found = forgotten_pin.way_out(editing.operations, member.id)
        self.said = text.body(_said(found))
        self._column.addWidget(self.said)
        if found.way is Way.BY_COMMAND:
            # By itself, so that no line breaks within it.
            self._column.addWidget(text.strong(COMMAND))
            self._column.addWidget(text.body(_done()))
        self.first: QWidget | None = None
        """What is to have the keyboard."""
        if found.way is Way.BY_KEY:
            self._add_fields()

    def _add_fields(self) -> None:
        self.key, self.pin, self.again = hidden_line(), pin_field(), pin_field()
        self.first = self.key
        self.trouble = Label("", TextRole.SMALL, DANGER)
        self.trouble.hide()
        self._add(tr("Staff", "Passphrase or recovery code"), self.key)
        self._column.addWidget(show_typing(self.key))
        self._add(tr("Staff", "New PIN, 4 to 12 digits"), self.pin)
        self._add(tr("Staff", "The same once more"), self.again)
        self._column.addWidget(self.trouble)
        self.button = tonal(tr("Staff", "&Set the new PIN"), "check")
        self.button.clicked.connect(self._renew)
        self._column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def _add(self, name: str, field: QLineEdit) -> None:
        label = Label(name, TextRole.SMALL, SECONDARY)
        label.setBuddy(field)
        field.setAccessibleName(name)
        field.returnPressed.connect(self._renew)
        self._column.addWidget(label)
        self._column.addWidget(field)

    def _renew(self) -> None:
        if self.pin.text() != self.again.text():
            self._refuse(tr("Staff", "The two are not the same."))
            return
        try:
            forgotten_pin.renew(self._editing.operations, self._member.id, self.key.text(), self.pin.text())
        except UserError as error:
            self._refuse(sentence(error))
            return
        self.renewed.emit(self.pin.text())

    def _refuse(self, words: str) -> None:
        self.trouble.setText(words)
        self.trouble.show()


def _said(found: Help) -> str:
    match found.way:
        case Way.BY_KEY:
            return tr("Staff", "Whoever has the passphrase or the recovery code of this shop can set a new PIN here.")
        case Way.BY_OWNER:
            return tr("Staff", "Ask {owners}: an owner sets a new PIN in the settings.").format(
                owners=listed(found.owners)
            )
        case Way.BY_COMMAND:
            return tr("Staff", "Whoever looks after this computer can type this in a terminal:")


def _done() -> str:
    return tr("Staff", "Then nobody here has a PIN, and the record of the shop shows that it was done.")
