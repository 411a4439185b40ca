"""Work that stands behind whatever somebody waits for, where both want the processor."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TypeVar

T = TypeVar("T")

if sys.platform == "win32":
    import ctypes

    _BELOW_NORMAL = -1

    def _stand_behind() -> None:
        kernel = ctypes.windll.kernel32
        kernel.SetThreadPriority(ctypes.c_void_p(kernel.GetCurrentThread()), _BELOW_NORMAL)

elif sys.platform == "linux":
    _NICE = 10

    def _stand_behind() -> None:
        # Of this thread, and of those that it starts.
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)

else:

    def _stand_behind() -> None:
        """Nothing here lets one thread stand behind the others."""


def behind(work: Callable[[], T]) -> T:
    """What ``work`` gives, done by a thread of its own that stands behind the others; it ends with that."""
    with ThreadPoolExecutor(1, initializer=_stand_behind) as worker:
        return worker.submit(work).result()
