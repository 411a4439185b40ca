"""Python's garbage is collected by the window's thread alone.

A widget in a reference cycle that a worker happens to collect is destroyed by that worker, which Qt does not survive.
"""

from __future__ import annotations

import gc
from weakref import WeakSet

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 500
_BUSY_EVERY_MS = 100
_collectors: WeakSet[Collector] = WeakSet()


class Collector(QObject):
    """While one is there, Python does not collect by itself; every half second the window does, as much as is due.

    Its worker may be making objects by the million: then only the newest are looked through, oftener, for all of them
    take a third of a second.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        _collectors.add(self)
        gc.disable()
        self._busy = False
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._collect)
        self._timer.start()

    def set_busy(self, busy: bool) -> None:
        """Whether its worker is at work."""
        if busy is not self._busy:
            self._busy = busy
            self._timer.setInterval(_BUSY_EVERY_MS if busy else _EVERY_MS)

    def _collect(self) -> None:
        young, middle, old = (count > most for count, most in zip(gc.get_count(), gc.get_threshold(), strict=True))
        if any(each._busy for each in _collectors):
            middle = old = False
        if old or middle or young:
            gc.collect(2 if old else 1 if middle else 0)

    def stop(self) -> None:
        """Leave collecting to Python again, if this was the last."""
        self._timer.stop()
        _collectors.discard(self)
        if not _collectors:
            gc.enable()
