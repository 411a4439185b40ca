"""Work that takes long: runs beside the window, hands plain values back in the window's thread."""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from relapp.ui.garbage import Collector

T = TypeVar("T")

_TURN = 0.0005
"""Seconds that a worker may keep Python once the window wants it. Python's own measure is ten times as long, and the
window has to ask for each event and each statement anew: together that is a second beside a busy worker."""


@dataclass(frozen=True, slots=True)
class _Job:
    """What is to be done, and whom its value is for."""

    work: Callable[[], Any]
    owner: QObject
    then: Callable[[Any], None]
    failed: Callable[[], None]


class Background(QObject):
    """One worker thread; jobs run one after another.

    ``then`` is called with the job's value in the window's thread, unless ``owner`` is gone by then; a job's exception
    is raised there. Widgets never see a thread or a future.
    """

    _finished = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(_TURN)
        # Before there is a thread that could collect.
        self._collector = Collector(self)
        self._numbers = count()
        # Only the window lets go of a job: with the last word on a widget the worker would delete it.
        self._jobs: dict[int, _Job] = {}
        self._asked: list[int] = []
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
        number = next(self._numbers)
        self._jobs[number] = _Job(job, owner, then, failed)
        self._asked.append(number)
        self._collector.set_busy(True)
        QTimer.singleShot(0, self, self._begin_all)

    def _begin_all(self) -> None:
        asked, self._asked = self._asked, []
        for number in asked:
            if not self._closed:
                self._executor.submit(self._work, number).add_done_callback(partial(self._announce, number))

    def _work(self, number: int) -> Any:
        return self._jobs[number].work()

    @property
    def busy(self) -> bool:
        """Whether a job runs or waits."""
        return bool(self._jobs)

    def _announce(self, number: int, done: Future[Any]) -> None:
        if not self._closed and shiboken6.isValid(self):
            self._finished.emit(number, done)

    def _deliver(self, number: int, done: Future[Any]) -> None:
        job = self._jobs.pop(number, None)
        self._collector.set_busy(self.busy)
        if job is None or self._closed or done.cancelled() or not shiboken6.isValid(job.owner):
            return
        if done.exception() is not None:
            job.failed()
        job.then(done.result())

    def wait(self) -> None:
        """Let every job that was begun or is waiting come to its end."""
        self._begin_all()
        if not self._closed:
            self._executor.submit(lambda: None).result()

    def close(self) -> None:
        """Wait for the running job, forget the waiting ones."""
        self._closed = True
        self._executor.shutdown(wait=True, cancel_futures=True)
        self._jobs.clear()
        self._collector.stop()
