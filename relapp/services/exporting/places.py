"""Where an export goes: a folder or one zip, made under another name and only then given its own.

Whatever stops it on the way, nothing half-written stays; nothing that is there already is written over.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Protocol
from zipfile import ZIP_DEFLATED, ZipFile

from relapp.domain.errors import UserError

_BAD_IN_NAMES = str.maketrans(dict.fromkeys('<>:"/\\|?*', " ") | {chr(code): " " for code in range(32)})
_LONGEST_NAME = 50
"""Letters: four bytes each and the rest of the name still fit into 255."""
_DEVICES = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])(?=[. ]|$)", re.I)
"""What Windows takes for a device, whatever ending follows."""


class Place(Protocol):
    """Takes files, one after another."""

    @contextmanager
    def file(self, name: str) -> Iterator[IO[bytes]]:
        """One file; nobody can go back in it."""


@contextmanager
def text(place: Place, name: str) -> Iterator[IO[str]]:
    """One file of text in UTF-8, whose line ends stay as they are written."""
    with place.file(name) as raw, TextIOWrapper(raw, encoding="utf-8", newline="") as file:
        yield file


class _Folder:
    def __init__(self, path: Path) -> None:
        self._path = path

    @contextmanager
    def file(self, name: str) -> Iterator[IO[bytes]]:
        path = self._path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            yield file


class _Zip:
    def __init__(self, packed: ZipFile, folder: str) -> None:
        self._packed = packed
        self._folder = folder

    @contextmanager
    def file(self, name: str) -> Iterator[IO[bytes]]:
        with self._packed.open(f"{self._folder}/{name}", "w", force_zip64=True) as file:
            yield file


@contextmanager
def new_folder(within: Path, name: str) -> Iterator[tuple[Place, Path]]:
    """A new folder in ``within``, there as a whole once the work in it is done; and what it will be called.

    :raises UserError: ``no_folder`` or ``full``.
    """
    with _misfortunes_named("no_folder", folder=within):
        path = free(within, name, "")
        partial = _partial(path)
        partial.mkdir(parents=True)
        try:
            yield _Folder(partial), path
            partial.rename(path)
        except BaseException:
            shutil.rmtree(partial, ignore_errors=True)
            raise


@contextmanager
def new_zip(within: Path, name: str) -> Iterator[tuple[Place, Path]]:
    """The same as one zip."""
    with _misfortunes_named("no_folder", folder=within):
        path = free(within, name, ".zip")
        within.mkdir(parents=True, exist_ok=True)
        partial = _partial(path)
        file = partial.open("xb")
        try:
            with file, ZipFile(file, "w", ZIP_DEFLATED, compresslevel=5) as packed:
                yield _Zip(packed, path.stem), path
            partial.rename(path)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise


@contextmanager
def new_text(path: Path) -> Iterator[IO[str]]:
    """As :func:`new_file`, text in UTF-8, whose line ends stay as they are written."""
    with new_file(path) as raw, TextIOWrapper(raw, encoding="utf-8", errors="replace", newline="") as file:
        yield file


@contextmanager
def new_file(path: Path) -> Iterator[IO[bytes]]:
    """One file that a person named, there as a whole once it is written; an older one of that name goes then.

    :raises UserError: ``file.cannot_write`` or ``full``.
    """
    with _misfortunes_named("file.cannot_write", file=path):
        partial = _partial(path)
        unfinished = partial.open("xb")
        try:
            with unfinished as file:
                yield file
            os.replace(partial, path)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise


def file_name(words: str, day: date | None = None) -> str:
    """``words`` as a name that every file system takes, with the day behind them if one is given."""
    plain = " ".join(words.translate(_BAD_IN_NAMES).split())[:_LONGEST_NAME].strip(" .") or "relapp"
    if _DEVICES.match(plain):
        plain = "_" + plain
    return plain if day is None else f"{plain} {day:%Y-%m-%d}"


def free(within: Path, name: str, ending: str) -> Path:
    """The name, or the first of "name (2)", "name (3)" … that nobody has."""
    number, path = 1, within / f"{name}{ending}"
    while path.exists():
        number += 1
        path = within / f"{name} ({number}){ending}"
    return path


def _partial(path: Path) -> Path:
    """What it is called until it is whole: a name that nobody has, so that no other work is harmed."""
    number, partial = 1, path.with_name(path.name + ".part")
    while partial.exists():
        number += 1
        partial = path.with_name(f"{path.name}.part{number}")
    return partial


@contextmanager
def _misfortunes_named(code: str, **where: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise UserError("full") from error
        raise UserError(code, **{what: path.name or str(path) for what, path in where.items()}) from error
