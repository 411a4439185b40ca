"""What was copied out of the window, and how it is taken off the clipboard again when the window is locked."""

from __future__ import annotations

from PySide6.QtGui import QClipboard, QGuiApplication

_last = ""


def copy(words: str) -> None:
    """Put ``words`` on the clipboard."""
    global _last
    _last = words
    QGuiApplication.clipboard().setText(words)


def forget() -> None:
    """Empty the clipboard if what is on it came from here: by a button, or by Ctrl+C in a field."""
    global _last
    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsClipboard() or (_last and clipboard.text() == _last):
        clipboard.clear(QClipboard.Mode.Clipboard)
    if clipboard.supportsSelection() and clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)
    _last = ""
