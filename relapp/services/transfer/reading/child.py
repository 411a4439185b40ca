"""The process that reads a file for the program: it opens it within limits and hands its rows over when asked.

It is told once what is wanted, answers how the file was understood, and then gives portions of its rows: each pass has
a number and begins where it is first asked for. It ends with the pipe.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from relapp.domain.errors import UserError
from relapp.services.transfer.meaning.values import DateOrder
from relapp.services.transfer.reading import limits
from relapp.services.transfer.reading.documents import Document
from relapp.services.transfer.reading.frames import Messages, packed
from relapp.services.transfer.reading.opening import Wanted, open_file
from relapp.services.transfer.reading.plain import made, plain, plain_row
from relapp.services.transfer.reading.tables import Table

_MOST_ROWS = 500
_MOST_SIGNS = 1 << 17
"""About so many characters make a portion: the window stands still while it is taken apart."""


def serve() -> int:
    """Read what is wanted on the standard input; returns the exit code."""
    asked, answers = Messages(0), os.dup(1)
    # Whatever a library prints must not come between.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    with suppress(EOFError, BrokenPipeError, KeyboardInterrupt):
        _serve(asked, answers)
    return 0


def _serve(asked: Messages, answers: int) -> None:
    wanted: Wanted = made(Wanted, asked.next())
    weight = limits.weight(wanted.paths)
    limits.hold_memory(weight)
    limits.hold_seconds(weight)
    try:
        source = open_file(wanted)
    except BaseException as error:
        _answer(answers, _why(error))
        return
    _answer(answers, _told(source))
    passes: dict[int, _Pass] = {}
    while True:
        number, us, order, done = asked.next()
        for each in done:
            passes.pop(each, None)
        if number not in passes:
            limits.hold_seconds(weight)
            passes[number] = _Pass(_portions(source, us, order))
        _answer(answers, passes[number].portion())
        passes[number].go_ahead()


class _Pass:
    """One way through the rows. The next portion is made ready while the other side works on the one before."""

    def __init__(self, portions: Iterator[list[Any]]) -> None:
        self._portions = portions
        self._ready: Any = None

    def portion(self) -> Any:
        """The next portion, an empty one at the end; or why it cannot be read."""
        self.go_ahead()
        ready, self._ready = self._ready, None
        return ready

    def go_ahead(self) -> None:
        """Make the next portion ready."""
        if self._ready is None:
            try:
                self._ready = next(self._portions, [])
            except BaseException as error:
                self._ready = _why(error)


def _answer(file: int, message: Any) -> None:
    data = memoryview(packed(message))
    while data:
        data = data[os.write(file, data) :]


def _told(source: Table | Document) -> dict[str, Any]:
    if isinstance(source, Table):
        return {"table": plain((source.file, source.header, source.how_read))}
    return {
        "document": plain((source.file, source.how_read, source.content, source.voices, source.us, source.unsure)),
        "open_date": source.open_date,
    }


def _portions(source: Table | Document, us: str, order: str) -> Iterator[list[Any]]:
    """The rows in portions, as plain data."""
    rows: Iterator[Any]
    if isinstance(source, Table):
        rows = source.raw_rows()
    else:
        rows = map(plain_row, (source.dated(DateOrder(order)) if order else source).spoken_by(us).rows())
    portion: list[Any] = []
    signs = 0
    for row in rows:
        portion.append(row)
        signs += sum(map(len, row[1])) if isinstance(source, Table) else 200
        if len(portion) >= _MOST_ROWS or signs > _MOST_SIGNS:
            yield portion
            portion, signs = [], 0
    if portion:
        yield portion


def _why(error: BaseException) -> dict[str, Any]:
    """Why the file cannot be read, as the other side can tell it; a bug by its type and its lines alone."""
    if isinstance(error, UserError):
        return {"refused": error.code, "details": plain(error.details)}
    if isinstance(error, MemoryError):
        os._exit(limits.COSTLY)
    if isinstance(error, KeyboardInterrupt | SystemExit):
        raise error
    frames = traceback.extract_tb(error.__traceback__)
    where = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames]
    return {"broke": type(error).__name__, "where": " ".join(where[-6:])}
