"""Rooms that can be locked: everything of them is taken away, and made anew at the same place afterwards."""

from __future__ import annotations

from dataclasses import dataclass, replace
from time import monotonic, time
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from relapp.services import sign_in
from relapp.services.pages import shop as shop_page
from relapp.storage.database import Database
from relapp.ui.background import Background
from relapp.ui.main_window.door import Door
from relapp.ui.main_window.rooms import Rooms
from relapp.ui.main_window.window import MainWindow
from relapp.ui.wording import operations as wording

if TYPE_CHECKING:
    from relapp.ui.locking.lock import Lock

LOOK_EVERY = 5_000
"""Milliseconds between two looks at how long nobody touched anything."""

_MADE = (
    "today", "customers", "promises", "insights", "settings", "first_run", "log", "palette", "staff_menu", "keys",
    "about", "counter",
)  # fmt: skip

COME_BACK = frozenset({"today", "promises", "insights", "settings"})
"""Pages that are open again after a restart, beside the customers."""


@dataclass(frozen=True, slots=True)
class Place:
    """What was in front. ``log``: the log line lay over it. ``covered``: the counter-safe view, before ``served``."""

    page: str
    customer_id: int | None
    log: bool = False
    covered: bool = False
    served: int | None = None


class LockableRooms(Rooms):
    """``lock`` and what it needs; :class:`Session` begins and ends."""

    def __init__(self, window: MainWindow, database: Database, background: Background, door: Door) -> None:
        super().__init__(window, database, background, door)
        self._lock: Lock | None = None
        self._place: Place | None = None
        """Where to come back to, while it is locked."""
        self._watch = QTimer(self)
        self._watch.setInterval(LOOK_EVERY)
        self._watch.timeout.connect(self.lock_if_nobody_is_here)
        self._watch.start()

    @property
    def is_locked(self) -> bool:
        """Whether nobody said who they are since it was locked."""
        return self._place is not None

    def lock(self) -> None:
        """Keep what is half typed, take everything away, and ask who is here."""
        from relapp.ui.locking.lock import call_off_choosing

        if self.is_locked or not self.shop.staff:
            return
        if call_off_choosing():
            # Who asked for the file is still waiting below this call.
            QTimer.singleShot(0, self, self.lock)
            return
        place = self._where()
        self._keep_drafts()
        if self.is_covered:
            self.counter.lift()
        self._lock_at(place)

    def _lock_at(self, place: Place) -> None:
        from relapp.ui.locking.lock import Lock

        lock = self._lock = Lock(self.editing, self.window)
        lock.opened.connect(self._unlock)
        self.window.dropping.act = None
        self.window.commands["undo"].setText(wording.undo_label(None, ""))
        self.window.commands["redo"].setText(wording.redo_label(None, ""))
        self._stop_making()
        self._take_away()
        self._place = place
        lock.close()

    def lock_if_nobody_is_here(self) -> None:
        """Lock after the minutes of the settings, once somebody has a PIN."""
        minutes = self.shop.settings.lock_after
        if not self.is_locked and self.window.rested(monotonic(), time()) >= 60 * minutes:
            self._lock_by_itself()

    def _lock_by_itself(self) -> None:
        if not self.is_locked and self.shop.settings.lock_after and self.editing.read(sign_in.with_pin):
            self.lock()

    def _hear_screen_lock(self) -> None:
        """From now on it is locked as well when the screen of the system is."""
        from relapp.ui.locking.screen_lock import hear

        hear(self.window, self).locked.connect(self._lock_by_itself)

    def _where(self) -> Place:
        log = "log" in self.__dict__ and self.log.isVisible()
        served = self.counter.view.page.customer_id if self.is_covered and self.counter.view.page else None
        return Place(self.window.page or "today", self.customer_id(), log, self.is_covered, served)

    def _take_away(self) -> None:
        for name in list(self.window.pages):
            self.window.remove_page(name)
        for name in _MADE:
            made = self.__dict__.pop(name, None)
            if name == "counter" and made is not None:
                made.view.deleteLater()
            if isinstance(made, QWidget):
                made.hide()
            if made is not None:
                made.deleteLater()

    def _unlock(self) -> None:
        lock, place = self._lock, self._place
        assert lock is not None
        assert place is not None
        self._lock = self._place = None
        self.shop = self.editing.read(shop_page.page)
        self.go_to(place)
        lock.open()
        lock.view.deleteLater()
        lock.deleteLater()
        self.join_commands()
        self._show_all_anew()
        if place.log:
            self.open_log()
        if place.covered:
            self.counter.draw(place.served)

    def go_to(self, place: Place) -> None:
        """Bring a place to the front; the first run if nobody is in the shop."""
        if self.shop.customers == 0 and not self.shop.staff:
            self.show("first_run")
        elif place.page == "customers":
            self.open_customers(place.customer_id)
        else:
            self.show(place.page if place.page in COME_BACK else "today")

    def show(self, name: str) -> None:
        if self._place is not None:
            # Work that came to its end wants to show it: later.
            self._place = replace(self._place, page=name)
        else:
            super().show(name)

    def show_imported(self) -> None:
        if self._place is not None:
            self._place = replace(self._place, page="customers", customer_id=None)
        else:
            super().show_imported()

    def open_customers(self, customer_id: int | None = None) -> None:
        if self._place is not None:
            self._place = replace(self._place, page="customers", customer_id=customer_id)
        else:
            super().open_customers(customer_id)

    # -- what a session adds --

    def _keep_drafts(self) -> None:
        """Write down what is half typed."""

    def _stop_making(self) -> None:
        """Make no more screens in idle time."""

    def _show_all_anew(self) -> None:
        """Show in the frame who is here and what may be done."""
