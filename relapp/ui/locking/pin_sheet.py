"""The PIN of one member of staff: set, changed, or taken away."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from relapp.domain.errors import UserError
from relapp.domain.staff import Staff
from relapp.services import sign_in
from relapp.ui.editing import Editing, Notice
from relapp.ui.widgets import text
from relapp.ui.widgets.buttons import Button, ButtonKind
from relapp.ui.widgets.form_sheet import FormSheet
from relapp.ui.wording import tr
from relapp.ui.wording.errors import sentence


class PinSheet(FormSheet):
    """``changed``: it was set or taken away. Of their own the one until now is asked for."""

    changed = Signal()

    def __init__(self, editing: Editing, window: QWidget, member: Staff, *, has: bool) -> None:
        super().__init__(window, tr("Staff", "PIN of {name}").format(name=member.name))
        self._editing = editing
        self._member = member
        self._own = has and member.id == editing.staff_id
        self.old = pin_field()
        self.pin = pin_field()
        self.again = pin_field()
        self.add_plain(
            text.secondary(
                tr(
                    "Staff",
                    "It says who is at the till, so that each entry bears the right name. After three wrong ones there "
                    "is a wait that grows. It does not protect the file from somebody who has it.",
                )
            )
        )
        if self._own:
            self.add_field(tr("Staff", "PIN until now"), self.old)
        self.add_field(tr("Staff", "New PIN, 4 to 12 digits"), self.pin)
        self.add_field(tr("Staff", "The same once more"), self.again)
        if has:
            away = Button(ButtonKind.OUTLINE, tr("Staff", "&Take the PIN away"), "trash-2")
            away.clicked.connect(self._take_away)
            self.add_plain(away)
        self.saved.connect(self._store)

    def _store(self) -> None:
        if self.pin.text() != self.again.text():
            self.say(tr("Staff", "The two are not the same."))
            return
        try:
            old, clerk = self.old.text(), self._editing.clerk
            sign_in.set_pin(self._editing.operations, self._member.id, self.pin.text(), old=old, clerk=clerk)
        except UserError as error:
            self.say(sentence(error))
            return
        self._done(tr("Staff", "{name} has a PIN now").format(name=self._member.name))

    def _take_away(self) -> None:
        try:
            old, clerk = self.old.text(), self._editing.clerk
            sign_in.clear_pin(self._editing.operations, self._member.id, old=old, clerk=clerk)
        except UserError as error:
            self.say(sentence(error))
            return
        self._done(tr("Staff", "{name} has no PIN any more").format(name=self._member.name))

    def _done(self, said: str) -> None:
        self._editing.told.emit(Notice(said))
        self.dismiss()
        self.changed.emit()


def pin_field() -> QLineEdit:
    """A field that shows no digit."""
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setMaxLength(sign_in.MOST)
    return field
