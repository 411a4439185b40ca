"""What stands behind the others does its work, and only its own thread does so."""

from __future__ import annotations

import os
import sys
import threading

import pytest

from relapp.low_priority import behind


def _priority() -> int:
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


@pytest.mark.skipif(sys.platform != "linux", reason="a thread of its own priority")
def test_only_the_thread_that_does_it_stands_behind() -> None:
    before = _priority()
    assert behind(_priority) > before or before > 0
    assert _priority() == before


def test_what_it_raises_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        behind(lambda: 1 / 0)
