"""Starts the command it is given and prints when its window was mapped, first painted and last painted, as seen by X.

``mapped``, ``painted`` and ``settled`` are seconds since the start, ``cpu`` is seconds of the whole process tree until
then, ``pss`` its memory in MB. Fails if there is no window of a fair size within a minute.
"""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from Xlib import X
from Xlib.display import Display
from Xlib.error import XError

PATIENCE = 60.0
QUIET = 1.5
"""So many seconds without drawing, and the window has settled."""
SMALLEST = (500, 300)

# What X tells by the extension "damage".
REPORT_NON_EMPTY = 3


def main() -> int:
    """Start, watch, tell, end it."""
    display = Display()
    display.damage_query_version()
    root = display.screen().root
    root.change_attributes(event_mask=X.SubstructureNotifyMask)
    display.sync()
    begin = time.monotonic()
    # Not our pipes: what outlives the program must not keep them open.
    program = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=sys.stderr, start_new_session=True)
    try:
        found = _watch(display, begin, program.pid)
        found["pss"] = sum(map(_pss, _tree(program.pid)))
    finally:
        os.killpg(program.pid, signal.SIGTERM)
        program.wait()
    if "painted" not in found:
        print("there was no window", file=sys.stderr)
        return 1
    print(*(f"{name} {value:.4f}" for name, value in found.items()))
    return 0


def _watch(display: Any, begin: float, pid: int) -> dict[str, float]:
    found: dict[str, float] = {}
    while time.monotonic() - begin < PATIENCE:
        if not display.pending_events() and not select.select([display.fileno()], [], [], 0.05)[0]:
            if "settled" in found and time.monotonic() - begin - found["settled"] > QUIET:
                break
            continue
        while display.pending_events():
            event = display.next_event()
            now = time.monotonic() - begin
            if event.type == X.MapNotify and "mapped" not in found and _is_large(event.window):
                found["mapped"] = now
                event.window.damage_create(REPORT_NON_EMPTY)
                display.flush()
            elif event.type == display.extension_event.DamageNotify:
                found.setdefault("painted", now)
                found["settled"] = now
                found["cpu"] = sum(map(_cpu, _tree(pid)))
                display.damage_subtract(event.damage)
                display.flush()
    return found


def _is_large(window: Any) -> bool:
    try:
        geometry = window.get_geometry()
    except XError:
        return False
    return bool(geometry.width >= SMALLEST[0] and geometry.height >= SMALLEST[1])


def _tree(pid: int) -> list[int]:
    """The process and all that it started."""
    children: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        children += [int(child) for child in task.read_text(encoding="ascii").split()]
    return [pid, *(one for child in children for one in _tree(child))]


def _cpu(pid: int) -> float:
    try:
        words = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def _pss(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


if __name__ == "__main__":
    sys.exit(main())
