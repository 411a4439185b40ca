"""Keeps a half-typed line, so that nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer

from relapp.domain.errors import UserError
from relapp.services import drafts
from relapp.ui.editing import Editing

KEPT_WITHIN = 250  # milliseconds


class Draft(QObject):
    """What stands at ``place``: written at the latest :data:`KEPT_WITHIN` after the first key that changed it."""

    def __init__(self, editing: Editing, place: str, words: Callable[[], str], parent: QObject) -> None:
        super().__init__(parent)
        self._editing = editing
        self._place = place
        self._words = words
        self._kept = editing.read(lambda reader: drafts.standing(reader, place))
        self._refused = False
        # Not begun anew with each key: somebody who types without a pause is kept as well.
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEPT_WITHIN)
        self._timer.timeout.connect(self.keep)

    @property
    def kept(self) -> str:
        """The words that would be there after a restart."""
        return self._kept

    def touch(self) -> None:
        """Something was typed."""
        if not self._timer.isActive():
            self._timer.start()

    def keep(self) -> None:
        """Keep the words now; a file that cannot be written is told once."""
        self._timer.stop()
        words = self._words()
        if words == self._kept:
            return
        try:
            self._editing.keep_quietly(partial(drafts.keep, place=self._place, words=words))
        except UserError as error:
            if not self._refused:
                self._editing.refuse(error)
            self._refused = True
            return
        self._refused = False
        self._kept = words

    def move(self, place: str) -> None:
        """Go on at another place, with what was kept there."""
        self._timer.stop()
        self._place = place
        self._kept = self._editing.read(lambda reader: drafts.standing(reader, place))
