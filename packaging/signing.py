"""Signing for Windows: done where there is a key, left out where there is none."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

COMMAND = "RELAPP_SIGN"
"""Names the command that signs, with ``{file}`` for what: ``signtool sign /fd sha256 /f key.pfx {file}``."""


def has_key() -> bool:
    """Whether there is a command to sign with."""
    return bool(os.environ.get(COMMAND))


def sign(path: Path) -> None:
    """Sign ``path`` in its place; without a key it stays as it is.

    :raises subprocess.CalledProcessError: the command failed.
    """
    if has_key():
        subprocess.run(os.environ[COMMAND].replace("{file}", f'"{path}"'), shell=True, check=True)


if __name__ == "__main__":
    # NSIS has its uninstaller signed before it packs it, by calling this.
    sign(Path(sys.argv[1]))
