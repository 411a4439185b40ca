"""Cuts a move short at every step and at every act on a file, each in a process of its own that dies there.

    python -m tests.services.moving_cut_short FOLDER

FOLDER holds the shop ``old/shop.relapp`` with its backups. Prints how many deaths there were, and how many left the old
shop and the new one; ends with 1 if any left something else.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path

from relapp import signpost
from relapp.paths import backups_of
from relapp.services import moving, recovery
from relapp.storage import customers

_ACTS = frozenset({"os.rename", "os.remove", "os.rmdir", "os.mkdir", "open", "shutil.copyfile", "sqlite3.connect"})


def main(folder: Path) -> int:
    """The exit code."""
    trial = folder / "trial"
    old, new = trial / "old" / "shop.relapp", trial / "new" / "shop.relapp"
    found = {"old": 0, "new": 0}
    for deaths in range(1, 2000):
        shutil.rmtree(trial, ignore_errors=True)
        shutil.copytree(folder / "old", old.parent)
        child = os.fork()
        if child == 0:
            _move_and_die(old, new, deaths)
        _, status = os.waitpid(child, 0)
        stood, why = _stands(old, new, again=deaths % 10 == 0)
        if why:
            print(f"death {deaths} left {why}: {sorted(str(one.relative_to(trial)) for one in trial.rglob('*'))}")
            return 1
        if os.waitstatus_to_exitcode(status) == 0:
            print(f"{deaths - 1} deaths, {found['old']} left the old shop, {found['new']} the new one")
            return 0 if stood == "new" and all(found.values()) else 1
        found[stood] += 1
    return 1


def _move_and_die(old: Path, new: Path, deaths: int) -> None:
    left = deaths

    def count(event: str, file: object) -> None:
        nonlocal left
        if event in _ACTS and isinstance(file, str | Path) and str(old.parents[1]) in str(file):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(lambda event, about: count(event, about[0] if about else ""))
    moving.move(old, new)
    os._exit(0)


def _stands(old: Path, new: Path, *, again: bool) -> tuple[str, str]:
    """Which of the two the next start finds, and what is wrong with it or stands in the other place besides."""
    found = signpost.followed(old)
    signpost.give_up(old)
    database = recovery.open_shop(found, backups_of(found), make=False)
    with database.read() as reader:
        whole = len(customers.every(reader)) == 3
    whole = whole and database.check() == [] and len(_backups(found)) == 2
    database.close()
    if not whole:
        return "", "a shop that is not whole"
    names = {one.name for one in new.parent.rglob("*")} if new.parent.exists() else set()
    beside = {one.name for one in old.parent.rglob("*")}
    if found == old and names:
        return "old", "the old shop, and something in the new place"
    if found == new and beside != {"shop.relapp.moved"}:
        return "new", "the new shop, and something in the old place"
    if again and found == old:
        # What was cut short is done by doing it again.
        moving.move(old, new)
        assert signpost.followed(old) == new
    return ("old" if found == old else "new"), ""


def _backups(file: Path) -> list[Path]:
    """The backups beside it."""
    return list(backups_of(file).glob("*.backup"))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
