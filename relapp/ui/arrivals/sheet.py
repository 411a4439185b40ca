"""Something arrived: one line, and below it, while it is typed, who asked for it. Enter notes it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from relapp.domain.errors import UserError
from relapp.services import arrivals
from relapp.services.arrivals import Waiting
from relapp.ui.editing import Editing
from relapp.ui.theme import TextRole
from relapp.ui.theme.metrics import SPACE_S
from relapp.ui.theme.palette import DANGER
from relapp.ui.widgets import text
from relapp.ui.widgets.buttons import filled
from relapp.ui.widgets.scrolled_sheet import ScrolledSheet
from relapp.ui.wording import arrivals as wording
from relapp.ui.wording import tr
from relapp.ui.wording.errors import sentence

_LONGEST_WORDS = 200


class ArrivalSheet(ScrolledSheet):
    """Nothing is stored before Enter. ``noted``: it was."""

    noted = Signal()

    def __init__(self, editing: Editing, window: QWidget) -> None:
        title = tr("Arrivals", "Something arrived")
        super().__init__(window, title)
        self._editing = editing
        self.waiting: list[Waiting] = []
        self.card.column.addWidget(text.title(title))
        self.line = QLineEdit()
        self.line.setMaxLength(_LONGEST_WORDS)
        self.line.setPlaceholderText(tr("Arrivals", "What came in?"))
        self.line.setAccessibleName(tr("Arrivals", "What came in?"))
        self.line.textChanged.connect(self._look)
        self.card.column.addWidget(self.line)
        self.trouble = text.Label("", TextRole.SMALL, DANGER)
        self.trouble.hide()
        self.card.column.addWidget(self.trouble)
        self.count = text.secondary()
        self.card.column.addWidget(self.count)
        self.card.column.addWidget(self.scroller)
        self.note_button = filled(tr("Arrivals", "&Note it"), "check")
        self.note_button.setToolTip(tr("Arrivals", "Enter"))
        self.note_button.clicked.connect(self._note)
        self.card.column.addSpacing(SPACE_S)
        self.card.column.addWidget(self.note_button, 0, Qt.AlignmentFlag.AlignRight)
        self._look()

    def _look(self) -> None:
        """Show who asked for what is typed by now."""
        words, today = self.line.text(), self._editing.today()
        self.trouble.hide()
        self.waiting = self._editing.read(lambda reader: arrivals.waiting(reader, words, today))
        while (item := self.rows.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        lines = [wording.line(one, today) for one in self.waiting]
        for line in lines:
            label = text.body(line)
            self.rows.addWidget(label)
            label.show()  # at once, for what is hidden has no height to measure
        said = wording.count(len({one.customer.id for one in self.waiting})) if words.strip() else wording.hint()
        self.count.setText(said)
        # A screen reader hears with the field who waits.
        self.line.setAccessibleDescription(" ".join([said, *lines]))
        self.scroller.setVisible(bool(lines))
        self.fit()

    def _note(self) -> None:
        words, today = self.line.text(), self._editing.today()
        if not words.strip():
            self.trouble.setText(sentence(UserError("arrival.empty")))
            self.trouble.show()
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self.fit()
            return
        told = wording.told(words, len({one.customer.id for one in self.waiting}))
        if self._editing.run("arrival_note", lambda tx: arrivals.note(tx, words, today), tell=told) is not None:
            self.dismiss()
            self.noted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self._note()
        else:
            super().keyPressEvent(event)
