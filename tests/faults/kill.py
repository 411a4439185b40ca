"""Kill -9 writing processes at random moments: nothing acknowledged is lost, and the file agrees with itself."""

from __future__ import annotations

import multiprocessing
import random
import sys
import tempfile
import time
from multiprocessing.connection import Connection, wait
from pathlib import Path

from relapp.services import recovery
from tests.builders import TODAY, at
from tests.faults.agreement import disagreements
from tests.faults.desks import BACKUPS, Told, present, work
from tests.faults.figure import Figure, times
from tests.shop import Shop

KILLS, ACKNOWLEDGED = 200, 10_000
SHORT_KILLS = 4
DESKS = 2
_A_SHOP = 20
"""So many kills a shop goes through before the next one begins empty."""
_LONGEST = 2.4
_HANDED_OUT = 10_000


def run(short: bool) -> Figure:
    """``short`` kills four times."""
    if sys.platform == "win32":
        return Figure("", skipped="this system has no kill -9")
    kills = times(KILLS, SHORT_KILLS, short=short)
    wanted = times(ACKNOWLEDGED, 0, short=short)
    chance = random.Random(7)
    done = acknowledged = 0
    faults: list[str] = []
    while done < kills or acknowledged < wanted:
        with tempfile.TemporaryDirectory(prefix="kill-") as folder:
            path, told = Path(folder) / "shop.relapp", list[Told]()
            for _ in range(min(_A_SHOP, kills)):
                now = [Told() for _ in range(DESKS)]
                first = _HANDED_OUT + done * DESKS
                faults += _work_and_kill(path, now, first, chance.uniform(0, 0.4 if short else _LONGEST))
                done += 1
                acknowledged += sum(one.acknowledged for one in now)
                told += now
                faults += [f"kill {done}: {fault}" for fault in _look(path, told)]
            faults += [f"file deleted after kill {done}: {fault}" for fault in _bring_back(path, told)]
    measured = f"{done} kills, {acknowledged:,} acknowledged: {len(faults)} lost, not brought back or at odds"
    return Figure(measured, tuple(faults))


def _work_and_kill(path: Path, told: list[Told], first: int, patience: float) -> list[str]:
    """Let desks work for so many seconds after the first act, then kill them all; hear what they said until then.

    Returns which of them had ended by themselves.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.faults.desks"])
    pipes: dict[Connection, Told] = {}
    workers = []
    for place, one in enumerate(told):
        ours, theirs = context.Pipe(duplex=False)
        worker = context.Process(target=work, args=(path, first + place, theirs, 100_000, path.parent))
        worker.start()
        theirs.close()
        workers.append(worker)
        pipes[ours] = one
    end: float | None = None
    while end is None or time.monotonic() < end:
        _hear(pipes, 0.05 if end is None else min(0.05, max(0.0, end - time.monotonic())))
        if end is None and any(one.acknowledged for one in told):
            end = time.monotonic() + patience
        if end is None and not any(worker.is_alive() for worker in workers):
            break
    ended = [f"a desk ended by itself: {one.exitcode}" for one in workers if one.exitcode is not None]
    for worker in workers:
        worker.kill()
    for worker in workers:
        worker.join()
    while pipes:
        _hear(pipes, 1)
    return ended


def _hear(pipes: dict[Connection, Told], seconds: float) -> None:
    for pipe in wait(list(pipes), seconds):
        assert isinstance(pipe, Connection)
        try:
            pipes[pipe].hear(pipe.recv())
        except (EOFError, OSError):
            pipe.close()
            del pipes[pipe]


def _look(path: Path, told: list[Told]) -> list[str]:
    shop = Shop(path)
    try:
        there = present(shop)
        lost = [fault for one in told for fault in one.faults(there)]
        known = frozenset().union(*(one.stands | one.gone for one in told))
        maybe = frozenset().union(*(one.under_way.brings | one.under_way.takes for one in told if one.under_way))
        lost += [f"nobody wrote: {one}" for one in sorted(there - known - maybe) if one.startswith("q")]
        return lost + disagreements(shop)
    finally:
        shop.close()


def _bring_back(path: Path, told: list[Told]) -> list[str]:
    """Delete the shop's file with all that is beside it: backups and daybook have everything that was acknowledged."""
    for one in path.parent.glob(f"{path.name}*"):
        one.unlink()
    recovery.restore(path, path.parent / BACKUPS, at=at(TODAY))
    return _look(path, told)
