"""One part: what it is for, under which licence it stands, and the licence in full."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from relapp.licences import Part, full_text
from relapp.ui.about.part_list import named
from relapp.ui.theme.metrics import SPACE_M, SPACE_S
from relapp.ui.widgets import text
from relapp.ui.widgets.buttons import icon_button
from relapp.ui.wording import tr


class Reading(QWidget):
    """``left`` once the person wants back to the list."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        back = icon_button("chevron-left", tr("About", "Back to the parts (Esc)"))
        back.clicked.connect(self.left)
        self._name = text.subtitle()
        self._licence = text.secondary()
        self._purpose = text.body()
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        head = QHBoxLayout()
        head.setSpacing(SPACE_S)
        head.addWidget(back, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._name, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addLayout(head)
        column.addWidget(self._purpose)
        column.addWidget(self._licence)
        column.addSpacing(SPACE_M - SPACE_S)
        column.addWidget(self.text, 1)

    def show_part(self, part: Part) -> None:
        """Show this part from the first line on, and give its text the keyboard."""
        self._name.setText(named(part))
        self._purpose.setText(part.purpose)
        self._licence.setText(tr("About", "Licence: {licence}").format(licence=part.licence))
        self.text.setAccessibleName(tr("About", "Licence of {part}").format(part=part.name))
        self.text.setPlainText(full_text(part))
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
