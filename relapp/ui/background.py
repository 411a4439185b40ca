"""Work that takes long: runs beside the window, hands plain values back in the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal

from relapp.ui.garbage import Collector

T = TypeVar("T")


class Background(QObject):
    """One worker thread; jobs run one after another.

    ``then`` is called with the job's value in the window's thread, unless ``owner`` is gone by then; a job's exception
    is raised there. Widgets never see a thread or a future.
    """

    _finished = Signal(object, object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Before there is a thread that could collect.
        self._collector = Collector(self)
        self._running = 0
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="relapp")
        self._finished.connect(self._deliver)
        self._closed = False

    def run(
        self,
        job: Callable[[], T],
        owner: QObject,
        then: Callable[[T], None],
        failed: Callable[[], None] = lambda: None,
    ) -> None:
        """Run ``job`` when its turn comes; ``failed`` is called before its exception is raised in the window."""
        if self._closed:
            return
        self._running += 1
        self._collector.busy = True
        future = self._executor.submit(job)
        future.add_done_callback(lambda done: self._announce(done, owner, then, failed))

    def _announce(
        self, done: Future[Any], owner: QObject, then: Callable[[Any], None], failed: Callable[[], None]
    ) -> None:
        if not self._closed and shiboken6.isValid(self):
            self._finished.emit(done, owner, then, failed)

    def _deliver(
        self, done: Future[Any], owner: QObject, then: Callable[[Any], None], failed: Callable[[], None]
    ) -> None:
        self._running -= 1
        self._collector.busy = self._running > 0
        if self._closed or done.cancelled() or not shiboken6.isValid(owner):
            return
        if done.exception() is not None:
            failed()
        then(done.result())

    def wait(self) -> None:
        """Let every job that was begun or is waiting come to its end."""
        if not self._closed:
            self._executor.submit(lambda: None).result()

    def close(self) -> None:
        """Wait for the running job, forget the waiting ones."""
        self._closed = True
        self._executor.shutdown(wait=True, cancel_futures=True)
        self._collector.stop()
