"""Waits for the window as pytest-qt does, for a process without pytest."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtTest import QTest


class Waiting:
    """What a :class:`tests.journeys.conftest.Desk` needs of ``qtbot``."""

    @staticmethod
    def waitUntil(until: Callable[[], bool], timeout: int = 20_000) -> None:
        """Let the window work until something holds.

        :raises TimeoutError: it does not within ``timeout`` milliseconds.
        """
        end = time.monotonic() + timeout / 1000 * 5  # other work may keep the processors
        while not until():
            if time.monotonic() > end:
                raise TimeoutError
            QTest.qWait(5)

    @staticmethod
    def a_while() -> None:
        """Long enough for what was asked for and for its message."""
        for _ in range(20):
            QTest.qWait(5)
