"""The system's wish that the program ends: Ctrl+C, ``kill``, a terminal that is closed, the end of a session."""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal

_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
_BY_SIGNAL = 128
"""Added to a signal's number this is the exit code, as shells have it."""


class Ending(QObject):
    """Emits ``asked`` in the window's own time. A signal that was ignored when the program began stays ignored."""

    asked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.code = 0
        """The exit code once a signal has come."""
        if sys.platform != "win32":
            self._listen()
        for name in _SIGNALS:
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._heed)

    def _listen(self) -> None:
        """Python heeds a signal when it runs next, which may be never while Qt waits: a pipe wakes Qt."""
        reading, writing = os.pipe()
        for end in (reading, writing):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(reading, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(lambda: os.read(reading, 64))

    def _heed(self, number: int, _frame: FrameType | None) -> None:
        if not self.code:
            self.code = _BY_SIGNAL + number
            # Not within whatever Python was just doing.
            QTimer.singleShot(0, self.asked.emit)
