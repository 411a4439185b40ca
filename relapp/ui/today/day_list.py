"""The day's list, kept fresh: the whole shop is looked at beside the window, one touched customer at once."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from relapp.domain.changes import Changes
from relapp.domain.errors import UserError
from relapp.domain.question_splits import Split
from relapp.domain.suggestions.model import SuggestionKind
from relapp.domain.suggestions.signals import Outlook
from relapp.services import answers, suggestions
from relapp.services.pages import today as today_page
from relapp.services.pages.today import TodayPage
from relapp.services.suggestions import Board
from relapp.storage.reader import Reader
from relapp.ui.background import Background
from relapp.ui.editing import Editing

if TYPE_CHECKING:
    from relapp.services.engine import Engine

AT_ONCE = 20
"""Up to so many touched customers are looked at again before the next repaint."""

_MINUTE = 60_000
_LEARN_AGAIN_AFTER = 300_000
"""Milliseconds without a change after which the shop learns anew from what was logged about earlier days."""


class _GivenUpError(Exception):
    """Ends a look whose window is closing."""


class DayList(QObject):
    """Holds the board of candidates. ``updated`` says that the list is another, with how many suggestions on it.

    What we owe is there first; ideas follow once the shop has been learned from, in a thread of its own.
    """

    updated = Signal(int)

    def __init__(self, editing: Editing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editing = editing
        self._thinking = Background(self)
        self._closing = Event()
        self._looking = False
        self._look_again = False
        self._learn_then = False
        self._meanwhile: list[Changes] = []
        self.board: Board | None = None
        self.page: TodayPage | None = None
        self._seen: tuple[date, list[tuple[int, SuggestionKind, str]]] | None = None
        self.learns = True
        """Whether there are ideas; without them the list is what we owe."""
        self.own_change = False
        """Whether the list is another because of what was done at this window."""
        editing.changed.connect(self._changed)
        self._clock = QTimer(self)
        self._clock.setInterval(_MINUTE)
        self._clock.timeout.connect(self._tick)
        self._learn_again = QTimer(self)
        self._learn_again.setSingleShot(True)
        self._learn_again.setInterval(_LEARN_AGAIN_AFTER)
        self._learn_again.timeout.connect(lambda: self.look())

    @property
    def complete(self) -> bool:
        """Whether ideas are on the list, too, and not only what we owe."""
        return self.board is not None and self.board.engine is not None

    def begin(self) -> None:
        """Look at what we owe, then at the whole shop."""
        self._clock.start()
        if self.learns:
            self._look_at_owed()
        self.look()

    def _look_at_owed(self) -> None:
        day = self._editing.today()
        self._thinking.run(
            lambda: self._editing.read(lambda reader: suggestions.owed_board(reader, day)), self, self._owed
        )

    def look(self, engine: Engine | None = None) -> None:
        """Look at the whole shop again, beside the window; a look under way is followed by one more.

        Where no ``engine`` is given the shop is learned from anew.
        """
        if not self.learns:
            self._look_at_owed()
            return
        if self._looking:
            self._look_again = True
            self._learn_then |= engine is None
            return
        self._looking, self._look_again, self._learn_then = True, False, False
        self._meanwhile.clear()
        now = self._editing.now()
        self._thinking.run(
            lambda: self._editing.read(
                lambda reader: suggestions.board(reader, now.date(), engine, self._pause, hour=now.time())
            ),
            self,
            self._looked,
            self._not_looked,
        )

    def note_seen(self) -> None:
        """Note for the track record that the list as it is now was before somebody's eyes."""
        page = self.page
        if page is None or not self.complete:
            return
        shown = [item.suggestion for item in page.items]
        seen = (page.day, [(one.customer_id, one.kind, one.evidence) for one in (*shown, *page.held_back)])
        if seen == self._seen:
            return
        # Nobody is told that it could not be noted; the next look tries again.
        with suppress(UserError):
            self._editing.keep_quietly(lambda tx: answers.note_shown(tx, shown, page.day, page.held_back))
            self._seen = seen

    def outlook_of(self, customer_id: int) -> Outlook | None:
        """What to expect of a customer, as far as the shop has been learned from yet."""
        engine = None if self.board is None else self.board.engine
        if engine is None:
            return None
        return self._editing.read(lambda reader: engine.outlooks.of(reader, [customer_id])).get(customer_id)

    def splits(self) -> Mapping[str, Split]:
        """What answers to questions taught, as far as the shop has been learned from yet."""
        return {} if self.board is None else self.board.shop.splits

    def close(self) -> None:
        """Give up a look that is under way."""
        self._closing.set()
        self._clock.stop()
        self._learn_again.stop()
        self._thinking.close()

    def _pause(self) -> None:
        if self._closing.is_set():
            raise _GivenUpError

    def _owed(self, board: Board) -> None:
        if self.board is None or not self.learns:
            self._show(board, own=False)

    def _looked(self, board: Board) -> None:
        self._looking = False
        for changes in self._meanwhile:
            followed = self._followed(board, changes)
            if followed is None:
                self._look_again = True
                break
            board = followed
        if self._look_again:
            self.look(None if self._learn_then else board.engine)
        else:
            self._show(board, own=False)

    def _not_looked(self) -> None:
        # The next change, or the next minute, tries again.
        self._looking = self._look_again = False

    def _changed(self, changes: Changes) -> None:
        self._learn_again.start()
        if self._looking:
            self._meanwhile.append(changes)
        if self.board is None or changes.customers is None:
            self.look()
            return
        fresh = self._followed(self.board, changes)
        if fresh is None:
            self.look(self.board.engine)
        else:
            self._show(fresh, own=True)

    def _followed(self, board: Board, changes: Changes) -> Board | None:
        """The board after ``changes``, ``None`` where they reach too many to look at while somebody waits."""

        def follow(reader: Reader) -> Board | None:
            if board.engine is None:
                return suggestions.owed_board(reader, board.day)
            people = suggestions.reached(reader, board, changes)
            if people is None or len(people) > AT_ONCE:
                return None
            return suggestions.look_again(reader, board, people) if people else board

        return self._editing.read(follow)

    def _tick(self) -> None:
        now, board = self._editing.now(), self.board
        if board is None or board.day != now.date() or not (self.complete or self._looking):
            self.look()
        elif board.turns(now.time()):
            self.look(board.engine)

    def _show(self, board: Board, *, own: bool) -> None:
        self.board = board
        page = self._editing.read(lambda reader: today_page.page(reader, board))
        # Most entries concern nobody on the list, and a page is dear to build anew.
        if page != self.page:
            self.page = page
            self.own_change = own
            self.updated.emit(len(page.items))
