"""The passphrase of a protected shop, as commands get it: from a file, or typed at the terminal, never an argument."""

from __future__ import annotations

import sys
from pathlib import Path

from relapp.domain.errors import StorageUnavailable

_LONGEST = 4096

_file: Path | None = None


def take_from(file: Path | None) -> None:
    """Where it is from now on, for this run; ``None`` asks at the terminal."""
    global _file
    _file = file


def wanted() -> str:
    """The passphrase.

    :raises StorageUnavailable: ``protected`` where nobody can be asked, ``passphrase.file`` if the file cannot be read.
    """
    if _file is not None:
        return _first_line(_file)
    if sys.stdin is None or sys.stderr is None or not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise StorageUnavailable("protected")
    from getpass import getpass

    from relapp.ui.wording import tr

    try:
        return getpass(tr("Commands", "Passphrase of the shop: "), stream=sys.stderr)
    except EOFError as error:
        raise StorageUnavailable("protected") from error


def _first_line(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            line = stream.readline(_LONGEST)
        return line.rstrip(b"\r\n").decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise StorageUnavailable("passphrase.file", file=str(file)) from error
