"""Work ten thousand times at the window: customers, entries, searches, sheets; nothing is kept of what was put away."""

from __future__ import annotations

import ctypes
import gc
import sys
import tempfile
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from math import sqrt
from pathlib import Path
from statistics import fmean, linear_regression
from typing import cast

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from relapp.services import sample
from relapp.ui import application
from tests.faults.apart import apart, tell
from tests.faults.figure import Figure, times
from tests.faults.waiting import Waiting
from tests.journeys.conftest import Desk

OPERATIONS, SHORT_OPERATIONS = 10_000, 31
WARM, SHORT_WARM = 1_000, 31
MEASURES = 20
MOST_BYTES, MOST_WIDGETS, MOST_OBJECTS = 1024, 0.05, 1.0
"""Growth that is allowed for each operation: bytes of the process, widgets, objects of Python."""
_FEWEST = 1_000
"""Of fewer operations only the widgets are judged: what is loaded at its first use is counted with them."""
_SMALL_CACHE = "cache_size=-500"
"""Half a megabyte of pages for each connection is full once the shop was read. With the eight that it may have it goes
on filling as the file of the shop grows, to the same end but for all of these operations."""
_SMAPS = Path("/proc/self/smaps_rollup")
_SHEETS = (
    "F1", "F4", "Shift+F1", "Ctrl+Shift+E", "Ctrl+Shift+D", "Ctrl+Shift+W", "Ctrl+Shift+B", "Ctrl+Shift+O",
    "Ctrl+Shift+A", "Ctrl+Shift+N", "Ctrl+Shift+R", "Ctrl+Shift+P", "F10",
)  # fmt: skip
_PAGES = ("Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+,")
_DAY = date(2025, 5, 6)
_TURNS = 10
"""Of a tenth of a second each: all that was asked for is done by then."""


def run(short: bool) -> Figure:
    """``short`` judges widgets only."""
    operations = times(OPERATIONS, SHORT_OPERATIONS, short=short)
    with tempfile.TemporaryDirectory(prefix="soak-") as made:
        folder = Path(made)
        sample.make(folder / "shop.relapp", _DAY)
        warm = SHORT_WARM if short else WARM
        told = apart("tests.faults.soak", folder, str(warm), str(operations))
    if told["fell"]:
        return Figure("the program fell", (told["fell"],))
    at = told["at"]
    grown = {name: growth(at, measures) for name, measures in told["held"].items()}
    faults = [f"not caught: {one}" for one in told["raised"]]
    faults += [f"{grown['widgets'].each:.3f} widgets stay of each"] if grown["widgets"].each > MOST_WIDGETS else []
    if operations >= _FEWEST:
        faults += [f"{grown['objects'].each:.1f} objects stay of each"] if grown["objects"].each > MOST_OBJECTS else []
        faults += [f"{grown['bytes'].each:.0f} bytes stay of each"] if grown["bytes"].each > MOST_BYTES else []
    measured = (
        f"{operations:,} operations after {warm:,}, measured {len(at)} times: {grown['bytes'].told(0)} bytes, "
        f"{grown['objects'].told(2)} objects and {grown['widgets'].told(4)} widgets of growth each"
    )
    return Figure(measured, tuple(faults))


@dataclass(frozen=True, slots=True)
class Growth:
    """By how much something grows for each operation, and twice the standard error of that."""

    each: float
    give_or_take: float

    def told(self, places: int) -> str:
        """Both, with so many places."""
        return f"{self.each:.{places}f} ± {self.give_or_take:.{places}f}"


def growth(at: list[int], measures: list[float]) -> Growth:
    """The straight line of least squares through ``measures``, taken after ``at`` operations.

    Its standard error is that of simple linear regression: √(Σ residual² ÷ (n − 2) ÷ Σ (x − mean x)²).
    """
    line = linear_regression(at, measures)
    middle, freedom = fmean(at), len(at) - 2
    wide = sum((x - middle) ** 2 for x in at)
    off = sum((y - line.intercept - line.slope * x) ** 2 for x, y in zip(at, measures, strict=True))
    return Growth(line.slope, 2 * sqrt(off / freedom / wide) if freedom else 0.0)


