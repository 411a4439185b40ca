"""The screen of the system is locked: the program is as well, if it locks by itself at all."""

from __future__ import annotations

import ctypes
import gc
import shutil
import subprocess
import sys
from collections.abc import Iterator
from ctypes import wintypes
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtDBus import QDBusConnection

from relapp.services import settings, sign_in
from relapp.ui.locking import screen_lock, windows_lock
from relapp.ui.locking.bus_lock import label
from relapp.ui.locking.screen_lock import ScreenLock
from relapp.ui.locking.windows_lock import WindowsLock
from tests.journeys.conftest import Desk

SIGNALS = """
import sys
from PySide6.QtCore import QCoreApplication
from PySide6.QtDBus import QDBusConnection, QDBusMessage
app = QCoreApplication([])
bus = QDBusConnection.connectToBus(sys.argv[1], "telling")
assert bus.registerService("org.freedesktop.login1")
def tell(path, interface, name, *about):
    message = QDBusMessage.createSignal(path, interface, name)
    message.setArguments(list(about))
    assert bus.send(message)
login, session = "/org/freedesktop/login1/session/", "org.freedesktop.login1.Session"
def hint(path, name, value):
    tell(path, "org.freedesktop.DBus.Properties", "PropertiesChanged", session, {name: value}, ["none"])
match sys.argv[2]:
    case "gnome": tell("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", True)
    case "kde": tell("/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", True)
    case "lock": tell(login + "_32", session, "Lock")
    case "hint": hint(login + "_32", "LockedHint", True)
    case "idle":
        tell("/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", False)
        tell(login + "_37", session, "Lock")
        hint(login + "_37", "LockedHint", True)
        hint(login + "_32", "LockedHint", False)
        hint(login + "_32", "IdleHint", True)
# What is asked for next waits until all was sent.
bus.interface().registeredServiceNames()
"""


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A bus of our own, which stands for that of the desktop and for that of the system."""
    if not shutil.which("dbus-daemon"):
        pytest.skip("there is no dbus-daemon here")
    words = ["dbus-daemon", "--session", "--nofork", "--print-address=1", f"--address=unix:dir={tmp_path}"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as daemon:
        assert daemon.stdout is not None
        address = daemon.stdout.readline().strip()
        bus = QDBusConnection.connectToBus(address, tmp_path.name)
        assert bus.isConnected()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        monkeypatch.setenv("XDG_SESSION_ID", "2")
        monkeypatch.setattr(QDBusConnection, "sessionBus", lambda: bus)
        monkeypatch.setattr(QDBusConnection, "systemBus", lambda: bus)
        yield address
        QDBusConnection.disconnectFromBus(tmp_path.name)
        daemon.terminate()


def tell(address: str, what: str) -> None:
    subprocess.run([sys.executable, "-c", SIGNALS, address, what], check=True)


def guard(desk: Desk) -> None:
    assert desk.session.editing.staff_id is not None
    sign_in.set_pin(desk.session.editing.operations, desk.session.editing.staff_id, "4711")


@pytest.fixture
def heard(address: str, desk: Desk) -> Desk:
    """A desk whose person has a PIN, on that bus."""
    assert address
    guard(desk)
    desk.session._hear_screen_lock()
    return desk


@pytest.mark.parametrize("by", ["gnome", "kde", "lock", "hint"])
def test_the_program_is_locked_with_the_screen(heard: Desk, address: str, by: str) -> None:
    tell(address, by)
    heard.wait(lambda: heard.session.is_locked)


def test_other_sessions_and_a_screen_that_is_opened_lock_nothing(heard: Desk, address: str) -> None:
    told: list[ScreenLock] = []
    ears = heard.session.findChildren(ScreenLock)[-1]
    ears.locked.connect(lambda: told.append(ears))
    tell(address, "idle")
    # Signals come in their order: once this one is here, those were.
    heard.do("setting", lambda tx: settings.change(tx, lock_after=0))
    tell(address, "gnome")
    heard.wait(lambda: bool(told))
    assert told == [ears]
    assert not heard.session.is_locked, "who locks by hand only is not locked by this either"


def test_without_a_pin_nothing_is_locked(address: str, desk: Desk) -> None:
    told: list[bool] = []
    desk.session._hear_screen_lock()
    desk.session.findChildren(ScreenLock)[-1].locked.connect(lambda: told.append(True))
    tell(address, "lock")
    desk.wait(lambda: bool(told))
    assert not desk.session.is_locked


def test_where_there_is_no_bus_nothing_fails(desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    nowhere = QDBusConnection.connectToBus(f"unix:path={tmp_path}/nothing", "nowhere")
    monkeypatch.setattr(QDBusConnection, "systemBus", lambda: nowhere)
    heard = screen_lock.hear(desk.window, desk.session)
    assert heard.parent() is desk.session


def test_a_session_has_the_name_that_the_bus_gives_it() -> None:
    assert [label(name) for name in ("2", "c2", "12", "a-b")] == ["_32", "c2", "_312", "a_2db"]


class Sessions:
    """Stands for the library of Windows, which is nowhere else."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, int]] = []

    def WTSRegisterSessionNotification(self, window: wintypes.HWND, which: int) -> bool:
        self.asked.append(("hear", which))
        return bool(window.value)

    def WTSUnRegisterSessionNotification(self, window: wintypes.HWND) -> bool:
        self.asked.append(("no more", 0))
        return bool(window.value)


def test_windows_says_so_by_a_message(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    library, told = Sessions(), []
    monkeypatch.setattr(windows_lock, "_sessions", lambda: library)
    lock = WindowsLock(int(desk.window.winId()), lambda: told.append(True))
    for kind, message, about in (
        (b"windows_generic_MSG", 0x02B1, 0x8),
        (b"windows_generic_MSG", 0x0010, 0x7),
        (b"xcb_generic_event_t", 0x02B1, 0x7),
        (b"windows_generic_MSG", 0x02B1, 0x7),
    ):
        made = wintypes.MSG()
        made.message, made.wParam = message, about
        before = len(told)
        assert lock.nativeEventFilter(kind, ctypes.addressof(made)) == (False, 0), "everybody else hears it as well"
        assert len(told) - before == (kind == b"windows_generic_MSG" and (message, about) == (0x02B1, 0x7))
    lock.end()
    assert library.asked == [("hear", 0), ("no more", 0)]


def test_windows_is_listened_to_for_as_long_as_the_shop_is_open(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    library, shop = Sessions(), QObject()
    monkeypatch.setattr(windows_lock, "_sessions", lambda: library)
    with monkeypatch.context() as there:
        there.setattr(sys, "platform", "win32")
        screen_lock.hear(desk.window, shop)
    gc.collect()
    heard = [one for one in gc.get_objects() if isinstance(one, WindowsLock)]
    assert len(heard) == 1
    assert library.asked == [("hear", 0)]
    del heard
    shiboken6.delete(shop)
    assert library.asked == [("hear", 0), ("no more", 0)]
