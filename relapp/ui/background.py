"""Work that takes long: runs beside the window, hands plain values back in the window's thread."""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from relapp.ui.garbage import Collector

T = TypeVar("T")

_TURN = 0.0005
"""Seconds that a worker may keep Python once the window wants it. Python's own measure is ten times as long, and the
window has to ask for each event and each statement anew: together that is a second beside a busy worker."""


class Background(QObject):
    """One worker thread; jobs run one after another.

    ``then`` is called with the job's value in the window's thread, unless ``owner`` is gone by then; a job's exception
    is raised there. Widgets never see a thread or a future.
    """

    _finished = Signal(object, object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(_TURN)
        # Before there is a thread that could collect.
        self._collector = Collector(self)
        self._running = 0
        self._asked: list[Callable[[], None]] = []
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="relapp")
        # Queued: a job may have ended before it is told where to announce that.
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._closed = False

    def run(
        self,
        job: Callable[[], T],
        owner: QObject,
        then: Callable[[T], None],
        failed: Callable[[], None] = lambda: None,
    ) -> None:
        """Run ``job`` when its turn comes; ``failed`` is called before its exception is raised in the window.

        It begins once the window is done with what it does now: the two would only hold each other up.
        """
        if self._closed:
            return
        self._count(1)
        self._asked.append(lambda: self._begin(job, owner, then, failed))
        QTimer.singleShot(0, self, self._begin_all)

    def _begin_all(self) -> None:
        asked, self._asked = self._asked, []
        for begin in asked:
            begin()

    def _begin(
        self, job: Callable[[], Any], owner: QObject, then: Callable[[Any], None], failed: Callable[[], None]
    ) -> None:
        if not self._closed:
            future = self._executor.submit(job)
            future.add_done_callback(lambda done: self._announce(done, owner, then, failed))

    @property
    def busy(self) -> bool:
        """Whether a job runs or waits."""
        return self._running > 0

    def _count(self, more: int) -> None:
        self._running += more
        self._collector.set_busy(self.busy)

    def _announce(
        self, done: Future[Any], owner: QObject, then: Callable[[Any], None], failed: Callable[[], None]
    ) -> None:
        if not self._closed and shiboken6.isValid(self):
            self._finished.emit(done, owner, then, failed)

    def _deliver(
        self, done: Future[Any], owner: QObject, then: Callable[[Any], None], failed: Callable[[], None]
    ) -> None:
        self._count(-1)
        if self._closed or done.cancelled() or not shiboken6.isValid(owner):
            return
        if done.exception() is not None:
            failed()
        then(done.result())

    def wait(self) -> None:
        """Let every job that was begun or is waiting come to its end."""
        self._begin_all()
        if not self._closed:
            self._executor.submit(lambda: None).result()

    def close(self) -> None:
        """Wait for the running job, forget the waiting ones."""
        self._closed = True
        self._executor.shutdown(wait=True, cancel_futures=True)
        self._collector.stop()
