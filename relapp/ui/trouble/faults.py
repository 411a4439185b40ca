"""Hears every fault of the program, whichever thread or library it comes from, and writes down where it was."""

from __future__ import annotations

import logging
import sys
import threading
from types import TracebackType
from typing import Any

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler

from relapp import traces
from relapp.traces import Trace

log = logging.getLogger("relapp")

_MOST = 50
"""So many different faults are kept for the report; a program that has more is beyond it."""

_SPOKEN = {
    QtMsgType.QtWarningMsg: "warning",
    QtMsgType.QtCriticalMsg: "critical message",
    QtMsgType.QtFatalMsg: "fatal message",
}


class Faults(QObject):
    """Each different fault is logged once, and again at its 10th, 100th, … time; ``happened`` is emitted for the first.

    Whatever thread it happened in, ``happened`` comes to the window's thread with the :class:`~relapp.traces.Trace`.
    """

    happened = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._first: dict[tuple[str, ...], Trace] = {}
        self._counts: dict[tuple[str, ...], int] = {}
        self._lock = threading.RLock()  # a fault may come while one is being noted
        self._released = [lambda: None]

    @property
    def counts(self) -> dict[Trace, int]:
        """The faults so far, the first one first, with how often each came."""
        with self._lock:
            return {trace: self._counts[fault] for fault, trace in self._first.items()}

    def heed(self) -> None:
        """From now on hear of what no ``try`` caught in other threads, in what Python tidies away, and from Qt."""
        before = threading.excepthook, sys.unraisablehook, qInstallMessageHandler(self._said_by_qt)
        # Its own way of telling a failure is to print what was to be written, values and all.
        logging.raiseExceptions = False
        threading.excepthook = self._in_thread
        sys.unraisablehook = self._not_raised

        def release() -> None:
            threading.excepthook, sys.unraisablehook, handler = before
            qInstallMessageHandler(handler)

        self._released.append(release)

    def release(self) -> None:
        """Leave the hooks as they were."""
        while self._released:
            self._released.pop()()

    def note(self, error: BaseException, where: TracebackType | None = None) -> None:
        """An exception that nobody caught."""
        self._note(traces.of(error, where), aloud=True)

    def _in_thread(self, told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None and not isinstance(told.exc_value, SystemExit):
            self.note(told.exc_value, told.exc_traceback)

    def _not_raised(self, told: Any) -> None:
        # Nothing was being done for the person: the log and the report know it, nobody is troubled.
        if told.exc_value is not None:
            self._note(traces.of(told.exc_value, told.exc_traceback), aloud=False)

    def _said_by_qt(self, kind: QtMsgType, where: QMessageLogContext, words: str) -> None:
        if kind in _SPOKEN:
            category = where.category or "default"
            self._note(traces.said_by_qt(f"{_SPOKEN[kind]} ({category})", words), aloud=False)

    def _note(self, trace: Trace, *, aloud: bool) -> None:
        with self._lock:
            if trace.fault not in self._first and len(self._first) >= _MOST:
                return
            self._first.setdefault(trace.fault, trace)
            count = self._counts[trace.fault] = self._counts.get(trace.fault, 0) + 1
        if count == 1:
            log.error("%s", trace.text)
        elif str(count).strip("0") == "1":
            log.error("%s (%s times)", " from ".join(trace.kinds), count)
        if aloud and count == 1:
            self.happened.emit(trace)


def tell_to(faults: Faults, slot: Any) -> None:
    """Have ``slot`` called with each new fault once the window's thread is done with what it does."""
    faults.happened.connect(slot, Qt.ConnectionType.QueuedConnection)
