"""Where an export goes: a folder or one zip, made under another name and only then given its own.

Whatever stops it on the way, nothing half-written stays; nothing that is there already is written over.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Protocol
from zipfile import ZIP_DEFLATED, ZipFile

from relapp.domain.errors import UserError

_BAD_IN_NAMES = str.maketrans(dict.fromkeys('<>:"/\\|?*', " ") | {chr(code): " " for code in range(32)})
_LONGEST_NAME = 60


class Place(Protocol):
    """Takes files, one after another."""

    @contextmanager
    def text(self, name: str) -> Iterator[IO[str]]:
        """One file of text in UTF-8, whose line ends stay as they are written."""


class _Folder:
    def __init__(self, path: Path) -> None:
        self._path = path

    @contextmanager
    def text(self, name: str) -> Iterator[IO[str]]:
        path = self._path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            yield file


class _Zip:
    def __init__(self, packed: ZipFile, folder: str) -> None:
        self._packed = packed
        self._folder = folder

    @contextmanager
    def text(self, name: str) -> Iterator[IO[str]]:
        with (
            self._packed.open(f"{self._folder}/{name}", "w", force_zip64=True) as raw,
            TextIOWrapper(raw, encoding="utf-8", newline="") as file,
        ):
            yield file


@contextmanager
def new_folder(within: Path, name: str) -> Iterator[tuple[Place, Path]]:
    """A new folder in ``within``, there as a whole once the work in it is done; and what it will be called.

    :raises UserError: ``file.cannot_write`` or ``full``.
    """
    with _misfortunes_named(within):
        path = _free(within, name, "")
        partial = path.with_name(path.name + ".part")
        shutil.rmtree(partial, ignore_errors=True)
        try:
            partial.mkdir(parents=True)
            yield _Folder(partial), path
            partial.rename(path)
        except BaseException:
            shutil.rmtree(partial, ignore_errors=True)
            raise


@contextmanager
def new_zip(within: Path, name: str) -> Iterator[tuple[Place, Path]]:
    """The same as one zip."""
    with _misfortunes_named(within):
        path = _free(within, name, ".zip")
        partial = path.with_name(path.name + ".part")
        try:
            within.mkdir(parents=True, exist_ok=True)
            with ZipFile(partial, "w", ZIP_DEFLATED, compresslevel=5) as packed:
                yield _Zip(packed, path.stem), path
            partial.rename(path)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise


@contextmanager
def new_file(path: Path) -> Iterator[IO[str]]:
    """One file that a person named, there as a whole once it is written; an older one of that name goes then.

    :raises UserError: ``file.cannot_write`` or ``full``.
    """
    partial = path.with_name(path.name + ".part")
    with _misfortunes_named(path):
        try:
            with partial.open("w", encoding="utf-8", newline="") as file:
                yield file
            os.replace(partial, path)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise


def file_name(words: str) -> str:
    """``words`` as a name that every file system takes."""
    plain = " ".join(words.translate(_BAD_IN_NAMES).split())[:_LONGEST_NAME]
    return plain.strip(" .") or "relapp"


def _free(within: Path, name: str, ending: str) -> Path:
    """The name, or the first of "name (2)", "name (3)" … that nobody has."""
    number, path = 1, within / f"{name}{ending}"
    while path.exists():
        number += 1
        path = within / f"{name} ({number}){ending}"
    return path


@contextmanager
def _misfortunes_named(where: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise UserError("full") from error
        raise UserError("file.cannot_write", file=where.name or str(where)) from error
