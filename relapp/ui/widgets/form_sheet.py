"""A small form over the window: named fields, Save (Ctrl+Enter, or Enter in a line), Esc leaves all as it was."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from relapp.ui.theme import TextRole
from relapp.ui.theme.metrics import SPACE_M, SPACE_S, SPACE_XS
from relapp.ui.theme.palette import DANGER, SECONDARY
from relapp.ui.widgets.buttons import filled, ghost
from relapp.ui.widgets.scroller import Scroller
from relapp.ui.widgets.sheet import Sheet
from relapp.ui.widgets.text import Label, subtitle

_BORDERS = 64


class FormSheet(Sheet):
    """``saved`` asks the owner to store what the fields hold; the owner ``dismiss``es it, or ``say``s why it cannot be.

    It is used once and gone when it is dismissed. A form taller than the window scrolls.
    """

    saved = Signal()

    def __init__(self, window: QWidget, title: str, width: int = 480) -> None:
        super().__init__(window, title, width)
        self._form = QWidget()
        self._fields = QVBoxLayout(self._form)
        self._fields.setContentsMargins(4, 4, 4, 4)  # room for the focus ring
        self._fields.setSpacing(SPACE_XS)
        self._scroller = Scroller(self._form)
        self._trouble = Label("", TextRole.SMALL, DANGER)
        self._trouble.hide()
        self.save_button = filled(self.tr("Save"), "check")
        self.save_button.setToolTip(self.tr("Ctrl+Enter"))
        self.save_button.clicked.connect(self.saved)
        cancel = ghost(self.tr("Cancel"))
        cancel.setToolTip(self.tr("Esc"))
        cancel.clicked.connect(self.dismiss)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(SPACE_S)
        self._buttons.addStretch(1)
        self._buttons.addWidget(cancel)
        self._buttons.addWidget(self.save_button)
        self.card.column.setSpacing(SPACE_S)
        self.card.column.addWidget(subtitle(title))
        self.card.column.addWidget(self._scroller, 1)
        self.card.column.addWidget(self._trouble)
        self.card.column.addLayout(self._buttons)
        self.closed.connect(self.deleteLater)

    def add_field(self, name: str, field: QWidget, *, wrap: bool = False) -> None:
        """A field under its name, which is also what screen readers call it; one in which somebody is named wraps."""
        self._add(self._fields, name, field, wrap=wrap)
        self._fields.addSpacing(SPACE_XS)

    def add_row(self, *named: tuple[str, QWidget]) -> None:
        """Fields side by side, each under its name."""
        row = QHBoxLayout()
        row.setSpacing(SPACE_M)
        for name, field in named:
            cell = QVBoxLayout()
            cell.setSpacing(SPACE_XS)
            self._add(cell, name, field)
            row.addLayout(cell, 1)
        self._fields.addLayout(row)
        self._fields.addSpacing(SPACE_XS)

    def add_plain(self, widget: QWidget) -> None:
        """A widget that needs no name above it."""
        self._fields.addWidget(widget)

    def _add(self, column: QVBoxLayout, name: str, field: QWidget, *, wrap: bool = False) -> None:
        label = Label(name, TextRole.SMALL, SECONDARY, wrap=wrap)
        label.setBuddy(field)
        field.setAccessibleName(name)
        column.addWidget(label)
        column.addWidget(field)

    def say(self, sentence: str) -> None:
        """Show why it could not be saved."""
        self._trouble.setText(sentence)
        self._trouble.setVisible(bool(sentence))

    def open(self) -> None:
        super().open()
        self._fit()

    def _cover(self) -> None:
        super()._cover()
        self._fit()

    def _fit(self) -> None:
        """As tall as its fields, as long as the window has room for them."""
        self._form.setMinimumHeight(self._form.sizeHint().height())  # scrolled, not squeezed
        wanted = self._form.minimumHeight() + 2
        scroller = self._scroller
        held = min(max(scroller.sizeHint().height(), scroller.minimumHeight()), scroller.maximumHeight())
        rest = self.card.sizeHint().height() - held
        room = self.height() - self._column.contentsMargins().top() - rest - _BORDERS
        scroller.setFixedHeight(max(80, min(wanted, room)))
        # Where everything is now is known once the window shared its room.
        QTimer.singleShot(0, self, self._show_field)

    def _show_field(self) -> None:
        """The field that has the keyboard can be seen whole."""
        field = self.focusWidget()
        if field is not None and self._form.isAncestorOf(field):
            # Of a line Qt itself would only show the cursor.
            place = QRect(field.mapTo(self._form, QPoint()), field.size())
            self._scroller.ensureVisible(place.left(), place.bottom(), 0, SPACE_M)
            self._scroller.ensureVisible(place.left(), place.top(), 0, SPACE_M)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            in_text = isinstance(self.focusWidget(), QPlainTextEdit)
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier or not in_text:
                self.saved.emit()
        else:
            super().keyPressEvent(event)
