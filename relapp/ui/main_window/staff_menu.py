"""Switch person in two keys: F4, then the number beside the name, or its first letter."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from relapp.services import staff as staff_verbs
from relapp.ui.editing import Editing
from relapp.ui.locking.who import WhoIsHere
from relapp.ui.widgets import text
from relapp.ui.widgets.sheet import Sheet, closing
from relapp.ui.wording import tr


class StaffMenu(Sheet):
    """Lists who works here; the first nine answer to their number. A new name is typed at once and added in place."""

    def __init__(self, editing: Editing, window: QWidget) -> None:
        super().__init__(window, tr("Staff", "Who is here?"), 420)
        self._editing = editing
        self.card.column.addWidget(text.title(tr("Staff", "Who is here?")))
        self.who = WhoIsHere(editing)
        self.who.entered.connect(self.dismiss)
        self.card.column.addWidget(self.who)
        self._hint = text.secondary(tr("Staff", "Each entry bears the name of the person who is here."))
        self.card.column.addWidget(self._hint)
        self.new_name = QLineEdit()
        self.new_name.setPlaceholderText(tr("Staff", "Somebody new: type a name, Enter"))
        self.new_name.setAccessibleName(tr("Staff", "Name of a new member of staff"))
        self.new_name.setMaxLength(staff_verbs.MAX_NAME)
        self.new_name.returnPressed.connect(self._add)
        self.card.column.addWidget(self.new_name)
        self.card.column.addWidget(closing(self), 0, Qt.AlignmentFlag.AlignRight)

    def open(self) -> None:
        """Show the list as it is now; the person who is here has the keyboard."""
        self.who.begin()
        self.new_name.setVisible(self._editing.may("staff_add"))
        super().open()
        self.who.take_keyboard()

    def _add(self) -> None:
        name = self.new_name.text()
        done = self._editing.run("staff_add", lambda tx: staff_verbs.add(tx, name))
        if done is not None:
            self.new_name.setText("")
            self._editing.staff_id = done.result
            self.dismiss()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.who.heed(event):
            return
        if event.text().isalpha() and self.new_name.isVisible():
            self.new_name.setFocus()
            self.new_name.insert(event.text())
        else:
            super().keyPressEvent(event)
