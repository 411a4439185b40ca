"""The composition root: builds every layer, joins them, and holds the one excepthook."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QSettings, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from relapp import instance, loading, signpost
from relapp import preferences as preference_file
from relapp.domain.errors import StorageUnavailable, UserError
from relapp.domain.shared_folders import Keeper
from relapp.instance import Call, Lock
from relapp.last_run import BAD_STARTS, Before, Run
from relapp.logfile import LogFile
from relapp.paths import Places
from relapp.preferences import Preferences
from relapp.ui import application, theme
from relapp.ui.background import Background
from relapp.ui.main_window.window import MainWindow
from relapp.ui.trouble.faults import Faults
from relapp.ui.trouble.telling import Telling
from relapp.ui.wording import locale

if TYPE_CHECKING:
    # The data layer is dear to load: the window is painted first.
    from relapp.loading import Opened
    from relapp.services.protection import Turned
    from relapp.ui.main_window.calls import Calls
    from relapp.ui.main_window.ending import Ending
    from relapp.ui.main_window.losses import Losses, Lost
    from relapp.ui.main_window.session import Session
    from relapp.ui.protection.unlocking import Unlocking

log = logging.getLogger("relapp")

_INTERRUPTED = 130
"""The exit code of Ctrl+C, also before signals are heeded."""


def run(places: Places, lock: Lock, *, safe: bool = False) -> int:
    """Open the window on the folder that is locked; returns the exit code, 128 and more after a signal.

    ``safe`` leaves out what may be in the way of a start.
    """
    log.addHandler(LogFile(places.logs))
    # What Qt's own file dialog remembers would else be a file among those of other programs.
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(places.config))
    app = application.make()
    this_run = Run(places.logs, places.data)
    if this_run.before.bad >= BAD_STARTS and not safe:
        from relapp.ui.trouble.offer import wants_safe_mode

        safe = wants_safe_mode(app, preference_file.load(places.preferences).language)
    program = Program(app, places, lock=lock, safe=safe)
    program.run = this_run
    program.window.painted.connect(program.heed_signals, Qt.ConnectionType.QueuedConnection)
    # A slot without arguments: PySide6 crashes as it hands on the session.
    app.commitDataRequest.connect(program.keep)
    sys.excepthook = program.report_bug
    program.faults.heed()
    program.start()
    code = app.exec()
    program.close()
    return program.ending.code or code if program.ending is not None else code


def tell(sentence: str) -> None:
    """Say it in a box of its own, where no window comes; nothing where nobody could see it."""
    from PySide6.QtWidgets import QMessageBox

    app = application.make()
    application.show_icon(app)
    if app.platformName() not in ("offscreen", "minimal"):
        box = QMessageBox(QMessageBox.Icon.Warning, "relapp", "")
        # A sentence may name a file, and a file may be called anything.
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(sentence)
        box.exec()


class Program(QObject):
    """The running program: the window, the worker, and the one shop that is open.

    ``now`` tells this moment with its offset; without it this PC's clock does. ``lock`` is that of the folder; without
    it nobody can call the window to the front. ``safe`` leaves out what may be in the way of a start; the preferences
    on the disk stay as they are then.
    """

    damaged = Signal(object)
    """The open file turned out to be damaged."""

    def __init__(
        self,
        app: QApplication,
        places: Places,
        now: Callable[[], datetime] | None = None,
        lock: Lock | None = None,
        *,
        safe: bool = False,
    ) -> None:
        super().__init__(app)
        self.app = app
        self.places = places
        self.lock = lock
        self.now = now
        self.safe = safe
        self.run: Run | None = None
        self.faults = Faults(self)
        found = preference_file.load(places.preferences)
        self.preferences = Preferences(language=found.language, desk=found.desk) if safe else found
        self._changed: dict[str, object] = {}
        if not self.preferences.desk:
            self.change_preferences(desk=os.urandom(6).hex())
        locale.settle(self.preferences.language)
        theme.install(app, theme.Scheme(self.preferences.scheme), self.preferences.text_size, plain=safe)
        app.setLayoutDirection(QLocale().textDirection())
        self.background = Background(self)
        self.window = MainWindow()
        self.window.closing.connect(self._remember)
        self.window.file_wanted.connect(self.open_file)
        self.window.holds = self._holds
        self.session: Session | None = None
        self.telling = Telling(self.faults, self.window, lambda: self.session, safe=safe)
        self.unlocking: Unlocking | None = None
        self.ending: Ending | None = None
        self._calls: Calls | None = None
        self._path = places.file or places.database
        self._openings = 0
        self._losses: Losses | None = None
        # From whichever thread met it; the window takes it up when it is done with what it does.
        self.damaged.connect(self._meet_damage, Qt.ConnectionType.QueuedConnection)
        self._forget_other_shops()

    # -- opening --

    def start(self) -> None:
        """Paint the window, then load the data layer beside it and open the shop."""
        self.window.stand(self.preferences.window)
        self.window.painted.connect(lambda: QTimer.singleShot(0, self._begin), Qt.ConnectionType.QueuedConnection)
        self.window.show()

    def _begin(self) -> None:
        application.show_icon(self.app)
        if self.safe:
            from relapp.ui.wording import trouble

            self.window.show_strip(trouble.safe_mode())
        # Nobody else moves it now: the folder is locked.
        signpost.give_up(self._path)
        self._hear_calls()
        self.open_shop(self._path)

    def open_shop(self, path: Path | None = None, key: bytes | None = None) -> None:
        """Open the shop's own file, or another, where it is kept now; what is open is closed first.

        ``key`` opens a protected one, else it is asked for.
        """
        path = path or self.places.database
        kept = signpost.followed(path)
        if kept != path:
            self._open_file(kept, key, kept_there=True)
            return
        page = self.preferences.page
        known = self.preferences.shared
        self._open(path, lambda path: loading.load(path, page, known, key))

    def _open(self, path: Path, load: Callable[[Path], Opened], failed: Callable[[], None] = lambda: None) -> None:
        """Of several that are asked for in a row, the last one is opened."""
        self._close_session()
        if self.unlocking is not None:
            self.unlocking.end()
            self.unlocking = None
        self._path = path
        self._openings += 1
        opening = self._openings
        self.background.run(lambda: load(path), self, lambda found: self._opened(found, opening), failed)

    def _opened(self, found: Opened, opening: int) -> None:
        from relapp.ui.main_window.losses import Lost

        if opening != self._openings:
            if not isinstance(found, StorageUnavailable | Keeper | Lost):
                found.close()
            return
        if isinstance(found, StorageUnavailable):
            if found.code == "protected":
                self._ask_for_key(opening)
            else:
                self._show_misfortune(found)
            return
        if isinstance(found, Lost):
            self._show_misfortune(found)
            return
        if isinstance(found, Keeper):
            self._ask_where(found)
            return
        from relapp.ui.main_window.session import Session

        for asked in ("shared", "misfortune"):
            self.window.remove_page(asked)
        found.on_damage = self.damaged.emit
        self.session = Session(self.window, found, self.background, self)
        self.session.day_list.learns = self.session.warms = not self.safe
        self.session.begin()
        self._stand()

    def _stand(self) -> None:
        """Something can be done in the window: the start was a good one."""
        if self.run is not None:
            before, self.run.before = self.run.before, Before()
            self.telling.tell_last_run(before)
            self.run.stands()

    def _ask_for_key(self, opening: int) -> None:
        from relapp.ui.protection.unlocking import Unlocking

        path, page = self._path, self.preferences.page

        def unlocked(found: Opened, trouble: UserError | None) -> None:
            self.unlocking = None
            self._opened(found, opening)
            if trouble is not None:
                self.window.toast.show_message(_sentence(trouble))

        self.unlocking = Unlocking(self.window, self.background, path, lambda key: loading.load(path, page, None, key))
        self.unlocking.opened.connect(unlocked)
        self.unlocking.begin()
        self._stand()

    def turn(self, work: Callable[[], Turned], told: Callable[[Turned], str]) -> None:
        """Close the shop, let ``work`` write its file anew, open it again and say what came of it."""
        from relapp.ui.widgets.placeholder import Placeholder
        from relapp.ui.wording import protection as wording

        key = self.session.database.key if self.session is not None else None
        self._close_session()
        self._openings += 1
        opening = self._openings
        self.window.add_page("turning", Placeholder("hourglass", self.tr("One moment"), wording.working()))
        self.window.show_page("turning")

        path, page = self._path, self.preferences.page

        def job() -> tuple[Opened, str]:
            # Opened again as at a start, with all that belongs to it; what it was turned with opens it also if not.
            try:
                turned = work()
            except UserError as error:
                return loading.load(path, page, None, key), _sentence(error)
            turned.database.close()
            return loading.load(path, page, None, turned.database.key), told(turned)

        def done(found: tuple[Opened, str]) -> None:
            self.window.remove_page("turning")
            self._opened(found[0], opening)
            self.window.toast.show_message(found[1])

        self.background.run(job, self, done, lambda: self.open_shop(self._path))

    def _ask_where(self, keeper: Keeper) -> None:
        from relapp.ui.main_window.elsewhere import Elsewhere

        Elsewhere(self, keeper, self._path)
        self._stand()

    def _show_misfortune(self, found: Lost | StorageUnavailable) -> None:
        from relapp.services.operations import local_now
        from relapp.ui.main_window.losses import Losses, Lost

        if self._losses is None:
            self._losses = Losses(self.window, self.background, self.now or local_now, self.open_shop, self.open_file)
        if isinstance(found, Lost):
            self._losses.show(found)
        else:
            self._losses.show_error(found, self._path)
        self._stand()

    def _meet_damage(self, error: StorageUnavailable) -> None:
        """The open file is damaged: nothing more can be done with it, however it would open again."""
        if self.session is None:
            return
        key = self.session.database.key

        def load(path: Path) -> Lost | StorageUnavailable:
            from relapp.ui.main_window import losses

            return losses.found(path, error, key) or error

        self._open(self._path, load)

    # -- later starts on the same folder --

    def _hear_calls(self) -> None:
        self._hear_no_calls()
        if self.lock is None:
            return
        from relapp.ui.main_window.calls import Calls

        self._calls = Calls(self.lock, self)
        self._calls.called.connect(self._answer)
        self._calls.hear()

    def _hear_no_calls(self) -> None:
        if self._calls is not None:
            self._calls.close()
            self._calls.deleteLater()
            self._calls = None

    def _answer(self, call: Call) -> None:
        self.window.come_forward(call.token)
        if call.file is not None:
            self.open_file(call.file)

    def open_file(self, file: Path, key: bytes | None = None) -> None:
        """Open a shop's file in place of the one that is open; where its folder has a window, call that one."""
        self._open_file(file, key, kept_there=False)

    def _open_file(self, file: Path, key: bytes | None, *, kept_there: bool) -> None:
        """``kept_there``: if it is gone from its folder, that is noticed as at any start."""
        if self.session is not None and file.resolve() == self._path.resolve():
            return
        try:
            if not (file.is_file() or (kept_there and file.parent.is_dir())):
                raise StorageUnavailable("no_shop", file=file)
            self._move_to(file, key)
        except StorageUnavailable as error:
            if self.window.page:
                self.window.toast.show_message(_sentence(error))
            else:
                self._show_misfortune(error)
        except UserError as error:
            self.window.toast.show_message(_sentence(error))

    def _move_to(self, file: Path, key: bytes | None) -> None:
        if self.window.is_busy():
            raise UserError("file.busy", file=file.name)
        places = self.places.at(file)
        if self.lock is None or places.data.resolve() == self.places.data.resolve():
            self._settle(places, file, key)
            return
        # A window that holds the other folder is waited for, which may take seconds.
        self.background.run(
            lambda: instance.enter(places.data, Call(file)), self, lambda lock: self._entered(lock, places, file, key)
        )

    def _entered(self, lock: Lock | None, places: Places, file: Path, key: bytes | None) -> None:
        if lock is None:
            return
        self._close_session()
        self._let_go()
        self.lock = lock
        if self.run is not None:
            self.run.end()
            self.run = Run(places.logs, places.data)
        self._hear_calls()
        self._settle(places, file, key)

    def _settle(self, places: Places, file: Path, key: bytes | None) -> None:
        self.places = places
        self._forget_other_shops()
        self.open_shop(file.resolve(), key)

    def restore(self, chosen: Path) -> None:
        """Go back to a backup: the shop's file is kept aside, and what the backup holds is opened in its place."""
        folder, page, now = self.places.backups, self.preferences.page, self.now
        key = None if self.session is None else self.session.database.key
        self._open(self._path, lambda path: loading.restored(path, folder, chosen, page, now, key))

    # -- the sample shop --

    def open_sample(self) -> None:
        """Make the sample shop if it is not there, and open it; else one's own shop is opened again."""
        self._open(self.places.sample, lambda path: loading.load_sample(path, self.now), self.open_shop)

    def leave_sample(self) -> None:
        """Remove the sample shop and open the shop's own file."""
        from relapp.services import sample

        self._close_session()
        try:
            sample.remove(self.places.sample)
        finally:
            self.open_shop()

    # -- closing --

    def _close_session(self) -> None:
        if self.session is not None:
            self.session.stop()
            self.background.wait()
            self.session.close()
            self.session = None

    def _holds(self) -> bool:
        """Whether the window has to stay until a backup is made."""
        keeping = self.session.keeping if self.session is not None else None
        return keeping is not None and keeping.holds(self.window.close, self.window.toast.show_message)

    def _remember(self) -> None:
        self.change_preferences(window=self.window.standing())

    def keep(self) -> None:
        """Keep what would be lost if the process were ended now, as at the end of a session."""
        self._remember()
        if self.session is not None:
            self.session.keep()
        if self.run is not None:
            self.run.may_end()

    def heed_signals(self) -> None:
        """From now on a signal closes the window; before the first paint there is nothing that it could cost."""
        from relapp.ui.main_window.ending import Ending

        self.ending = Ending(self)
        self.ending.asked.connect(self.end)

    def end(self) -> None:
        """Close the window as a person does, with whatever stands before it; an import that is under way is stopped."""
        self.app.closeAllWindows()
        self.window.close()
        self.app.exit()

    def close(self) -> None:
        """Let go of everything, of the folder last."""
        self._hear_no_calls()
        # It may have been held for a backup that nobody waits for now.
        self.window.hide()
        if self.session is not None:
            self.session.stop()
        self.background.close()
        self._close_session()
        self.faults.release()
        if self.run is not None:
            self.run.end()
        self._let_go()

    def _let_go(self) -> None:
        """Of the folder: the next start may have it."""
        self._hear_no_calls()
        if self.lock is not None:
            self.lock.release()
            self.lock = None

    # -- preferences --

    def _forget_other_shops(self) -> None:
        """Who worked there, which customer was open, and what was answered, are others here."""
        shop = self.places.told
        if self.preferences.shop in ("", shop):
            self.change_preferences(shop=shop)
        else:
            told = {"no_second_place": False, "reminded": ""}
            self.change_preferences(shop=shop, page="today", customer_id=None, staff_id=None, **told)

    def change_preferences(self, **values: object) -> Preferences:
        """Set some of this PC's preferences and keep them; what another window set meanwhile stays."""
        if replace(self.preferences, **values) == self.preferences:  # type: ignore[arg-type]
            return self.preferences
        self._changed |= values
        found = preference_file.load(self.places.preferences)
        self.preferences = replace(self.preferences if self.safe else found, **self._changed)  # type: ignore[arg-type]
        if self.safe:
            return self.preferences
        try:
            preference_file.save(self.places.preferences, self.preferences)
        except OSError as error:
            log.warning("preferences could not be saved: %s", type(error).__name__)
        return self.preferences

    # -- bugs --

    def report_bug(self, _kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
        """The one excepthook: a known misfortune is told; a bug is logged without anybody's data, and told."""
        if isinstance(error, KeyboardInterrupt):
            self.app.exit(_INTERRUPTED)
        elif isinstance(error, UserError):
            self.window.toast.show_message(_sentence(error))
        else:
            self.faults.note(error, where)


def _sentence(error: UserError) -> str:
    from relapp.ui.wording.errors import sentence

    return sentence(error)
