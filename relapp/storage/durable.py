"""Files that are there whole or not at all, also after a power cut, and folders that one at a time may write."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

from relapp.domain.errors import StorageUnavailable

_LOOK_EVERY = 0.02

_SHARING_VIOLATION = 32
"""What Windows says of a file that somebody has open."""

_CODES = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EACCES: "read_only",
    errno.EPERM: "read_only",
    errno.EROFS: "read_only",
    errno.ENOENT: "missing",
    errno.ENODEV: "missing",
}


@contextmanager
def misfortunes_named(file: Path, otherwise: str = "io") -> Iterator[None]:
    """Turn what the system says of a file, or of one beside it, into a sentence to be.

    :raises StorageUnavailable: ``full``, ``read_only``, ``missing``, ``locked`` or ``otherwise``.
    """
    try:
        yield
    except OSError as error:
        in_use = getattr(error, "winerror", None) == _SHARING_VIOLATION
        code = "locked" if in_use else _CODES.get(error.errno or 0, otherwise)
        raise StorageUnavailable(code, file=file.name) from error


def sync(path: Path) -> None:
    """Wait until the disk has what was written to the file.

    :raises OSError: it could not be written after all.
    """
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def syncing(path: Path) -> Iterator[None]:
    """As :func:`sync`, while something else is done with the file; it is on the disk when this ends.

    :raises OSError: as :func:`sync`.
    """
    with ThreadPoolExecutor(1) as worker:
        synced = worker.submit(sync, path)
        yield
        synced.result()


def sync_folder(folder: Path) -> None:
    """Wait until the disk knows the names in a folder, where the system can tell it so (Windows cannot)."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        # Some network folders know no such thing.
        with suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def rename(path: Path, target: Path) -> None:
    """Give a file that is written and synced its name, in the place of an older one, for good."""
    os.replace(path, target)
    sync_folder(target.parent)


def write(path: Path, content: bytes) -> None:
    """Write a small file: a power cut leaves the old one or the new one.

    :raises OSError: it cannot be written; the old one is as it was.
    """
    making = path.with_name(path.name + ".making")
    try:
        with making.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        rename(making, path)
    except BaseException:
        with suppress(OSError):
            making.unlink(missing_ok=True)
        raise


@contextmanager
def held(lock: Path, patience: float) -> Iterator[None]:
    """Be the only one, of all threads and programs, who holds this file; a file system without locks lets everybody.

    :raises TimeoutError: somebody else still held it after ``patience`` seconds.
    :raises OSError: the file cannot be made.
    """
    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        until = time.monotonic() + patience
        while not _locked(descriptor):
            if time.monotonic() > until:
                raise TimeoutError(errno.ETIMEDOUT, "held by another", str(lock))
            time.sleep(_LOOK_EVERY)
        yield
    finally:
        os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    def _locked(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        except OSError:
            return True
        return True

else:
    import fcntl

    def _locked(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True
        return True
