"""What the sections of the settings share: a titled card, a named field, a step, and fields the wheel passes over."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from relapp.ui.widgets import text
from relapp.ui.widgets.buttons import Button, ButtonKind
from relapp.ui.widgets.card import Card


def section(title: str, words: str = "") -> Card:
    """A card with a title, and what it is about."""
    card = Card(name=title)
    card.column.addWidget(text.subtitle(title))
    if words:
        card.column.addWidget(text.secondary(words))
    return card


def add_field(card: Card, words: str, field: QWidget) -> None:
    """A field beside its name, which is also what screen readers call it. An ``&`` marks its key."""
    label = text.body(words)
    label.setBuddy(field)
    if isinstance(field, QComboBox):
        # Its longest choice must not push the page wider than a low window is.
        field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        field.setMinimumContentsLength(8)
    field.setAccessibleName(words.replace("&", ""))
    row = QHBoxLayout()
    row.addWidget(label, 1)
    row.addWidget(field, 1)
    card.column.addLayout(row)


def add_step(card: Card, words: str, icon: str, act: Callable[[], object]) -> None:
    """A button on a line of its own."""
    button = Button(ButtonKind.OUTLINE, words, icon)
    button.clicked.connect(lambda: act())
    row = QHBoxLayout()
    row.addWidget(button)
    row.addStretch(1)
    card.column.addLayout(row)


class _Still(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False


def keep_still(field: QWidget) -> None:
    """Let the wheel scroll the page over ``field`` instead of changing it, unless it has the keyboard."""
    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    field.installEventFilter(_Still(field))
