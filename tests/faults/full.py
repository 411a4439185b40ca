"""Fill a small disk to its brim: nothing is told as saved that is not, and work goes on when there is space."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from io import StringIO
from pathlib import Path
from typing import Any, cast

from pytestqt.qtbot import QtBot

from relapp.commands.parser import parse
from relapp.commands.running import ExitCode
from relapp.commands.running import run as run_command
from relapp.domain.customers import NewCustomer
from relapp.services import customers
from relapp.ui import application
from tests.faults.apart import apart, tell
from tests.faults.desks import present
from tests.faults.figure import Figure, times
from tests.faults.waiting import Waiting
from tests.journeys.conftest import Desk
from tests.shop import Shop

ROUNDS, SHORT_ROUNDS = 200, 8
SIZE = "3m"
_FILE = "shop.relapp"
_BALLAST = "ballast"
_WINDOW_LEAVES = (0, 8, 60)
"""Kilobytes that are free when the window is asked to save."""


def run(short: bool) -> Figure:
    """Commands at random, then the window."""
    rounds = times(ROUNDS, SHORT_ROUNDS, short=short)
    with tempfile.TemporaryDirectory(prefix="full-") as made:
        try:
            with small_disk(Path(made)) as disk:
                refused, faults = _by_commands(disk, rounds)
        except PermissionError as error:
            return Figure("", skipped=str(error))
        with small_disk(Path(made)) as disk, tempfile.TemporaryDirectory(prefix="full-") as told:
            window = apart("tests.faults.full", Path(told), str(disk))
        faults += [window["fell"]] if window["fell"] else []
        faults += window.get("faults", [])
    measured = (
        f"{rounds} commands at a full disk, {refused} refused, {window.get('tried', 0)} entries in the window, "
        f"{window.get('refused', 0)} refused: {len(faults)} told wrongly, lost or stuck"
    )
    return Figure(measured, tuple(faults))


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A disk of :data:`SIZE`.

    :raises PermissionError: none can be made here.
    """
    if sys.platform != "linux" or os.geteuid():
        raise PermissionError("only root on Linux can make a small disk")
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "relapp-full", str(folder)], capture_output=True
    )
    if done.returncode:
        raise PermissionError("no small disk can be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(disk: Path, leave: int) -> None:
    """Fill the disk but for ``leave`` kilobytes."""
    with (disk / _BALLAST).open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(4096)) == 4096:
            pass
    size = (disk / _BALLAST).stat().st_size
    os.truncate(disk / _BALLAST, max(0, size - leave * 1024))


def empty(disk: Path) -> None:
    """Make space."""
    (disk / _BALLAST).unlink(missing_ok=True)


# -- without a window --


def _by_commands(disk: Path, rounds: int) -> tuple[int, list[str]]:
    shop = Shop(disk / _FILE)
    shop.customer("Ana Moreira")
    shop.close()
    chance, refused, faults = random.Random(3), 0, list[str]()
    for number in range(rounds):
        fill(disk, chance.choice((0, 0, 4, 8, 16, 32, 64, 128)))
        full_code, full_said = _log(disk, f"q{number}full")
        refused += full_code != ExitCode.DONE
        if full_code not in (ExitCode.DONE, ExitCode.UNAVAILABLE) or (full_code and not full_said.strip()):
            faults.append(f"round {number}: ended with {full_code}: {full_said[-800:]}")
        empty(disk)
        code, said = _log(disk, f"q{number}free")
        if code:
            faults.append(f"round {number}: refused with space there: {said[-800:]}")
        shop = Shop(disk / _FILE)
        words = " ".join(present(shop))
        faults += [f"round {number}: {line}" for line in shop.database.check()]
        shop.close()
        if (f"q{number}full" in words) != (full_code == ExitCode.DONE):
            faults.append(f"round {number}: told {full_code}, but the file says otherwise")
        if f"q{number}free" not in words:
            faults.append(f"round {number}: lost")
    return refused, faults


def _log(disk: Path, token: str) -> tuple[int, str]:
    said, complained = StringIO(), StringIO()
    try:
        with redirect_stdout(said), redirect_stderr(complained):
            code = run_command(parse(["log", "ana moreira:", f"asked for {token}", "--data-dir", str(disk)]))
    except Exception as error:
        return -1, f"{type(error).__name__}: {error}"
    return code, complained.getvalue()


# -- in the window --


def main() -> None:
    """Log in the window on a full disk, then with space; tell what went wrong."""
    told, disk = Path(sys.argv[1]), Path(sys.argv[2])
    tell(told, _at_the_window(disk))


def _at_the_window(disk: Path) -> dict[str, Any]:
    found: dict[str, Any] = {"faults": [], "tried": 0, "refused": 0}
    raised: list[str] = []
    sys.excepthook = lambda *raising: raised.append("".join(traceback.format_exception(*raising)))
    desk = Desk(cast("QtBot", Waiting()), application.make(), disk)
    desk.do("customer_add", lambda tx: customers.add(tx, NewCustomer("Ana Moreira")))
    for number, leave in enumerate(_WINDOW_LEAVES):
        words = f"ana moreira: asked for q{number}x"
        fill(disk, leave)
        desk.press("F2")
        desk.type(words)
        desk.press("Return")
        Waiting.a_while()
        saved = f"q{number}x" in _held(desk)
        line = desk.session.log.form.line.toPlainText()
        if not saved and words not in line:
            found["faults"].append(f"with {leave} kB free the words are gone: {line!r}")
        empty(disk)
        found["refused"] += not saved
        if not saved:
            desk.press("Return")
            Waiting.a_while()
        if f"q{number}x" not in _held(desk):
            found["faults"].append(f"after {leave} kB free it cannot be saved with space there")
        desk.press("Escape")
        found["tried"] += 1
    desk.close()
    found["faults"] += [f"not caught: {one}" for one in raised]
    return found


def _held(desk: Desk) -> str:
    from sqlalchemy import select

    from relapp.storage import schema

    with desk.session.database.read() as reader:
        return " ".join(reader.scalars(select(schema.interaction.c.words)))


if __name__ == "__main__":
    main()
