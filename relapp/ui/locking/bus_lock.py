"""What the desktop and the keeper of logins say on D-Bus when the screen is locked."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage

from relapp.ui.locking.screen_lock import ScreenLock

_LOGIN = "org.freedesktop.login1"
_SESSION = f"{_LOGIN}.Session"
_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver")


class BusLock(ScreenLock):
    """Hears from the beginning, on the buses that there are."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        _hear_desktop(self)
        _hear_logins(self)

    @Slot(QDBusMessage)
    def heed_saver(self, message: QDBusMessage) -> None:
        """A screen saver says whether it is active."""
        if message.arguments()[:1] == [True]:
            self.locked.emit()

    @Slot(QDBusMessage)
    def heed_lock(self, message: QDBusMessage) -> None:
        """The keeper of logins asks a session to lock."""
        if _is_own(message.path()):
            self.locked.emit()

    @Slot(str, "QVariantMap", "QStringList", QDBusMessage)
    def heed_hint(self, of: str, values: dict[str, object], _gone: list[str], message: QDBusMessage) -> None:
        """Something about a session of the keeper of logins is other than it was."""
        if of == _SESSION and values.get("LockedHint") is True and _is_own(message.path()):
            self.locked.emit()


def _hear_desktop(heard: BusLock) -> None:
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    # Asked for where there is none, the library would start one.
    if not os.environ.get("DBUS_SESSION_BUS_ADDRESS") and not (runtime and (Path(runtime) / "bus").exists()):
        return
    bus = QDBusConnection.sessionBus()
    if bus.isConnected():
        for saver in _SAVERS:
            bus.connect("", "", saver, "ActiveChanged", heard, _slot("heed_saver(QDBusMessage)"))


def _hear_logins(heard: BusLock) -> None:
    bus = QDBusConnection.systemBus()
    if bus.isConnected():
        bus.connect(_LOGIN, "", _SESSION, "Lock", heard, _slot("heed_lock(QDBusMessage)"))
        slot = _slot("heed_hint(QString,QVariantMap,QStringList,QDBusMessage)")
        properties = "org.freedesktop.DBus.Properties"
        bus.connect(_LOGIN, "", properties, "PropertiesChanged", [_SESSION], "sa{sv}as", heard, slot)


def _is_own(path: str) -> bool:
    """Whether the session of that path is this one; where the desktop does not say which this is, any may be."""
    own = os.environ.get("XDG_SESSION_ID", "")
    return not own or path.rsplit("/", 1)[-1] == label(own)


def label(name: str) -> str:
    """``name`` as a part of a path on the bus (systemd's "bus label": what is no letter or digit as ``_`` and hex)."""
    return "".join(
        sign if sign.isascii() and sign.isalnum() and not (place == 0 and sign.isdigit()) else f"_{ord(sign):02x}"
        for place, sign in enumerate(name)
    )


def _slot(words: str) -> Any:
    # Declared as bytes, taken only as it comes from SLOT.
    return SLOT(words)
