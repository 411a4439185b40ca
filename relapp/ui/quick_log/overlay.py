"""The log line over any page: F2, who, what, Enter, and on with what one was doing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from relapp.ui import theme
from relapp.ui.editing import Editing
from relapp.ui.quick_log.form import QuickLogForm
from relapp.ui.widgets import text
from relapp.ui.widgets.sheet import Sheet
from relapp.ui.wording import tr

PLACE = "anywhere"
_WIDTH = 820
_LARGE = 1.5


class QuickLogOverlay(Sheet):
    """Closes when the entry is logged, and by Esc, which keeps the draft."""

    def __init__(self, editing: Editing, window: QWidget) -> None:
        super().__init__(window, tr("QuickLog", "New entry"), _WIDTH)
        self._title = text.subtitle(tr("QuickLog", "New entry"))
        self.card.column.addWidget(self._title)
        self._help = text.secondary(
            tr(
                "QuickLog",
                "A few letters of a name or the end of a phone number, a colon, and what happened. "
                "A new name becomes a customer.",
            )
        )
        self.card.column.addWidget(self._help)
        self.form = QuickLogForm(editing, place=PLACE, parent=self.card)
        self.card.column.addWidget(self.form)
        self.form.line.textChanged.connect(self._help_begin)
        self._help_begin()
        self.form.left.connect(self.dismiss)
        self.form.logged.connect(lambda _entry, _customer: self.dismiss())

    def open(self, words: str = "") -> None:
        """Show the line with its draft, or with ``words`` to begin with."""
        super().open()
        self.form.prepare(words)
        self.form.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _help_begin(self) -> None:
        """Explain only as long as nothing is typed: afterwards the form itself says what it understood."""
        begun = bool(self.form.line.toPlainText())
        self._help.setVisible(not begun)
        self._title.setVisible(not begun or theme.current().scale < _LARGE)
