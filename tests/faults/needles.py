"""Force faults all over the program while customers are in work whose every field is a needle; look for needles."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.faults.figure import Figure, times
from tests.faults.needle_shop import NEEDLE, fill

FAULTS, SHORT_FAULTS = 240, 12
ROOT = Path(__file__).parents[2]
_PATIENCE = 900
_MOST_STARTS = 6
_COMMANDS = ("show", "check", "today", "find")


def measure(faults: int) -> tuple[int, list[str]]:
    """How many faults were forced, and where needles were found or a trace of a fault was missing."""
    with tempfile.TemporaryDirectory(prefix="faults-") as made:
        folder = Path(made)
        fill(folder)
        forced, said = _in_the_window(folder, faults)
        for number in range(max(2, faults // 30)):
            command = _COMMANDS[number % len(_COMMANDS)]
            named = [f"{NEEDLE}name0"] if command in ("show", "find") else []
            done = _process("needle_faults.command", folder, str(number), command, *named)
            said[f"standard error of {command}"] = done.stderr
            forced += done.returncode == 4
        for path in (*(folder / "logs").iterdir(), folder / "reports.txt"):
            said[path.name] = path.read_text("utf-8", "replace")
    found = [f"{where}: {line.strip()}" for where, all_ in said.items() for line in all_.splitlines() if _bears(line)]
    # What was written down nowhere could hold no needle.
    empty = [name for name in ("relapp.log", "reports.txt", "crash file 0") if not said.get(name, "").strip()]
    return forced, found + [f"{name} is empty" for name in empty]


def _bears(line: str) -> bool:
    return NEEDLE.lower() in line.lower()


def _in_the_window(folder: Path, faults: int) -> tuple[int, dict[str, str]]:
    """The window's process, begun again where a fault took it down; each ends with a crash of C."""
    said: dict[str, str] = {}
    forced = 0
    for start in range(_MOST_STARTS):
        done = _process("needle_faults.window", folder, str(start), str(faults - forced))
        said[f"output {start}"], said[f"standard error {start}"] = done.stdout, done.stderr
        forced += done.stdout.count("forced\n")
        for path in (folder / "logs").glob("crash-*.txt"):
            said[f"crash file {start}"] = path.read_text("utf-8", "replace")
        if forced >= faults:
            break
    return forced, said


def _process(function: str, *arguments: Path | str) -> subprocess.CompletedProcess[str]:
    module, name = function.split(".")
    code = f"import sys; from tests.faults import {module}; {module}.{name}(*sys.argv[1:])"
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=_PATIENCE,
    )


def run(short: bool) -> Figure:
    """The figure of the promise."""
    wanted = times(FAULTS, SHORT_FAULTS, short=short)
    forced, found = measure(wanted)
    if forced < wanted:
        found.append(f"only {forced} of {wanted} faults could be forced")
    return Figure(f"{forced} forced faults: {len(found)} needles found", tuple(found))
