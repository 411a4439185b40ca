"""A line for what nobody shall read over a shoulder, and the box that shows it all the same."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from relapp.ui.widgets.check_box import CheckBox
from relapp.ui.wording import tr

_LONGEST = 500


def hidden_line() -> QLineEdit:
    """An empty line whose letters do not show, and that no keyboard learns from."""
    line = QLineEdit()
    line.setMaxLength(_LONGEST)
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.setInputMethodHints(
        Qt.InputMethodHint.ImhHiddenText
        | Qt.InputMethodHint.ImhSensitiveData
        | Qt.InputMethodHint.ImhNoPredictiveText
        | Qt.InputMethodHint.ImhNoAutoUppercase
    )
    return line


def show_typing(*lines: QLineEdit) -> CheckBox:
    """Shows what is typed into ``lines`` while it is checked."""
    box = CheckBox(tr("Protection", "Show what I type"))

    def show(on: bool) -> None:
        for line in lines:
            line.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)

    box.toggled.connect(show)
    return box
