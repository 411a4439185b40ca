"""What may be written down of a fault: types, functions and lines, and never a value or a message.

Messages of exceptions quote what customers said, and paths hold the names of people; neither stands here.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from types import TracebackType

_MOST_PLACES = 40
_MOST_CAUSES = 8
_QT_FUNCTION = re.compile(r"Q[A-Za-z]\w*(?:::~?\w+)*(?=[:(]|$)")
_CRASH_FRAME = re.compile(r'^\s+File "([^"]*)", line (\d+) in (\S+)$')
_CRASH_HEAD = re.compile(r"(?:Fatal Python error|Windows fatal exception): [\w ().-]{1,60}$")
_CRASH_THREAD = re.compile(r"(?:Current thread|Thread) 0x[0-9a-f]+")


@dataclass(frozen=True, slots=True)
class Trace:
    """``kinds`` are the types of an exception and of its causes, the outermost first; ``places`` the way to it."""

    kinds: tuple[str, ...]
    places: tuple[str, ...] = ()

    @property
    def fault(self) -> tuple[str, ...]:
        """Equal for what is one fault: the same kinds from the same line, whatever way led there."""
        return (*self.kinds, *self.places[-1:])

    @property
    def text(self) -> str:
        """As lines, for a log or a report."""
        return "\n  ".join((" from ".join(self.kinds), *self.places))


def of(error: BaseException, where: TracebackType | None = None) -> Trace:
    """The trace of an exception with all of its causes; ``where`` is its traceback if it bears none."""
    every = list(_causes(error))
    places: list[str] = []
    for place, one in enumerate(every):
        if place:
            places.append(f"from {_kind(one)}")
        places += _places(one.__traceback__ or (where if place == 0 else None))
    return Trace(tuple(_kind(one) for one in every), tuple(places))


def said_by_qt(category: str, words: str) -> Trace:
    """Of a message of Qt's only the function is kept that it begins with: the rest may name a file or a text."""
    function = _QT_FUNCTION.match(words)
    return Trace((f"Qt {category}",), (function.group(),) if function else ())


def crash(written: str) -> Trace | None:
    """What ``faulthandler`` wrote as the process went down; ``None`` where there is nothing of it."""
    kind = ""
    places: list[str] = []
    for line in written.splitlines():
        if _CRASH_HEAD.match(line):
            # On Windows also faults that were handled are written: the last one is what it came to.
            kind, places = line.strip(), []
        elif _CRASH_THREAD.match(line):
            places.append("thread" if line.startswith("Thread") else "current thread")
        elif (frame := _CRASH_FRAME.match(line)) is not None:
            places.append(_place(frame[1], int(frame[2]), frame[3]))
    return Trace((kind,), tuple(places[:_MOST_PLACES])) if kind else None


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error, what it came from, and what a group holds, each once."""
    waiting, seen = [error], set[int]()
    while waiting and len(seen) < _MOST_CAUSES:
        one = waiting.pop(0)
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        if isinstance(one, BaseExceptionGroup):
            waiting += one.exceptions
        before = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
        if before is not None:
            waiting.append(before)


def _kind(error: BaseException) -> str:
    kind = type(error)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def _places(where: TracebackType | None) -> list[str]:
    frames = [
        _place(frame.f_code.co_filename, line, frame.f_code.co_qualname) for frame, line in traceback.walk_tb(where)
    ]
    # An endless recursion tells most at its ends.
    half = _MOST_PLACES // 2
    return frames if len(frames) <= _MOST_PLACES else [*frames[:half], "…", *frames[-half:]]


def _place(file: str, line: int, function: str) -> str:
    return f"{_within(file)}:{line} {function}"


def _within(file: str) -> str:
    """A file of the program as seen from where the program's files begin: what is above may be a person's folder."""
    parts = PurePath(file.replace("\\", "/")).parts
    for root in ("site-packages", "relapp"):
        if root in parts:
            start = len(parts) - 1 - parts[::-1].index(root) + (root == "site-packages")
            return "/".join(parts[start:])
    return parts[-1] if parts else "?"
