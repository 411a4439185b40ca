"""The buttons at the foot of the import."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QWidget

from relapp.ui.theme.metrics import SPACE_S
from relapp.ui.widgets.buttons import Button, ButtonKind
from relapp.ui.widgets.flow_layout import FlowLayout
from relapp.ui.widgets.text import tip
from relapp.ui.wording import tr


class Buttons(QWidget):
    """What to do with the file on one side, Cancel and Import on the other."""

    def __init__(self) -> None:
        super().__init__()
        self.other = Button(ButtonKind.GHOST, tr("Import", "&Another file"), "folder-open")
        self.skip = Button(ButtonKind.GHOST, tr("Import", "Skip this &file"), "chevron-right")
        self.save_bad = Button(ButtonKind.OUTLINE, tr("Import", "&Save the bad rows"), "download")
        self.again = Button(ButtonKind.TONAL, tr("Import", "Count mended &rows"), "refresh-ccw")
        self.cancel = Button(ButtonKind.OUTLINE, tr("Import", "&Cancel"))
        self.go = Button(ButtonKind.FILLED, tr("Import", "&Import"), "upload")
        self.go.setDefault(True)
        self._tight = False
        self._words = {button: button.text() for button in (self.other, self.skip, self.save_bad, self.again)}
        begin = FlowLayout(spacing=SPACE_S)
        for button in self._words:
            begin.addWidget(button)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        row.addLayout(begin, 1)
        row.addWidget(self.cancel)
        row.addWidget(self.go)

    def name(self, button: Button, words: str) -> None:
        """Other words for a button."""
        self._words[button] = words
        plain = words.replace("&", "")
        button.setAccessibleName(plain)
        button.setToolTip(tip(plain) if self._tight else "")
        button.setText("" if self._tight else words)
        button.setShortcut(QKeySequence.mnemonic(words))
        button.updateGeometry()

    def fold(self, tight: bool) -> None:
        """Where there is little room, what is seldom pressed is an icon; its key stays."""
        if tight is not self._tight:
            self._tight = tight
            for button, words in self._words.items():
                self.name(button, words)
