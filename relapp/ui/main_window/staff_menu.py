"""Switch person in two keys: F4, then the number beside the name."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from relapp.services import staff as staff_verbs
from relapp.services.pages import shop as shop_page
from relapp.ui.editing import Editing
from relapp.ui.widgets import text
from relapp.ui.widgets.buttons import Button, ButtonKind
from relapp.ui.widgets.sheet import Sheet
from relapp.ui.wording import tr


class StaffMenu(Sheet):
    """Lists who works here; the first nine answer to their number. A new name is typed at once and added in place."""

    def __init__(self, editing: Editing, window: QWidget) -> None:
        super().__init__(window, tr("Staff", "Who is here?"), 420)
        self._editing = editing
        self._buttons: list[Button] = []
        self.card.column.addWidget(text.title(tr("Staff", "Who is here?")))
        self._hint = text.secondary(tr("Staff", "Each entry bears the name of the person who is here."))
        self.card.column.addWidget(self._hint)
        self.new_name = QLineEdit()
        self.new_name.setPlaceholderText(tr("Staff", "Somebody new: type a name, Enter"))
        self.new_name.setAccessibleName(tr("Staff", "Name of a new member of staff"))
        self.new_name.setMaxLength(staff_verbs.MAX_NAME)
        self.new_name.returnPressed.connect(self._add)
        self.card.column.addWidget(self.new_name)

    def open(self) -> None:
        """Show the list as it is now; the person who is here has the keyboard."""
        for button in self._buttons:
            self.card.column.removeWidget(button)
            button.deleteLater()
        members = [member for member in self._editing.read(shop_page.page).staff if member.active]
        self._buttons = []
        for number, member in enumerate(members, start=1):
            here = member.id == self._editing.staff_id
            words = f"{number}   {member.name}" if number <= 9 else member.name
            button = Button(
                ButtonKind.TONAL if here else ButtonKind.OUTLINE, words.replace("&", "&&"), "check" if here else ""
            )
            button.setAccessibleName(member.name)
            button.clicked.connect(partial(self._choose, member.id))
            self.card.column.insertWidget(1 + number, button)
            self._buttons.append(button)
        super().open()
        (self._buttons[0] if self._buttons else self.new_name).setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, staff_id: int) -> None:
        self._editing.staff_id = staff_id
        self.dismiss()

    def _add(self) -> None:
        name = self.new_name.text()
        done = self._editing.run("staff_add", lambda tx: staff_verbs.add(tx, name))
        if done is not None:
            self.new_name.clear()
            self._choose(done.result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = event.key() - Qt.Key.Key_1
        if 0 <= number < min(9, len(self._buttons)):
            self._buttons[number].click()
        elif event.text().isalpha():
            self.new_name.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.new_name.insert(event.text())
        else:
            super().keyPressEvent(event)
