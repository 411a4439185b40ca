"""Cuts turning short at every step and at every act on a file, each in a process of its own that dies there.

    python -m tests.storage.turning_cut_short FOLDER [on|off]

FOLDER holds ``shop.relapp`` (and, to turn off, its slots, with the key in ``key``). Prints how many deaths there were,
and how many left the old file and the new one; ends with 1 if any left something else.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path

from sqlalchemy import func, select

from relapp.storage import keys, schema, turning
from relapp.storage.database import Database
from relapp.storage.keys import Slots
from relapp.storage.reader import Reader

_ACTS = frozenset({"os.rename", "os.remove", "open", "sqlite3.connect"})


def main(folder: Path, way: str) -> int:
    """The exit code."""
    key = bytes.fromhex((folder / "key").read_text())
    found = {"old": 0, "new": 0}
    for deaths in range(1, 1000):
        trial = folder / "trial"
        shutil.rmtree(trial, ignore_errors=True)
        trial.mkdir()
        for name in ("shop.relapp", "shop.relapp.keys"):
            if (folder / name).exists():
                shutil.copy(folder / name, trial / name)
        child = os.fork()
        if child == 0:
            _turn_and_die(trial / "shop.relapp", key, way, deaths)
        _, status = os.waitpid(child, 0)
        stood = _stands(trial / "shop.relapp", key, way)
        if not stood:
            print(f"{way}: death {deaths} left neither the old file nor the new one: {sorted(os.listdir(trial))}")
            return 1
        if os.waitstatus_to_exitcode(status) == 0:
            print(f"{way}: {deaths - 1} deaths, {found['old']} left the old file, {found['new']} the new one")
            return 0 if stood == "new" and all(found.values()) else 1
        found[stood] += 1
    return 1


def _turn_and_die(path: Path, key: bytes, way: str, deaths: int) -> None:
    left = deaths

    def count(event: str, file: object = "") -> None:
        nonlocal left
        of_ours = event in _ACTS and isinstance(file, str | Path) and str(path.parent) in str(file)
        if of_ours or event.startswith("step "):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(lambda event, about: count(event, about[0] if about else ""))
    slots = Slots((keys.by_secret(key, key),))
    step = lambda name: count(f"step {name}")  # noqa: E731
    if way == "on":
        turning.protect(path, key, slots, step)
    else:
        turning.unprotect(path, key, step)
    os._exit(0)


def _stands(path: Path, key: bytes, way: str) -> str:
    """Which of the two is there after the next start, whole and alone; empty if neither."""
    turning.settle(path)
    if is_plain := keys.is_plain(path):
        key_there = None
    else:
        key_there = keys.with_secret(keys.load(keys.place(path)).every[0], key)
    database = Database.open(path, key=key_there)
    with database.read() as reader:
        rows = _customers(reader)
    sound = not database.check()
    database.close()
    alone = {name for name in os.listdir(path.parent) if not name.startswith(".")}
    wanted = {"shop.relapp"} if is_plain else {"shop.relapp", "shop.relapp.keys"}
    if not (sound and rows == 1 and alone == wanted):
        return ""
    return "old" if is_plain == (way == "on") else "new"


def _customers(reader: Reader) -> int:
    return int(reader.connection.execute(select(func.count()).select_from(schema.customer)).scalar_one())


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
