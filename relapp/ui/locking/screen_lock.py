"""Hears that the system locked its screen, where the system tells: on Linux by D-Bus, on Windows by a message.

macOS tells nobody without its own frameworks, so there only idle time counts. Where there is no bus, nothing is heard
and nothing fails. Nothing is sent: only local signals of the desktop are listened to.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget


class ScreenLock(QObject):
    """``locked``: the screen of the system was locked; maybe more than once for one time."""

    locked = Signal()

    held: object = None
    """What hears it for this one, as long as this one lives."""


def hear(window: QWidget, parent: QObject) -> ScreenLock:
    """From now on, as long as ``parent`` lives."""
    if sys.platform == "win32":
        from relapp.ui.locking.windows_lock import WindowsLock

        heard = ScreenLock(parent)
        # Neither Qt nor a connection holds it.
        heard.held = told = WindowsLock(int(window.winId()), heard.locked.emit)
        parent.destroyed.connect(told.end)
        return heard
    if sys.platform == "darwin":
        return ScreenLock(parent)
    from relapp.ui.locking.bus_lock import BusLock

    return BusLock(parent)
