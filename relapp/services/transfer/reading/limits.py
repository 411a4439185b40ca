"""How much a process that reads a file may take: by the size of the file, held by the system itself."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

COSTLY = 75
"""How the process ends that was to take more than it may, where it can tell."""
_PAST_ITS_TIME = -24
COSTLY_ENDS = (COSTLY, _PAST_ITS_TIME, 0x711)
"""All ends that say so: by itself, by the systems that count its time (SIGXCPU; a job's limit)."""
_BASE_MEMORY, _MEMORY_PER_BYTE, _MOST_MEMORY = 240 << 20, 4, 2 << 30
_BASE_SECONDS, _SECONDS_PER_MB = 2, 4
_MEGABYTE = 1 << 20
_BASE_UNPACKED, _UNPACKED_PER_BYTE = 100 << 20, 20
_PACKED, _PACKED_TO = (b"PK\x03\x04", b"\x1f\x8b"), 8


def weight(paths: Iterable[Path]) -> int:
    """Bytes that files are worth in the reading: of a packed one, what such files usually hold."""
    return sum(map(_weight, paths))


def _weight(path: Path) -> int:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            return size * _PACKED_TO if file.read(4).startswith(_PACKED) else size
    except (OSError, ValueError):
        return 0  # what is the matter with it is told by who reads it


def memory_for(weight: int) -> int:
    """Bytes that reading files of this weight may take besides the program itself."""
    return min(_BASE_MEMORY + _MEMORY_PER_BYTE * weight, _MOST_MEMORY)


def seconds_for(weight: int) -> int:
    """Seconds of the processor that opening such files may take, and as many each way through them.

    A chat, which costs most, takes a sixth of it.
    """
    return _BASE_SECONDS + _SECONDS_PER_MB * weight // _MEGABYTE


def unpacked_for(size: int, most: int) -> int:
    """Bytes that a packed file of ``size`` bytes may hold, ``most`` in all; honest ones hold ten times their size."""
    return min(max(_BASE_UNPACKED, _UNPACKED_PER_BYTE * size), most)


def hold_memory(weight: int) -> None:
    """Let this process take no more memory from now on, and end without a dump or a word."""
    _hold_memory(memory_for(weight))


def hold_seconds(weight: int) -> None:
    """Let this process take no more time of the processor from now on."""
    _hold_seconds(seconds_for(weight))


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _PROCESS_TIME, _PROCESS_MEMORY, _EXTENDED = 0x2, 0x100, 9
    _WITHOUT_A_WINDOW = 0x1 | 0x2

    class _Basic(ctypes.Structure):
        _fields_ = (
            ("process_time", ctypes.c_int64),
            ("job_time", ctypes.c_int64),
            ("flags", wintypes.DWORD),
            ("least_set", ctypes.c_size_t),
            ("most_set", ctypes.c_size_t),
            ("processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority", wintypes.DWORD),
            ("scheduling", wintypes.DWORD),
        )

    class _Limits(ctypes.Structure):
        _fields_ = (
            ("basic", _Basic),
            ("traffic", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("process_peak", ctypes.c_size_t),
            ("job_peak", ctypes.c_size_t),
        )

    _kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    _kernel.CreateJobObjectW.restype = wintypes.HANDLE
    _kernel.GetCurrentProcess.restype = wintypes.HANDLE
    _kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
    _kernel.SetInformationJobObject.argtypes = (wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD)
    # Kept as long as the process lives: its limits end with it.
    _job = wintypes.HANDLE()
    _limits = _Limits()

    def _hold_memory(more: int) -> None:
        global _job
        _kernel.SetErrorMode(_WITHOUT_A_WINDOW)
        _job = _kernel.CreateJobObjectW(None, None)
        _limits.basic.flags |= _PROCESS_MEMORY
        # The program itself takes about so much.
        _limits.process_memory = (60 << 20) + more
        _kernel.SetInformationJobObject(_job, _EXTENDED, ctypes.byref(_limits), ctypes.sizeof(_limits))
        _kernel.AssignProcessToJobObject(_job, _kernel.GetCurrentProcess())

    def _hold_seconds(more: int) -> None:
        taken = sum(os.times()[:2])
        _limits.basic.flags |= _PROCESS_TIME
        _limits.basic.process_time = int((taken + more) * 10_000_000)
        _kernel.SetInformationJobObject(_job, _EXTENDED, ctypes.byref(_limits), ctypes.sizeof(_limits))

else:
    import resource
    from contextlib import suppress
    from threading import Thread
    from time import sleep

    def _hold_memory(more: int) -> None:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if sys.platform == "darwin":
            # It has the name of that limit and not the thing.
            _look_after(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + more)
            return
        room = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        allowed = room + more if most == resource.RLIM_INFINITY else min(room + more, most)
        resource.setrlimit(resource.RLIMIT_AS, (allowed, most))

    def _hold_seconds(more: int) -> None:
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        allowed = int(sum(os.times()[:2])) + 1 + more
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_CPU, (allowed, most))

    def _look_after(most: int) -> None:
        def look() -> None:
            while resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < most:
                sleep(0.05)
            os._exit(COSTLY)

        Thread(target=look, daemon=True).start()
