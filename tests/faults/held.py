"""Run the ordinary tests that hold a promise by themselves, and count them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.faults.figure import Figure
from tests.faults.promises import PROMISES

_ROOT = Path(__file__).parents[2]
_WHOLE = {"RELAPP_TAMPERINGS": "1000"}
"""What the ordinary suite does less of than is promised."""
_COUNTED = re.compile(r"(\d+) (passed|failed|errors?|skipped)")


def run(short: bool) -> dict[str, Figure]:
    """One figure for each promise that tests hold; ``short`` runs none of them, for the ordinary suite does."""
    return {
        f"held {promise.number}": Figure("", skipped="the ordinary suite runs these tests")
        if short
        else hold(promise.tests)
        for promise in PROMISES
        if promise.tests
    }


def hold(tests: tuple[str, ...]) -> Figure:
    """Run these files or folders of tests."""
    missing = [one for one in tests if not (_ROOT / one).exists()]
    if missing:
        return Figure("", skipped=f"there is no {' and no '.join(missing)}")
    environment = {**os.environ, **_WHOLE, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(_ROOT)}
    command = [sys.executable, "-m", "pytest", "-o", "addopts=--import-mode=importlib", *tests]
    ended = subprocess.run(command, cwd=_ROOT, env=environment, capture_output=True, encoding="utf-8")
    last = (ended.stdout.strip().splitlines() or [""])[-1]
    counted = ", ".join(f"{count} {what}" for count, what in _COUNTED.findall(last))
    faults = () if ended.returncode == 0 else (ended.stdout[-2000:],)
    return Figure(f"{counted} of the tests in {', '.join(Path(one).name for one in tests)}", faults)
