"""The import's work beside the window: one job at a time, how far it is, and stopping it."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from relapp.domain.errors import UserError
from relapp.services.transfer.storing.tally import Cancelled
from relapp.ui.background import Background

T = TypeVar("T")

_TOLD_EVERY = 100
_RATE_AFTER = 0.7


class Pace:
    """Written by the worker, read by the window: rows so far, and whether to stop. Plain values need no lock."""

    def __init__(self) -> None:
        self.rows = 0
        self.stop = False
        self._began = 0.0

    def __call__(self, rows: int) -> bool:
        if not self._began:
            self._began = monotonic()
        self.rows = rows
        return not self.stop

    @property
    def rate(self) -> float:
        """Rows a second, 0 before that can be told."""
        took = monotonic() - self._began if self._began else 0.0
        return self.rows / took if took > _RATE_AFTER else 0.0

    def left(self, whole: int) -> float | None:
        """Seconds to go, ``None`` before that can be told."""
        rate = self.rate
        return max(0.0, whole - self.rows) / rate if rate and whole else None


class Work(QObject):
    """Runs jobs of one import; a new one stops the one before. ``ticked`` ten times a second while one runs."""

    ticked = Signal()
    refused = Signal(object)
    """A ``UserError`` that a job ended with."""
    stopped = Signal()
    """The last job was stopped by :meth:`stop` and has left nothing behind."""

    def __init__(self, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._background = background
        self.pace = Pace()
        self.running = False
        self._timer = QTimer(self)
        self._timer.setInterval(_TOLD_EVERY)
        self._timer.timeout.connect(self.ticked)

    def run(self, job: Callable[[Pace], T], then: Callable[[T], None]) -> None:
        """Do ``job`` beside the window and hand ``then`` what it found."""
        self.pace.stop = True
        pace = self.pace = Pace()
        self.running = True
        self._timer.start()

        def guarded() -> T | UserError | Cancelled:
            try:
                return job(pace)
            except (UserError, Cancelled) as error:
                return error

        self._background.run(guarded, self, lambda found: self._finished(found, then, pace), self._broke)

    def stop(self) -> None:
        """Ask the job to stop; ``stopped`` follows."""
        self.pace.stop = True

    def _finished(self, found: T | UserError | Cancelled, then: Callable[[T], None], pace: Pace) -> None:
        if pace is not self.pace:
            return
        self._broke()
        if isinstance(found, Cancelled):
            self.stopped.emit()
        elif isinstance(found, UserError):
            self.refused.emit(found)
        else:
            then(found)

    def _broke(self) -> None:
        self.running = False
        self._timer.stop()
