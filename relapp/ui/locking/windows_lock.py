"""What Windows sends the window when its screen is locked."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from ctypes import wintypes
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QCoreApplication

_SESSION_CHANGE = 0x02B1
"""WM_WTSSESSION_CHANGE: something about this session is other than it was."""
_LOCKED = 0x7
"""WTS_SESSION_LOCK."""
_THIS_SESSION = 0
"""NOTIFY_FOR_THIS_SESSION."""


class WindowsLock(QAbstractNativeEventFilter):
    """Calls ``locked`` for the window of the handle ``window`` until :meth:`end`."""

    def __init__(self, window: int, locked: Callable[[], object]) -> None:
        super().__init__()
        self._window = window
        self._locked = locked
        app = QCoreApplication.instance()
        assert app is not None
        app.installNativeEventFilter(self)
        _sessions().WTSRegisterSessionNotification(wintypes.HWND(window), _THIS_SESSION)

    def nativeEventFilter(self, kind: Any, message: int) -> object:
        if bytes(kind) == b"windows_generic_MSG":
            told = wintypes.MSG.from_address(int(message))
            if told.message == _SESSION_CHANGE and told.wParam == _LOCKED:
                self._locked()
        return False, 0

    def end(self) -> None:
        """Hear no more."""
        app = QCoreApplication.instance()
        if app is not None:
            app.removeNativeEventFilter(self)
        _sessions().WTSUnRegisterSessionNotification(wintypes.HWND(self._window))


def _sessions() -> Any:
    return ctypes.WinDLL("wtsapi32")  # type: ignore[attr-defined,unused-ignore]
