"""A build without a console has neither output nor errors to write to: every end keeps its exit code."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from relapp.instance import LOCK
from tests.starting.conftest import PATIENCE, ROOT

NO_STREAMS = """
import sys
sys.stdin = sys.stdout = sys.stderr = None
from relapp.__main__ import main
sys.exit(main(sys.argv[1:]))
"""

ENDS = [
    (["--version"], 0),
    (["--help"], 0),
    (["log", "--help"], 0),
    (["log", "Ada: came"], 0),
    (["import", "no such file.csv"], 1),
    (["dance"], 2),
    (["today", "--on", "yesterday"], 2),
    (["today"], 3),
    (["gone.relapp"], 3),
]


def _hears(shop: Path) -> bool:
    lock = shop / LOCK
    return lock.exists() and b'"hears": true' in lock.read_bytes()


@pytest.mark.parametrize(("words", "code"), ENDS)
def test_every_end_keeps_its_exit_code(shop: Path, words: list[str], code: int) -> None:
    command = [sys.executable, "-c", NO_STREAMS, "--data-dir", str(shop), *words]
    run = subprocess.run(command, capture_output=True, cwd=ROOT)
    assert (run.returncode, run.stdout, run.stderr) == (code, b"", b"")


@pytest.mark.skipif(os.name == "nt", reason="there are no signals there")
def test_the_window_opens_is_called_and_closes(shop: Path) -> None:
    command = [sys.executable, "-c", NO_STREAMS, "--data-dir", str(shop)]
    with subprocess.Popen(command, cwd=ROOT) as first:
        until = time.monotonic() + PATIENCE
        while not _hears(shop) and time.monotonic() < until:
            time.sleep(0.05)
        code = subprocess.run(command, cwd=ROOT, timeout=PATIENCE).returncode
        first.terminate()
        assert first.wait(PATIENCE) == 128 + signal.SIGTERM
    assert code == 0
