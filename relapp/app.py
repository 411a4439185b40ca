"""The composition root: builds every layer, joins them, and holds the one excepthook."""

from __future__ import annotations

import logging
import sys
import traceback
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from relapp import preferences as preference_file
from relapp.domain.errors import StorageUnavailable
from relapp.instance import Call, Lock
from relapp.paths import Places
from relapp.preferences import Preferences
from relapp.ui import application, theme
from relapp.ui.background import Background
from relapp.ui.main_window.window import MainWindow
from relapp.ui.widgets.placeholder import Placeholder
from relapp.ui.wording import locale
from relapp.ui.wording.errors import sentence

if TYPE_CHECKING:
    # The data layer is dear to load: the window is painted first.
    from relapp.storage.database import Database
    from relapp.ui.main_window.calls import Calls
    from relapp.ui.main_window.session import Session

log = logging.getLogger("relapp")


def run(places: Places, lock: Lock) -> int:
    """Open the window on the folder that is locked; returns the exit code."""
    _keep_a_log(places.logs)
    program = Program(application.make(), places, lock=lock)
    sys.excepthook = program.report_bug
    program.start()
    code = program.app.exec()
    program.close()
    return code


def tell(sentence: str) -> None:
    """Say it in a box of its own, where no window comes; nothing where nobody could see it."""
    from PySide6.QtWidgets import QMessageBox

    app = application.make()
    if app.platformName() not in ("offscreen", "minimal"):
        QMessageBox.warning(None, "relapp", sentence)


class Program(QObject):
    """The running program: the window, the worker, and the one shop that is open.

    ``now`` tells this moment with its offset; without it this PC's clock does. ``lock`` is that of the folder; without
    it nobody can call the window to the front.
    """

    def __init__(
        self,
        app: QApplication,
        places: Places,
        now: Callable[[], datetime] | None = None,
        lock: Lock | None = None,
    ) -> None:
        super().__init__(app)
        self.app = app
        self.places = places
        self.lock = lock
        self.now = now
        self.preferences = preference_file.load(places.preferences)
        if not self.preferences.desk:
            self.change_preferences(desk=uuid.uuid4().hex[:12])
        locale.settle(self.preferences.language)
        theme.install(app, theme.Scheme(self.preferences.scheme), self.preferences.text_size)
        app.setLayoutDirection(QLocale().textDirection())
        self.background = Background(self)
        self.window = MainWindow()
        self.window.closing.connect(self._remember)
        self.session: Session | None = None
        self._calls: Calls | None = None
        self._path = places.database

    # -- opening --

    def start(self) -> None:
        """Paint the window, then load the data layer beside it and open the shop."""
        self.window.stand(self.preferences.window)
        self.window.painted.connect(lambda: QTimer.singleShot(0, self._begin), Qt.ConnectionType.QueuedConnection)
        self.window.show()

    def _begin(self) -> None:
        self.open_shop()
        self._hear_calls()

    def open_shop(self, path: Path | None = None) -> None:
        """Open the shop's own file, or another; what is open is closed first."""
        self._close_session()
        self._path = path or self.places.database
        page = self.preferences.page
        self.background.run(lambda: _load(self._path, page), self, self._opened)

    def _opened(self, found: Database | StorageUnavailable) -> None:
        if isinstance(found, StorageUnavailable):
            self._show_misfortune(found)
            return
        from relapp.ui.main_window.session import Session

        self.session = Session(self.window, found, self.background, self)
        self.session.begin()

    def _show_misfortune(self, error: StorageUnavailable) -> None:
        page = Placeholder("circle-alert", self.tr("The shop cannot be opened"), sentence(error))
        page.add_step(self.tr("&Try again"), "refresh-ccw", lambda: self.open_shop(self._path))
        self.window.add_page("misfortune", page)
        self.window.show_page("misfortune")

    # -- later starts on the same folder --

    def _hear_calls(self) -> None:
        if self.lock is None:
            return
        from relapp.ui.main_window.calls import Calls

        self._calls = Calls(self.lock, self)
        self._calls.called.connect(self._answer)
        self._calls.hear()

    def _answer(self, call: Call) -> None:
        self.window.come_forward(call.token)

    # -- the sample shop --

    def open_sample(self) -> None:
        """Make the sample shop if it is not there, and open it."""
        self._close_session()
        self._path = self.sample_path
        self.background.run(lambda: _load_sample(self._path, self.now), self, self._opened)

    def leave_sample(self) -> None:
        """Remove the sample shop and open the shop's own file."""
        from relapp.services import sample

        self._close_session()
        sample.remove(self.sample_path)
        self.open_shop()

    @property
    def sample_path(self) -> Path:
        """Where the sample shop's file is, if it was made."""
        return self.places.data / "sample.relapp"

    # -- closing --

    def _close_session(self) -> None:
        if self.session is not None:
            self.background.wait()
            self.session.close()
            self.session = None

    def _remember(self) -> None:
        self.change_preferences(window=self.window.standing())

    def close(self) -> None:
        """Let go of everything, of the folder last."""
        if self._calls is not None:
            self._calls.close()
        self.background.close()
        self._close_session()
        if self.lock is not None:
            self.lock.release()

    # -- preferences --

    def change_preferences(self, **values: object) -> Preferences:
        """Set some of this PC's preferences and keep them."""
        self.preferences = replace(self.preferences, **values)  # type: ignore[arg-type]
        try:
            preference_file.save(self.places.preferences, self.preferences)
        except OSError as error:
            log.warning("preferences could not be saved: %s", type(error).__name__)
        return self.preferences

    # -- bugs --

    def report_bug(self, kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
        """The one excepthook: a known misfortune is told; a bug is logged without anybody's data, and told."""
        if isinstance(error, StorageUnavailable):
            self.window.toast.show_message(sentence(error))
            return
        # Messages of exceptions may quote what customers said, so only the places go into the log.
        places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(where)]
        log.error("%s\n  %s", kind.__name__, "\n  ".join(places))
        self.window.toast.show_message(
            self.tr("Something went wrong in relapp. What you saved is safe; please try again.")
        )


def _load(path: Path, page: str) -> Database | StorageUnavailable:
    """Runs in the worker: importing the data layer and the first page takes longer than opening the file."""
    from relapp.storage.database import Database
    from relapp.ui.main_window import session

    session.load(page)
    try:
        return Database.open(path)
    except StorageUnavailable as error:
        return error


def _load_sample(path: Path, now: Callable[[], datetime] | None) -> Database | StorageUnavailable:
    from relapp.services import sample
    from relapp.services.operations import local_now

    if not path.exists():
        sample.make(path, (now or local_now)().date())
    return _load(path, "today")


def _keep_a_log(folder: Path) -> None:
    """A small log of misfortunes; where none can be kept the program works without."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(folder / "relapp.log", maxBytes=200_000, backupCount=2, encoding="utf-8")
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
