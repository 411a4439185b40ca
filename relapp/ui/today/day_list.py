"""The day's list, kept fresh: the whole shop is looked at beside the window, one touched customer at once."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from relapp.domain.changes import Changes
from relapp.services import suggestions
from relapp.services.pages import today as today_page
from relapp.services.pages.today import TodayPage
from relapp.services.suggestions import Board
from relapp.ui.background import Background
from relapp.ui.editing import Editing

AT_ONCE = 20
"""Up to so many touched customers are looked at again before the next repaint."""

_MIDNIGHT_CHECK = 60_000


class DayList(QObject):
    """Holds the board of candidates. ``updated`` says that the list is another, with how many suggestions on it."""

    updated = Signal(int)

    def __init__(self, editing: Editing, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editing = editing
        self._background = background
        self._board: Board | None = None
        self._looking = False
        self._stale = False
        self.page: TodayPage | None = None
        editing.changed.connect(self._changed)
        self._clock = QTimer(self)
        self._clock.setInterval(_MIDNIGHT_CHECK)
        self._clock.timeout.connect(self._new_day)

    def begin(self) -> None:
        """Look at the whole shop for the first time."""
        self._clock.start()
        self.look()

    def look(self) -> None:
        """Look at the whole shop again, beside the window; a look that is under way is followed by one more."""
        if self._looking:
            self._stale = True
            return
        self._looking, self._stale = True, False
        day = self._editing.today()
        self._background.run(
            lambda: self._editing.read(lambda reader: suggestions.board(reader, day)),
            self,
            self._looked,
            self._not_looked,
        )

    def _looked(self, board: Board) -> None:
        self._looking = False
        if self._stale:
            self.look()
            return
        self._show(board)

    def _not_looked(self) -> None:
        # The next change, or the next minute, tries again.
        self._looking = False

    def _changed(self, changes: Changes) -> None:
        customers = changes.customers
        if self._board is None or self._looking or customers is None or len(customers) > AT_ONCE:
            self.look()
            return
        if customers or "staff" in changes.tables:
            stale = self._board
            self._show(self._editing.read(lambda reader: suggestions.refresh(reader, stale, changes)))

    def _new_day(self) -> None:
        if self._board is None or self._board.day != self._editing.today():
            self.look()

    def _show(self, board: Board) -> None:
        self._board = board
        page = self._editing.read(lambda reader: today_page.page(reader, board))
        # Most entries concern nobody on the list, and a page is dear to build anew.
        if page != self.page:
            self.page = page
            self.updated.emit(len(page.items))
