"""The daybook: what was acknowledged, written once more beside the backups and synced before anybody is told of it.

A file holds frames: a sign, how long the body is, its checksum, the body. Each is written in one go to the end of the
file, so that the window and a command may write side by side. Reading is not stopped by a torn or damaged frame: the
next one is found by its sign.
"""

from __future__ import annotations

import errno
import os
import re
import struct
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Protocol

from relapp.domain.errors import StorageUnavailable, UserError
from relapp.storage import durable

PURPOSE = "daybook"
"""What its seal is for."""

_HEAD = struct.Struct(">4sII")
_PLAIN, _SEALED = b"\x00RDp", b"\x00RDs"
_LARGEST = 1 << 28
"""No record is longer; a length beyond it is damage."""

_NAME = re.compile(r"daybook-(\d{6,})(?:-(\d+))?\.log")
_NUMBERED = re.compile(r"(?:daybook|relapp)-(\d{6,})\b")
"""Any file that follows a backup, or is one."""
ASIDE = ".aside"
"""What the name of a file has that counts for nothing."""
_LOCKED_BYTE = 1 << 30

_CODES = {
    errno.ENOSPC: "daybook.full",
    errno.EDQUOT: "daybook.full",
    errno.EACCES: "daybook.denied",
    errno.EPERM: "daybook.denied",
    errno.EROFS: "daybook.denied",
}


class Seal(Protocol):
    """Makes bodies unreadable without the key of a protected shop."""

    def seal(self, content: bytes) -> bytes:
        """Close ``content``."""

    def open(self, content: bytes) -> bytes:
        """What :meth:`seal` closed.

        :raises ValueError: it was closed with another key, or changed since.
        """


@dataclass(slots=True)
class Found:
    """What was read of daybooks: the sound bodies in the order they were written, and how much was not sound."""

    bodies: list[bytes] = field(default_factory=list)
    damaged: int = 0
    """Stretches that could not be read."""
    torn: bool = False
    """Whether the last one ends in the middle, as after a crash."""


@dataclass(frozen=True, slots=True, order=True)
class Volume:
    """One file of the daybook: what was done after backup ``number``; ``part`` counts up where one had to be left."""

    number: int
    part: int
    path: Path


class Daybook:
    """Where a shop's operations are written once more. Made by ``Database.keep_daybook``."""

    def __init__(self, folder: Path, shop: str, seal: Seal | None = None) -> None:
        self.folder = folder
        self.shop = shop
        """The id of the shop, by which its daybook is told from another's."""
        self.wants_backup = False
        """Whether something stands in no daybook and no backup yet."""
        self.trouble: UserError | None = None
        """Why the last operation is not in the daybook."""
        self.on_trouble: Callable[[UserError | None], None] = lambda _: None
        """Called, in the thread that wrote, when :attr:`trouble` begins and when it ends."""
        self._seal = seal
        self._turn = Lock()
        self._waiting: list[bytes] = []
        self._number, self._part = -1, 1
        self._catch_up()

    @property
    def path(self) -> Path:
        """The file that is written now."""
        part = f"-{self._part}" if self._part > 1 else ""
        return self.folder / f"daybook-{self._number:06}{part}.log"

    def follow(self, number: int) -> None:
        """Begin a new file: backup ``number`` holds all that was done so far."""
        self._number, self._part = number, 1
        self.wants_backup = False

    def _catch_up(self) -> None:
        """Go on in the newest file: another program may have made a backup, and takes away what is older than that.

        To be done after the commit. What is written to an older file then was done before the newer backup had its
        name, and is in any that is begun after that.
        """
        names = _names(self.folder)
        number = max((int(match[1]) for name in names if (match := _NUMBERED.match(name))), default=0)
        if number > self._number:
            parts = (
                int(match[2] or 1) for name in names if (match := _NAME.fullmatch(name)) and int(match[1]) == number
            )
            self._number, self._part = number, max(parts, default=1)

    def append(self, body: bytes, *, has_all: bool = True) -> None:
        """Write one record down and wait until it is on the disk. Never fails: what is in the way is told.

        Unless it ``has_all`` of the operation, a backup has to follow.
        """
        self.wants_backup |= not has_all
        with self._turn:
            self._waiting.append(frame(body, self._seal))
            self._catch_up()
            try:
                self._write_waiting()
            except OSError as error:
                self._fail(UserError(_CODES.get(error.errno or 0, "daybook.unreachable")))
            else:
                self._waiting = []
                if self.trouble is not None:
                    self.trouble = None
                    self.on_trouble(None)

    def _write_waiting(self) -> None:
        content = b"".join(self._waiting)
        try:
            append(self.path, content)
        except OSError as error:
            if error.errno in _CODES and _CODES[error.errno] == "daybook.full":
                raise
            # The file may be what is bad, and not the folder.
            self._part += 1
            append(self.path, content)

    def _fail(self, trouble: UserError) -> None:
        # A backup holds it as well, should there be room for one before there is for the daybook.
        self.wants_backup = True
        known, self.trouble = self.trouble, trouble
        if known is None or known.code != trouble.code:
            self.on_trouble(trouble)