@dataclass(frozen=True, slots=True)
class Held:
    """What the process holds."""

    bytes: int
    objects: int
    widgets: int


def held() -> Held:
    """After all that can go has gone; of memory what is this process's own and in use (0 where no system tells)."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    if not _SMAPS.exists():
        return Held(0, len(gc.get_objects()), len(QApplication.allWidgets()))
    with suppress(AttributeError):  # another C library has no such function
        ctypes.CDLL(None).malloc_trim(0)  # what was freed is given back, or it would be counted
    told = dict(line.split(":", 1) for line in _SMAPS.read_text(encoding="ascii").splitlines()[1:])
    return Held(int(told["Anonymous"].split()[0]) * 1024, len(gc.get_objects()), len(QApplication.allWidgets()))


class Worker:
    """Does one ordinary thing after the other, in rounds in which each comes as often as on a day."""

    def __init__(self, desk: Desk, names: list[str]) -> None:
        self.desk = desk
        self.names = names
        self.count = 0
        sheets = [partial(self.press, key) for key in _SHEETS]
        pages = [partial(self.press, key) for key in _PAGES]
        everyday = [self.open, self.log, self.open, self.search, self.open, self.log, self.undo]
        self.round: list[Callable[[], None]] = [*everyday, *sheets, *everyday, *pages]

    def work(self, times: int) -> None:
        """So many operations."""
        for _ in range(times):
            self.round[self.count % len(self.round)]()
            self.desk.press("Escape")
            self.count += 1
        self.rest()

    @property
    def name(self) -> str:
        """Of another customer each time."""
        return self.names[self.count % len(self.names)]

    def open(self) -> None:
        self.desk.find(self.name)

    def log(self) -> None:
        self.desk.log(f"{self.name}: asked for rye")

    def search(self) -> None:
        self.desk.press("Ctrl+K")
        self.desk.type(("rye", "an", "roll", "0151")[self.count % 4])
        self.desk.press("Escape")

    def press(self, key: str) -> None:
        self.desk.press(key)
        self.desk.press("Escape")

    def undo(self) -> None:
        self.desk.press("Ctrl+Z")

    def rest(self) -> None:
        """Stand where every measure is taken: one customer shown last, nothing open and nothing under way."""
        self.desk.find(self.names[0])
        self.desk.press("Escape")
        self.desk.press("Ctrl+1")
        self.desk.window.toast.dismiss()
        self.desk.wait(lambda: self.desk.session.day_list.complete)
        for _ in range(_TURNS):
            Waiting.a_while()


def main() -> None:
    """Work in the shop of this folder, and tell what is held at the beginning and after each part."""
    folder, warm, operations = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    raised: list[str] = []
    sys.excepthook = lambda *raising: raised.append("".join(traceback.format_exception(*raising)[-4:]))
    from relapp.storage import customers, sqlite

    sqlite._PRAGMAS = (*(one for one in sqlite._PRAGMAS if not one.startswith("cache_size")), _SMALL_CACHE)  # type: ignore[assignment]
    desk = Desk(cast("QtBot", Waiting()), application.make(), folder)
    names = [one.name for one in desk.session.editing.read(customers.every)]
    worker = Worker(desk, names)
    worker.work(warm)
    parts = MEASURES if operations >= _FEWEST else 1
    measures, at = [held()], [0]
    for part in range(1, parts + 1):
        at.append(operations * part // parts)
        worker.work(at[-1] - at[-2])
        measures.append(held())
        what = {name: [getattr(one, name) for one in measures] for name in ("bytes", "objects", "widgets")}
        tell(folder, {"at": at, "held": what, "raised": raised})
    desk.close()


if __name__ == "__main__":
    main()
