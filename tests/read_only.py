"""A folder that can be read and not written, as a stick with its switch set: for the system, not only for us."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Until the block ends; skips the test where that cannot be had."""
    if sys.platform == "win32":
        pytest.skip("Windows lets nobody have such a folder for a moment")
    if os.geteuid() == 0:
        # Rights bind everybody but root, who may mount.
        mounted = _run("mount", "--bind", folder, folder) and _run("mount", "-o", "remount,bind,ro", folder)
        if not mounted:
            _run("umount", folder)
            pytest.skip("no folder can be mounted here")
        try:
            yield
        finally:
            _run("umount", folder)
        return
    changed = (folder, *folder.rglob("*"))
    for path in changed:
        path.chmod(path.stat().st_mode & ~0o222)
    try:
        yield
    finally:
        for path in changed:
            path.chmod(path.stat().st_mode | 0o200)


def _run(*command: str | Path) -> bool:
    try:
        return subprocess.run(command, capture_output=True).returncode == 0
    except OSError:
        return False
