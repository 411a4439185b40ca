"""One window a folder: the first start holds the folder's lock, a later one calls that window to the front.

The lock is the system's own on an open file, so it is gone with the process, however that ended. A call is a small file
beside it, which the window takes away as its answer.
"""

from __future__ import annotations

import errno
import json
import os
import stat
import sys
import time
import zlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from relapp.domain.errors import StorageUnavailable

LOCK = "relapp.lock"
_CALLS = "relapp-*.call"

_PATIENCE = 4.0
"""Seconds until a window that hears calls has answered."""

_SLOWEST = 60.0
"""Seconds that a window may take to begin or to close, when it hears nobody."""

_LONGEST_CALL = 65_536
"""Bytes; names of files and tokens are far shorter."""

_LOOK_EVERY = 0.03
_LOCKED_BYTE = 1 << 30  # far behind what is written: on Windows nobody can read a byte that is locked


@dataclass(frozen=True, slots=True)
class Call:
    """What a later start asks of the window: to come to the front, with ``file`` if one was meant.

    ``token`` is the desktop's leave to take the keyboard.
    """

    file: Path | None = None
    token: str = ""


class Lock:
    """The folder is this process's until :meth:`release`. Without a ``descriptor`` nothing is locked."""

    def __init__(self, folder: Path, descriptor: int | None) -> None:
        self.folder = folder
        self._descriptor = descriptor
        self.hear(False)

    def hear(self, hears: bool) -> None:
        """Tell later starts whether their calls are being answered now."""
        if self._descriptor is None:
            return
        # What cannot be told costs a later start some seconds, and nobody else anything.
        with suppress(OSError):
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            note = json.dumps({"pid": os.getpid(), "seat": _seat(), "hears": hears}).encode("ascii")
            os.write(self._descriptor, note)
            os.ftruncate(self._descriptor, len(note))

    def calls(self) -> list[Call]:
        """The calls that wait, taken away; those from other computers and of other people are left to wait."""
        found: list[Call] = []
        for path in sorted(self.folder.glob(_CALLS)):
            # One that cannot be taken away yet (Windows: somebody is looking at it) is for the next time.
            with suppress(OSError, ValueError, KeyError):
                told = _told(path)
                if told["seat"] == _seat():
                    path.unlink()
                    found.append(Call(Path(told["file"]) if told["file"] else None, told["token"]))
        return found

    def release(self) -> None:
        """Let the next start have the folder."""
        if self._descriptor is not None:
            _unlock(self._descriptor)
            os.close(self._descriptor)
            self._descriptor = None