def frame(body: bytes, seal: Seal | None = None) -> bytes:
    """A body as it stands in the file."""
    sign, content = (_PLAIN, body) if seal is None else (_SEALED, seal.seal(body))
    return _HEAD.pack(sign, len(content), _checksum(content)) + content


def _checksum(content: bytes) -> int:
    return zlib.crc32(content, len(content))


def append(path: Path, content: bytes) -> None:
    """Write to the end of a file, in one go, and sync it.

    The file is opened each time: one that was taken away or replaced meanwhile must not be written to unseen.

    :raises OSError: it could not be written whole.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = not path.exists()
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with _alone(descriptor):
            if os.write(descriptor, content) != len(content):
                raise OSError(errno.ENOSPC, "not written whole")
        sync(descriptor)
    finally:
        os.close(descriptor)
    if fresh:
        durable.sync_folder(path.parent)


def sync(descriptor: int) -> None:
    """Wait until a file is on the disk."""
    if sys.platform == "darwin":
        import fcntl

        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    else:
        os.fsync(descriptor)


if sys.platform == "win32":
    import msvcrt

    @contextmanager
    def _alone(descriptor: int) -> Iterator[None]:
        """Windows looks for the end and writes there in two steps."""
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
        try:
            yield
        finally:
            os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:

    @contextmanager
    def _alone(descriptor: int) -> Iterator[None]:  # noqa: ARG001
        """The system finds the end and writes there in one step."""
        yield


# -- reading --


def volumes(folder: Path) -> list[Volume]:
    """The files of the daybook, in the order they were written; none where the folder cannot be read."""
    found = ((name, _NAME.fullmatch(name)) for name in _names(folder))
    return sorted(Volume(int(match[1]), int(match[2] or 1), folder / name) for name, match in found if match)


def _names(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def read(folder: Path, seal: Seal | None = None) -> Found:
    """Everything that can be read of a daybook."""
    found = Found()
    for volume in volumes(folder):
        _read(volume.path, seal, found)
    return found


def last(folder: Path, seal: Seal | None = None) -> bytes | None:
    """The last sound body; only the newest file is read, or the one before where that has none."""
    for volume in reversed(volumes(folder)):
        found = Found()
        _read(volume.path, seal, found)
        if found.bodies:
            return found.bodies[-1]
    return None


def _read(path: Path, seal: Seal | None, found: Found) -> None:
    try:
        content = path.read_bytes()
    except OSError:
        found.damaged += 1
        return
    place, found.torn = 0, False
    while place < len(content):
        body, place, sound = _next(content, place, seal)
        found.torn = not sound and place == len(content)
        if body is not None:
            found.bodies.append(body)
        elif not found.torn:
            found.damaged += 1


def _next(content: bytes, place: int, seal: Seal | None) -> tuple[bytes | None, int, bool]:
    """The body of the frame at ``place``, where the next frame begins, and whether this one is whole."""
    if len(content) - place >= _HEAD.size:
        sign, length, checksum = _HEAD.unpack_from(content, place)
        begin, end = place + _HEAD.size, place + _HEAD.size + length
        if sign in (_PLAIN, _SEALED) and length <= _LARGEST and end <= len(content):
            body = content[begin:end]
            if _checksum(body) == checksum:
                return _opened(sign, body, seal), end, True
    after = [at for at in (content.find(sign, place + 1) for sign in (_PLAIN, _SEALED)) if at >= 0]
    return None, min(after, default=len(content)), False


def _opened(sign: bytes, body: bytes, seal: Seal | None) -> bytes | None:
    if sign == _PLAIN:
        return body
    if seal is None:
        return None
    try:
        return seal.open(body)
    except (StorageUnavailable, ValueError):
        return None


def set_aside(folder: Path) -> None:
    """Let what was written so far count for nothing: the shop goes on from another state. The files are kept.

    :raises OSError: one cannot be renamed.
    """
    for volume in volumes(folder):
        target = volume.path.with_name(volume.path.name + ASIDE)
        number = 1
        while target.exists():
            number += 1
            target = volume.path.with_name(f"{volume.path.name}{ASIDE}-{number}")
        volume.path.rename(target)
    if folder.is_dir():
        durable.sync_folder(folder)


def is_open(path: Path) -> bool:
    """Whether anybody can read something in this file; also of one that is no daybook.

    :raises OSError: it cannot be read.
    """
    content = path.read_bytes()
    place = 0
    while place < len(content):
        if content[place : place + len(_PLAIN)] == _PLAIN:
            return True
        _, place, _ = _next(content, place, None)
    return False


def reseal(path: Path, old: Seal | None, new: Seal | None) -> None:
    """Write a file anew that nobody writes any more, its sound bodies under another seal.

    :raises OSError: it cannot be written; it is as it was.
    """
    found = Found()
    _read(path, old, found)
    durable.write(path, b"".join(frame(body, new) for body in found.bodies))
