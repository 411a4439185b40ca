"""The sheets of the protected file: choose a passphrase, type the present one, take the recovery code along."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QLineEdit, QWidget

from relapp.domain import recovery_code
from relapp.ui.protection.typing import hidden_line, show_typing
from relapp.ui.widgets import text
from relapp.ui.widgets.buttons import outline
from relapp.ui.widgets.form_sheet import FormSheet
from relapp.ui.widgets.text import Label
from relapp.ui.wording import protection as wording
from relapp.ui.wording import tr

_ASKED = 4
"""The group that is asked for: whoever wrote down only the beginning has not got it."""


class PassphraseSheet(FormSheet):
    """Asks for the present passphrase, a new one twice, or both; ``words`` are what a person should know before."""

    def __init__(
        self, window: QWidget, title: str, go: str, words: Sequence[str] = (), *, old: bool = False, new: bool = False
    ) -> None:
        super().__init__(window, title)
        for paragraph in words:
            self.add_plain(text.body(paragraph))
        self.old, self.new, self.again = hidden_line(), hidden_line(), hidden_line()
        lines: list[QLineEdit] = []
        if old:
            name = tr("Protection", "The present passphrase") if new else tr("Protection", "Passphrase")
            self.add_field(name, self.old)
            lines.append(self.old)
        if new:
            name = tr("Protection", "The new passphrase") if old else tr("Protection", "Passphrase")
            self.add_field(name, self.new)
            self.add_field(tr("Protection", "The same once more"), self.again)
            lines += [self.new, self.again]
        self.add_plain(show_typing(*lines))
        self.save_button.setText(go)

    @property
    def is_same(self) -> bool:
        """Whether the new passphrase was typed twice alike."""
        return self.new.text() == self.again.text()


class CodeSheet(FormSheet):
    """Shows a recovery code once; it is saved when a part of it was typed."""

    print_wanted = Signal()

    def __init__(self, window: QWidget, code: str, go: str) -> None:
        super().__init__(window, tr("Protection", "The recovery code"))
        self.code = code
        self.add_plain(text.body(wording.code_shown()))
        groups = code.split("-")
        shown = Label("\n".join((" ".join(groups[:_ASKED]), " ".join(groups[_ASKED:]))))
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(shown.font().pixelSize() + 4)
        shown.setFont(font)
        shown.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        shown.setAccessibleName(tr("Protection", "The recovery code, group by group"))
        self.add_plain(shown)
        printing = outline(tr("Protection", "&Print it"), "receipt")
        printing.clicked.connect(self.print_wanted)
        self.add_plain(printing)
        self.typed = QLineEdit()
        self.add_field(tr("Protection", "Type group {number} of it").format(number=_ASKED), self.typed)
        self.save_button.setText(go)

    @property
    def group(self) -> int:
        """The group that is asked for."""
        return _ASKED

    @property
    def is_confirmed(self) -> bool:
        """Whether that group was typed."""
        return recovery_code.is_group(self.code, _ASKED, self.typed.text())