def enter(folder: Path, call: Call) -> Lock | None:
    """The lock of ``folder``, or ``None`` once the window that holds it has answered ``call``.

    A folder where no lock can be kept gives one that locks nothing: opening the shop's file there tells what is wrong.

    :raises StorageUnavailable: ``open_elsewhere``: the folder is held by a window that does not hear the call.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = _open(folder / LOCK)
    except OSError:
        return Lock(folder, None)
    try:
        held = _locked(descriptor) or _wait(folder, descriptor, call)
    except OSError:
        # Some file systems have no locks.
        os.close(descriptor)
        return Lock(folder, None)
    except BaseException:
        os.close(descriptor)
        raise
    if held:
        return Lock(folder, descriptor)
    os.close(descriptor)
    return None


def _open(path: Path) -> int:
    try:
        return _opened(path, os.O_RDWR | os.O_CREAT)
    except PermissionError:
        # Somebody else's lock can still be looked at.
        return _opened(path, os.O_RDONLY)


def _opened(path: Path, flags: int) -> int:
    """A plain file of one name: in a folder of several people, a link or a pipe could be anybody's trap.

    :raises OSError: it is something else, or cannot be opened.
    """
    descriptor = os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0), 0o666)
    state = os.fstat(descriptor)
    if not stat.S_ISREG(state.st_mode) or state.st_nlink > 1:
        os.close(descriptor)
        raise OSError(f"{path.name} is no plain file")
    return descriptor


def _told(path: Path) -> dict[str, str]:
    """What a call says.

    :raises OSError: it cannot be read, or somebody else wrote it.
    :raises ValueError: it is no call.
    """
    descriptor = _opened(path, os.O_RDONLY)
    try:
        if not _is_mine(os.fstat(descriptor)):
            raise PermissionError(f"{path.name} is somebody else's")
        told = json.loads(os.read(descriptor, _LONGEST_CALL))
    finally:
        os.close(descriptor)
    if not isinstance(told, dict) or not all(isinstance(one, str) and "\0" not in one for one in told.values()):
        raise ValueError(f"{path.name} is no call")
    return told


def _wait(folder: Path, descriptor: int, call: Call) -> bool:
    """Until the window has answered (``False``), or let go of the folder (``True``)."""
    path = folder / _CALLS.replace("*", os.urandom(8).hex())
    begun = time.monotonic()
    until = begun + _PATIENCE
    try:
        _post(path, call, _holder(descriptor))
        while not _locked(descriptor):
            if not path.exists():
                return False
            now = time.monotonic()
            if _is_busy(_holder(descriptor)) and now < begun + _SLOWEST:
                until = now + _PATIENCE
            if now > until:
                raise StorageUnavailable("open_elsewhere", folder=folder)
            time.sleep(_LOOK_EVERY)
    except OSError as error:
        raise StorageUnavailable("open_elsewhere", folder=folder) from error
    finally:
        with suppress(OSError):
            path.unlink(missing_ok=True)
    return True


def _post(path: Path, call: Call, holder: dict[str, Any]) -> None:
    _let_come_forward(holder.get("pid"))
    told = {"seat": _seat(), "file": str(call.file) if call.file else "", "token": call.token}
    draft = path.with_suffix(".draft")
    draft.write_text(json.dumps(told), "ascii")
    os.replace(draft, path)


def _holder(descriptor: int) -> dict[str, Any]:
    """What the one who holds the lock tells; nothing while it is being written."""
    with suppress(OSError, ValueError):
        os.lseek(descriptor, 0, os.SEEK_SET)
        told = json.loads(os.read(descriptor, 1000))
        if isinstance(told, dict):
            return told
    return {}


def _is_busy(holder: dict[str, Any]) -> bool:
    """Whether it is one of this seat that begins or closes."""
    return holder.get("seat") == _seat() and holder.get("hears") is False


if sys.platform == "win32":
    import ctypes
    import msvcrt

    def _locked(descriptor: int) -> bool:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            # Wine gives no reason.
            if error.errno not in (errno.EACCES, 0):
                raise
            return False
        return True

    def _unlock(descriptor: int) -> None:
        with suppress(OSError):
            os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

    def _seat() -> str:
        """This person at this computer: a window elsewhere cannot come to the front here."""
        session = ctypes.c_uint32()
        ctypes.windll.kernel32.ProcessIdToSessionId(os.getpid(), ctypes.byref(session))
        return _short(f"{os.environ.get('COMPUTERNAME', '')} {session.value}")

    def _is_mine(_state: os.stat_result) -> bool:
        """Who may write there is told by the folder's own rights."""
        return True

    def _let_come_forward(pid: object) -> None:
        """Windows lets only those come to the front whom the program in front has named."""
        if isinstance(pid, int):
            ctypes.windll.user32.AllowSetForegroundWindow(pid)

else:
    import fcntl

    def _locked(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            return False
        return True

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)

    def _seat() -> str:
        """This person at this computer: a window elsewhere cannot come to the front here."""
        return _short(f"{os.uname().nodename} {os.getuid()}")

    def _is_mine(state: os.stat_result) -> bool:
        return state.st_uid == os.getuid()

    def _let_come_forward(_pid: object) -> None:
        """Only Windows asks for it."""


def _short(seat: str) -> str:
    """Names of computers are nobody's business who is given the folder."""
    return f"{zlib.crc32(seat.encode('utf-8', 'replace')):08x}"
