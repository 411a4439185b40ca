"""One open shop at the window, from its beginning to its end: who is here, what is told, what is remembered."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from relapp.domain.changes import Changes
from relapp.domain.errors import UserError
from relapp.paths import backups_of
from relapp.preferences import Preferences
from relapp.services import sign_in
from relapp.services.erasure import NAME as ERASED
from relapp.services.exporting.notes import COPY_SAVED, EXPORTED, LIST_SAVED
from relapp.services.pages import shop as shop_page
from relapp.storage.database import Database
from relapp.ui.background import Background
from relapp.ui.editing import Notice, Reversal
from relapp.ui.main_window.door import Door
from relapp.ui.main_window.lockable import LockableRooms, Place
from relapp.ui.main_window.screens import WARM, load
from relapp.ui.main_window.window import MainWindow
from relapp.ui.widgets.sheet import Sheet
from relapp.ui.widgets.text import tip
from relapp.ui.wording import operations as wording
from relapp.ui.wording import tr

if TYPE_CHECKING:
    from relapp.ui.main_window.taking_back import TakingBack

PATIENCE = 4.0
"""Seconds that the window stands still for somebody else who writes."""

TIDY_AFTER = 3_000
"""Milliseconds without a change until the database may tidy itself."""

WARM_AFTER = 150
"""Milliseconds between one screen made in idle time and the next."""

OWNERS_ONLY = {
    "export": EXPORTED, "save_list": LIST_SAVED, "own_copy": COPY_SAVED, "erase": ERASED,
}  # fmt: skip
"""Commands of the window that are greyed for staff, by the operation that decides."""


class Session(LockableRooms):
    """From opening a shop until it is closed."""

    not_in_daybook = Signal(object)
    """Why what is saved does not stand in the daybook; ``None`` when it does again."""

    def __init__(self, window: MainWindow, database: Database, background: Background, door: Door) -> None:
        super().__init__(window, database, background, door)
        self.editing.at_length = self._take_back
        database.hurry(PATIENCE, self._tell_waiting)
        self._taking_back: TakingBack | None = None
        self.editing.changed.connect(self._changed)
        self.editing.told.connect(self._tell)
        self.editing.staff_changed.connect(self._staff_changed)
        # After whatever the save itself says.
        self.not_in_daybook.connect(self._tell_of_daybook, Qt.ConnectionType.QueuedConnection)
        if database.daybook is not None:
            database.daybook.on_trouble = self.not_in_daybook.emit
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(TIDY_AFTER)
        self._idle.timeout.connect(self._tidy)
        self._warm = QTimer(self)
        self._warm.setSingleShot(True)
        self._warm.setInterval(WARM_AFTER)
        self._warm.timeout.connect(self._warm_up)
        self._loaded = False
        self.warms = True
        """Whether screens are made before they are wanted."""

    # -- beginning --

    def begin(self) -> None:
        """Show the shop: the first run if nobody is in it, else the page that was open."""
        self.shop = self.editing.read(shop_page.page)
        self.day_list.updated.connect(self._show_count)
        self.window.toast.clearance = self._toast_clearance
        self._restore_staff()
        self.join_commands()
        self._show_frame()
        self._show_what_may_be_done()
        place = Place(self._remembered.page, self._remembered.customer_id)
        if self.editing.staff_id in self.editing.read(sign_in.with_pin):
            self._lock_at(place)
        else:
            self.go_to(place)
        if self.warms:
            self.day_list.updated.connect(lambda _: self._warm.start(), Qt.ConnectionType.SingleShotConnection)
            self.day_list.updated.connect(lambda _: self._hear_screen_lock(), Qt.ConnectionType.SingleShotConnection)
        self.day_list.updated.connect(lambda _: self._finish_erasing(), Qt.ConnectionType.SingleShotConnection)
        self.day_list.updated.connect(lambda _: self._finish_protecting(), Qt.ConnectionType.SingleShotConnection)
        self.day_list.updated.connect(lambda _: self.states.want())
        self.day_list.begin()
        self._begin_backups()
        if self.database.unlike is not None:
            from relapp.ui.wording import misfits

            self.window.toast.show_message(misfits.at_opening())

    def _begin_backups(self) -> None:
        path = self.database.path
        if path is None or self.shop.settings.sample:
            return
        from relapp.ui.main_window.keeping import Keeping

        self.keeping = Keeping(self.editing, self.background, backups_of(path), self)
        self.keeping.changed.connect(self._show_second_place)
        self.keeping.begin()
        self._show_second_place()

    def _show_second_place(self) -> None:
        if "today" in self.__dict__:
            self.today.show_aside()

    def _finish_erasing(self) -> None:
        """Clean the file where an earlier run ended before that; what cannot be done now waits for the next start."""

        def job() -> None:
            from relapp.services import erasure

            with suppress(UserError):
                erasure.finish(self.editing.operations)

        self.background.run(job, self, lambda _: self._clean_backups())

    def _clean_backups(self) -> None:
        if self.keeping is not None:
            self.keeping.clean()

    def _finish_protecting(self) -> None:
        """Bring under the key what an earlier run left readable beside a protected file."""
        if self.database.key is None:
            return

        def job() -> None:
            from relapp.services import protection

            with suppress(UserError, OSError):
                protection.finish(self.database, now=self.editing.operations.now)

        self.background.run(job, self, lambda _: None)

    def _warm_up(self) -> None:
        """Make one more of the screens that people want soon, while nobody waits; their modules come first."""
        if not self._loaded:
            self._loaded = True
            self.background.run(load, self, lambda _: self._warm.start())
            return
        waiting = [name for name in WARM if name not in self.__dict__]
        if not waiting or self.is_locked:
            self._look_ahead()
            return
        if self.background.busy:
            # Beside a busy worker making a screen takes several times as long, and somebody waits for that work.
            self._warm.start()
            return
        made = getattr(self, waiting[0])
        if waiting[0] == "customers":
            self.window.add_page("customers", made)
        self._warm.start()

    def _look_ahead(self) -> None:
        """Read the pages of Insights that take long before somebody opens them."""
        from relapp.ui.insights.pages import PAGES

        for page in PAGES:
            if page.ahead:
                self.figures.want(page)

    def _restore_staff(self) -> None:
        active = [member.id for member in self.shop.staff if member.active]
        last = self._remembered.staff_id
        self.editing.staff_id = last if last in active else next(iter(active), None)

    # -- telling --

    def _changed(self, changes: Changes) -> None:
        self._show_frame()
        if "staff" in changes.tables:
            self._show_what_may_be_done()
        self._idle.start()

    def _show_frame(self) -> None:
        self.shop = self.editing.read(shop_page.page)
        if self.is_locked:
            # What can be undone names a customer.
            return
        name = self.shop.settings.shop_name
        if self.shop.settings.sample:
            name = tr("Session", "{shop} (sample)").format(shop=name)
        self.window.navigation.show_shop(name or "relapp")
        self.window.navigation.show_staff(self.shop.staff_name(self.editing.staff_id))
        commands = self.window.commands
        commands["undo"].setText(wording.undo_label(self.shop.undoable, self.shop.undo_customer))
        commands["redo"].setText(wording.redo_label(self.shop.redoable, self.shop.redo_customer))

    def _show_what_may_be_done(self) -> None:
        """Grey what who is here may not, with the reason."""
        if self.is_locked:
            return
        for name, operation in OWNERS_ONLY.items():
            reason = self.editing.hindrance(operation)
            command = self.window.commands[name]
            command.setEnabled(not reason)
            command.setToolTip(tip(reason or command.text()))

    def _show_count(self, number: int) -> None:
        badge = str(number) if number else ""
        self.window.navigation.pages["today"].set_badge(badge, tr("Session", "%n thing(s) for today", number))

    def _tell(self, notice: Notice) -> None:
        if self._lock is not None:
            self._lock.heed(notice)
            return
        if self.is_covered:
            self.counter.heed(notice)
            return
        operation_id = notice.operation_id
        undo = None
        if operation_id is not None:
            every = (*notice.earlier, operation_id)
            undo = lambda: self.editing.undo_operations(every)  # noqa: E731
        self.window.toast.show_message(notice.text, undo)

    def _tell_of_daybook(self, trouble: UserError | None) -> None:
        if trouble is not None:
            self.editing.refuse(trouble)

    def _tell_waiting(self) -> None:
        from relapp.ui.wording import trouble

        self.window.toast.show_message(trouble.waiting())
        # Nothing else is painted before the wait is over.
        self.window.toast.repaint()

    def _toast_clearance(self) -> int:
        if self.window.page != "customers" or self.customer_id() is None:
            return 0
        return self.customers.form.height()

    def _staff_changed(self) -> None:
        self._remember(staff_id=self.editing.staff_id)
        self._show_frame()
        self._show_what_may_be_done()

    @property
    def _remembered(self) -> Preferences:
        """What this PC remembers of the shop; of the sample shop nothing."""
        return Preferences() if self.shop.settings.sample else self.door.preferences

    def _remember(self, **values: object) -> None:
        if not self.shop.settings.sample:
            self.door.change_preferences(**values)

    def _take_back(self, reversal: Reversal, then: Callable[[Any], None]) -> None:
        """Take a large act back beside the window, which waits and can be told to stop."""
        from relapp.ui.main_window.taking_back import TakingBack

        waiting = self._taking_back = TakingBack(reversal, self.background, self.window)
        waiting.finished.connect(self._taken_back)
        waiting.begin(then)

    def _taken_back(self) -> None:
        self._taking_back = None

    def _tidy(self) -> None:
        self.background.run(self.database.tidy, self, lambda _: None)

    # -- ending --

    def keep(self) -> None:
        """Keep half-typed lines, and what is open."""
        self._keep_drafts()
        self._remember_place()

    def _keep_drafts(self) -> None:
        from relapp.ui.quick_log.draft import Draft

        for draft in self.window.findChildren(Draft):
            draft.keep()

    def _remember_place(self) -> None:
        place = self._place or self._where()
        self._remember(page=place.page, customer_id=place.customer_id)

    def _stop_making(self) -> None:
        self._warm.stop()

    def _show_all_anew(self) -> None:
        self._show_frame()
        self._show_what_may_be_done()
        self._warm.start()

    def stop(self) -> None:
        """Let work that is under way come to its end soon: an export, an import and its undo, a look for duplicates."""
        if self.is_covered:
            self.counter.lift()
        if self._lock is not None:
            self._lock.open()
        for sheet in self.window.findChildren(Sheet):
            sheet.dismiss()
        if self._taking_back is not None:
            self._taking_back.stop()
        if self.keeping is not None:
            self.keeping.close()
        if "bringing" in self.__dict__:
            self.bringing.give_up()

    def close(self) -> None:
        """Remember what was open, take the screens away, let go of the file. Nothing may be under way any more."""
        self.window.dropping.act = None
        self.day_list.close()
        self.states.close()
        self.figures.close()
        self._idle.stop()
        self._warm.stop()
        self._watch.stop()
        self._remember_place()
        if self._lock is not None:
            self._lock.view.deleteLater()
        for name in list(self.window.pages):
            self.window.remove_page(name)
        for sheet in self.window.findChildren(Sheet):
            sheet.deleteLater()
        for name in ("bringing", "exports"):
            if name in self.__dict__:
                getattr(self, name).close()
        app = QApplication.instance()
        if app is not None:
            app.sendPostedEvents(None, 52)
        self.database.close()
        self.deleteLater()
