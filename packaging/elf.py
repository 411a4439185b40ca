"""What the programs and libraries of a folder ask of the system."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_NEEDED = re.compile(r"^\s+NEEDED\s+(\S+)", re.MULTILINE)
_GLIBC = re.compile(r"GLIBC_2\.(\d+)")


def needed(folder: Path) -> set[str]:
    """Libraries that files of ``folder`` link to and that are not in it."""
    binaries = list(_binaries(folder))
    wanted = {name for path in binaries for name in _NEEDED.findall(_headers(path))}
    return wanted - {path.name for path in folder.rglob("*")}


def oldest_glibc(folder: Path) -> str:
    """The oldest C library that has every symbol the files of ``folder`` use, such as ``2.36``."""
    minors = (int(minor) for path in _binaries(folder) for minor in _GLIBC.findall(_headers(path)))
    return f"2.{max(minors)}"


def _binaries(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                if file.read(4) == b"\x7fELF":
                    yield path


@cache
def _headers(path: Path) -> str:
    return subprocess.check_output(["objdump", "-p", str(path)], text=True, encoding="utf-8", errors="replace")
