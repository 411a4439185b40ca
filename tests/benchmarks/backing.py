"""Backups beside a plain copy of the file, and how long whoever saves meanwhile waits. By the clock: disks count.

``python -m tests.benchmarks --size S --only backup`` shows it; in memory with ``TMPDIR=/dev/shm`` before it.
What else the computer does makes single turns longer, so that of each work the shortest turn counts.
"""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from relapp.domain.interactions import Kind, NewInteraction
from relapp.low_priority import behind
from relapp.services import interactions
from relapp.services.operations import Operations, local_now
from relapp.storage import backups, durable
from relapp.storage.database import Database
from tests.benchmarks.measuring import Figure
from tests.benchmarks.raw import Yardstick

TURNS = 25
ROUNDS, LOGGED = 10, 20
"""So many times saves alone and beside a backup by turns, so many each time."""


def measure(database: Database, raw: Yardstick, folder: Path) -> list[Figure]:
    """Every figure of backups."""
    database.tidy()
    kept, plain = folder / "backups", folder / "plain.copy"
    assert database.path is not None
    path = database.path
    copied: list[float] = []
    made: list[float] = []
    whole: list[float] = []
    worked: list[float] = []
    for _ in range(TURNS):
        copied.append(_ms(lambda: _plain_copy(path, plain)))
        made.append(_ms(lambda: _copy_alone(database, folder / "copy.relapp")))
        begin = time.process_time()
        whole.append(_ms(lambda: backups.make(database, kept, reason="", at=local_now())))
        worked.append((time.process_time() - begin) * 1e3)
    alone, beside = _waits(database, raw, kept)
    least = min(copied)
    return [
        Figure("backup: the copy, by the clock", min(made), "ms", raw=least, goal=3),
        Figure("backup: copied, checked, counted, by the clock", min(whole), "ms", raw=least, goal=6),
        Figure("backup: copied, checked, counted", median(worked)),
        *(
            Figure(
                f"save beside a backup: {share:.0%} wait no longer, by the clock",
                _at(beside, share),
                "ms",
                raw=_at(alone, share),
                goal=goal,
                of="more",
            )
            for share, goal in ((0.5, None), (0.95, 50), (1.0, 50))
        ),
    ]


def _at(waits: list[float], share: float) -> float:
    return sorted(waits)[min(len(waits) - 1, int(len(waits) * share))]


def _ms(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1e3


def _plain_copy(path: Path, target: Path) -> None:
    """As a person would copy it, and until it is on the disk; nobody writes meanwhile."""
    shutil.copyfile(path, target)
    descriptor = os.open(target, os.O_RDWR)
    os.fsync(descriptor)
    os.close(descriptor)


def _copy_alone(database: Database, target: Path) -> None:
    target.unlink(missing_ok=True)
    backups.copy(database, target)
    durable.sync(target)


def _waits(database: Database, raw: Yardstick, kept: Path) -> tuple[list[float], list[float]]:
    """How long saves take alone and while one backup is made after another, by turns."""
    operations, customer = Operations(database), raw.busiest(1)

    def save() -> float:
        entry = NewInteraction((customer,), Kind.VISIT, local_now(), "asked for rolls")
        return _ms(lambda: operations.run("log", lambda tx: interactions.log(tx, entry)))

    working, ended = threading.Event(), threading.Event()

    def back_up() -> None:
        while not ended.is_set():
            if working.wait(0.1):
                behind(lambda: backups.make(database, kept, reason="", at=local_now()))

    worker = threading.Thread(target=back_up)
    worker.start()
    waits: dict[bool, list[float]] = {False: [], True: []}
    for turn in range(2 * ROUNDS):
        with_backup = bool(turn % 2)
        (working.set if with_backup else working.clear)()
        # Until the last one is made, or the next is under way.
        time.sleep(0.3)
        for _ in range(LOGGED):
            waits[with_backup].append(save())
            # As staff type: what was saved is seen before the next.
            time.sleep(0.005)
    ended.set()
    worker.join()
    return waits[False], waits[True]
