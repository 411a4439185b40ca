"""Cut the power at random moments of recorded work: what was told as saved stands, and the file is sound."""

from __future__ import annotations

import random
import shutil
import tempfile
import traceback
from pathlib import Path

from tests.faults.cutting import ACKNOWLEDGED, Disk, cuts
from tests.faults.figure import Figure, times
from tests.faults.recording import missing, record
from tests.faults.scenes import SCENES, Scene, heard

CUTS = {"log": 2_000}
FEWER = 500
TIMES = {"log": 1_000, "merge": 200, "erase": 12, "backup": 12, "rekey": 3}
"""How often a scene does what it does."""
SHORT_CUTS, SHORT_TIMES = 10, 3
_CLOSELY = 25
"""Every so manieth cut is looked at row by row."""
_KILLED = 4
"""Every so manieth time only the program is killed, between any two changes of a file."""
_MEMORY = Path("/dev/shm")  # no disk is worn by thousands of small shops


def run(short: bool) -> dict[str, Figure]:
    """One figure for each scene."""
    reason = missing()
    if reason:
        return {f"power {name}": Figure("", skipped=reason) for name in SCENES}
    return {f"power {name}": cut_through(name, scene, short=short) for name, scene in SCENES.items()}


def cut_through(name: str, scene: Scene, *, short: bool) -> Figure:
    """Record a scene and cut through it."""
    acts = SHORT_TIMES if short else TIMES.get(name, 1)
    count = times(CUTS.get(name, FEWER), SHORT_CUTS, short=short)
    chance = random.Random(f"{name} {count}")
    with tempfile.TemporaryDirectory(prefix="power-", dir=_MEMORY if _MEMORY.is_dir() else None) as made:
        folder, after = Path(made) / "before", Path(made) / "after"
        folder.mkdir()
        scene.prepare(folder)
        disk = Disk(folder)
        events = record(folder, "-m", "tests.faults.scenes", name, str(folder), str(acts))
        lost: list[str] = []
        for number, place in enumerate(cuts(disk, events, count, chance), start=1):
            after.mkdir()
            disk.cut(after, chance, killed=number % _KILLED == 0)
            heard_of = heard(bytes(disk.acknowledged))
            closely = number % _CLOSELY == 1
            try:
                faults = scene.look(after, heard_of, closely)
            except Exception:
                faults = [traceback.format_exc(limit=-3)]
            lost += [f"cut {number} at {place} of {len(events)}: {fault}" for fault in faults]
            shutil.rmtree(after)
    told = heard(b"".join(event.data for event in events if event.path == ACKNOWLEDGED)).acknowledged
    made = f"{told:,} {'act' if told == 1 else 'acts'} ({len(events):,} changes)"
    measured = f"{count:,} cuts ({count // _KILLED:,} as by kill -9) in {made}: {len(lost)} lost or unsound"
    return Figure(measured, tuple(lost))
