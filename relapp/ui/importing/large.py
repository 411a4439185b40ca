"""A file that is larger than most: whether it is meant is asked before it is read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from relapp.services.transfer.brought import Lot
from relapp.ui.widgets.placeholder import Placeholder
from relapp.ui.wording import tr
from relapp.ui.wording.money import number

ASKED_ABOVE = 20 << 20
"""Bytes; a till's whole year is as large."""


class LargeFile(Placeholder):
    """Asks once about each such file; ``read`` is called with the one that is meant."""

    def __init__(self, read: Callable[[Lot], object], choose: Callable[[], object]) -> None:
        super().__init__("upload", tr("Import", "This file is large"), "")
        self._meant: set[Lot] = set()
        self._asked: Lot | None = None
        self._read = read
        self.go_on = self.add_step(tr("Import", "&Read it"), "check", self._answer)
        self.add_step(tr("Import", "Choose &another file"), "folder-open", choose)

    def asks(self, lot: Lot) -> bool:
        """Whether it has to be asked about these files first; then it is what to ask about."""
        size = sum(path.stat().st_size for path in lot.paths if path.is_file())
        self._asked = lot if size > ASKED_ABOVE and lot not in self._meant else None
        if self._asked is None:
            return False
        said = tr("Import", "{file} has {megabytes} MB. Reading it takes a while, and you can stop at any time.")
        self.set_words(
            tr("Import", "This file is large"), said.format(file=lot.name, megabytes=number(round(size / 1_000_000)))
        )
        return True

    def take_focus(self) -> None:
        """Lead to the answer that is likelier: who chose a file means it."""
        self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def _answer(self) -> None:
        if self._asked is not None:
            self._meant.add(self._asked)
            self._read(self._asked)
