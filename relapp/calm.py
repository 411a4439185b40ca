"""Work on very many rows, undisturbed by Python's look for garbage."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_YOUNG, _MIDDLE, _NEVER = 100_000, 50, 1_000_000_000


@contextmanager
def calm() -> Iterator[None]:
    """Have Python look for garbage in cycles seldom, and never through all that the program holds.

    Rows are freed without it. Looking for it takes a third of an import's time, and the window stands still for a third
    of a second each time that everything is looked through.
    """
    usual = gc.get_threshold()
    gc.set_threshold(_YOUNG, _MIDDLE, _NEVER)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
