"""Where everyone stands by their own rhythm: counted beside the window, kept right with each change."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from relapp.domain.changes import Changes
from relapp.services.pages import customers as customers_page
from relapp.services.pages.customers import States
from relapp.ui.background import Background
from relapp.ui.editing import Editing

AT_ONCE = 20
"""Up to so many changed customers are looked at before the next repaint; above, everyone is, beside the window."""

_STANDING = frozenset({"customer", "participant", "interaction"})
"""Tables from which it follows where somebody stands."""


class ShopStates(QObject):
    """``now`` is ``None`` until somebody wants it; ``counted`` says that it is another."""

    counted = Signal()

    def __init__(self, editing: Editing, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editing = editing
        self._background = background
        self._looking = False
        self._stale = False
        self._closed = False
        self._known: States | None = None
        editing.changed.connect(self._changed)

    @property
    def now(self) -> States | None:
        """Where everyone stands today, ``None`` while that is not known."""
        known = self._known
        return known if known is not None and known.day == self._editing.today() else None

    def want(self) -> None:
        """Count, unless it is known or under way."""
        if self.now is None and not self._looking:
            self._look()

    def close(self) -> None:
        """Take nothing in any more."""
        self._closed = True

    def _look(self) -> None:
        self._looking, self._stale = True, False
        day = self._editing.today()
        self._background.run(
            lambda: self._editing.read(lambda reader: customers_page.states(reader, day)),
            self,
            self._looked,
            self._not_looked,
        )

    def _looked(self, states: States) -> None:
        self._looking = False
        if self._closed:
            return
        if self._stale:
            self._look()
            return
        self._known = states
        self.counted.emit()

    def _not_looked(self) -> None:
        # The next one who wants it tries again.
        self._looking = False

    def _changed(self, changes: Changes) -> None:
        if not changes.tables & _STANDING:
            return
        few, known = changes.customers, self.now
        if self._looking:
            self._stale = True
        elif known is None:
            return
        elif few is None or len(few) > AT_ONCE:
            self._look()
        elif few:
            self._known = self._editing.read(lambda reader: customers_page.states_after(reader, known, few))
            self.counted.emit()
