"""Stopping in the middle of reading: what reads much pauses now and then, and who waits for it may raise there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_act: ContextVar[Callable[[], None] | None] = ContextVar("_act", default=None)


def pause() -> None:
    """To be called a few times in a tenth of a second by whatever looks through a file."""
    act = _act.get()
    if act is not None:
        act()


@contextmanager
def pausing(act: Callable[[], None]) -> Iterator[None]:
    """Have ``act`` done at every pause in here; what it raises ends the reading."""
    before = _act.set(act)
    try:
        yield
    finally:
        _act.reset(before)
