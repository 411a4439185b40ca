"""Backups beside a plain copy of the file, and how long whoever saves meanwhile waits. By the clock: disks count."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from relapp.domain.interactions import Kind, NewInteraction
from relapp.services import interactions
from relapp.services.operations import Operations, local_now
from relapp.storage import backups
from relapp.storage.database import Database
from tests.benchmarks.measuring import Figure
from tests.benchmarks.raw import Yardstick

TURNS = 7
LOGGED = 200


def measure(database: Database, raw: Yardstick, folder: Path) -> list[Figure]:
    """Every figure of backups."""
    database.tidy()
    kept, plain = folder / "backups", folder / "plain.copy"
    assert database.path is not None
    path = database.path
    copied: list[float] = []
    made: list[float] = []
    whole: list[float] = []
    for _ in range(TURNS):
        copied.append(_ms(lambda: _plain_copy(path, plain)))
        made.append(_ms(lambda: _copy_alone(database, folder / "copy.relapp")))
        whole.append(_ms(lambda: backups.make(database, kept, reason="", at=local_now())))
    alone, beside = _waits(database, raw, kept)
    least = median(copied)
    return [
        Figure("backup: the copy, by the clock", median(made), "ms", raw=least, goal=3),
        Figure("backup: copied, checked, counted, by the clock", median(whole), "ms", raw=least, goal=6),
        Figure(
            "save beside a backup: the longest wait, by the clock",
            max(beside),
            "ms",
            raw=max(alone),
            goal=50,
            of="value",
        ),
        Figure("save beside a backup: the median, by the clock", median(beside), "ms", raw=median(alone)),
    ]


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


def _waits(database: Database, raw: Yardstick, kept: Path) -> tuple[list[float], list[float]]:
    """How long saves take alone, and while one backup is made after another."""
    operations, customer = Operations(database), raw.busiest(1)

    def save() -> float:
        entry = NewInteraction((customer,), Kind.VISIT, local_now(), "asked for rolls")
        return _ms(lambda: operations.run("log", lambda tx: interactions.log(tx, entry)))

    alone = [save() for _ in range(LOGGED)]
    ended = threading.Event()

    def back_up() -> None:
        while not ended.is_set():
            backups.make(database, kept, reason="", at=local_now())

    worker = threading.Thread(target=back_up)
    worker.start()
    beside: list[float] = []
    while len(beside) < LOGGED:
        beside.append(save())
        # As staff type: what was saved is seen before the next.
        time.sleep(0.005)
    ended.set()
    worker.join()
    return alone, beside
