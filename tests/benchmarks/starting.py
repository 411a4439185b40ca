"""From the start of the process to data on the screen, and what memory it takes then."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from statistics import median

from tests.benchmarks.measuring import Figure

TURNS = 5

Found = list[dict[str, float]]


def measure(folder: Path, small: Path | None) -> list[Figure]:
    """Starts on the shop in ``folder`` by turns with a bare window and with a ``small`` shop."""
    kinds = {"bare": ("bare",), "full": ("relapp", str(folder)), "watch": ("watch", str(folder))}
    if small is not None:
        kinds["small"] = ("relapp", str(small))
    found: dict[str, Found] = {kind: [] for kind in kinds}
    for kind in ("bare", "full"):
        _start(*kinds[kind])
    for _ in range(TURNS):
        for kind, arguments in kinds.items():
            found[kind].append(_start(*arguments))
    bare = _middle(found["bare"], "painted")
    shown = _middle(found["full"], "shown")
    figures = [
        Figure("start: first paint (bare window)", _middle(found["full"], "painted"), raw=bare, goal=1.3),
        Figure("start: data on the screen (bare window)", shown, raw=bare, goal=2),
        Figure("start: longest event-loop gap", _middle(found["watch"], "gap"), "ms", goal=200, of="value"),
    ]
    if small is not None:
        before = _middle(found["small"], "shown")
        figures.append(Figure("start: data on the screen (size S)", shown, raw=before, goal=1.15))
    if "pss" in found["bare"][0]:
        private = _middle(found["full"], "private")
        figures += [
            Figure(
                "memory at rest: private (bare window)", private, "MB", _middle(found["bare"], "private"), 40, "more"
            ),
            Figure("memory at rest: PSS", _middle(found["full"], "pss"), "MB", goal=110, of="value"),
        ]
    return figures


def _start(*arguments: str) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.benchmarks.start_probe", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _middle(found: Found, what: str) -> float:
    return median(one[what] for one in found)
