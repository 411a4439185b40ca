"""Opening a binary workbook in a process of its own first: a damaged one ends the process that reads it.

The library sets aside what the file says that it needs. Where that is more than there is, no exception comes of it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from subprocess import DEVNULL, Popen, TimeoutExpired
from time import monotonic

from relapp.services.transfer.reading.pauses import pause

OPTION = "--try-workbook"
"""The first argument of the process that tries a file out; the second is the file."""
MEMORY = 2 << 30
"""Bytes that the process may have, where the system can tell it so."""
SECONDS = 60.0
"""How long it may take: a hundred megabytes take five."""
_PACE = 0.05
_PACKAGES = Path(__file__).parents[4]


def survives(path: Path) -> bool:
    """Whether a process that opens this workbook lives to tell."""
    try:
        process = _started(path)
    except OSError:
        # Where nothing can be started, a whole file is still worth more than the rare damaged one.
        return True
    end = monotonic() + SECONDS
    try:
        while monotonic() < end:
            pause()
            try:
                return process.wait(_PACE) == 0
            except TimeoutExpired:
                continue
        return False
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def _started(path: Path) -> Popen[bytes]:
    return Popen(
        [*_program(), OPTION, str(path.absolute())],
        stdin=DEVNULL,
        stdout=DEVNULL,
        stderr=DEVNULL,
        env=_environment(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def try_out(path: Path) -> int:
    """What that process does: whatever is only an exception is no danger to anybody."""
    _be_modest()
    import python_calamine as calamine

    try:
        book = calamine.load_workbook(path)
        for name in book.sheet_names:
            book.get_sheet_by_name(name)
    except MemoryError:
        return 1
    except BaseException as error:
        # A panic in Rust arrives as an exception outside Exception.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
    return 0


def _program() -> list[str]:
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "relapp"]


def _environment() -> dict[str, str]:
    if getattr(sys, "frozen", False):
        return dict(os.environ)
    found = (str(_PACKAGES), os.environ.get("PYTHONPATH", ""))
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, found))}


def _be_modest() -> None:
    """Take no more memory than a workbook is worth, and end without a word or a dump."""
    if sys.platform == "win32":
        import ctypes

        without_a_window = 0x0001 | 0x0002
        ctypes.windll.kernel32.SetErrorMode(without_a_window)
    else:
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        allowed = MEMORY if most == resource.RLIM_INFINITY else min(MEMORY, most)
        with suppress(ValueError, OSError):  # macOS has the name of this limit and not always the thing
            resource.setrlimit(resource.RLIMIT_AS, (allowed, most))
