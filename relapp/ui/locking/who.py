"""Who is here: the names, each with its number, and the PIN of whoever has one."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from relapp.domain.errors import UserError
from relapp.domain.folding import fold
from relapp.domain.staff import Staff
from relapp.services import sign_in
from relapp.services.pages import shop as shop_page
from relapp.ui.editing import Editing
from relapp.ui.locking.forgotten import Forgotten
from relapp.ui.locking.pin_sheet import pin_field
from relapp.ui.theme import TextRole
from relapp.ui.theme.metrics import SPACE_S
from relapp.ui.theme.palette import DANGER
from relapp.ui.widgets import text
from relapp.ui.widgets.buttons import Button, ButtonKind, ghost
from relapp.ui.widgets.text import Label
from relapp.ui.wording import tr
from relapp.ui.wording.errors import sentence


class WhoIsHere(QWidget):
    """``entered``: somebody said who they are, and is at the desk now.

    With ``helps``, who forgot their PIN finds what to do below it.
    """

    entered = Signal()

    def __init__(self, editing: Editing, parent: QWidget | None = None, *, helps: bool = False) -> None:
        super().__init__(parent)
        self._helps = helps
        self.forgotten: Forgotten | None = None
        self._editing = editing
        self.buttons: list[Button] = []
        self._members: list[Staff] = []
        self._with_pin: frozenset[int] = frozenset()
        self._meant: Staff | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_S)
        self.asked = text.body("")
        self.pin = pin_field()
        self.pin.returnPressed.connect(self._try)
        self.trouble = Label("", TextRole.SMALL, DANGER)
        self.help = ghost(tr("Staff", "&Forgotten?"), "circle-question-mark")
        self.help.clicked.connect(self._show_help)
        for widget in (self.asked, self.pin, self.trouble):
            self._column.addWidget(widget)
        self._column.addWidget(self.help, 0, Qt.AlignmentFlag.AlignLeft)

    def begin(self) -> None:
        """Show the names as they are now, without a PIN asked for."""
        while self.buttons:
            button = self.buttons.pop()
            self._column.removeWidget(button)
            button.deleteLater()
        self._members = [one for one in self._editing.read(shop_page.page).staff if one.active]
        self._with_pin = self._editing.read(sign_in.with_pin)
        for number, member in enumerate(self._members, start=1):
            here = member.id == self._editing.staff_id
            words = f"{number}   {member.name}" if number <= 9 else member.name
            kind = ButtonKind.TONAL if here else ButtonKind.OUTLINE
            button = Button(kind, words.replace("&", "&&"), "check" if here else "")
            button.setAccessibleName(member.name)
            button.clicked.connect(partial(self._choose, member))
            self._column.insertWidget(number - 1, button)
            self.buttons.append(button)
        self._ask_for(None)

    def take_keyboard(self) -> None:
        """Be ready: the PIN if one is asked for, else whoever was here last."""
        here = [one.id for one in self._members]
        if self._meant is not None:
            self.pin.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.buttons:
            last = here.index(self._editing.staff_id) if self._editing.staff_id in here else 0
            self.buttons[last].setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_who_was_here(self) -> None:
        """Ask at once for the PIN of whoever was here last, if they have one."""
        for member in self._members:
            if member.id == self._editing.staff_id and member.id in self._with_pin:
                self._choose(member)

    def heed(self, event: QKeyEvent) -> bool:
        """Take a number, or a first letter that only one name has; whether it was one of these."""
        if event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
            return False
        number = event.key() - Qt.Key.Key_1
        if 0 <= number < min(9, len(self.buttons)):
            self.buttons[number].click()
            return True
        typed = fold(event.text())
        fitting = [place for place, one in enumerate(self._members) if typed and fold(one.name).startswith(typed)]
        if len(fitting) == 1:
            self.buttons[fitting[0]].click()
        return len(fitting) == 1

    def _choose(self, member: Staff) -> None:
        if member.id in self._with_pin:
            self._ask_for(member)
            self.take_keyboard()
        else:
            self._enter(member, "")

    def _ask_for(self, member: Staff | None) -> None:
        self._meant = member
        self.pin.setText("")
        self.trouble.clear()
        if member is not None:
            said = tr("Staff", "PIN of {name}").format(name=member.name)
            self.asked.setText(said)
            self.pin.setAccessibleName(said)
        for widget in (self.asked, self.pin, self.trouble):
            widget.setVisible(member is not None)
        self.help.setVisible(self._helps and member is not None)
        self._put_help_away()

    def _show_help(self) -> None:
        """Below the PIN, in the place of the question: the way out."""
        meant = self._meant
        if meant is None:
            return
        self.help.hide()
        self.forgotten = Forgotten(self._editing, meant)
        self.forgotten.renewed.connect(lambda pin: self._enter(meant, pin))
        self._column.addWidget(self.forgotten)
        (self.forgotten.first or self.pin).setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_help_away(self) -> None:
        if self.forgotten is not None:
            self.forgotten.hide()
            self.forgotten.deleteLater()
            self.forgotten = None

    def _try(self) -> None:
        if self._meant is not None:
            self._enter(self._meant, self.pin.text())

    def _enter(self, member: Staff, pin: str) -> None:
        try:
            self._editing.let_in(member.id, pin)
        except UserError as error:
            self.pin.setText("")
            self.trouble.setText(sentence(error))
            self.trouble.show()
            return
        self._ask_for(None)
        self.entered.emit()
