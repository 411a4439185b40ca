"""What a process did to the files of a folder, in its order, as ``recorder.c`` writes it down from within."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).with_name("recorder.c")
_ROOT = Path(__file__).parents[2]
_HEAD = struct.Struct("<c3xIqQ")


@dataclass(frozen=True, slots=True)
class Event:
    """One change: ``kind`` is ``c`` create, ``w`` write, ``t`` truncate to ``offset``, ``s`` sync (also of a folder),
    ``u`` unlink, ``r`` rename to ``data``, ``d`` a new folder; ``path`` is told from the folder, ``.`` is itself.
    """

    kind: str
    path: str
    offset: int
    data: bytes


def missing() -> str:
    """Why nothing can be recorded here, empty where it can."""
    if sys.platform != "linux":
        return "the recorder is loaded before the C library as Linux does it"
    return "" if shutil.which("cc") or shutil.which("gcc") else "there is no C compiler"


@cache
def _library() -> Path:
    target = Path(tempfile.mkdtemp(prefix="recorder-")) / "recorder.so"
    compiler = shutil.which("cc") or shutil.which("gcc") or "cc"
    command = [compiler, "-shared", "-fPIC", "-O1", "-o", str(target), str(SOURCE), "-ldl", "-lpthread"]
    subprocess.run(command, check=True)
    return target


def record(folder: Path, *arguments: str) -> list[Event]:
    """Run Python with ``arguments`` and return what it did to ``folder``.

    :raises subprocess.CalledProcessError: it failed.
    """
    with tempfile.TemporaryDirectory(prefix="records-") as kept:
        file = Path(kept) / "records"
        told = {"RELAPP_RECORD_FOLDER": str(folder), "RELAPP_RECORD_FILE": str(file), "LD_PRELOAD": str(_library())}
        environment = {**os.environ, **told, "PYTHONPATH": str(_ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
        subprocess.run([sys.executable, *arguments], check=True, cwd=_ROOT, env=environment)
        return list(_events(file.read_bytes(), folder.resolve()))


def _events(records: bytes, folder: Path) -> Iterator[Event]:
    at = 0
    while at < len(records):
        kind, name_size, offset, size = _HEAD.unpack_from(records, at)
        at += _HEAD.size
        name = os.fsdecode(records[at : at + name_size])
        at += name_size
        data = records[at : at + size]
        at += size
        if kind == b"r":
            data = os.path.relpath(os.fsdecode(data), folder).encode()
        yield Event(kind.decode(), os.path.relpath(name, folder), offset, data)
