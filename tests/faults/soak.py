"""Work ten thousand times at the window: customers, entries, searches, sheets; nothing is kept of what was put away."""

from __future__ import annotations

import gc
import os
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, cast

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
WARM, SHORT_WARM = 500, 31
MOST_BYTES, MOST_WIDGETS, MOST_OBJECTS = 1024, 0.05, 2.0
"""Growth that is allowed for each operation: bytes of the process, widgets, objects of Python."""
_FEWEST = 200
"""Of fewer operations only the widgets are judged: what is loaded at its first use is counted with them."""
_STATM = Path("/proc/self/statm")
_SHEETS = (
    "F1", "F4", "Shift+F1", "Ctrl+Shift+E", "Ctrl+Shift+D", "Ctrl+Shift+W", "Ctrl+Shift+B", "Ctrl+Shift+O",
    "Ctrl+Shift+A", "Ctrl+Shift+N", "Ctrl+Shift+R", "Ctrl+Shift+P", "F10",
)  # fmt: skip
_PAGES = ("Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+,")
_DAY = date(2025, 5, 6)


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
    grown = {name: told["after"][name] - told["before"][name] for name in told["before"]}
    each = {name: amount / operations for name, amount in grown.items()}
    faults = [f"not caught: {one}" for one in told["raised"]]
    faults += [f"{each['widgets']:.3f} widgets stay of each"] if each["widgets"] > MOST_WIDGETS else []
    if operations >= _FEWEST:
        faults += [f"{each['objects']:.1f} objects stay of each"] if each["objects"] > MOST_OBJECTS else []
        faults += [f"{each['bytes']:.0f} bytes stay of each"] if each["bytes"] > MOST_BYTES else []
    measured = (
        f"{operations:,} operations after {warm:,}: {each['bytes']:.0f} bytes, {each['objects']:.2f} objects and "
        f"{each['widgets']:.4f} widgets of growth each"
    )
    return Figure(measured, tuple(faults))


@dataclass(frozen=True, slots=True)
class Held:
    """What the process holds."""

    bytes: int
    objects: int
    widgets: int


def held() -> Held:
    """After all that can go has gone."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    pages = int(_STATM.read_text(encoding="ascii").split()[1]) if _STATM.exists() else 0
    size = pages * os.sysconf("SC_PAGE_SIZE") if pages else 0
    return Held(size, len(gc.get_objects()), len(QApplication.allWidgets()))


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
        self.desk.wait(lambda: self.desk.session.day_list.complete)
        end = time.monotonic() + 8  # until the last word of what was done has faded
        while time.monotonic() < end:
            Waiting.a_while()


def main() -> None:
    """Work in the shop of this folder, and tell what is held before and after."""
    folder, warm, operations = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    raised: list[str] = []
    sys.excepthook = lambda *raising: raised.append("".join(traceback.format_exception(*raising)[-4:]))
    desk = Desk(cast("QtBot", Waiting()), application.make(), folder)
    from relapp.storage import customers

    names = [one.name for one in desk.session.editing.read(customers.every)]
    worker = Worker(desk, names)
    worker.work(warm)
    before = held()
    worker.work(operations)
    after = held()
    told: dict[str, Any] = {"before": asdict(before), "after": asdict(after), "raised": raised}
    desk.close()
    tell(folder, told)


if __name__ == "__main__":
    main()
