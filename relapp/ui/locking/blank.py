"""Takes every word out of open forms while the window is locked, and puts all back as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

import shiboken6
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QPlainTextDocumentLayout,
    QPlainTextEdit,
    QSpinBox,
    QTextEdit,
    QWidget,
)

PutBack = Callable[[], object]

_SAID = (
    ("accessibleName", "setAccessibleName"),
    ("accessibleDescription", "setAccessibleDescription"),
    ("toolTip", "setToolTip"),
    ("windowTitle", "setWindowTitle"),
)


class Blank:
    """What was taken out of some widgets and of all in them. Nothing of it is in any widget meanwhile."""

    def __init__(self, roots: Iterable[QWidget]) -> None:
        self._taken: list[tuple[QWidget, PutBack]] = []
        for root in roots:
            for widget in (root, *root.findChildren(QWidget)):
                self._taken += [(widget, put_back) for put_back in _take(widget)]

    def put_back(self) -> None:
        """Let everything that is still there say again what it said."""
        for widget, put_back in reversed(self._taken):
            if shiboken6.isValid(widget):
                _quietly(widget, put_back)
        self._taken.clear()


def _take(widget: QWidget) -> Iterator[PutBack]:
    for getter, setter in _SAID:
        words = getattr(widget, getter)()
        if words:
            yield _swap(widget, getattr(widget, setter), words, "")
    if isinstance(widget, QLabel | QAbstractButton):
        if widget.text():
            yield _swap(widget, widget.setText, widget.text(), "")
    elif isinstance(widget, QLineEdit):
        yield from _take_line(widget)
    elif isinstance(widget, QPlainTextEdit | QTextEdit):
        yield _take_document(widget)
    elif isinstance(widget, QComboBox):
        yield from _take_choices(widget)
    elif isinstance(widget, QSpinBox | QDoubleSpinBox):
        yield _take_number(widget)
    elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield _swap(widget, widget.setModel, widget.model(), None)


def _take_line(field: QLineEdit) -> Iterator[PutBack]:
    place, changed, words = field.cursorPosition(), field.isModified(), field.text()
    if field.placeholderText():
        yield _swap(field, field.setPlaceholderText, field.placeholderText(), "")
    # Also an empty field: it would bring back with Ctrl+Z what was taken out of it by hand.
    _quietly(field, lambda: field.setText(""))

    def put_back() -> None:
        field.setText(words)
        field.setCursorPosition(place)
        field.setModified(changed)

    yield put_back


def _take_number(field: QSpinBox | QDoubleSpinBox) -> PutBack:
    """It writes its number anew whenever the focus leaves it: meanwhile it has its least one, and shows a blank."""
    number, least = field.value(), field.specialValueText()
    decimals = field.decimals() if isinstance(field, QDoubleSpinBox) else 0

    def write(said: str, digits: int, value: float) -> None:
        field.setSpecialValueText(said)
        if isinstance(field, QDoubleSpinBox):
            field.setDecimals(digits)
            field.setValue(value)
        else:
            field.setValue(int(value))

    _quietly(field, lambda: write(" ", 0, field.minimum()))
    return lambda: write(least, decimals, number)


def _take_document(field: QPlainTextEdit | QTextEdit) -> PutBack:
    """Another document for the time being: what can be undone in the old one stays with it."""
    known, cursor, empty = field.document(), field.textCursor(), QTextDocument()
    known.setParent(None)
    if isinstance(field, QPlainTextEdit):
        empty.setDocumentLayout(QPlainTextDocumentLayout(empty))
    empty.setDefaultFont(known.defaultFont())
    _quietly(field, lambda: field.setDocument(empty))

    def put_back() -> None:
        field.setDocument(known)
        known.setParent(field)
        field.setTextCursor(cursor)
        empty.deleteLater()

    return put_back


def _take_choices(box: QComboBox) -> Iterator[PutBack]:
    for place in range(box.count()):
        yield _swap(box, partial(box.setItemText, place), box.itemText(place), "")


def _swap(widget: QWidget, put: Callable[[Any], object], known: Any, empty: Any) -> PutBack:
    _quietly(widget, lambda: put(empty))
    return lambda: put(known)


def _quietly(widget: QWidget, act: PutBack) -> None:
    """Nobody is told: a form must not take its being emptied for something that a person typed."""
    blocked = widget.blockSignals(True)
    try:
        act()
    finally:
        widget.blockSignals(blocked)
