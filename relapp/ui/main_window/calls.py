"""Hears those who start the program once more on the folder that is open."""

from __future__ import annotations

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from relapp.instance import Lock

_LOOK_AGAIN = 300
"""Milliseconds after which to look once more: a file may be held by what looks for viruses."""

_LOOK_EVERY = 1_000
"""Milliseconds between looks where the system has no more watches to give."""


class Calls(QObject):
    """Emits ``called`` with each :class:`~relapp.instance.Call`, from :meth:`hear` until :meth:`close`."""

    called = Signal(object)

    def __init__(self, lock: Lock, parent: QObject) -> None:
        super().__init__(parent)
        self._lock = lock
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_LOOK_AGAIN)
        self._again.timeout.connect(self._look)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._noticed)

    def hear(self) -> None:
        """Answer those who wait already, and all to come."""
        if not self._watcher.addPath(str(self._lock.folder)):
            self._again.setSingleShot(False)
            self._again.start(_LOOK_EVERY)
        self._lock.hear(True)
        self._look()

    def _noticed(self) -> None:
        self._look()
        self._again.start()

    def _look(self) -> None:
        for call in self._lock.calls():
            self.called.emit(call)

    def close(self) -> None:
        """Hear nobody any more; who calls now waits for the folder."""
        self._again.stop()
        self._watcher.directoryChanged.disconnect(self._noticed)
        self._lock.hear(False)
