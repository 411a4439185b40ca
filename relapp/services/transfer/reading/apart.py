"""Reading files in a process of its own: what a hostile or damaged file does, it does there, and within limits.

The program sees plain data only (:mod:`frames`); the window's Python is free while the file is taken apart.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import weakref
from collections.abc import Iterator
from functools import partial
from itertools import count
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen, TimeoutExpired
from threading import Lock
from time import monotonic
from typing import Any

from relapp.domain.errors import UserError
from relapp.services.transfer.meaning.values import DateOrder
from relapp.services.transfer.reading import limits
from relapp.services.transfer.reading.delimited import Row
from relapp.services.transfer.reading.documents import Document, DocumentRow
from relapp.services.transfer.reading.frames import Messages, packed
from relapp.services.transfer.reading.opening import Wanted, open_file
from relapp.services.transfer.reading.pauses import pause
from relapp.services.transfer.reading.plain import made, plain, row_of
from relapp.services.transfer.reading.tables import HowRead, Table
from relapp.services.transfer.rows import Content

OPTION = "--read-file"
"""The one argument of the process that reads, as ``__main__`` knows it."""
PATIENCE = 60.0
"""Seconds, beside those of the processor, that one answer may take; a slow disk or a busy computer needs them."""
_GRACE = 1.0
_PACKAGES = Path(__file__).parents[4]

log = logging.getLogger(__name__)


def open_apart(wanted: Wanted) -> Table | Document:
    """As :func:`open_file`, in a process of its own that ends with the last use of what is returned.

    :raises UserError: as there; ``import.too_costly`` if it takes more memory or time than a file of its size should.
    """
    try:
        return read_apart(wanted)
    except OSError:
        # Where nothing can be started, a whole file is still worth more than the rare damaged one.
        return open_file(wanted)


def read_apart(wanted: Wanted) -> Table | Document:
    """As :func:`open_apart`, which raises :class:`OSError` where no process can be started."""
    return _Reading(wanted).source()


class _Reading:
    """The process that reads one file, for as long as somebody may ask for its rows."""

    def __init__(self, wanted: Wanted) -> None:
        self._file = wanted.name
        self._patience = PATIENCE + 3 * limits.seconds_for(limits.weight(wanted.paths))
        self._process = _started()
        weakref.finalize(self, _end, self._process)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._questions = self._process.stdin
        self._answers = Messages(self._process.stdout.fileno())
        self._lock = Lock()
        self._owed = 0
        self._late = False
        self._numbers = count(1)
        self._done: list[int] = []
        self._opened = self._ask(plain(wanted))

    def source(self) -> Table | Document:
        """What the file is."""
        try:
            if "table" in self._opened:
                file, header, how_read = self._opened["table"]
                return Table(file, made(tuple[str, ...], header), made(HowRead, how_read), self._table_rows)
            file, how_read, content, voices, us, unsure = self._opened["document"]
            return Document(
                file=file,
                how_read=made(HowRead, how_read),
                content=Content(content),
                _source=partial(self._document_rows, ""),
                voices=made(tuple[str, ...], voices),
                us=us,
                unsure=unsure,
                open_date=self._opened["open_date"],
                _dated=self._document_rows,
            )
        except (KeyError, TypeError, ValueError) as error:
            raise self._unreadable() from error

    def _table_rows(self) -> Iterator[Row]:
        for portion in self._portions("", ""):
            yield from portion

    def _document_rows(self, order: DateOrder | str, us: str) -> Iterator[DocumentRow]:
        for portion in self._portions(us, str(order)):
            try:
                rows = list(map(row_of, portion))
            except ValueError as error:
                raise self._unreadable() from error
            yield from rows

    def _portions(self, us: str, order: str) -> Iterator[list[Any]]:
        number = next(self._numbers)
        try:
            while portion := self._ask((number, us, order, self._left())):
                yield portion
        finally:
            # Told with the next question: whoever lets go of a pass half-way must not wait for anything.
            self._done.append(number)

    def _left(self) -> list[int]:
        done, self._done = self._done, []
        return done

    def _ask(self, question: Any) -> Any:
        """The answer to a question.

        :raises UserError: the file cannot be read, or not within its limits.
        """
        with self._lock:
            try:
                self._questions.write(packed(question))
                self._questions.flush()
                self._owed += 1
                # Who was stopped while waiting has left answers that nobody wants any more.
                while self._owed:
                    answer = self._next()
            except (OSError, EOFError, ValueError, RecursionError) as error:
                raise self._ended() from error
        if isinstance(answer, dict) and "refused" in answer:
            details = answer.get("details", {}).items()
            raise UserError(
                answer["refused"], **{key: tuple(each) if isinstance(each, list) else each for key, each in details}
            )
        if isinstance(answer, dict) and "broke" in answer:
            log.error("reading a file failed: %s at %s", answer["broke"], answer.get("where"))
            raise self._unreadable()
        return answer

    def _next(self) -> Any:
        end = monotonic() + self._patience

        def waiting() -> None:
            pause()
            if monotonic() > end:
                self._late = True
                raise TimeoutError

        answer = self._answers.next(waiting)
        self._owed -= 1
        return answer

    def _ended(self) -> UserError:
        """Why there is no answer."""
        try:
            code = self._process.wait(_GRACE)
        except TimeoutExpired:
            code = 0
        _end(self._process)
        log.warning("the process that reads a file has ended: %s", code)
        if self._late or code in limits.COSTLY_ENDS:
            return UserError("import.too_costly", file=self._file)
        return self._unreadable()

    def _unreadable(self) -> UserError:
        return UserError("import.cannot_read", file=self._file)


def _started() -> Popen[bytes]:
    return Popen(
        [*_program(), OPTION],
        stdin=PIPE,
        stdout=PIPE,
        stderr=DEVNULL,
        env=_environment(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        # What is stopped at the keyboard is the program; this process ends with it.
        start_new_session=sys.platform != "win32",
    )


def _end(process: Popen[bytes]) -> None:
    if process.poll() is None:
        process.kill()
        process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except OSError:
                # What it was never told is still in the pipe's keeping.
                continue


def _program() -> list[str]:
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "relapp"]


def _environment() -> dict[str, str]:
    if getattr(sys, "frozen", False):
        return dict(os.environ)
    found = (str(_PACKAGES), os.environ.get("PYTHONPATH", ""))
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, found))}
